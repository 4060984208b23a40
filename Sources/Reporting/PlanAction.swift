import GateModel

/// What a plan would do with a check.
enum PlanAction: String, CaseIterable {
  case run
  /// The cache answers all of it.
  case cached
  /// No file concerns it.
  case nothing
  /// It could not run.
  case errored
}

extension PlanReport.Entry {
  var action: PlanAction {
    if isImpossible { return .errored }
    if isCached { return .cached }
    return files.isEmpty ? .nothing : .run
  }
}
