internal import Digests
package import GateModel

/// Splits a plan over machines: whole checks, and the files of those that judge each file by itself.
///
/// The split follows from the list of all work and from `times` alone, never from what this machine has a verdict for or how
/// fast it was, or two machines would leave the same piece to each other. The times are part of the content under check, so
/// that every machine has the same ones; the digest of the report tells.
package struct Sharding: Sendable {
  private let shard: Shard
  private let times: [CheckID: CheckTime]

  /// - Parameter times: how long checks take, to give each shard about as much to do; none to split by names alone.
  package init(_ shard: Shard, times: [CheckID: CheckTime] = [:]) {
    self.shard = shard
    self.times = times
  }

  /// `plan` with what other shards have taken out, and what the split was.
  package func applied(to plan: [PlannedCheck]) -> (plan: [PlannedCheck], report: ShardReport) {
    let units = units(of: plan)
    let isTimed = plan.contains { times[$0.check.id] != nil }
    let parts = isTimed ? balanced(units, plan) : named(units)
    var stream = Digest256.Stream()
    for (unit, part) in zip(units, parts) {
      stream.update(Array("\(unit.name.count) \(part) ".utf8) + unit.name)
    }
    var plan = plan
    let own = zip(units, parts).filter { $0.1 == shard.index }.map(\.0)
    let files = Dictionary(grouping: own.filter { $0.file != nil }, by: \.checks[0])
    let whole = Set(own.filter { $0.file == nil }.flatMap(\.checks))
    for index in plan.indices where !whole.contains(index) {
      guard case .ready(let ready) = plan[index].state else { continue }
      let kept = ready.keeping(Set(files[index]?.compactMap(\.file) ?? []))
      plan[index].state = kept.files.isEmpty ? .nothing("other shards have it") : .ready(kept)
    }
    let report = ShardReport(
      shard: shard, units: units.count, ownUnits: own.count, digest: Digest256.hex(stream.finish()))
    return (plan, report)
  }

  /// A piece of work that is not split further.
  private struct Unit {
    /// Tells it from every other one, the same on each machine.
    var name: [UInt8]
    /// Places in the plan: one, or those that need each other.
    var checks: [Int]
    /// The file, `nil` for all files of the checks.
    var file: SnapshotFile?
  }

  private func units(of plan: [PlannedCheck]) -> [Unit] {
    var units: [Unit] = []
    let groups = Self.groups(plan)
    for group in groups {
      let ready = group.filter { index in if case .ready = plan[index].state { true } else { false } }
      guard let first = ready.first, case .ready(let work) = plan[first].state else { continue }
      // Two checks may go by one name: the second looks at what earlier commits held.
      let name = ready.map { "\(plan[$0].check.id.name)#\($0)" }.joined(separator: " ")
      if group.count == 1, plan[first].check.traits.grain != .task {
        units += work.files.map { file in
          Unit(name: Array((name + ":").utf8) + file.path.bytes, checks: ready, file: file)
        }
      } else {
        units.append(Unit(name: Array(name.utf8), checks: ready, file: nil))
      }
    }
    return units
  }

  /// The checks that need each other, directly or through others, each group in the order of the plan: what one comes to
  /// decides whether the next is run.
  private static func groups(_ plan: [PlannedCheck]) -> [[Int]] {
    var leader = Array(plan.indices)
    var isChanged = true
    while isChanged {
      isChanged = false
      for (index, planned) in plan.enumerated() {
        for other in plan.indices where planned.check.traits.needs.contains(plan[other].check.id) {
          let least = min(leader[index], leader[other])
          if leader[index] != least || leader[other] != least {
            (leader[index], leader[other]) = (least, least)
            isChanged = true
          }
        }
      }
    }
    return Dictionary(grouping: plan.indices, by: { leader[$0] }).sorted { $0.key < $1.key }.map(\.value)
  }

  /// Whole checks dealt out in turn, so that each shard has about as many; a file always to the same shard, whatever other
  /// files there are, which is then the one that has its verdict.
  private func named(_ units: [Unit]) -> [Int] {
    var next = 0
    return units.map { unit in
      if unit.file != nil { return Int(Self.hash(unit.name) % UInt64(shard.count)) + 1 }
      next += 1
      return (next - 1) % shard.count + 1
    }
  }

  /// The longest first, each to the shard with the least to do (R. L. Graham, "Bounds on multiprocessing timing anomalies",
  /// 1969: no shard takes longer than 4/3 of the best split). But a file goes to the shard that its name leads to, while that
  /// one has less than its share: there its verdict may be known, and a new file moves few others. The bound holds all the same,
  /// for no split keeps every shard below its share.
  private func balanced(_ units: [Unit], _ plan: [PlannedCheck]) -> [Int] {
    let costs = costs(of: units, plan)
    let share = costs.reduce(0, +) / shard.count
    var loads = [Int](repeating: 0, count: shard.count)
    var parts = [Int](repeating: 1, count: units.count)
    let hashes = units.map { $0.file == nil ? 0 : Self.hash($0.name) }
    for index in units.indices.sorted(by: { (costs[$1], hashes[$0], $0) < (costs[$0], hashes[$1], $1) }) {
      var chosen: Int?
      if units[index].file != nil {
        let first = Int(hashes[index] % UInt64(shard.count))
        chosen = (0..<shard.count).lazy.map { (first + $0) % shard.count }.first { loads[$0] + costs[index] <= share }
      }
      let part = chosen ?? loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
      loads[part] += costs[index]
      parts[index] = part + 1
    }
    return parts
  }

  /// What each unit is expected to take, in nanoseconds: whole numbers, which every machine computes alike. A check that was
  /// never timed is taken to be as long as the mean of the others.
  private func costs(of units: [Unit], _ plan: [PlannedCheck]) -> [Int] {
    let most = CheckTime.mostMilliseconds * 1_000_000
    let known = plan.map { planned -> Int? in
      guard case .ready(let ready) = planned.state, let time = times[planned.check.id] else { return nil }
      let whole = time.milliseconds * 1_000_000
      if planned.check.traits.grain == .task { return whole }
      let (scaled, isTooMuch) = (whole / max(1, time.files)).multipliedReportingOverflow(by: ready.files.count)
      return isTooMuch ? most : min(scaled, most)
    }
    let timed = known.compactMap { $0 }
    let mean = timed.isEmpty ? 0 : timed.reduce(0, +) / timed.count
    return units.map { unit in
      let cost = unit.checks.reduce(0) { $0 + (known[$1] ?? mean) }
      guard unit.file != nil, case .ready(let ready) = plan[unit.checks[0]].state else { return max(1, cost) }
      return max(1, cost / max(1, ready.files.count))
    }
  }

  /// The first eight bytes of the SHA-256: the same on every machine, unlike Swift's own hash.
  private static func hash(_ name: [UInt8]) -> UInt64 {
    Digest256.of(name).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension PlannedCheck.Ready {
  /// What concerns `kept`, for a check that judges each file by itself.
  fileprivate func keeping(_ kept: Set<SnapshotFile>) -> PlannedCheck.Ready {
    var part = PlannedCheck.Ready(files: [], missing: [], known: [], keys: keys == nil ? nil : [])
    var lacking = missing[...]
    var verdicts = known[...]
    var lackingKeys = keys?[...]
    for file in files {
      let isMissing = lacking.first == file
      if isMissing { lacking.removeFirst() }
      let key = isMissing ? lackingKeys?.popFirst() : nil
      let verdict = isMissing ? nil : verdicts.popFirst()
      if !kept.contains(file) { continue }
      part.files.append(file)
      if isMissing { part.missing.append(file) }
      if let key { part.keys?.append(key) }
      if let verdict { part.known.append(verdict) }
    }
    part.choice = choice
    part.contexts = contexts
    let ownKeys = Set(part.keys ?? [])
    part.kept = self.kept?.filter { ownKeys.contains($0.key) }
    return part
  }
}
