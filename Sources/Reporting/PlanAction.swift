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
  /// The hook's budget has no room for it.
  case deferred
}

extension PlanReport.Entry {
  var action: PlanAction {
    if isImpossible { return .errored }
    if isDeferred { return .deferred }
    if isCached { return .cached }
    return files.isEmpty ? .nothing : .run
  }
}
