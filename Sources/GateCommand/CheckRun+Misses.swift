import Checks
import GateModel
import GateRunner
import ResultCache

extension CheckRun {
  /// `report` with the failures that selecting tests would have missed, which are recorded: those that the runner found by
  /// executing what was known to pass, and those of runs of all tests that the change is not known to reach.
  func tellingMisses(_ report: Report) -> Report {
    var report = report
    for index in report.checks.indices {
      let check = report.checks[index]
      guard let comparison = comparisons[check.check], !Task.isCancelled else { continue }
      var misses = check.misses
      if check.outcome.verdict == .failed, check.cachedCount == 0, check.deferral == nil,
        comparison.runsAll(resolved.scope)
      {
        // What cannot be read was reported before.
        let failures = (try? comparison.views.failuresBeside(check.outcome.findings, in: resolved.scope)) ?? []
        let known = Set(misses.map(\.test))
        let more = failures.filter { !known.contains($0) }.map { test in
          SelectionMiss(test: test, changed: resolved.scope.changedPaths, isCertain: false)
        }
        report.checks[index].outcome.findings += more.map { $0.finding(note: nil) }
        misses += more
      }
      comparison.misses?.add(misses, mark: comparison.mark, at: context.now())
    }
    return report
  }
}

/// What a run of tests is compared with.
struct SelectionComparison: Sendable {
  /// What the graph of the tests' runner says.
  let views: AffectedViews
  /// The graph's.
  let mark: String
  /// Whether the check runs all tests, whatever changed.
  let isAll: Bool
  /// Where misses are kept, `nil` where they are not.
  let misses: SelectionMisses?

  /// Whether a run of which nothing was known looked at every test.
  func runsAll(_ scope: CheckScope) -> Bool { isAll || scope.kind == .range }
}
