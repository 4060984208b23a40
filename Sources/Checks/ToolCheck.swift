import GateModel

/// A check that starts tools.
protocol ToolCheck: Check {
  /// What chooses the files that the verdict covers among all tracked ones, `nil` where it covers what changed.
  var trackedSelector: FileSelector? { get }
}
