import GateModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The few calls on files that the store needs besides SQLite's own.
enum PosixFile {
  /// Which file a path leads to: stays the same when it is written to, differs when it is replaced.
  struct Identity: Hashable {
    var device: UInt64
    var inode: UInt64
  }

  /// The file at `path` with its size, `nil` where there is none or it cannot be told.
  static func look(at path: LocalPath) -> (identity: Identity, size: Int64)? {
    var status = stat()
    guard path.withCString({ stat($0, &status) }) == 0 else { return nil }
    return (
      Identity(device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino)), Int64(status.st_size)
    )
  }

  /// Whether a plain file stands at `path`, and not a link, a device, a pipe or a directory.
  static func isPlainFile(_ path: LocalPath) -> Bool {
    var status = stat()
    return path.withCString { lstat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether this process may write to `path`.
  static func isWritable(_ path: LocalPath) -> Bool {
    path.withCString { access($0, W_OK) } == 0
  }

  /// Makes the directory `path` with those above it that are missing, for this user alone. `errno` on failure.
  static func makeDirectory(_ path: LocalPath) -> Int32? {
    var missing: [LocalPath] = []
    var current = path
    while look(at: current) == nil, current.parent != current, missing.count < 64 {
      missing.append(current)
      current = current.parent
    }
    for directory in missing.reversed() {
      let failure = directory.withCString { mkdir($0, 0o700) == 0 ? nil : errno }
      // Another process was faster.
      if let failure, failure != EEXIST { return failure }
    }
    return nil
  }

  /// Makes an empty file for this user alone, where there was none. `errno` on failure.
  static func makeFile(_ path: LocalPath) -> Int32? {
    let descriptor = path.withCString { open($0, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600) }
    if descriptor < 0 { return errno }
    close(descriptor)
    return nil
  }

  /// Gives `source` the name `target`, unless that is taken. `errno` on failure.
  static func move(_ source: LocalPath, toFree target: LocalPath) -> Int32? {
    let failure = source.withCString { source in target.withCString { link(source, $0) == 0 ? nil : errno } }
    switch failure {
    case nil:
      remove(source)
      return nil
    // A file system without hard links. The caller holds the lock, so nobody takes the name in between.
    case EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK:
      if look(at: target) != nil { return EEXIST }
      return move(source, over: target)
    default:
      return failure
    }
  }

  /// Gives `source` the name `target`, whatever had it. `errno` on failure.
  static func move(_ source: LocalPath, over target: LocalPath) -> Int32? {
    source.withCString { source in target.withCString { rename(source, $0) == 0 ? nil : errno } }
  }

  /// Takes the file at `path` away, if there is one.
  static func remove(_ path: LocalPath) {
    // What cannot be removed is met again by whoever wants its name, and reported then.
    _ = path.withCString { unlink($0) }
  }

  /// Runs `body` while holding the lock file `path`; waits up to `patience` milliseconds for it.
  ///
  /// - Returns: `nil` if the lock could not be had, and `body` was not run.
  static func withLock<Result, Failure>(
    _ path: LocalPath, patience: Int32, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    let descriptor = path.withCString { open($0, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600) }
    guard descriptor >= 0 else { return nil }
    // Closing the descriptor gives the lock back.
    defer { close(descriptor) }
    var waited: Int32 = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      switch errno {
      case EINTR: continue
      case EWOULDBLOCK where waited < patience:
        usleep(5000)
        waited += 5
      default: return nil
      }
    }
    return try body()
  }

  /// What `code` means, for a person.
  static func message(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }
}
