import GateModel
import ResultCache

extension PlannedCheck {
  /// Whether some of what it has to execute can wait for the rest.
  var isDivisible: Bool {
    guard case .ready(let ready) = state, check.traits.grain == .closure else { return false }
    return ready.choice.budget != nil && !ready.missing.isEmpty && ready.auditKey == nil && ready.kept == nil
  }

  /// The same with as many of its files as are expected to fit in `limit` and in its own budget, the first in its order; what was
  /// never timed fits. The others are left to pre-push.
  func portioned(to limit: Duration?) -> PlannedCheck {
    guard isDivisible, case .ready(var ready) = state, let own = ready.choice.budget else { return self }
    let bound = limit.map { min($0, own) } ?? own
    let ranks = Dictionary(
      ready.choice.order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let ranked = ready.missing.indices.sorted { left, right in
      let (first, second) = (ranks[ready.missing[left].path] ?? .max, ranks[ready.missing[right].path] ?? .max)
      return first == second ? left < right : first < second
    }
    var spent = overhead
    var count = 0
    for index in ranked {
      spent += expected(of: ready.missing[index]) ?? .zero
      if spent > bound { break }
      count += 1
    }
    if count == ranked.count { return self }
    let left = Set(ranked[count...])
    let deferred = ready.missing.indices.filter(left.contains).map { ready.missing[$0] }
    let time = expectedTime(of: deferred)
    var planned = self
    if deferred.count == ready.files.count {
      planned.state = .deferred(CheckReport.Deferral(expected: time), fileCount: ready.files.count)
      return planned
    }
    let names = Set(deferred.map(\.path))
    ready.keys = ready.keys.map { keys in keys.indices.filter { !left.contains($0) }.map { keys[$0] } }
    ready.missing.removeAll { names.contains($0.path) }
    ready.files.removeAll { names.contains($0.path) }
    ready.deferred = deferred
    ready.deferredTime = time
    planned.state = .ready(ready)
    return planned
  }

  /// How long these files are expected to take; `nil` where nothing is known of one.
  func expectedTime(of files: [SnapshotFile]) -> Duration? {
    if files.isEmpty { return .zero }
    var sum = overhead
    for file in files {
      guard let time = expected(of: file) else { return nil }
      sum += time
    }
    return sum
  }

  /// What a run takes besides its files, where single files were timed: to start the runner.
  private var overhead: Duration {
    guard let timing, !fileTimes.isEmpty else { return .zero }
    let mean = fileTimes.values.reduce(.zero, +) / fileTimes.count
    return max(.zero, timing.duration - mean * timing.fileCount)
  }

  private func expected(of file: SnapshotFile) -> Duration? {
    fileTimes[file.path] ?? timing?.expected(forFiles: 1)
  }
}
