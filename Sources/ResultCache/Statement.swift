import CSQLite

/// Sole owner of one compiled statement; keeps its database open.
final class Statement {
  private let handle: OpaquePointer
  private let database: Database

  init(owning handle: OpaquePointer, of database: Database) {
    self.handle = handle
    self.database = database
  }

  deinit {
    sqlite3_finalize(handle)
  }

  /// Moves to the next row; `false` at the end.
  func step() throws(DatabaseError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw database.error(code)
    }
  }

  /// Runs a statement without an answer, and makes it ready for the next set of values.
  func run() throws(DatabaseError) {
    while try step() {}
    reset()
  }

  /// Makes the statement ready to run again. Its values stay.
  func reset() {
    // Repeats the error of the last step, which was thrown then.
    sqlite3_reset(handle)
  }

  /// Sets the parameter at `index`, counted from 1.
  func bind(_ index: Int, _ key: CacheKey) throws(DatabaseError) {
    try check(
      key.withUnsafeBytes { sqlite3_bind_blob(handle, Int32(index), $0.baseAddress, Int32($0.count), transient) })
  }

  /// Sets the parameter at `index`, counted from 1.
  func bind(_ index: Int, _ bytes: [UInt8]) throws(DatabaseError) {
    try check(sqlite3_bind_blob(handle, Int32(index), bytes, Int32(clamping: bytes.count), transient))
  }

  /// Sets the parameter at `index`, counted from 1.
  func bind(_ index: Int, _ value: Int64) throws(DatabaseError) {
    try check(sqlite3_bind_int64(handle, Int32(index), value))
  }

  /// The integer in `column` of the row, counted from 0.
  func integer(_ column: Int32) -> Int64 {
    sqlite3_column_int64(handle, column)
  }

  /// The bytes in `column` of the row, counted from 0; none for NULL.
  func bytes(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  /// The text in `column` of the row, counted from 0; empty for NULL.
  func text(_ column: Int32) -> String {
    String(decoding: bytes(column), as: UTF8.self)
  }

  private func check(_ code: Int32) throws(DatabaseError) {
    if code != SQLITE_OK { throw database.error(code) }
  }
}

/// `SQLITE_TRANSIENT`, a cast macro that Swift does not see: SQLite copies the bytes during the call.
private var transient: sqlite3_destructor_type? {
  unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
