import GateModel
import ResultCache
import Testing

@testable import GateRunner

/// How work is split over machines, decided without running any.
@Suite struct ShardingTests {
  private static let files = (0..<40).compactMap { index -> SnapshotFile? in
    guard let id = ObjectID(bytes: [UInt8](repeating: 0xaa, count: 20)) else { return nil }
    return SnapshotFile(path: RepositoryPath("src/f\(index).py"), version: FileVersion(mode: .regular, id: id))
  }

  private func planned(
    _ name: String, grain: CheckTraits.Grain = .task, missing: [SnapshotFile] = files, needs: [String] = []
  ) -> PlannedCheck {
    let known = Self.files.count - missing.count
    let verdict = CachedVerdict(outcome: CheckOutcome(.passed), duration: .zero, recordedAt: 0)
    return PlannedCheck(
      check: CountingCheck(name, grain: grain, needs: needs),
      state: .ready(
        PlannedCheck.Ready(
          files: Self.files, missing: missing, known: Array(repeating: verdict, count: known), keys: nil)))
  }

  private func shards(_ count: Int, _ plan: [PlannedCheck], _ timings: [CheckID: CheckTiming]? = nil) throws -> [(
    plan: [PlannedCheck], report: ShardReport
  )] {
    try (1...count).map { index in
      Sharding(try #require(Shard(index: index, of: count)), timings: timings).applied(to: plan)
    }
  }

  /// The pieces of a plan: names of whole checks, and names with files.
  private func pieces(_ plan: [PlannedCheck]) -> [String] {
    plan.flatMap { planned -> [String] in
      guard case .ready(let ready) = planned.state else { return [] }
      let name = planned.check.id.name
      return planned.check.traits.grain == .task ? [name] : ready.files.map { "\(name) \($0.path)" }
    }
  }

  private static let timings = [
    CheckID("lint"): CheckTiming(duration: .seconds(40), fileCount: 40, failed: false),
    CheckID("suite"): CheckTiming(duration: .seconds(30), fileCount: 0, failed: false),
    CheckID("types"): CheckTiming(duration: .seconds(10), fileCount: 0, failed: false),
  ]

  @Test(arguments: [1, 2, 3, 5, 7], [true, false])
  func `together the shards have every piece once`(count: Int, isBalanced: Bool) throws {
    let plan = [planned("lint", grain: .file), planned("suite"), planned("types"), planned("build")]
    let shards = try shards(count, plan, isBalanced ? Self.timings : nil)
    #expect(shards.flatMap { pieces($0.plan) }.sorted() == pieces(plan).sorted())
    #expect(Set(shards.map(\.report.digest)).count == 1)
    #expect(shards.map(\.report.ownUnits).reduce(0, +) == 43 && shards.allSatisfy { $0.report.units == 43 })
  }

  @Test func `the split does not follow from what this machine has a verdict for`() throws {
    let fresh = try shards(3, [planned("lint", grain: .file), planned("suite")])
    let warm = try shards(3, [planned("lint", grain: .file, missing: Array(Self.files[10..<12])), planned("suite")])
    #expect(fresh.map { $0.report } == warm.map { $0.report })
    #expect(fresh.map { pieces($0.plan) } == warm.map { pieces($0.plan) })
    let missing = warm.flatMap { shard -> [SnapshotFile] in
      guard case .ready(let ready) = shard.plan[0].state else { return [] }
      #expect(ready.known.count + ready.missing.count == ready.files.count)
      return ready.missing
    }
    #expect(Set(missing) == Set(Self.files[10..<12]))
  }

  @Test func `a file stays with its shard when others come`() throws {
    var fewer = planned("lint", grain: .file)
    fewer.state = .ready(
      PlannedCheck.Ready(
        files: Array(Self.files[5...]), missing: Array(Self.files[5...]), known: [], keys: nil))
    for (all, some) in zip(try shards(4, [planned("lint", grain: .file)]), try shards(4, [fewer])) {
      #expect(Set(pieces(some.plan)).isSubset(of: pieces(all.plan)))
      #expect(all.report.digest != some.report.digest)
    }
  }

  @Test func `by recorded times the shards take about as long as each other`() throws {
    let plan = [planned("lint", grain: .file), planned("suite"), planned("types")]
    let seconds = try shards(2, plan, Self.timings).map { shard in
      pieces(shard.plan).map { $0 == "suite" ? 30 : $0 == "types" ? 10 : 1 }.reduce(0, +)
    }
    #expect(seconds == [40, 40])
  }

  @Test func `checks that need each other stay together`() throws {
    let plan = [planned("a"), planned("b"), planned("lint", grain: .file, needs: ["a"]), planned("c", needs: ["lint"])]
    for shard in try shards(3, plan) {
      let names = Set(shard.plan.filter { if case .ready = $0.state { true } else { false } }.map(\.check.id.name))
      #expect(names.isDisjoint(with: ["a", "lint", "c"]) || names.isSuperset(of: ["a", "lint", "c"]))
    }
  }

  @Test func `a shard is one of so many`() {
    #expect(Shard("2/5") == Shard(index: 2, of: 5))
    for text in ["0/5", "6/5", "1/0", "1", "1/2/3", "a/b", "/", "-1/2", "1/1001"] { #expect(Shard(text) == nil) }
  }
}
