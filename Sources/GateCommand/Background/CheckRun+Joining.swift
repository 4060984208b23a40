import GateModel
import GateRunner

extension Check {
  /// Whether its verdicts may be found out before somebody asks for them: they are kept, and it does not insist on the working
  /// tree, in which the user goes on working meanwhile.
  var canRunAhead: Bool { traits.isCacheable && traits.isolation != .inPlace }
}

extension CheckRun {
  private static let pause = Duration.milliseconds(10)

  /// Whether something would be executed, whatever the budget of the hook is.
  var hasToRun: Bool { machinery(NobodyWatches()).planner.plan(checks, in: resolved.scope).contains(where: \.hasToRun) }

  /// Waits for a run in the background that finds out what this one would have to. Where it dies, or takes longer than the
  /// check itself may, this one does the work after all.
  func joinBackground(_ machinery: Machinery) async {
    guard let subject = joinedSubject, let record = BackgroundRecords(location).running(subject) else { return }
    let awaited = machinery.plan(checks.filter(\.canRunAhead), in: resolved.scope).filter(\.hasToRun)
    guard let limit = awaited.map(\.check.traits.timeout).max() else { return }
    if context.isErrorTerminal {
      let start = subject == BackgroundStart.staged ? "before the message was written" : "after the commit"
      context.complain("gate: waiting for the check that began \(start)")
    }
    let end = ContinuousClock.now + limit
    while !Task.isCancelled, .now < end, record.isRunning {
      // Ends early with the cancellation, which the run then reports.
      try? await Task.sleep(for: Self.pause)
    }
  }
}

extension PlannedCheck {
  /// Whether something would be executed.
  fileprivate var hasToRun: Bool {
    if case .ready(let ready) = state { !ready.isCached } else { false }
  }
}
