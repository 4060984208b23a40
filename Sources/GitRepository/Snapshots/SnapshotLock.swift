internal import GateModel
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The right to a directory among processes (flock(2)); it ends with the value, and with the process however that ends.
final class SnapshotLock: Sendable {
  private let descriptor: Mutex<Int32?>

  private init(_ descriptor: Int32) { self.descriptor = Mutex(descriptor) }

  deinit { release() }

  /// Gives the right up.
  func release() {
    descriptor.withLock { descriptor in
      if let descriptor { _ = close(descriptor) }
      descriptor = nil
    }
  }

  /// Takes the lock file `path`, which is made where it is missing, and marks it as used now. Never waits.
  ///
  /// - Returns: `nil` where somebody else has it.
  /// - Throws: `GitError` where the file cannot be made.
  static func take(_ path: LocalPath) throws(GitError) -> SnapshotLock? {
    // Whoever clears away old snapshots removes the file with them: then there is another one to be taken.
    for _ in 0..<10 {
      let descriptor = path.withCString { open($0, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600) }
      if descriptor < 0, errno == ENOENT { continue }
      guard descriptor >= 0 else { throw GitError.system("make", path) }
      let lock = SnapshotLock(descriptor)
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        if errno == EWOULDBLOCK || errno == EINTR { return nil }
        throw GitError.system("lock", path)
      }
      var raw = stat()
      if fstat(descriptor, &raw) == 0, FileStatus(of: path)?.inode == UInt64(raw.st_ino) {
        _ = futimens(descriptor, nil)
        return lock
      }
    }
    return nil
  }
}
