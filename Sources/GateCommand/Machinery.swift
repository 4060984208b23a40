import Fixing
import GateModel
import GateRunner
import ResultCache

/// What a run's checks are planned, executed and fixed with.
struct Machinery {
  let planner: Planner
  let store: LocalStore?
  let places: WorkPlaces
  let copies: ContentCopies
  let observer: any RunObserver
  let width: Int
  let failsFast: Bool
  let hook: String?
  let subject: String
  let now: @Sendable () -> Int64

  /// Plans and runs `checks` on content that lies in the working tree or can be laid out.
  func run(_ checks: [any Check], in scope: CheckScope) async -> Report {
    await runner(places).run(planner.plan(checks, in: scope), in: scope, hook: hook, subject: subject)
  }

  /// The same for content that fixers made.
  func judge(_ checks: [any Check], in scope: CheckScope) async -> Report {
    let places = FixedPlaces(copies, scope: scope)
    let report = await runner(places).run(planner.plan(checks, in: scope), in: scope, hook: hook, subject: subject)
    places.cleanUp()
    return report
  }

  /// Those of `checks` of which it is not known already that they pass.
  func undecided(_ checks: [any Check], in scope: CheckScope) -> [any Check] {
    planner.plan(checks, in: scope).filter { planned in
      switch planned.state {
      case .nothing: false
      case .impossible: true
      case .ready(let ready): !(ready.isCached && ready.known.allSatisfy { $0.outcome.verdict == .passed })
      }
    }.map(\.check)
  }

  func fix(_ requests: [FixRequest], in scope: CheckScope) async -> FixOutcome {
    await FixRounds(copies: copies, slots: Slots(count: width)).run(requests, in: scope)
  }

  private func runner(_ places: any DirectoryProvider) -> Runner {
    Runner(
      store: store, directories: places, observer: observer, width: width, failsFast: failsFast,
      redact: { [redaction = OutcomeRedaction(scanner: LazyScanner())] in redaction.redacted($0) }, now: now)
  }
}
