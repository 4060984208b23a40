import GateConfiguration
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
  /// Whether what lists and comments silence is told like anything else.
  var ignoresNothing = false

  /// Searches the files at and below the paths.
  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let clock = ContinuousClock()
    let start = clock.now
    var outcome = CheckOutcome(.passed)
    var count = 0
    var used: SecretScanner?
    for part in try parts(in: context) {
      let scanner = try scanner(part.lists, in: context)
      let scan = FileScan(
        scanner: scanner, directory: context.directory, width: context.coreCount,
        opensArchives: opensArchives || part.lists?.settings.opensArchives == true, lists: part.lists)
      let result = try await scan.run(part.paths)
      count += result.fileCount
      outcome = Self.joined(outcome, Self.outcome(of: result, idle: part.findingsOnUnused(beside: result)))
      used = scanner
    }
    var check = CheckReport(check: CheckID("secrets"), kind: "secrets", outcome: outcome)
    check.fileCount = count
    let lines = used.map { LongLines(of: outcome.findings, below: context.directory, hidingWith: $0) }
    return await report(
      check, as: .file, subject: paths.joined(separator: " "), since: start, showing: lines, in: context)
  }

  /// Searches all that the repository holds.
  func runOnHistory(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let clock = ContinuousClock()
    let start = clock.now
    let repository = try Repository.opened(in: context)
    let lists = try historyLists(of: repository, in: context)
    let scan = SecretHistoryScan(
      scanner: try scanner(lists, in: context), lists: lists,
      opensArchives: opensArchives || lists?.settings.opensArchives == true)
    let (outcome, count) = try scan.run(in: repository)
    var check = CheckReport(check: CheckID("secrets"), kind: "secrets", outcome: outcome)
    check.fileCount = count
    return await report(
      check, as: .shared, subject: "the whole history", isPlaced: true, since: start, in: context)
  }

  /// Searches what git records or would, as a check of gate.yml does it.
  ///
  /// - Parameter messageFile: the message that is being written, which is all that is looked at then.
  func runOnRecorded(
    _ request: ScopeRequest, messageFile: String? = nil, in context: CommandContext
  ) async throws(CommandFailure) -> ExitStatus {
    var options = CheckRun.Options(messageFile: messageFile)
    options.secretsAlone = SecretsAlone(
      part: messageFile == nil ? .all : .message, opensArchives: opensArchives, ignoresNothing: ignoresNothing)
    return try await CheckInvocation(request: request, options: options, format: format).run(in: context)
  }

  /// Finishes the report on what was found, and writes it.
  private func report(
    _ check: CheckReport, as situation: Mend.Situation, subject: String, isPlaced: Bool = false,
    since start: ContinuousClock.Instant, showing lines: LongLines? = nil, in context: CommandContext
  ) async -> ExitStatus {
    var check = check
    if ignoresNothing { check.outcome = Self.telling(check.outcome) }
    check.outcome = await inquiry?.applied(to: check.outcome) ?? check.outcome
    check.duration = .now - start
    check = SecretMending(situation: situation).applied(to: check, isPlaced: isPlaced)
    return write(check, subject: subject, showing: format == .text ? lines : nil, in: context)
  }

  // MARK: - Lists

  /// Paths for which the same lists count.
  private struct Part {
    var lists: SecretLists?
    var paths: [LocalPath] = []
    /// The path that stands for all that the lists are about, where one does.
    var whole: LocalPath?

    /// What is to be said of exceptions that silence nothing, where all that they could silence was looked at.
    func findingsOnUnused(beside result: FileScan.Result) -> [Finding] {
      guard let lists, let whole, lists.selectsEverything, result.failures.isEmpty else { return [] }
      return lists.exceptions.findingsOnUnused(beside: result.silenced).map { finding in
        var finding = finding
        if whole != LocalPath("."), let path = finding.path {
          finding.path = RepositoryPath(bytes: whole.appending(path).bytes)
        }
        return finding
      }
    }
  }

  /// The paths by the repositories that hold them, in the order in which those are first named.
  private func parts(in context: CommandContext) throws(CommandFailure) -> [Part] {
    let named = paths.map { LocalPath($0) }
    if ignoresNothing { return [Part(paths: named)] }
    var parts: [Part] = []
    var numbers: [LocalPath: Int] = [:]
    for path in named {
      let isInput = path == LocalPath("-")
      let place = isInput ? context.directory : ScannedPlace.absolute(path, from: context.directory)
      let isDirectory = isInput || LocalFiles.status(place, followingLinks: true)?.isDirectory == true
      let root = SecretLists.root(for: place, isDirectory: isDirectory)
      let number = numbers[root] ?? parts.count
      if number == parts.count {
        parts.append(Part(lists: try SecretLists(root: root, now: context.now())))
        numbers[root] = number
      }
      parts[number].paths.append(path)
      if !isInput, place == root { parts[number].whole = path }
    }
    return parts
  }

  /// The lists of a repository whose history is looked at: those of the working tree, where there is one.
  private func historyLists(
    of repository: borrowing Repository, in context: CommandContext
  ) throws(CommandFailure) -> SecretLists? {
    if ignoresNothing { return nil }
    if let root = repository.location.workTree { return try SecretLists(root: root, now: context.now()) }
    let content: RepositoryContent
    do throws(GitError) {
      content = try repository.commitContent(try repository.resolveCommit("HEAD"))
    } catch {
      // A repository without a commit on its branch has no lists either.
      return nil
    }
    return try SecretLists(content: content, now: context.now())
  }

  private func scanner(_ lists: SecretLists?, in context: CommandContext) throws(CommandFailure) -> SecretScanner {
    let disabled = lists?.settings.disabledRules ?? []
    do throws(CheckError) {
      if !disabled.isEmpty { try CheckFactory.requireRules(disabled) }
    } catch {
      throw CommandFailure(.misuse, "\(Project.fileName): \(error.message)", hint: error.hint)
    }
    do throws(SecretScanningError) {
      return try SecretScanner(
        disabled: disabled, store: CompiledAnchors(context.environment), vault: inquiry?.vault)
    } catch {
      throw CommandFailure(.couldNotRun, error.description)
    }
  }

  private func write(
    _ check: CheckReport, subject: String, showing lines: LongLines?, in context: CommandContext
  ) -> ExitStatus {
    let report = Report(
      subject: subject, checks: [check], duration: check.duration, isInterrupted: Task.isCancelled)
    return ReportWriter(context: context, format: format, isVerbose: false).write(report, sources: lines)
  }

  /// One outcome for all files: whatever could not be scanned is listed, and then nothing passes. `idle` is told besides.
  private static func outcome(of result: FileScan.Result, idle: [Finding]) -> CheckOutcome {
    let findings = result.findings + idle
    var outcome = CheckOutcome.judged(by: findings)
    if let first = result.failures.first {
      let more = result.failures.count > 1 ? " (and \(result.failures.count - 1) more)" : ""
      outcome = CheckOutcome(
        .errored, findings: findings, output: result.failures.dropFirst().map { $0 + "\n" }.joined(),
        reason: first + more)
    }
    outcome.silenced = result.silenced
    return outcome
  }

  private static func joined(_ first: CheckOutcome, _ second: CheckOutcome) -> CheckOutcome {
    var outcome = CheckOutcome.judged(by: first.findings + second.findings, output: first.output + second.output)
    let reasons = [first.reason, second.reason].compactMap { $0 }
    if !reasons.isEmpty {
      outcome.verdict = .errored
      outcome.reason = reasons.joined(separator: "; ")
    }
    outcome.silenced = first.silenced + second.silenced
    return outcome
  }

  /// `outcome` with what is silenced among its findings.
  private static func telling(_ outcome: CheckOutcome) -> CheckOutcome {
    var told = outcome
    told.findings += outcome.silenced.map(\.finding)
    told.silenced = []
    if told.verdict != .errored { told.verdict = CheckOutcome.judged(by: told.findings).verdict }
    return told
  }
}
