import Fixing
import GateModel
import GateRunner
import ResultCache

/// What a run's checks are planned, executed and fixed with.
struct Machinery {
  let planner: Planner
  let store: LocalStore?
  let remote: RemoteStore?
  let places: WorkPlaces
  let copies: ContentCopies
  let observer: any RunObserver
  let width: Int
  let failsFast: Bool
  let hook: String?
  let subject: String
  /// How long the checks may be expected to take, where what does not fit can be left to pre-push.
  let budget: Budget?
  /// Which part of the work is done here, `nil` for all of it.
  let shard: Shard?
  /// How long checks take, for shards that take about as long as each other.
  let times: [CheckID: CheckTime]
  let now: @Sendable () -> Int64

  /// What is to be done on the content that is asked about, less what the budget has no room for.
  func plan(_ checks: [any Check], in scope: CheckScope) -> [PlannedCheck] {
    let plan = planner.plan(checks, in: scope)
    return budget?.applied(to: plan) ?? plan
  }

  /// Plans and runs `checks`, or the part of them that is to be done here.
  func report(on checks: [any Check], in scope: CheckScope) async -> Report {
    let plan = plan(checks, in: scope)
    guard let split = shard.map({ Sharding($0, times: times).applied(to: plan) }) else {
      return await run(plan, in: scope)
    }
    var report = await run(split.plan, in: scope)
    report.shard = split.report
    return report
  }

  /// Runs what was planned, on content that lies in the working tree or can be laid out.
  ///
  /// - Parameters:
  ///   - earlier: what other checks came to before, for those of `plan` that need them.
  ///   - failsFast: whether the first failure ends the run, where gate.yml or the command line wants that.
  func run(
    _ plan: [PlannedCheck], after earlier: [CheckReport] = [], in scope: CheckScope, failsFast: Bool = true
  ) async -> Report {
    await runner(places, failsFast: failsFast)
      .run(plan, after: earlier, in: scope, hook: hook, subject: subject)
  }

  /// Runs `checks` on content that fixers made, in a copy of as much of it as they read.
  func judge(_ checks: [any Check], in scope: CheckScope) async -> Report {
    let places = FixedPlaces(copies, scope: scope)
    let plan = planner.plan(checks, in: scope)
    // Tests that wait for the push do so whatever was fixed.
    let report = await runner(places).run(
      budget?.ofChecksAlone.applied(to: plan) ?? plan, in: scope, hook: hook, subject: subject)
    places.cleanUp()
    return report
  }

  /// Computes what the fixers of `requests` would write.
  func fix(_ requests: [FixRequest], in scope: CheckScope) async -> FixOutcome {
    await FixRounds(copies: copies, slots: Slots(count: width)).run(requests, in: scope)
  }

  private func runner(_ places: any DirectoryProvider, failsFast isWanted: Bool = true) -> Runner {
    Runner(
      store: store, remote: remote, directories: places, observer: observer, width: width,
      failsFast: failsFast && isWanted,
      redact: { [redaction = OutcomeRedaction(scanner: LazyScanner())] in redaction.redacted($0) }, now: now)
  }
}

extension PlannedCheck {
  /// Whether the budget left it to pre-push.
  var isDeferred: Bool {
    if case .deferred = state { return true }
    return false
  }

  /// Whether it is known already that there is nothing to say against the content.
  var isDecided: Bool {
    switch state {
    case .nothing, .deferred: true
    case .impossible: false
    case .ready(let ready): ready.isCached && ready.known.allSatisfy { $0.outcome.verdict == .passed }
    }
  }
}

extension [PlannedCheck] {
  /// The checks that `isWanted` picks, and all that those need.
  func withNeeds(of isWanted: (PlannedCheck) -> Bool) -> [PlannedCheck] {
    var wanted = Set(filter(isWanted).map(\.check.id))
    var count = -1
    while count != wanted.count {
      count = wanted.count
      for planned in self where wanted.contains(planned.check.id) { wanted.formUnion(planned.check.traits.needs) }
    }
    return filter { wanted.contains($0.check.id) }
  }
}
