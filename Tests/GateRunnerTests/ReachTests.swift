import GateModel
import GateRunner
import ResultCache
import Synchronization
import Testing

/// What a directory is asked to hold, by the kind of check.
@Suite struct ReachTests {
  @Test func `a check of single files reads them and what they depend on, one of a task everything`() async throws {
    let scope = Sample.scope(["a", "b"])
    let files = try scope.changes.files.map { CheckDependencies.Input(path: $0.path, version: $0.version) }
    #expect(await asked(CountingCheck("c", grain: .task, reading: .directory), scope) == [.everything])
    #expect(await asked(CountingCheck("c", grain: .task, reading: .nothing), scope) == [.nothing])
    #expect(await asked(CountingCheck("c", grain: .file, reading: .blobs), scope) == [])
    let inputs = [CheckDependencies.Input(path: "configuration", version: nil)]
    let selectors = [FileSelector(root: "of inputs")]
    let check = CountingCheck("c", grain: .file, reading: .directory, inputs: inputs, selectors: selectors)
    #expect(await asked(check, scope) == [.files(files + inputs, selectors: selectors)])
  }

  @Test func `a link among the inputs leads to anything`() async throws {
    let id = try #require(ObjectID(bytes: [UInt8](repeating: 1, count: 20)))
    let input = CheckDependencies.Input(path: "link", version: FileVersion(mode: .symbolicLink, id: id))
    let check = CountingCheck("c", grain: .file, reading: .directory, inputs: [input])
    #expect(await asked(check, Sample.scope(["a"])) == [.everything])
  }

  /// The reach of every question that a run asks, and the plan of it asks the same.
  private func asked(_ check: CountingCheck, _ scope: CheckScope) async -> [ContentReach] {
    let places = AskedPlaces()
    let plan = Planner(store: nil, platform: .current).plan([check], in: scope)
    let runner = Runner(
      store: nil, directories: places, observer: SilentObserver(), width: 1, failsFast: false, now: { 0 })
    _ = await runner.run(plan, in: scope, hook: nil, subject: "")
    let asked = places.take()
    _ = plan.map { $0.entry(scope: scope, directories: places) }
    #expect(places.take() == asked)
    return asked
  }

  /// Remembers what it was asked for.
  private final class AskedPlaces: DirectoryProvider {
    private let reaches = Mutex<[ContentReach]>([])

    func take() -> [ContentReach] {
      reaches.withLock { reaches in
        defer { reaches = [] }
        return reaches
      }
    }

    func place(
      for reach: ContentReach, isolation: CheckTraits.Isolation, isReal: Bool
    ) throws(CheckError) -> CheckPlace {
      reaches.withLock { $0.append(reach) }
      return CheckPlace(directory: LocalPath("/"), isSnapshot: false, isExact: true, reason: "", reach: reach)
    }

    func isUnchanged(_ place: CheckPlace) -> Bool { true }
  }
}
