import GateModel

extension StoreConnection {
  mutating func timings(of checks: [CheckID]) -> [CheckID: CheckTiming] {
    var timings: [CheckID: CheckTiming] = [:]
    for (_, entry) in entries(under: checks.map { StoreEntry.key(ofTiming: $0.name) }) {
      if case .timing(let check, let timing) = entry { timings[CheckID(check)] = timing }
    }
    return timings
  }

  /// The rows that add `runs` to what is known of their checks. Of two processes that end at once one is not counted, which
  /// no verdict depends on.
  mutating func timingRows(_ runs: [CheckID: CheckTiming]) -> [(CacheKey, [UInt8])] {
    if runs.isEmpty { return [] }
    let known = timings(of: Array(runs.keys))
    return runs.map { check, run in
      let key = StoreEntry.key(ofTiming: check.name)
      let timing = known[check]?.adding(run) ?? run
      return (key, StoreEntry.timing(check: check.name, timing).sealed(under: key))
    }
  }
}
