import CSQLite

/// What SQLite answered, when it was not what was hoped for.
struct DatabaseError: Error, Hashable {
  /// What is to be done about it.
  enum Nature {
    /// Someone else holds the database; it is well.
    case busy
    /// The file is not a sound database of ours.
    case damaged
    /// The file at the path is no longer the one that was opened.
    case moved
    /// May be the file's fault or the machine's: a look at the file decides.
    case unclear
    /// The machine's fault: no space, no permission, no such directory.
    case unavailable
  }

  /// SQLite's extended result code (https://sqlite.org/rescode.html).
  var code: Int32
  var message: String

  var nature: Nature {
    if code == sqliteReadOnlyMoved { return .moved }
    return switch code & 0xff {
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .busy
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT: .damaged
    // A statement of ours that SQLite does not accept means that the tables are not ours.
    case SQLITE_ERROR, SQLITE_IOERR, SQLITE_READONLY, SQLITE_MISMATCH, SQLITE_CONSTRAINT, SQLITE_TOOBIG: .unclear
    default: .unavailable
    }
  }
}

/// `SQLITE_READONLY_DBMOVED`, a macro that Swift does not see.
private let sqliteReadOnlyMoved = SQLITE_READONLY | (4 << 8)
