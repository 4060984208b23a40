import GateConfiguration
import GateModel
import LocalFiles
import Reporting

/// Runs a prepared run and writes what came of it.
struct ReportWriter: Sendable {
  let context: CommandContext
  let format: OutputFormat
  let isVerbose: Bool
  /// Where the report goes instead of standard output.
  var output: String?
  /// Reports in other formats, besides.
  var files: [ReportFile] = []
  /// Whether the CI service is told in its own way, too, where gate knows one.
  var isNative = false

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

  /// Writes a report to where it was asked for.
  ///
  /// - Parameter sources: the lines that findings lie in: shown, and searched for secrets that other tools may have printed.
  /// - Returns: the report's own status, ``ExitStatus/couldNotRun`` where a file that was asked for could not be written.
  func write(_ report: Report, sources: (any SourceLines)?) -> ExitStatus {
    var status = report.exitStatus
    let native = isNative ? Self.native(context) : nil
    if output == nil {
      let text = rendered(report, as: format, isTerminal: context.isOutputTerminal, sources)
      context.print(format == .text ? native?.shielded(text) ?? text : text)
    }
    for file in files + (output.map { [ReportFile(format: format, path: $0)] } ?? []) {
      let text = rendered(report, as: file.format, isTerminal: false, sources)
      do throws(FileError) {
        try LocalFiles.writeAtomically(Array(text.utf8), to: context.directory.resolving(LocalPath(file.path)))
      } catch {
        context.complain("gate: the \(file.format.rawValue) report: \(error.description)")
        status = max(status, .couldNotRun)
      }
    }
    // Commands among the lines of another format would spoil it.
    if format == .text || output != nil { native?.annotate(report, sources: sources) }
    native?.summarise(report, sources: sources)
    return status
  }

  /// The service that runs the job, where it is one that takes more than a log.
  private static func native(_ context: CommandContext) -> (any NativeOutput)? {
    if let github = GitHubOutput(context) { return github }
    return AzureOutput(context)
  }

  private func rendered(
    _ report: Report, as format: OutputFormat, isTerminal: Bool, _ sources: (any SourceLines)?
  ) -> String {
    switch format {
    case .text:
      let style = TerminalStyle.detect(
        environment: context.environment, isTerminal: isTerminal, width: context.terminalWidth)
      return TextReport.render(report, style: style, verbose: isVerbose, sources: sources)
    case .json: return JSONReport.render(report, gateVersion: GateVersion.current, sources: sources)
    case .sarif: return SARIFReport.render(report, gateVersion: GateVersion.current, sources: sources)
    case .junit: return JUnitReport.render(report, sources: sources)
    case .github: return GitHubReport.render(report, sources: sources)
    case .gitlab: return GitLabReport.render(report, sources: sources)
    case .checkstyle: return CheckstyleReport.render(report, sources: sources)
    }
  }
}
