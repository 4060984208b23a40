internal import ArgumentParser
import GateModel
import LocalFiles
import Reporting
import SecretScanning

/// `gate secrets scan`: looks for secrets in files as they lie on the disk, repository or not.
struct SecretsScanCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "scan", abstract: "Look for secrets in files and directories, or with `-` in standard input.")

  @Argument(help: ArgumentHelp("Files and directories; `-` is standard input.", valueName: "path"))
  var paths: [String] = ["."]

  @Option(help: ArgumentHelp("How the report is written: text or json.", valueName: "format"))
  var format: OutputFormat = .text

  @Flag(help: "Look into zip, tar and gzip archives too.")
  var archives = false

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let clock = ContinuousClock()
    let start = clock.now
    let scanner: SecretScanner
    do throws(SecretScanningError) {
      scanner = try SecretScanner(store: CompiledAnchors(context.environment))
    } catch {
      throw CommandFailure(.couldNotRun, error.description)
    }
    let scan = FileScan(
      scanner: scanner, directory: context.directory, width: context.coreCount, opensArchives: archives)
    let result = try await scan.run(paths.map { LocalPath($0) })
    var check = CheckReport(check: CheckID("secrets"), kind: "secrets", outcome: Self.outcome(of: result))
    check.fileCount = result.fileCount
    check.duration = clock.now - start
    check = SecretMending(situation: .file).applied(to: check)
    let report = Report(subject: paths.joined(separator: " "), checks: [check], duration: check.duration)
    return ReportWriter(context: context, format: format, isVerbose: false).write(report, sources: nil)
  }

  /// One outcome for all files: whatever could not be scanned is listed, and then nothing passes.
  private static func outcome(of result: FileScan.Result) -> CheckOutcome {
    guard let first = result.failures.first else { return .judged(by: result.findings) }
    let more = result.failures.count > 1 ? " (and \(result.failures.count - 1) more)" : ""
    return CheckOutcome(
      .errored, findings: result.findings, output: result.failures.dropFirst().map { $0 + "\n" }.joined(),
      reason: first + more)
  }
}
