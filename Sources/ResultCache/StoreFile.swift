import GateModel

/// The database file of the store: made whole or not at all, and put out of the way when it is no good.
///
/// Both happen under a lock file and through a new inode, so that no process ever opens half a database, takes a fresh one
/// for the damaged one it had open, or reads a fresh one together with the write-ahead log of its predecessor (which is how
/// SQLite files get corrupted: https://sqlite.org/howtocorrupt.html, section 1.4).
struct StoreFile {
  /// Why there is no database to open.
  struct Failure: Error, Hashable {
    var message: String
  }

  /// The layout of the tables. Another one in the file, older or newer, means that the file is started anew.
  static let schemaVersion: Int64 = 1

  let path: LocalPath
  /// How long to wait for others, in milliseconds.
  let patience: Int32

  private var lock: LocalPath { sibling(".lock") }

  /// Makes the database if it is not there.
  ///
  /// - Throws: `Failure` also where something else than a plain file has the name: a device must be neither written to nor
  ///   put aside, whoever named it.
  func make() throws(Failure) {
    if PosixFile.look(at: path) != nil {
      if !PosixFile.isPlainFile(path) { throw Failure(message: "\(path) is no plain file") }
      return
    }
    if let code = PosixFile.makeDirectory(path.parent) {
      throw Failure(message: "\(path.parent): \(PosixFile.message(code))")
    }
    let made: Void? = try PosixFile.withLock(lock, patience: patience) { () throws(Failure) in
      if PosixFile.look(at: path) == nil { try makeAlone() }
    }
    if made == nil { throw Failure(message: "\(path.parent) cannot be written to") }
  }

  /// Puts the database with this identity out of the way, under a name of its own; the last one put there gives place.
  ///
  /// A file that has meanwhile been replaced is left alone.
  func discard(_ identity: PosixFile.Identity?) throws(Failure) {
    let done: Void? = try PosixFile.withLock(lock, patience: patience) { () throws(Failure) in
      guard let current = PosixFile.look(at: path)?.identity, identity == nil || current == identity else { return }
      let aside = sibling(".damaged")
      guard PosixFile.isPlainFile(path), PosixFile.look(at: aside) == nil || PosixFile.isPlainFile(aside) else {
        throw Failure(message: "\(path) or \(aside) is no plain file")
      }
      if let code = PosixFile.move(path, over: aside) {
        throw Failure(message: "\(path): \(PosixFile.message(code))")
      }
      removeLogs()
    }
    if done == nil { throw Failure(message: "\(path.parent) cannot be written to") }
  }

  /// How many bytes the database and its log take.
  var byteCount: Int64 {
    [path, sibling("-wal")].reduce(0) { $0 + (PosixFile.look(at: $1)?.size ?? 0) }
  }

  private func makeAlone() throws(Failure) {
    let draft = sibling(".new")
    PosixFile.remove(draft)
    if let code = PosixFile.makeFile(draft) { throw Failure(message: "\(draft): \(PosixFile.message(code))") }
    do {
      try Self.layOut(draft, patience: patience)
    } catch {
      PosixFile.remove(draft)
      throw Failure(message: "\(path): \(error.message)")
    }
    // What a database that somebody deleted by hand has left behind.
    removeLogs()
    if let code = PosixFile.move(draft, toFree: path) {
      PosixFile.remove(draft)
      if PosixFile.isPlainFile(path) { return }
      throw Failure(message: "\(path): \(PosixFile.message(code))")
    }
  }

  private static func layOut(_ path: LocalPath, patience: Int32) throws(DatabaseError) {
    let database = try Database(at: path, patience: patience)
    // Nothing is lost when the power fails here: what is not a sound database is started anew.
    try database.execute(
      """
      PRAGMA synchronous = OFF;
      PRAGMA auto_vacuum = INCREMENTAL;
      CREATE TABLE entry (key BLOB PRIMARY KEY NOT NULL, used INTEGER NOT NULL, content BLOB NOT NULL) WITHOUT ROWID;
      PRAGMA user_version = \(schemaVersion);
      PRAGMA journal_mode = WAL;
      """)
  }

  private func removeLogs() {
    PosixFile.remove(sibling("-wal"))
    PosixFile.remove(sibling("-shm"))
  }

  private func sibling(_ suffix: String) -> LocalPath {
    LocalPath(bytes: path.bytes + suffix.utf8)
  }
}
