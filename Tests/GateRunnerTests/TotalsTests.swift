import GateModel
import GateRunner
import GateTestSupport
import ResultCache
import Synchronization
import Testing

/// Runs over every file of a content: where all is known, the files are not even listed.
@Suite struct TotalsTests {
  /// Content that counts how often its files are listed.
  private final class ListedContent: ContentSource {
    private let names: [String]
    private let tree: WholeTree?
    private let count = Atomic(0)

    init(_ names: [String], tree: UInt8?, fileCount: Int = 10_000) {
      self.names = names
      self.tree = tree.flatMap { ObjectID(bytes: [UInt8](repeating: $0, count: 20)) }
        .map { WholeTree(id: $0, fileCount: fileCount) }
    }

    var listings: Int { count.load(ordering: .relaxed) }

    func files() throws(CheckError) -> [SnapshotFile] {
      count.add(1, ordering: .relaxed)
      return Sample.files(names)
    }

    func version(at path: RepositoryPath) throws(CheckError) -> FileVersion? { nil }
    func wholeTree() throws(CheckError) -> WholeTree? { tree }
    func size(of id: ObjectID) throws(CheckError) -> UInt64 { 0 }
    func bytes(of id: ObjectID, limit: UInt64) throws(CheckError) -> [UInt8] { [] }
  }

  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test func `the third run lists no file, and says what the second said`() async {
    let check = CountingCheck("count", grain: .file, fails: { $0 == "b" }, knowsAll: true)
    let content = ListedContent(["a", "b", "c"], tree: 1)
    let first = await run([check], content)
    #expect(first.checks[0].outcome.verdict == .failed)
    var second = await run([check], content)
    let listed = content.listings
    var third = await run([check], content)
    #expect(content.listings == listed)
    #expect(check.looked == ["a", "b", "c"])
    #expect(third.checks[0].isCached)
    #expect(third.checks[0].fileCount == 3)
    #expect(third.checks[0].cachedCount == 3)
    #expect(third.checks[0].outcome.findings.map(\.path) == ["b"])
    second.duration = .zero
    third.duration = .zero
    #expect(third == second)
  }

  @Test func `of another tree only what is new is executed`() async {
    let check = CountingCheck("count", grain: .file, knowsAll: true)
    for _ in 0..<3 { _ = await run([check], ListedContent(["a", "b"], tree: 1)) }
    let report = await run([check], ListedContent(["a", "b", "c"], tree: 2))
    #expect(check.looked == ["a", "b", "c"])
    #expect(report.checks[0].cachedCount == 2)
  }

  @Test func `a task is known as well`() async {
    let check = CountingCheck("count", grain: .task, knowsAll: true)
    let content = ListedContent(["a", "b"], tree: 1)
    for _ in 0..<2 { _ = await run([check], content) }
    let listed = content.listings
    #expect(await run([check], content).checks[0].fileCount == 2)
    #expect(content.listings == listed)
    #expect(check.looked == ["a", "b"])
  }

  @Test func `after a day the files are listed once more, and their verdicts stay`() async {
    let check = CountingCheck("count", grain: .file, knowsAll: true)
    let content = ListedContent(["a", "b"], tree: 1)
    let days: Int64 = 86_400
    var listings: [Int] = []
    // Twenty times longer than what nobody asks for is kept in this store.
    for day in 0..<40 {
      for _ in 0..<3 { _ = await run([check], content, at: 1_000_000 + Int64(day) * days) }
      listings.append(content.listings)
      store(at: 1_000_000 + Int64(day) * days).prune(maximumBytes: 1 << 20, maximumAge: .seconds(2 * days))
    }
    #expect(check.looked == ["a", "b"])
    #expect(zip(listings, listings.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test(
    arguments: [
      (true, 1, 3), (true, nil, 10_000), (false, 1, 10_000),
    ] as [(Bool, UInt8?, Int)])
  func `few files, no tree or no word of the check: they are listed`(
    knowsAll: Bool, tree: UInt8?, fileCount: Int
  ) async {
    let check = CountingCheck("count", grain: .file, knowsAll: knowsAll)
    let content = ListedContent(["a"], tree: tree, fileCount: fileCount)
    for _ in 0..<3 { _ = await run([check], content) }
    let listed = content.listings
    #expect(await run([check], content).checks[0].isCached)
    #expect(content.listings > listed)
  }

  @Test func `another gate, and a plan that must name the files, list them`() async {
    let check = CountingCheck("count", grain: .file, knowsAll: true)
    let content = ListedContent(["a"], tree: 1)
    for _ in 0..<3 { _ = await run([check], content) }
    let listed = content.listings
    _ = await run([check], content, marks: ["another"])
    #expect(content.listings > listed)
    let plan = Planner(store: store(at: 1_000_000), platform: .current).plan([check], in: CheckScope(allOf: content))
    guard case .ready(let ready) = plan[0].state else {
      Issue.record("nothing was planned")
      return
    }
    #expect(ready.files == Sample.files(["a"]))
  }

  private func store(at time: Int64) -> LocalStore {
    LocalStore(path: directory.path.appending("verdicts.sqlite"), now: { time })
  }

  private func run(
    _ checks: [CountingCheck], _ content: ListedContent, at time: Int64 = 1_000_000, marks: [String] = ["this"]
  ) async -> Report {
    let store = store(at: time)
    let scope = CheckScope(allOf: content)
    let planner = Planner(store: store, platform: .current, totals: Planner.TotalsUse(marks: marks, now: time))
    let runner = Runner(
      store: store, directories: Places(), observer: SilentObserver(), width: 4, failsFast: false, now: { time })
    return await runner.run(planner.plan(checks, in: scope), in: scope, hook: nil, subject: "test")
  }
}
