import CSQLite

/// A connection past the store, to do to its file what others might.
final class RawDatabase {
  struct Failure: Error {
    var code: Int32
  }

  private var handle: OpaquePointer?

  init(_ path: String) throws {
    let code = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, nil)
    if code != SQLITE_OK { throw Failure(code: code) }
  }

  deinit { sqlite3_close_v2(handle) }

  func execute(_ sql: String) throws {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    if code != SQLITE_OK { throw Failure(code: code) }
  }
}

extension TemporaryDirectory {
  func execute(_ sql: String, on name: String) throws {
    try RawDatabase("\(path)/\(name)").execute(sql)
  }
}
