internal import ArgumentParser
import GateModel
import GitRepository
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

  @Flag(help: "All that the repository holds: every version of every file once, and the messages of commits and tags.")
  var history = false

  @Flag(
    help: """
      Ask the issuers of the secrets that are found whether they still accept them. Each secret is sent to the host of its \
      issuer over TLS, and nowhere else.
      """)
  var validate = false

  @Option(
    name: .customLong("server"),
    help: ArgumentHelp(
      "With --validate: the server that secrets of an issuer are for, where it is not the issuer's own: gitlab=HOST.",
      valueName: "name=host"))
  var servers: [String] = []

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let clock = ContinuousClock()
    let start = clock.now
    if !validate, !servers.isEmpty { throw CommandFailure(.misuse, "--server says nothing without --validate") }
    let inquiry = validate ? try SecretInquiry(servers: servers, context: context) : nil
    let scanner: SecretScanner
    do throws(SecretScanningError) {
      scanner = try SecretScanner(store: CompiledAnchors(context.environment), vault: inquiry?.vault)
    } catch {
      throw CommandFailure(.couldNotRun, error.description)
    }
    if history {
      if archives { throw CommandFailure(.misuse, "--archives looks into files, and not into --history") }
      return try await scanHistory(with: scanner, asking: inquiry, in: context)
    }
    let scan = FileScan(
      scanner: scanner, directory: context.directory, width: context.coreCount, opensArchives: archives)
    let result = try await scan.run(paths.map { LocalPath($0) })
    var check = CheckReport(check: CheckID("secrets"), kind: "secrets", outcome: Self.outcome(of: result))
    check.fileCount = result.fileCount
    check.outcome = await inquiry?.applied(to: check.outcome) ?? check.outcome
    check.duration = clock.now - start
    check = SecretMending(situation: .file).applied(to: check)
    let report = Report(
      subject: paths.joined(separator: " "), checks: [check], duration: check.duration, isInterrupted: Task.isCancelled)
    return ReportWriter(context: context, format: format, isVerbose: false).write(report, sources: nil)
  }

  private func scanHistory(
    with scanner: SecretScanner, asking inquiry: SecretInquiry?, in context: CommandContext
  ) async throws(CommandFailure) -> ExitStatus {
    guard paths == ["."] else {
      throw CommandFailure(.misuse, "--history looks at the whole repository", hint: "leave out the paths")
    }
    let clock = ContinuousClock()
    let start = clock.now
    let (outcome, count) = try SecretHistoryScan(scanner: scanner).run(in: Repository.opened(in: context))
    var check = CheckReport(check: CheckID("secrets"), kind: "secrets", outcome: outcome)
    check.fileCount = count
    check.outcome = await inquiry?.applied(to: outcome) ?? outcome
    check.duration = clock.now - start
    check = SecretMending(situation: .shared).applied(to: check, isPlaced: true)
    let report = Report(
      subject: "the whole history", checks: [check], duration: check.duration, isInterrupted: Task.isCancelled)
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
