import GateModel

extension StoreConnection {
  mutating func totals(_ keys: [CacheKey]) -> [CacheKey: TotalVerdict] {
    let time = now()
    var totals: [CacheKey: TotalVerdict] = [:]
    for (key, entry) in entries(under: keys) {
      if case .total(let total) = entry, total.holds(at: time) { totals[key] = total }
    }
    return totals
  }

  mutating func record(totals: [CacheKey: TotalVerdict]) {
    write(
      totals.compactMap { key, total in
        let outcome = total.verdict.outcome
        // A longer output would lose its middle, which the single verdicts have.
        guard total.verdict.isKept, outcome.output.utf8.count <= CachedVerdict.maximumOutput else { return nil }
        let row = StoreEntry.total(total).sealed(under: key)
        return row.count <= TotalVerdict.maximumByteCount ? (key, row) : nil
      })
  }
}
