import GateModel
import LocalFiles

/// A check that starts tools.
protocol ToolCheck: Check {
  /// What chooses the files that the verdict covers among all tracked ones, `nil` where it covers what changed.
  var trackedSelector: FileSelector? { get }
  /// Where the files outside of the repository lie, or would lie, that are part of its keys.
  var outsidePlaces: Set<LocalPath> { get }
}

extension ToolCheck {
  var outsidePlaces: Set<LocalPath> { [] }
}
