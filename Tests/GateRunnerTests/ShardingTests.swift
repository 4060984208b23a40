import GateModel
import GateTestSupport
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
    _ name: String, grain: CheckTraits.Grain = .task, files: [SnapshotFile] = files,
    missing: [SnapshotFile]? = nil, needs: [String] = []
  ) -> PlannedCheck {
    let missing = missing ?? files
    let known = files.count - missing.count
    let verdict = CachedVerdict(outcome: CheckOutcome(.passed), duration: .zero, recordedAt: 0)
    return PlannedCheck(
      check: CountingCheck(name, grain: grain, needs: needs),
      state: .ready(
        PlannedCheck.Ready(
          files: files, missing: missing, known: Array(repeating: verdict, count: known), keys: nil)))
  }

  private func shards(_ count: Int, _ plan: [PlannedCheck], _ times: [CheckID: CheckTime] = [:]) throws -> [(
    plan: [PlannedCheck], report: ShardReport
  )] {
    try (1...count).map { index in
      Sharding(try #require(Shard(index: index, of: count)), times: times).applied(to: plan)
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

  private static let times = [
    CheckID("lint"): CheckTime(milliseconds: 40_000, files: 40),
    CheckID("suite"): CheckTime(milliseconds: 30_000, files: 0),
    CheckID("types"): CheckTime(milliseconds: 10_000, files: 7),
  ]

  @Test(arguments: [1, 2, 3, 5, 7], [true, false])
  func `together the shards have every piece once`(count: Int, isBalanced: Bool) throws {
    let plan = [planned("lint", grain: .file), planned("suite"), planned("types"), planned("build")]
    let shards = try shards(count, plan, isBalanced ? Self.times : [:])
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
    let seconds = try shards(2, plan, Self.times).map { shard in
      pieces(shard.plan).map { $0 == "suite" ? 30 : $0 == "types" ? 10 : 1 }.reduce(0, +)
    }
    #expect(seconds == [40, 40])
  }

  @Test func `by recorded times a file stays with its shard when another comes, but for few`() throws {
    let checks = [planned("suite"), planned("types")]
    let before = try shards(
      4, checks + [planned("lint", grain: .file, files: Array(Self.files.dropLast()))], Self.times)
    let after = try shards(4, checks + [planned("lint", grain: .file)], Self.times)
    let moved = zip(before, after).map { Set(pieces($0.plan)).subtracting(pieces($1.plan)).count }.reduce(0, +)
    #expect(moved <= 4, "\(moved) of 39 files moved")
  }

  @Test func `times of none, of nothing and of everything leave nothing out`() throws {
    let plan = [planned("lint", grain: .file), planned("suite"), planned("types")]
    let longest = CheckTime(milliseconds: .max, files: 0)
    for time in [CheckTime(milliseconds: 0, files: 0), CheckTime(milliseconds: -1, files: .max), longest] {
      for names in [["lint"], ["suite"], ["lint", "suite", "types"]] {
        let times = Dictionary(uniqueKeysWithValues: names.map { (CheckID($0), time) })
        let shards = try shards(3, plan, times)
        #expect(shards.flatMap { pieces($0.plan) }.sorted() == pieces(plan).sorted())
      }
    }
    let none = try shards(3, plan, [CheckID("gone"): longest])
    #expect(none.map(\.report) == (try shards(3, plan).map(\.report)))
  }

  /// Graham's bound, against the best split of all, and the rest of what a split promises, over plans made at random.
  @Test(arguments: 0..<200 as Range<UInt64>) func `a split is whole, the same everywhere and near the best`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...4, using: &generator)
    var plan: [PlannedCheck] = []
    var times: [CheckID: CheckTime] = [:]
    var costs: [Int] = []
    for index in 0..<Int.random(in: 1...5, using: &generator) {
      let isPerFile = Bool.random(using: &generator)
      let files = Array(
        Self.files.shuffled(using: &generator).prefix(isPerFile ? .random(in: 1...3, using: &generator) : 2))
      let milliseconds = Int.random(in: 1...100, using: &generator)
      plan.append(planned("c\(index)", grain: isPerFile ? .file : .task, files: files))
      times[CheckID("c\(index)")] = CheckTime(
        milliseconds: milliseconds * (isPerFile ? 5 : 1), files: isPerFile ? 5 : 9)
      costs += Array(repeating: milliseconds, count: isPerFile ? files.count : 1)
    }
    let shards = try shards(count, plan, times)
    #expect(shards.flatMap { pieces($0.plan) }.sorted() == pieces(plan).sorted())
    #expect(Set(shards.map(\.report.digest)).count == 1)
    let loads = shards.map { shard in
      pieces(shard.plan).reduce(0) { sum, piece in
        let time = times[CheckID(String(piece.prefix { $0 != " " }))]
        return sum + (time.map { $0.milliseconds / ($0.files == 5 ? 5 : 1) } ?? 0)
      }
    }
    let best = Self.best(costs.sorted(by: >), count)
    let longest = try #require(loads.max())
    // 4/3 - 1/(3m), in whole numbers.
    #expect(3 * count * longest <= (4 * count - 1) * best, "\(loads), best \(best), of \(costs)")
  }

  /// The longest shard of the best split of these costs, the greatest first.
  private static func best(_ costs: [Int], _ count: Int) -> Int {
    var best = Int.max
    func place(_ index: Int, _ loads: [Int]) {
      if (loads.max() ?? 0) >= best { return }
      if index == costs.count {
        best = loads.max() ?? 0
        return
      }
      var tried: Set<Int> = []
      for shard in loads.indices where tried.insert(loads[shard]).inserted {
        var loads = loads
        loads[shard] += costs[index]
        place(index + 1, loads)
      }
    }
    place(0, Array(repeating: 0, count: count))
    return best
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
