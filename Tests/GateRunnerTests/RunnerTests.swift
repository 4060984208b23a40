import GateModel
import GateRunner
import GateTestSupport
import ResultCache
import Synchronization
import Testing

/// Plan, look-up, execution and what is kept, with checks that only count.
@Suite struct RunnerTests {
  private let directory: TemporaryDirectory
  private let store: LocalStore

  init() throws {
    directory = try TemporaryDirectory()
    store = LocalStore(path: directory.path.appending("verdicts.sqlite"), now: { 1_000_000 })
  }

  @Test func `a second run of the same content executes nothing`() async {
    let check = CountingCheck("count", grain: .file)
    let scope = Sample.scope(["a", "b"])
    let first = await run([check], scope)
    #expect(first.checks[0].isCached == false)
    let second = await run([check], scope)
    #expect(second.checks[0].isCached)
    #expect(second.checks[0].cachedCount == 2)
    #expect(check.looked == ["a", "b"])
  }

  @Test func `of many files only the new one is looked at`() async {
    let check = CountingCheck("count", grain: .file)
    _ = await run([check], Sample.scope(["a", "b"]))
    let report = await run([check], Sample.scope(["a", "b", "c"]))
    #expect(check.looked == ["a", "b", "c"])
    #expect(report.checks[0].cachedCount == 2)
    #expect(report.checks[0].fileCount == 3)
  }

  @Test func `a task is looked at again as a whole`() async {
    let check = CountingCheck("count", grain: .task)
    _ = await run([check], Sample.scope(["a", "b"]))
    _ = await run([check], Sample.scope(["a", "b", "c"]))
    #expect(check.looked == ["a", "b", "a", "b", "c"])
  }

  @Test func `all of the content is known by its tree, and counted`() async throws {
    let trees = [3, 4].compactMap { ObjectID(bytes: [UInt8](repeating: $0, count: 20)) }
    let first = CountingCheck("c", grain: .task, reading: .directory, whole: WholeTree(id: trees[0], fileCount: 7))
    let other = CountingCheck("c", grain: .task, reading: .directory, whole: WholeTree(id: trees[1], fileCount: 7))
    let scope = Sample.scope(["a"])
    let fresh = await run([first], scope)
    #expect(fresh.checks[0].fileCount == 7)
    #expect(fresh.checks[0].cachedCount == 0)
    let again = await run([first], Sample.scope(["b"]))
    #expect(again.checks[0].isCached)
    #expect(again.checks[0].cachedCount == 7)
    #expect(first.looked == ["\(trees[0])"])
    #expect(await run([other], scope).checks[0].isCached == false)
    #expect(other.looked == ["\(trees[1])"])
  }

  @Test func `findings of cached files are replayed with those of new ones, in path order`() async {
    let check = CountingCheck("count", grain: .file, fails: { $0 != "b" })
    _ = await run([check], Sample.scope(["c"]))
    let report = await run([check], Sample.scope(["a", "b", "c"]))
    #expect(report.checks[0].outcome.verdict == .failed)
    #expect(report.checks[0].outcome.findings.map { "\($0.path ?? "")" } == ["a", "c"])
    #expect(check.looked == ["c", "a", "b"])
  }

  @Test func `a failure that no file can be blamed for is not kept for any file`() async {
    let check = CountingCheck("count", grain: .file, outcome: CheckOutcome(.failed, attributed: false))
    _ = await run([check], Sample.scope(["a"]))
    _ = await run([check], Sample.scope(["a"]))
    #expect(check.looked == ["a", "a"])
  }

  @Test func `a pass that took a second try is not kept`() async {
    var flaky = CheckOutcome(.passed)
    flaky.mayBeKept = false
    let tests = CountingCheck("tests", grain: .task, outcome: flaky)
    for _ in 0..<2 { _ = await run([tests], Sample.scope(["a"])) }
    #expect(tests.looked == ["a", "a"])
  }

  @Test func `failed tests and errors are never kept`() async {
    let tests = CountingCheck("tests", grain: .task, keepsFailures: false, outcome: CheckOutcome(.failed))
    let broken = CountingCheck("broken", grain: .task, outcome: .errored("crash"))
    for _ in 0..<2 { _ = await run([tests, broken], Sample.scope(["a"])) }
    #expect(tests.looked == ["a", "a"])
    #expect(broken.looked == ["a", "a"])
  }

  @Test func `nothing is kept when the files moved meanwhile, or are not what is recorded`() async {
    let check = CountingCheck("count", grain: .file, reading: .directory)
    for places in [Places(isUnchanged: false), Places(isExact: false)] {
      _ = await run([check], Sample.scope(["a"]), places: places)
    }
    #expect(check.looked == ["a", "a"])
    _ = await run([check], Sample.scope(["a"]), places: Places())
    _ = await run([check], Sample.scope(["a"]), places: Places())
    #expect(check.looked == ["a", "a", "a"])
  }

  @Test func `a check that is not cached runs every time`() async {
    let check = CountingCheck("count", grain: .file, isCacheable: false)
    for _ in 0..<2 { _ = await run([check], Sample.scope(["a"])) }
    #expect(check.looked == ["a", "a"])
  }

  @Test func `a check with nothing to do is skipped and says why`() async {
    let report = await run([CountingCheck("count", grain: .file)], Sample.scope([]))
    #expect(report.checks[0].outcome.verdict == .skipped)
    #expect(report.checks[0].outcome.reason == "nothing matches")
    #expect(report.exitStatus == .passed)
  }

  @Test func `reports stand in plan order whatever ends first, and one broken check hides no other`() async {
    let checks = (0..<20).map { index in
      CountingCheck(
        "check\(index)", grain: .task, isCacheable: false,
        outcome: index == 3 ? .errored("crash") : CheckOutcome(.passed))
    }
    let report = await run(checks, Sample.scope(["a"]))
    #expect(report.checks.map(\.check.name) == checks.map(\.id.name))
    #expect(report.checks.filter { $0.outcome.verdict == .passed }.count == 19)
    #expect(report.exitStatus == .couldNotRun)
  }

  @Test func `fail fast ends what waits`() async {
    let bad = CountingCheck("bad", grain: .task, isCacheable: false, outcome: CheckOutcome(.failed))
    let waiting = CountingCheck("waiting", grain: .task, isCacheable: false, waitsForCancellation: true)
    let report = await run([bad, waiting], Sample.scope(["a"]), failsFast: true)
    #expect(report.checks[0].outcome.verdict == .failed)
    #expect(report.checks[1].outcome.verdict == .skipped)
    #expect(report.exitStatus == .failed)
  }

  @Test func `a check over its time-out is errored`() async {
    let check = CountingCheck(
      "slow", grain: .task, isCacheable: false, timeout: .milliseconds(1), waitsForCancellation: true)
    let report = await run([check], Sample.scope(["a"]))
    #expect(report.checks[0].outcome.verdict == .errored)
    #expect(report.exitStatus == .couldNotRun)
  }

  @Test func `a cancelled run is interrupted and keeps nothing of what it ended`() async {
    // The second comes to its end all the same, with an answer that may be half of the truth.
    let checks = [
      CountingCheck("slow", grain: .task, waitsForCancellation: true),
      CountingCheck("deaf", grain: .task, onRun: { try? await Task.sleep(for: .seconds(3600)) }),
    ]
    let task = Task { await run(checks, Sample.scope(["a"])) }
    task.cancel()
    let report = await task.value
    #expect(report.isInterrupted)
    #expect(report.exitStatus == .interrupted)
    #expect(store.statistics().verdictCount == 0)
  }

  @Test func `each verdict is kept as soon as it is known, whatever becomes of the run`() async {
    let (counts, began) = AsyncStream<Int>.makeStream()
    let done = CountingCheck("done", grain: .task)
    let hanging = CountingCheck(
      "hanging", grain: .task, waitsForCancellation: true, needs: ["done"],
      onRun: { [store] in began.yield(store.statistics().verdictCount) })
    let task = Task { await run([done, hanging], Sample.scope(["a"])) }
    var iterator = counts.makeAsyncIterator()
    #expect(await iterator.next() == 1)
    task.cancel()
    #expect(await task.value.isInterrupted)
    #expect(await run([done], Sample.scope(["a"])).checks[0].isCached)
    #expect(done.looked == ["a"])
  }

  private func run(
    _ checks: [CountingCheck], _ scope: CheckScope, places: Places = Places(), failsFast: Bool = false
  ) async -> Report {
    let plan = Planner(store: store, platform: .current).plan(checks, in: scope)
    let runner = Runner(
      store: store, directories: places, observer: SilentObserver(), width: 4, failsFast: failsFast,
      now: { 1_000_000 })
    return await runner.run(plan, in: scope, hook: nil, subject: "test")
  }
}
