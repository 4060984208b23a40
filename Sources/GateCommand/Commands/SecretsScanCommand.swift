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

  /// Larger files are reported instead of scanned.
  private static let sizeLimit = 256 << 20

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let clock = ContinuousClock()
    let start = clock.now
    if !validate, !servers.isEmpty { throw CommandFailure(.misuse, "--server says nothing without --validate") }
    let inquiry = validate ? try SecretInquiry(servers: servers, context: context) : nil
    let scanner: SecretScanner
    do throws(SecretScanningError) {
      scanner = try SecretScanner(vault: inquiry?.vault)
    } catch {
      throw CommandFailure(.couldNotRun, error.description)
    }
    var files: [LocalPath] = []
    for path in paths where path != "-" { files += try Self.files(below: LocalPath(path), in: context.directory) }
    var outcomes = await Self.scan(files, in: context.directory, with: scanner, width: context.coreCount)
    if paths.contains("-") {
      let bytes = context.readStandardInput(limit: Self.sizeLimit)
      outcomes.append(
        bytes.count > Self.sizeLimit
          ? .errored("not scanned: standard input has more bytes than the limit of \(Self.sizeLimit)")
          : Self.outcome(of: bytes, named: RepositoryPath("-"), with: scanner))
    }
    var check = CheckReport(check: CheckID("secrets"), kind: "secrets", outcome: Self.joined(outcomes))
    check.fileCount = outcomes.count
    check.outcome = await inquiry?.applied(to: check.outcome) ?? check.outcome
    check.duration = clock.now - start
    check = SecretMending(situation: .file).applied(to: check)
    let report = Report(
      subject: paths.joined(separator: " "), checks: [check], duration: check.duration, isInterrupted: Task.isCancelled)
    return ReportWriter(context: context, format: format, isVerbose: false).write(report, sources: nil)
  }

  /// The ordinary files at or below `path`, in byte order, `.git` directories left out. Links are not followed.
  private static func files(below path: LocalPath, in directory: LocalPath) throws(CommandFailure) -> [LocalPath] {
    var found: [LocalPath] = []
    var open = [path]
    while let next = open.popLast() {
      guard let status = LocalFiles.status(directory.resolving(next)) else {
        throw CommandFailure(.misuse, "\(next): no such file or directory")
      }
      if !status.isDirectory {
        if status.isRegularFile { found.append(next) }
        continue
      }
      do throws(FileError) {
        let names = try LocalFiles.list(directory.resolving(next)).filter { !$0.elementsEqual(".git".utf8) }
        let below = names.map { next == LocalPath(".") ? LocalPath(bytes: $0) : next.appending(bytes: $0) }
        open += below.sorted { $1.bytes.lexicographicallyPrecedes($0.bytes) }
      } catch {
        throw CommandFailure(.couldNotRun, error.description)
      }
    }
    return found
  }

  private static func scan(
    _ files: [LocalPath], in directory: LocalPath, with scanner: SecretScanner, width: Int
  ) async -> [CheckOutcome] {
    // Neighbouring files go to different workers, so that a directory of large ones does not hold one of them up alone.
    await withTaskGroup(of: [(Int, CheckOutcome)].self) { group in
      for worker in 0..<width {
        group.addTask {
          stride(from: worker, to: files.count, by: width).map { index in
            (index, outcome(of: files[index], in: directory, with: scanner))
          }
        }
      }
      var outcomes = [CheckOutcome](repeating: CheckOutcome(.passed), count: files.count)
      for await part in group {
        for (index, outcome) in part { outcomes[index] = outcome }
      }
      return outcomes
    }
  }

  private static func outcome(of file: LocalPath, in directory: LocalPath, with scanner: SecretScanner) -> CheckOutcome
  {
    do throws(FileError) {
      let bytes = try LocalFiles.read(directory.resolving(file), limit: sizeLimit)
      return outcome(of: bytes, named: RepositoryPath(bytes: file.bytes), with: scanner)
    } catch {
      return .errored("not scanned: \(error.description)")
    }
  }

  private static func outcome(
    of bytes: [UInt8], named path: RepositoryPath, with scanner: SecretScanner
  ) -> CheckOutcome {
    do throws(SecretScanningError) {
      return .judged(by: try scanner.scan(bytes, path: path))
    } catch {
      return .errored("\(path) was not scanned: \(error.description)")
    }
  }

  /// One outcome for all files: what could not be scanned is said, never passed over.
  private static func joined(_ outcomes: [CheckOutcome]) -> CheckOutcome {
    let findings = outcomes.flatMap(\.findings)
    let errors = outcomes.filter { $0.verdict == .errored }
    guard let first = errors.first?.reason else { return .judged(by: findings) }
    let more = errors.count > 1 ? " (and \(errors.count - 1) more)" : ""
    return CheckOutcome(.errored, findings: findings, reason: first + more)
  }
}
