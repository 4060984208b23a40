import GateModel

/// Decides which check starts next: what it needs has passed, no more run than there are places, and a check that writes
/// files has them to itself.
struct Schedule {
  /// What is to be done next.
  enum Step: Hashable {
    /// The check at this index of the plan starts.
    case run(Int)
    /// The check at this index is not run, for this reason.
    case skip(Int, reason: String)
  }

  private let plan: [PlannedCheck]
  private let width: Int
  /// What has not been started, in the order in which it should be.
  private var waiting: [Int]
  private var running: Set<Int> = []
  /// What stands against checks that need the check of this name; `nil` inside: nothing.
  private var finished: [CheckID: String?] = [:]
  /// Names of checks that have yet to finish.
  private var pending: Set<CheckID>

  /// - Parameters:
  ///   - width: how many checks may be executed at once.
  ///   - failsFast: whether the first failure ends the run, so that one is worth finding early.
  ///   - earlier: what checks came to that are not part of `plan`.
  init(_ plan: [PlannedCheck], width: Int, failsFast: Bool, after earlier: [CheckReport] = []) {
    self.plan = plan
    self.width = max(1, width)
    waiting = ExecutionOrder(plan, failsFast: failsFast).indices
    pending = Set(plan.map(\.check.id))
    for report in earlier { finished[report.check] = Self.objection(to: report) }
  }

  /// Whether every check has finished.
  var isDone: Bool { waiting.isEmpty && running.isEmpty }

  /// The next step, `nil` where nothing can be done before something finishes.
  mutating func next() -> Step? {
    guard let place = waiting.indices.first(where: { isSettled(waiting[$0]) || mayStart(waiting[$0]) }) ?? forced else {
      return nil
    }
    let index = waiting.remove(at: place)
    running.insert(index)
    if let reason = objection(to: index) { return .skip(index, reason: reason) }
    return .run(index)
  }

  mutating func didFinish(_ index: Int, _ report: CheckReport) {
    running.remove(index)
    pending.remove(report.check)
    finished[report.check] = Self.objection(to: report)
  }

  /// The first that waits, where nothing runs and nothing may start: checks that need each other. gate.yml cannot say that,
  /// and still no run may hang for it.
  private var forced: Int? { running.isEmpty ? waiting.indices.first : nil }

  /// Whether the check at `index` will not be run, whatever others come to.
  private func isSettled(_ index: Int) -> Bool { objection(to: index) != nil }

  private func mayStart(_ index: Int) -> Bool {
    let planned = plan[index]
    if planned.isGated, planned.check.traits.needs.contains(where: pending.contains) { return false }
    guard planned.isExecuted else { return true }
    let executed = running.map { plan[$0] }.filter(\.isExecuted)
    if executed.count >= width { return false }
    if !planned.readsPlace { return true }
    return !executed.contains { $0.readsPlace && (planned.check.traits.writes || $0.check.traits.writes) }
  }

  private func objection(to index: Int) -> String? {
    guard plan[index].isGated else { return nil }
    return plan[index].check.traits.needs.lazy.compactMap { finished[$0] ?? nil }.first
  }

  /// What stands against checks that need the check of this report, `nil` where nothing does. Having had nothing to look at
  /// does not.
  private static func objection(to report: CheckReport) -> String? {
    switch report.outcome.verdict {
    case .passed: nil
    case .failed: "needs \(report.check), which failed"
    case .errored: "needs \(report.check), which could not run"
    case .skipped: report.fileCount == 0 ? nil : "needs \(report.check), which did not run"
    }
  }
}

extension PlannedCheck {
  /// Whether it is held back by what it needs: a verdict that is known is, too, so that a run says the same whether or not
  /// the cache had it.
  var isGated: Bool {
    if case .ready = state { return true }
    return false
  }

  /// Whether it runs in a directory, where another check may write.
  var readsPlace: Bool { check.traits.reading != .blobs || check.traits.writes }
}
