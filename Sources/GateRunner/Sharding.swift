internal import Digests
package import GateModel
package import ResultCache

/// Splits a plan over machines: whole checks, and the files of those that judge each file by itself.
///
/// The split follows from the list of all work alone, never from what this machine has a verdict for, or two machines would
/// leave the same piece to each other. With `timings` it follows from them too, and the machines must have the same ones:
/// the digest of the report tells.
package struct Sharding: Sendable {
  private let shard: Shard
  private let timings: [CheckID: CheckTiming]?

  /// - Parameter timings: how long checks take, to give each shard about as much to do; `nil` to split by names alone.
  package init(_ shard: Shard, timings: [CheckID: CheckTiming]? = nil) {
    self.shard = shard
    self.timings = timings
  }

  /// `plan` with what other shards have taken out, and what the split was.
  package func applied(to plan: [PlannedCheck]) -> (plan: [PlannedCheck], report: ShardReport) {
    let units = units(of: plan)
    let parts = timings.map { balanced(units, $0, plan) } ?? named(units)
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
      if group.count == 1, plan[first].check.traits.grain == .file {
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

  /// The longest first, each to the shard with the least to do. What was never timed is taken to be as long as the mean.
  private func balanced(_ units: [Unit], _ timings: [CheckID: CheckTiming], _ plan: [PlannedCheck]) -> [Int] {
    let known = units.map { unit -> Duration? in
      let times = unit.checks.map { index -> Duration? in
        guard case .ready(let ready) = plan[index].state else { return .zero }
        return timings[plan[index].check.id]?.expected(forFiles: unit.file == nil ? ready.files.count : 1)
      }
      return times.contains(nil) ? nil : times.compactMap { $0 }.reduce(.zero, +)
    }
    let timed = known.compactMap { $0 }
    let mean = timed.isEmpty ? Duration.seconds(1) : timed.reduce(.zero, +) / timed.count
    let costs = known.map { $0 ?? mean }
    var loads = [Duration](repeating: .zero, count: shard.count)
    var parts = [Int](repeating: 1, count: units.count)
    for index in units.indices.sorted(by: { (costs[$1], $0) < (costs[$0], $1) }) {
      let least = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
      loads[least] += costs[index]
      parts[index] = least + 1
    }
    return parts
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
    let ownKeys = Set(part.keys ?? [])
    part.kept = self.kept?.filter { ownKeys.contains($0.key) }
    return part
  }
}
