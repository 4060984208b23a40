import GateModel
import Synchronization

/// A check that remembers what it looked at and answers as it was told.
final class CountingCheck: Check {
  let id: CheckID
  let traits: CheckTraits
  private let fails: @Sendable (String) -> Bool
  private let outcome: CheckOutcome?
  private let waitsForCancellation: Bool
  private let onRun: @Sendable () async -> Void
  private let inputs: [CheckDependencies.Input]
  private let selectors: [FileSelector]
  private let whole: WholeTree?
  private let knowsAll: Bool
  private let seen = Mutex<[String]>([])

  init(
    _ name: String, grain: CheckTraits.Grain, reading: CheckTraits.Reading = .blobs, isCacheable: Bool = true,
    keepsFailures: Bool = true, timeout: Duration = .seconds(60),
    fails: @escaping @Sendable (String) -> Bool = { _ in false }, outcome: CheckOutcome? = nil,
    waitsForCancellation: Bool = false, needs: [String] = [], writes: Bool = false,
    onRun: @escaping @Sendable () async -> Void = {}, inputs: [CheckDependencies.Input] = [],
    selectors: [FileSelector] = [], whole: WholeTree? = nil, knowsAll: Bool = false
  ) {
    self.whole = whole
    self.knowsAll = knowsAll
    self.inputs = inputs
    self.selectors = selectors
    id = CheckID(name)
    traits = CheckTraits(
      kind: name, grain: grain, reading: reading, isCacheable: isCacheable, keepsFailures: keepsFailures,
      timeout: timeout, needs: needs.map { CheckID($0) }, writes: writes)
    self.onRun = onRun
    self.fails = fails
    self.outcome = outcome
    self.waitsForCancellation = waitsForCancellation
  }

  /// The files looked at, in order, all runs together.
  var looked: [String] { seen.withLock { $0 } }

  func selection(in scope: CheckScope) throws(CheckError) -> Selection {
    if let whole { return .whole(whole) }
    let files = try scope.changedFiles
    return files.isEmpty ? .nothing("nothing matches") : .files(files)
  }

  func dependencies(for selection: Selection, in scope: CheckScope) throws(CheckError) -> CheckDependencies {
    CheckDependencies(definition: [id.name], inputs: inputs, selectors: selectors)
  }

  func dependenciesOnAll(in scope: CheckScope) throws(CheckError) -> CheckDependencies? {
    knowsAll ? CheckDependencies(definition: [id.name]) : nil
  }

  func run(_ job: CheckJob) async -> CheckOutcome {
    seen.withLock { $0 += whole.map { ["\($0.id)"] } ?? job.files.map { "\($0.path)" } }
    await onRun()
    if waitsForCancellation {
      // Ends with the cancellation, whose error is the sign that is waited for.
      try? await Task.sleep(for: .seconds(3600))
      return .errored("cancelled")
    }
    if let outcome { return outcome }
    return .judged(
      by: job.files.filter { fails("\($0.path)") }.map { Finding(rule: "bad", message: "bad", path: $0.path) })
  }
}

/// Says what it was told about directories that are never looked at.
struct Places: DirectoryProvider {
  var isExact = true
  var isUnchanged = true

  func place(
    for reach: ContentReach, isolation: CheckTraits.Isolation, isReal: Bool
  ) throws(CheckError) -> CheckPlace {
    CheckPlace(
      directory: LocalPath("/nowhere"), isSnapshot: false, isExact: isExact, reason: "test", reach: reach)
  }

  func isUnchanged(_ place: CheckPlace) -> Bool { isUnchanged }
}

/// Hears and forgets.
struct SilentObserver: RunObserver {
  func runWillStart(_ checks: [CheckID]) {}
  func checkDidStart(_ check: CheckID) {}
  func checkDidFinish(_ report: CheckReport) {}
  func runDidFinish() {}
}

/// Content that exists by name alone.
enum Sample {
  /// A scope of added files whose blob ids follow from their names.
  static func scope(_ names: [String]) -> CheckScope {
    CheckScope(kind: .staged, changes: changes(names), content: NoContent())
  }

  /// The files of such a scope.
  static func files(_ names: [String]) -> [SnapshotFile] { changes(names).files }

  private static func changes(_ names: [String]) -> ChangeSet {
    let changes = names.compactMap { name -> Change? in
      let byte = name.utf8.first ?? 0
      guard let id = ObjectID(bytes: [UInt8](repeating: byte, count: 20)) else { return nil }
      return Change(.added, RepositoryPath(name), new: FileVersion(mode: .regular, id: id))
    }
    return ChangeSet(changes)
  }

  private struct NoContent: ContentSource {
    func files() throws(CheckError) -> [SnapshotFile] { [] }
    func version(at path: RepositoryPath) throws(CheckError) -> FileVersion? { nil }
    func size(of id: ObjectID) throws(CheckError) -> UInt64 { throw CheckError("no content") }
    func bytes(of id: ObjectID, limit: UInt64) throws(CheckError) -> [UInt8] { throw CheckError("no content") }
  }
}
