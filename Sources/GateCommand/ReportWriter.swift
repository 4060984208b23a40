import GateConfiguration
import GateModel
import Reporting

/// Runs a prepared run and writes what came of it.
struct ReportWriter: Sendable {
  let context: CommandContext
  let format: OutputFormat
  let isVerbose: Bool

  /// Runs, shows how it goes on standard error where that is a terminal, and writes the report to standard output.
  func write(_ run: CheckRun) async -> ExitStatus {
    let live = TerminalStyle.detect(
      environment: context.environment, isTerminal: context.isErrorTerminal && format == .text,
      width: context.terminalWidth)
    let progress = LiveProgress(descriptor: 2, style: live, verbose: false)
    let result = await run.result(observer: progress)
    let isScanned = result.report.checks.contains { $0.kind == CheckConfiguration.Kind.secretsName }
    let lines = BlobLines(content: result.content, hidingWith: isScanned ? nil : LazyScanner())
    let status = write(result.report, sources: lines)
    run.finish()
    return status
  }

  /// Writes a report to standard output.
  ///
  /// - Parameter sources: the lines that findings lie in: shown, and searched for secrets that other tools may have printed.
  func write(_ report: Report, sources: (any SourceLines)?) -> ExitStatus {
    switch format {
    case .text:
      let style = TerminalStyle.detect(
        environment: context.environment, isTerminal: context.isOutputTerminal, width: context.terminalWidth)
      context.print(TextReport.render(report, style: style, verbose: isVerbose, sources: sources))
    case .json:
      context.print(JSONReport.render(report, gateVersion: GateVersion.current, sources: sources))
    case .sarif:
      context.print(SARIFReport.render(report, gateVersion: GateVersion.current, sources: sources))
    case .junit:
      context.print(JUnitReport.render(report, sources: sources))
    case .github:
      context.print(GitHubReport.render(report, sources: sources))
    }
    return report.exitStatus
  }
}
