import Checks
import GateModel
import GitRepository

extension CheckRun {
  /// What watches the tools of a run that is traced.
  ///
  /// - Throws: `CommandFailure` where nothing can be traced here.
  static func tracer(_ options: Options, _ context: CommandContext) throws(CommandFailure) -> ToolTracer? {
    guard options.isTracing else { return nil }
    do throws(CheckError) {
      return try ToolTracer(environment: context.environment, temporaryDirectory: context.temporaryDirectory)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// `report` with what the checks' tools read that no key names.
  func traced(_ report: Report) -> Report {
    guard let tracer else { return report }
    let reader = TraceReader(
      tracer, scope: resolved.scope, workTree: location.workTree, environment: context.environment,
      temporaryDirectory: context.temporaryDirectory)
    var report = report
    for check in checks {
      guard let index = report.checks.firstIndex(where: { $0.check == check.id }) else { continue }
      var trace = reader.trace(of: check)
      if report.checks[index].outcome.verdict == .errored, trace?.problem == nil {
        trace?.problem = "the check did not come to its end, so there may be more"
      }
      report.checks[index].trace = trace
    }
    return report
  }
}
