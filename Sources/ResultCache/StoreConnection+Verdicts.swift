import GateModel

extension StoreConnection {
  /// As many keys as one statement asks for.
  private static let batch = 500
  /// How old the noted use of an entry may be, in seconds. It is not noted with every hit, or every hit would be a write.
  static let day: Int64 = 86_400
  /// The longest memo, in bytes.
  private static let maximumMemo = 64 << 10

  mutating func lookUp(_ keys: [CacheKey]) -> [CacheKey: CachedVerdict] {
    let entries = entries(under: keys)
    var verdicts: [CacheKey: CachedVerdict] = [:]
    verdicts.reserveCapacity(entries.count)
    for (key, entry) in entries {
      if case .verdict(let verdict) = entry { verdicts[key] = verdict }
    }
    return verdicts
  }

  mutating func record(
    _ entries: [(CacheKey, CachedVerdict)], timings: [CheckID: CheckTiming],
    manifests: [ManifestPlace: KeyManifest]
  ) {
    var rows: [(CacheKey, [UInt8])] = []
    for (key, verdict) in entries where verdict.isKept {
      let row = StoreEntry.verdict(verdict).sealed(under: key)
      if row.count <= CachedVerdict.maximumByteCount { rows.append((key, row)) }
    }
    rows += timingRows(timings) + manifestRows(manifests)
    write(rows)
    if !rows.isEmpty { pruneDaily() }
  }

  mutating func memo(_ name: String) -> String? {
    let key = StoreEntry.key(ofMemo: name)
    guard case .memo(name, let value) = entries(under: [key]).first?.1 else { return nil }
    return value
  }

  mutating func setMemo(_ name: String, _ value: String) {
    if name.utf8.count + value.utf8.count > Self.maximumMemo { return }
    let key = StoreEntry.key(ofMemo: name)
    write([(key, StoreEntry.memo(name: name, value: value).sealed(under: key))])
  }

  /// The entries under `keys` that verify. Those that do not are deleted, and the use of the others is noted.
  mutating func entries(under keys: [CacheKey]) -> [(CacheKey, StoreEntry)] {
    if keys.isEmpty { return [] }
    var found: [(CacheKey, StoreEntry)] = []
    var stale: [CacheKey] = []
    var broken: [CacheKey] = []
    let time = now()
    // In the order of the store neighbouring keys lie on the same page.
    let keys = keys.sorted()
    use { database throws(DatabaseError) in
      try Self.readRows(keys, from: database) { key, used, content in
        guard let entry = StoreEntry(opening: content, under: key) else { return broken.append(key) }
        found.append((key, entry))
        let (age, overflow) = time.subtractingReportingOverflow(used)
        if overflow || age.magnitude >= UInt64(Self.day) { stale.append(key) }
      }
    }
    if !broken.isEmpty { delete(broken) }
    if !stale.isEmpty { touch(stale, at: time) }
    return found
  }

  private static func readRows(
    _ keys: [CacheKey], from database: Database, _ row: (CacheKey, Int64, [UInt8]) -> Void
  ) throws(DatabaseError) {
    var full: Statement?
    for start in stride(from: 0, to: keys.count, by: batch) {
      let part = keys[start..<min(start + batch, keys.count)]
      let current: Statement
      if let full, part.count == batch {
        current = full
      } else {
        current = try database.prepare(
          "SELECT key, used, content FROM entry WHERE key IN (?\(String(repeating: ",?", count: part.count - 1)))")
        if part.count == batch { full = current }
      }
      for (index, key) in part.enumerated() { try current.bind(index + 1, key) }
      while try current.step() {
        // A key that is none of ours can only come from a damaged page; it is as good as absent.
        if let key = CacheKey(bytes: current.bytes(0)) { row(key, current.integer(1), current.bytes(2)) }
      }
      current.reset()
    }
  }

  mutating func write(_ rows: [(CacheKey, [UInt8])]) {
    if rows.isEmpty { return }
    let time = now()
    let rows = rows.sorted { $0.0 < $1.0 }
    use { database throws(DatabaseError) in
      try database.transaction { () throws(DatabaseError) in
        let statement = try database.prepare("INSERT OR REPLACE INTO entry (key, used, content) VALUES (?, ?, ?)")
        for (key, row) in rows {
          try statement.bind(1, key)
          try statement.bind(2, time)
          try statement.bind(3, row)
          try statement.run()
        }
      }
    }
  }

  mutating func delete(_ keys: [CacheKey]) {
    if keys.isEmpty { return }
    attempt { database throws(DatabaseError) in
      try database.transaction { () throws(DatabaseError) in
        let statement = try database.prepare("DELETE FROM entry WHERE key = ?")
        for key in keys {
          try statement.bind(1, key)
          try statement.run()
        }
      }
    }
  }

  private mutating func touch(_ keys: [CacheKey], at time: Int64) {
    attempt { database throws(DatabaseError) in
      try database.transaction { () throws(DatabaseError) in
        let statement = try database.prepare("UPDATE entry SET used = ? WHERE key = ?")
        for key in keys {
          try statement.bind(1, time)
          try statement.bind(2, key)
          try statement.run()
        }
      }
    }
  }

  /// The memo that notes when the store was last pruned.
  private static let pruned = "gate: last pruned"

  private mutating func pruneDaily() {
    let time = now()
    if let last = memo(Self.pruned).flatMap(Int64.init), (0..<Self.day).contains(time &- last) { return }
    setMemo(Self.pruned, String(time))
    prune(limits)
  }
}
