import Checks
import GateModel

extension CheckRun {
  /// `report` with what is to be said of exceptions that silence nothing: where all files were looked at, for a part of them
  /// needs a part of the exceptions.
  func tellingUnusedExceptions(_ report: Report) -> Report {
    guard resolved.scope.kind == .all, report.shard == nil else { return report }
    var report = report
    for case let check as SecretsCheck in checks where check.settings.selector == FileSelector() {
      guard let index = report.checks.firstIndex(where: { $0.check == check.id }) else { continue }
      let outcome = report.checks[index].outcome
      guard outcome.verdict == .passed || outcome.verdict == .failed else { continue }
      do throws(CheckError) {
        let content = resolved.scope.content
        report.checks[index].outcome.findings += try check.silencing.findingsOnUnused(beside: outcome, in: content)
      } catch {
        report.checks[index].outcome = .errored(error)
      }
    }
    return report
  }
}
