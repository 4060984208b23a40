package import GateModel
package import SecretScanning
import Synchronization

/// Scans every changed blob for secrets.
package struct SecretsCheck: Check {
  /// Finds the secrets in one file's bytes, with these exceptions in force; the findings carry the path. The last argument is
  /// the commit that recorded the bytes, where one is looked at.
  package typealias Scan =
    @Sendable ([UInt8], RepositoryPath, SecretExceptions, String?) throws(CheckError) -> SecretScan

  package let settings: CheckSettings
  /// Where exceptions come from.
  package let silencing: SecretSilencing
  private let maximumSize: UInt64
  private let version: String
  private let scan: Scan

  /// - Parameters:
  ///   - maximumSize: blobs with more bytes are reported instead of scanned.
  ///   - version: names engine, rules and options; another text makes earlier verdicts void.
  package init(
    _ settings: CheckSettings, maximumSize: UInt64, version: String, silencing: SecretSilencing, scan: @escaping Scan
  ) {
    self.settings = settings
    self.silencing = silencing
    self.maximumSize = maximumSize
    self.version = version
    self.scan = scan
  }

  package var id: CheckID { settings.id }

  package var traits: CheckTraits {
    CheckTraits(
      kind: "secrets", grain: .file, reading: .blobs, isCacheable: settings.isCached, timeout: settings.timeout,
      needs: settings.needs)
  }

  package func selection(in scope: CheckScope) throws(CheckError) -> Selection {
    let choice = FileChoice(scope: scope, selector: settings.selector)
    // A link's target is text that is recorded like any other; of a submodule only a commit's name is.
    let files = try choice.changed().filter { $0.version.mode != .submodule }
    if files.isEmpty {
      let isLeftOut = try !LeftOut.findings(in: scope).isEmpty
      return .nothing(
        isLeftOut
          ? "only what it cannot look into was changed: submodules, or paths in conflict"
          : "no file was added or changed")
    }
    return .files(files)
  }

  package func dependencies(
    for selection: Selection, in scope: CheckScope
  ) throws(CheckError) -> CheckDependencies {
    var collector = DependencyCollector(scope)
    try collector.addTracked(settings.inputs)
    for file in try silencing.files(in: scope.content) { try collector.addTracked(file) }
    return CheckDependencies(definition: try definition(in: scope), inputs: collector.result)
  }

  package func dependenciesOnAll(in scope: CheckScope) throws(CheckError) -> CheckDependencies? {
    CheckDependencies(definition: try definition(in: scope) + settings.choice)
  }

  private func definition(in scope: CheckScope) throws(CheckError) -> [String] {
    try ["secrets", "2", version, "\(maximumSize)"] + silencing.definition(in: scope.content)
  }

  /// Leaves out what the files held before the change, and names what was not looked at.
  package func settled(_ outcome: CheckOutcome, in scope: CheckScope) -> CheckOutcome {
    guard outcome.verdict == .passed || outcome.verdict == .failed, scope.kind == .staged || scope.kind == .range else {
      return outcome
    }
    do throws(CheckError) {
      var settled = outcome
      settled.findings = try AddedFindings(of: self, in: scope).added(outcome.findings)
      settled.findings += try LeftOut.findings(in: scope)
      settled.verdict = CheckOutcome.judged(by: settled.findings).verdict
      return settled
    } catch {
      return .errored(error)
    }
  }

  /// The findings in one version of a file, none where it is not one that is scanned.
  func findings(in version: FileVersion, at path: RepositoryPath, of content: any ContentSource) throws(CheckError)
    -> [Finding]
  {
    guard version.mode != .submodule, try content.size(of: version.id) <= maximumSize else { return [] }
    let exceptions = try silencing.exceptions(in: content)
    return try scan(try content.bytes(of: version.id, limit: maximumSize), path, exceptions, nil).findings
  }

  /// What is found in bytes that are no version of a file; `content` holds the exceptions.
  func scan(
    _ bytes: [UInt8], at path: RepositoryPath, of content: any ContentSource, commit: ObjectID?
  ) throws(CheckError) -> SecretScan {
    try scan(bytes, path, silencing.exceptions(in: content), commit?.description)
  }

  /// The bytes of a version that was scanned.
  func bytes(of version: FileVersion, in content: any ContentSource) throws(CheckError) -> [UInt8] {
    try content.bytes(of: version.id, limit: maximumSize)
  }

  package func run(_ job: CheckJob) async -> CheckOutcome {
    await run(job, commit: { _ in nil }, adjust: { _, outcome in outcome })
  }

  /// The same; `commit` tells which commit recorded a file, by its number in the job, and `adjust` has the last word on what is
  /// said of it.
  func run(
    _ job: CheckJob, commit: @escaping @Sendable (Int) -> ObjectID?,
    adjust: @escaping @Sendable (Int, CheckOutcome) -> CheckOutcome
  ) async -> CheckOutcome {
    let exceptions: SecretExceptions
    do throws(CheckError) {
      exceptions = try silencing.exceptions(in: job.scope.content)
    } catch {
      return .errored(error)
    }
    let width = min(job.slots.count, job.files.count)
    let parts = await withTaskGroup(of: [(Int, CheckOutcome)].self) { group in
      let shared = Shared()
      for _ in 0..<width {
        // Waiting for other checks costs none of this one's time.
        group.addTask {
          await job.slots.occupy {
            work(job, shared, until: (job.slots.began ?? .now) + settings.timeout) { index in
              look(at: job.files[index], in: job.scope.content, exceptions, commit(index))
            }
          }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    if parts.count < job.files.count, !parts.contains(where: { $0.1.verdict == .errored }) {
      return CheckOutcome(.skipped, reason: "the run ended first", attributed: false)
    }
    return parts.sorted { $0.0 < $1.0 }.map(adjust).combined()
  }

  /// A place in the list of files, shared by the workers.
  private final class Shared: Sendable {
    private let next = Atomic(0)
    func take() -> Int { next.wrappingAdd(1, ordering: .relaxed).oldValue }
  }

  /// Takes file after file until none is left.
  private func work(
    _ job: CheckJob, _ shared: Shared, until deadline: ContinuousClock.Instant, look: (Int) -> CheckOutcome
  ) -> [(Int, CheckOutcome)] {
    var outcomes: [(Int, CheckOutcome)] = []
    while !Task.isCancelled {
      let index = shared.take()
      guard index < job.files.count else { break }
      if ContinuousClock.now >= deadline {
        outcomes.append((index, .errored("scanning took longer than \(settings.timeout.phrase)")))
        break
      }
      outcomes.append((index, look(index)))
    }
    return outcomes
  }

  private func look(
    at file: SnapshotFile, in content: any ContentSource, _ exceptions: SecretExceptions, _ commit: ObjectID?
  ) -> CheckOutcome {
    do throws(CheckError) {
      let size = try content.size(of: file.version.id)
      guard size <= maximumSize else { return .judged(by: [tooLarge(file.path, size)]) }
      let bytes = try content.bytes(of: file.version.id, limit: maximumSize)
      let result = try scan(bytes, file.path, exceptions, commit?.description)
      var outcome = CheckOutcome.judged(by: result.findings)
      outcome.silenced = result.silenced
      return outcome
    } catch {
      return .errored("\(file.path): \(error.message)", hint: error.hint)
    }
  }

  private func tooLarge(_ path: RepositoryPath, _ size: UInt64) -> Finding {
    Finding(
      rule: "file-too-large",
      message: "the file has \(size) bytes and was not scanned: the limit is \(maximumSize)", path: path,
      help: "keep it out of git or in Git LFS, exclude it from the check \(id), or raise the check's `max_size`")
  }
}
