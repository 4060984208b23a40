import CSQLite
import GateModel

/// Sole owner of one SQLite connection. Not for two threads at once; ``LocalStore`` sees to that.
final class Database {
  private let handle: OpaquePointer

  /// Opens the existing file at `path`; waits up to `patience` milliseconds for others each time it meets them.
  init(at path: LocalPath, patience: Int32) throws(DatabaseError) {
    // An odd build of SQLite takes a name that starts with `file:` for a URI; one that starts with a dot or slash never.
    let name = path.isAbsolute ? path : LocalPath("./").appending(bytes: path.bytes)
    var opened: OpaquePointer?
    let code = name.withCString {
      sqlite3_open_v2($0, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    }
    guard code == SQLITE_OK, let opened else {
      // SQLite makes a handle even for a failure, to carry the message.
      let error = DatabaseError(code: code, message: Self.message(of: opened, code))
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    sqlite3_extended_result_codes(opened, 1)
    sqlite3_busy_timeout(opened, patience)
  }

  deinit {
    sqlite3_close_v2(handle)
  }

  /// Waits up to `milliseconds` for others from now on.
  func setPatience(_ milliseconds: Int32) {
    sqlite3_busy_timeout(handle, milliseconds)
  }

  /// Runs `sql`, one or more statements without an answer.
  func execute(_ sql: String) throws(DatabaseError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    if code != SQLITE_OK { throw error(code) }
  }

  /// Compiles one statement.
  func prepare(_ sql: String) throws(DatabaseError) -> Statement {
    var compiled: OpaquePointer?
    let code = sqlite3_prepare_v2(handle, sql, -1, &compiled, nil)
    guard code == SQLITE_OK, let compiled else { throw error(code) }
    return Statement(owning: compiled, of: self)
  }

  /// The single integer that `sql` answers with; 0 where it answers nothing.
  func integer(_ sql: String) throws(DatabaseError) -> Int64 {
    let statement = try prepare(sql)
    return try statement.step() ? statement.integer(0) : 0
  }

  /// Runs `body` in a transaction that may write: all of it happens, or nothing.
  func transaction(_ body: () throws(DatabaseError) -> Void) throws(DatabaseError) {
    try execute("BEGIN IMMEDIATE")
    do {
      try body()
      try execute("COMMIT")
    } catch {
      // Some errors have rolled back already, and then this says so: the first error is the one that counts.
      _ = sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
      throw error
    }
  }

  /// What SQLite has to say about `code`, the last answer.
  func error(_ code: Int32) -> DatabaseError {
    DatabaseError(code: code, message: Self.message(of: handle, code))
  }

  private static func message(of handle: OpaquePointer?, _ code: Int32) -> String {
    if let handle, let text = sqlite3_errmsg(handle) { return String(cString: text) }
    return sqlite3_errstr(code).map { String(cString: $0) } ?? "error \(code)"
  }
}
