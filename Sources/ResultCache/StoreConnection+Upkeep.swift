extension StoreConnection {
  /// What a row takes besides its content: key, time and the record's own header, roughly.
  private static let rowOverhead = 64

  mutating func statistics() -> StoreStatistics {
    let answer = use { database throws(DatabaseError) in
      let statement = try database.prepare(
        """
        SELECT count(*), total(substr(content, 1, 1) = x'0\(StoreEntry.verdictKind)'),
          total(substr(content, 1, 1) = x'0\(StoreEntry.memoKind)'), min(used), max(used) FROM entry
        """)
      guard try statement.step() else { return StoreStatistics() }
      let count = Int(statement.integer(0))
      return StoreStatistics(
        verdictCount: Int(statement.integer(1)), memoCount: Int(statement.integer(2)),
        oldestUse: count == 0 ? nil : statement.integer(3), newestUse: count == 0 ? nil : statement.integer(4))
    }
    guard var statistics = answer else { return StoreStatistics() }
    statistics.byteCount = file.byteCount
    return statistics
  }

  mutating func prune(_ limits: StoreLimits) {
    let (oldest, overflow) = now().subtractingReportingOverflow(limits.maximumAge.components.seconds)
    use { database throws(DatabaseError) in
      if !overflow {
        let statement = try database.prepare("DELETE FROM entry WHERE used < ?")
        try statement.bind(1, oldest)
        try statement.run()
      }
      // Pages that lose some of their rows stay, so it may take a few rounds to free that many.
      for _ in 0..<16 {
        let excess = try Self.usedBytes(of: database) - max(0, limits.maximumBytes)
        if excess <= 0 { break }
        try Self.deleteOldest(excess, from: database)
      }
      try Self.giveBackSpace(of: database)
    }
  }

  mutating func clear() {
    use { database throws(DatabaseError) in
      try database.execute("DELETE FROM entry")
      try Self.giveBackSpace(of: database)
    }
  }

  /// The bytes of the pages in use.
  private static func usedBytes(of database: Database) throws(DatabaseError) -> Int64 {
    let pages = try database.integer("PRAGMA page_count") - database.integer("PRAGMA freelist_count")
    return try pages * database.integer("PRAGMA page_size")
  }

  /// Deletes entries that make up `bytes`, and a tenth of what is kept on top, so that the next day has room.
  private static func deleteOldest(_ bytes: Int64, from database: Database) throws(DatabaseError) {
    let spare = max(0, try usedBytes(of: database) - bytes) / 10
    let statement = try database.prepare(
      """
      DELETE FROM entry WHERE key IN (
        SELECT key FROM (
          SELECT key, sum(length(content) + \(rowOverhead)) OVER (ORDER BY used, key) - length(content) AS before FROM entry
        ) WHERE before <= ?)
      """)
    try statement.bind(1, bytes + spare)
    try statement.run()
  }

  private static func giveBackSpace(of database: Database) throws(DatabaseError) {
    try database.execute("PRAGMA incremental_vacuum")
    try database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
  }
}
