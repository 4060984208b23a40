import GateModel
import ResultCache
import Testing

/// Verdicts on all files of a content.
@Suite struct TotalVerdictTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func total(_ number: Int = 0, at time: Int64 = Samples.time) -> TotalVerdict {
    var verdict = Samples.verdict(number)
    verdict.recordedAt = time
    return TotalVerdict(verdict: verdict, fileCount: 10_000)
  }

  @Test func `what was kept is found again, and is no verdict of a single key`() {
    let store = Samples.store(directory.local("cache.db"))
    store.record(totals: [Samples.key(1): total(1), Samples.key(2): total(2)])
    let other = Samples.store(directory.local("cache.db"))
    #expect(other.totals((0..<3).map(Samples.key)) == [Samples.key(1): total(1), Samples.key(2): total(2)])
    #expect(other.lookUp([Samples.key(1)]).isEmpty)
    #expect(other.statistics().verdictCount == 0)
    store.record([(Samples.key(5), Samples.verdict())])
    #expect(store.totals([Samples.key(5)]).isEmpty)
  }

  @Test(arguments: [(0, true), (86_399, true), (86_400, false), (-1, false)])
  func `it holds for a day, so that single verdicts are asked for once a day`(age: Int64, holds: Bool) {
    let path = directory.local("cache.db")
    Samples.store(path).record(totals: [Samples.key(1): total()])
    #expect(Samples.store(path, at: Samples.time + age).totals([Samples.key(1)]).isEmpty != holds)
  }

  @Test func `what would not come back whole, or could not run, is not kept`() {
    let store = Samples.store(directory.local("cache.db"))
    var totals = Dictionary(uniqueKeysWithValues: (0..<4).map { (Samples.key($0), total($0)) })
    totals[Samples.key(0)]?.verdict.outcome.output = String(repeating: "x", count: 70_000)
    totals[Samples.key(1)]?.verdict.outcome.findings = (0..<4000).map { Finding(rule: "r", message: "many \($0)") }
    totals[Samples.key(2)]?.verdict.outcome = .errored("no such tool")
    store.record(totals: totals)
    #expect(Array(store.totals(Array(totals.keys)).keys) == [Samples.key(3)])
  }

  @Test func `the key names the tree, the marks and all that a verdict depends on`() throws {
    let trees = try [KeyBuilderTests.first, KeyBuilderTests.second].map {
      WholeTree(id: try #require($0), fileCount: 3)
    }
    let rich = try KeyBuilderTests.rich()
    let keys = [
      rich.builder.key(forAllOf: trees[0], marks: ["1", "2"]), rich.builder.key(forAllOf: trees[1], marks: ["1", "2"]),
      rich.builder.key(forAllOf: trees[0], marks: ["12"]), rich.builder.key(forAllOf: trees[0], marks: []),
      rich.builder.key(forWhole: trees[0]), KeyBuilderTests.Parts().builder.key(forAllOf: trees[0], marks: ["1", "2"]),
    ]
    #expect(Set(keys).count == keys.count)
    let counted = WholeTree(id: trees[0].id, fileCount: 4)
    #expect(rich.builder.key(forAllOf: counted, marks: ["1", "2"]) == keys[0])
  }
}
