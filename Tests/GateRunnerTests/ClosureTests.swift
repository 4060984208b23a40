import GateModel
import GateRunner
import GateTestSupport
import ResultCache
import Testing

/// Verdicts on files with all that they need.
@Suite struct ClosureTests {
  private let directory: TemporaryDirectory
  private let store: LocalStore

  init() throws {
    directory = try TemporaryDirectory()
    store = LocalStore(path: directory.path.appending("verdicts.sqlite"), now: { 1_000_000 })
  }

  private func run(
    _ check: ClosureCheck, _ names: [String], _ reuse: Planner.Reuse = .answer, kind: CheckScope.Kind = .staged
  ) async -> CheckReport {
    let files = Sample.files(names)
    let changes = ChangeSet(files.map { Change(.added, $0.path, new: $0.version) })
    let scope = CheckScope(kind: kind, changes: changes, content: ListedContent(list: files))
    let plan = Planner(store: store, platform: .current, reuse: reuse).plan([check], in: scope)
    let runner = Runner(
      store: store, directories: Places(), observer: SilentObserver(), width: 4, failsFast: false, now: { 1_000_000 })
    return await runner.run(plan, in: scope, hook: nil, subject: "test").checks[0]
  }

  @Test func `a file is looked at again when what it needs changed, and only then`() async {
    #expect(await run(ClosureCheck { _ in "m1" }, ["a", "b"]).cachedCount == 0)
    let same = ClosureCheck { _ in "m1" }
    #expect(await run(same, ["a", "b", "c"]).cachedCount == 2)
    #expect(same.looked == ["c"])
    let other = ClosureCheck { $0 == "a" ? "m2" : "m1" }
    #expect(await run(other, ["a", "b"]).cachedCount == 1)
    #expect(other.looked == ["a"])
  }

  @Test func `what passed beside a failure is kept, the failure and a flaky file are not`() async {
    let results: @Sendable (String) -> FileResult.Verdict? = { ["a": .passed, "b": .failed, "c": .flaky][$0] }
    let first = ClosureCheck(fails: { $0 == "b" }, results: results)
    #expect(await run(first, ["a", "b", "c"]).outcome.verdict == .failed)
    let second = ClosureCheck(fails: { $0 == "b" }, results: results)
    _ = await run(second, ["a", "b", "c"])
    #expect(second.looked == ["b", "c"])
  }

  @Test func `of a failed run that says nothing of single files nothing is kept`() async {
    _ = await run(ClosureCheck(fails: { $0 == "b" }), ["a", "b"])
    let second = ClosureCheck()
    #expect(await run(second, ["a", "b"]).outcome.verdict == .passed)
    #expect(second.looked == ["a", "b"])
    #expect(await run(second, ["a", "b"]).isCached)
  }

  @Test func `known verdicts are executed and compared where they are to be verified`() async throws {
    _ = await run(ClosureCheck(), ["a", "b"])
    let report = await run(ClosureCheck(fails: { $0 == "b" }), ["a", "b"], .verify)
    #expect(report.verification?.differences.map(\.path) == ["b"])
    #expect(report.misses == [SelectionMiss(test: "b", changed: ["a", "b"], isCertain: true)])
  }

  @Test func `an audit runs everything once on a content, and what it finds wrong is a miss`() async throws {
    _ = await run(ClosureCheck(), ["a", "b"])
    let audit = ClosureChoice(audit: "because")
    let good = ClosureCheck(choice: audit)
    let first = await run(good, ["a", "b"], kind: .range)
    #expect(good.looked == ["a", "b"] && first.note == "because" && first.misses.isEmpty)
    #expect(first.verification == nil, "nobody asked for it")
    #expect(await run(good, ["a", "b"], kind: .range).isCached, "this content was audited")

    let bad = ClosureCheck(choice: audit, fails: { $0 == "b" }, results: { $0 == "b" ? .failed : .passed })
    // Another content, whose files a and b are as they were.
    let report = await run(bad, ["a", "b", "d"], kind: .range)
    #expect(bad.looked == ["a", "b", "d", "b"], "what differs runs once more")
    #expect(report.outcome.verdict == .failed)
    #expect(report.misses.map(\.test) == ["b"])
    let finding = try #require(report.outcome.findings.first { $0.rule == SelectionMiss.rule })
    #expect(finding.path == "b" && finding.severity == .warning)
    #expect(finding.message.contains("because") && finding.message.contains("a, b, d"), "\(finding.message)")
    let next = ClosureCheck(choice: audit)
    _ = await run(next, ["a", "b", "d"], kind: .range)
    #expect(next.looked == ["b"], "the wrong pass is gone")
  }

  @Test func `a test that does not always say the same is no miss`() async {
    _ = await run(ClosureCheck(), ["a"])
    let counter = ClosureCounter()
    let report = await run(
      ClosureCheck(choice: ClosureChoice(audit: "because"), fails: { _ in counter.next() == 1 }), ["a"], kind: .range)
    #expect(report.outcome.verdict == .failed)
    #expect(report.misses.isEmpty)
  }

  // MARK: - Portions

  @Test func `the nearest files run that fit, and the rest is left`() async throws {
    let names = ["a", "b", "c", "d"]
    let choice = ClosureChoice(order: ["d", "b"], budget: .seconds(3))
    var planned = plan(ClosureCheck(choice: choice), names)
    // Two seconds a file.
    planned.timing = CheckTiming(duration: .seconds(8), fileCount: 4, failed: false)
    func files(_ planned: PlannedCheck) -> [String]? {
      guard case .ready(let ready) = planned.state else { return nil }
      return ready.missing.map { "\($0.path)" }
    }
    let two = Budget(nil, width: 2).applied(to: [planned])[0]
    #expect(files(two) == ["d"])
    guard case .ready(let ready) = two.state else { return }
    #expect(ready.deferral == CheckReport.Deferral(expected: .seconds(6), files: .init(count: 3, total: 4)))
    #expect(files(Budget(.seconds(9), width: 1).applied(to: [planned])[0]) == ["d"], "its own budget is the smaller")
    #expect(files(Budget(.seconds(1), width: 1).applied(to: [planned])[0]) == nil, "the hook has no room")
    #expect(files(Budget(nil, width: 1, dividing: []).applied(to: [planned])[0]) == names)
    #expect(files(Budget(nil, width: 1, sparing: [CheckID("tests")]).applied(to: [planned])[0]) == names)
    planned.timing = CheckTiming(duration: .seconds(4), fileCount: 4, failed: false)
    planned.fileTimes = ["d": .seconds(1), "b": .milliseconds(500), "a": .seconds(1)]
    #expect(
      files(Budget(nil, width: 1).applied(to: [planned])[0]) == ["b", "d"],
      "by what each takes, and the start of the runner")
    planned.fileTimes = [:]
    planned.timing = nil
    #expect(files(Budget(nil, width: 1).applied(to: [planned])[0]) == names, "what was never timed runs")
  }

  @Test func `what waits for pre-push is said, and what ran is known there`() async throws {
    let names = ["a", "b", "c", "d"]
    let first = ClosureCheck(choice: ClosureChoice(order: ["c"], budget: .seconds(3)))
    var planned = plan(first, names)
    planned.timing = CheckTiming(duration: .seconds(8), fileCount: 4, failed: false)
    let runner = Runner(
      store: store, directories: Places(), observer: SilentObserver(), width: 4, failsFast: false, now: { 1_000_000 })
    let portion = Budget(nil, width: 2).applied(to: [planned])
    let report = await runner.run(portion, in: Sample.scope(names), hook: nil, subject: "test").checks[0]
    #expect(first.looked == ["c"] && report.fileCount == 1)
    #expect(report.deferral?.files == .init(count: 3, total: 4))
    let push = ClosureCheck()
    _ = await run(push, names, kind: .range)
    #expect(push.looked == ["a", "b", "d"])
  }

  @Test func `shards split the files of a closure check, and together run each once`() async {
    let names = ["a", "b", "c", "d", "e", "f"]
    var looked: [String] = []
    for index in 1...2 {
      guard let shard = Shard("\(index)/2") else { continue }
      let check = ClosureCheck()
      let split = Sharding(shard).applied(to: [plan(check, names)])
      let runner = Runner(
        store: store, directories: Places(), observer: SilentObserver(), width: 4, failsFast: false,
        now: { 1_000_000 })
      _ = await runner.run(split.plan, in: Sample.scope(names), hook: nil, subject: "test")
      looked += check.looked
    }
    #expect(looked.sorted() == names)
    let whole = ClosureCheck()
    #expect(await run(whole, names).isCached)
  }

  @Test func `an explanation names the file of the closure that changed`() async throws {
    _ = await run(ClosureCheck { _ in "m" }, ["a"])
    let explanation = Explainer(store: store, platform: .current).explanation(
      of: ClosureCheck { _ in "n" }, in: Sample.scope(["a"]))
    #expect(explanation.status == .unknown && explanation.file == "a")
    let changes = explanation.parts.filter { $0.change != nil }.map { "\($0.name) \($0.change?.rawValue ?? "")" }
    #expect(changes == ["n added", "m removed"])
  }

  private func plan(_ check: ClosureCheck, _ names: [String]) -> PlannedCheck {
    Planner(store: store, platform: .current).plan([check], in: Sample.scope(names))[0]
  }
}

/// Content of which only the list is known.
private struct ListedContent: ContentSource {
  let list: [SnapshotFile]

  func files() throws(CheckError) -> [SnapshotFile] { list }
  func version(at path: RepositoryPath) throws(CheckError) -> FileVersion? { nil }
  func size(of id: ObjectID) throws(CheckError) -> UInt64 { throw CheckError("no content") }
  func bytes(of id: ObjectID, limit: UInt64) throws(CheckError) -> [UInt8] { throw CheckError("no content") }
}
