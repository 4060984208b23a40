import GateModel

/// The state behind a ``LocalStore``: the open database, and what to do when it gives trouble.
struct StoreConnection {
  let limits: StoreLimits
  let now: @Sendable () -> Int64
  private(set) var warning: String?

  private let path: LocalPath
  private var database: Database?
  private var identity: PosixFile.Identity?
  /// Milliseconds to wait for others; none are left once they ran out, so that a stuck process delays a run once, not once
  /// a call.
  private var patience: Int32
  /// Whether the file has been given up for this run.
  private var isGivenUp = false

  init(path: LocalPath, limits: StoreLimits, patience: Duration, now: @escaping @Sendable () -> Int64) {
    self.path = path
    self.limits = limits
    self.now = now
    self.patience = Int32(
      clamping: patience.components.seconds * 1000 + patience.components.attoseconds / 1_000_000_000_000_000)
  }

  var file: StoreFile { StoreFile(path: path, patience: patience) }

  /// Runs `body` on the open database. Where the database turns out to be damaged, `body` runs again on a fresh one.
  ///
  /// - Returns: `nil` if it could not be done, which ``warning`` then explains.
  mutating func use<Result>(_ body: (Database) throws(DatabaseError) -> Result) -> Result? {
    for _ in 0..<2 {
      guard let database = open() else { return nil }
      do {
        return try body(database)
      } catch {
        if !mend(error) { return nil }
      }
    }
    return nil
  }

  /// Runs `body`, which nobody misses: what fails is neither waited for nor reported. The next real use will tell.
  mutating func attempt(_ body: (Database) throws(DatabaseError) -> Void) {
    guard let database else { return }
    database.setPatience(0)
    defer { database.setPatience(patience) }
    do { try body(database) } catch { return }
  }

  mutating func close() {
    database = nil
    identity = nil
  }

  private mutating func open() -> Database? {
    if let database { return database }
    // A file of the wrong version is put aside once; the second look finds the fresh one.
    for _ in 0..<2 where !isGivenUp {
      do {
        try file.make()
      } catch {
        giveUp("The cache cannot be used: \(error.message).")
        return nil
      }
      identity = PosixFile.look(at: path)?.identity
      do {
        let opened = try Database(at: path, patience: patience)
        if try Self.isOurs(opened) {
          database = opened
          return opened
        }
        startAnew("The cache \(path) was of another version of gate and has been started anew.")
      } catch {
        if !mend(error) { return nil }
      }
    }
    return nil
  }

  private static func isOurs(_ database: Database) throws(DatabaseError) -> Bool {
    // `synchronous = NORMAL` may lose the last verdicts to a power failure, never the file (https://sqlite.org/wal.html).
    try database.execute("PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")
    return try database.integer("PRAGMA user_version") == StoreFile.schemaVersion
  }

  /// Does what can be done about `error`; whether it is worth trying again.
  private mutating func mend(_ error: DatabaseError) -> Bool {
    switch error.nature {
    case .busy:
      patience = 0
      database?.setPatience(0)
      warn("The cache \(path) is in use by another process and was left out of this run.")
      return false
    case .moved:
      close()
      return true
    case .damaged:
      return startAnew("The cache \(path) was damaged and has been started anew.")
    case .unclear:
      if PosixFile.isWritable(path), !isSound() {
        return startAnew("The cache \(path) was damaged and has been started anew.")
      }
      warn("The cache \(path) cannot be used: \(error.message).")
      return false
    case .unavailable:
      if database == nil {
        giveUp("The cache \(path) cannot be used: \(error.message).")
      } else {
        warn("The cache \(path) cannot be used: \(error.message).")
      }
      return false
    }
  }

  /// Whether SQLite finds nothing wrong with the file, and our table in it.
  private mutating func isSound() -> Bool {
    close()
    do {
      let database = try Database(at: path, patience: patience)
      let statement = try database.prepare("PRAGMA quick_check(1)")
      guard try statement.step(), statement.text(0) == "ok" else { return false }
      // What does not compile is not our table; a view would take the first and not the second.
      _ = try database.prepare("SELECT key, used, content FROM entry")
      _ = try database.prepare("INSERT INTO entry (key, used, content) VALUES (?, ?, ?)")
      return true
    } catch {
      return error.nature != .damaged && error.nature != .unclear
    }
  }

  @discardableResult
  private mutating func startAnew(_ reason: String) -> Bool {
    let damaged = identity
    close()
    do {
      try file.discard(damaged)
      warn(reason)
      return true
    } catch {
      giveUp("\(reason.prefix { $0 != "," }) It cannot be replaced: \(error.message).")
      return false
    }
  }

  private mutating func giveUp(_ reason: String) {
    isGivenUp = true
    close()
    warn(reason)
  }

  /// Only the first trouble is told: the others mostly follow from it.
  private mutating func warn(_ text: String) {
    if warning == nil { warning = text }
  }
}
