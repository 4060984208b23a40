import GateModel
import GitRepository
import LocalFiles
import Reporting
import SecretScanning

/// A search for secrets in what lies on the disk or in a repository's history, as `gate secrets scan` was asked for it.
struct SecretsScan: Sendable {
  var paths: [String] = []
  var format = OutputFormat.text
  var opensArchives = false
  /// What asks issuers about what is found, `nil` where nothing does.
  var inquiry: SecretInquiry?

  /// Searches the files at and below the paths.
  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let clock = ContinuousClock()
    let start = clock.now
    let scan = FileScan(
      scanner: try scanner(in: context), directory: context.directory, width: context.coreCount,
      opensArchives: opensArchives)
    let result = try await scan.run(paths.map { LocalPath($0) })
    var check = CheckReport(check: CheckID("secrets"), kind: "secrets", outcome: Self.outcome(of: result))
    check.fileCount = result.fileCount
    check.outcome = await inquiry?.applied(to: check.outcome) ?? check.outcome
    check.duration = clock.now - start
    check = SecretMending(situation: .file).applied(to: check)
    return write(check, subject: paths.joined(separator: " "), in: context)
  }

  /// Searches all that the repository holds.
  func runOnHistory(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let clock = ContinuousClock()
    let start = clock.now
    let scan = SecretHistoryScan(scanner: try scanner(in: context))
    let (outcome, count) = try scan.run(in: Repository.opened(in: context))
    var check = CheckReport(check: CheckID("secrets"), kind: "secrets", outcome: outcome)
    check.fileCount = count
    check.outcome = await inquiry?.applied(to: outcome) ?? outcome
    check.duration = clock.now - start
    check = SecretMending(situation: .shared).applied(to: check, isPlaced: true)
    return write(check, subject: "the whole history", in: context)
  }

  private func scanner(in context: CommandContext) throws(CommandFailure) -> SecretScanner {
    do throws(SecretScanningError) {
      return try SecretScanner(store: CompiledAnchors(context.environment), vault: inquiry?.vault)
    } catch {
      throw CommandFailure(.couldNotRun, error.description)
    }
  }

  private func write(_ check: CheckReport, subject: String, in context: CommandContext) -> ExitStatus {
    let report = Report(
      subject: subject, checks: [check], duration: check.duration, isInterrupted: Task.isCancelled)
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
