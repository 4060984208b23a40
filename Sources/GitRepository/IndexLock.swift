internal import GateModel

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Puts a new index in the place of an old one, the way git does: under `NAME.lock`.
///
/// The new index is complete, beside, before the lock is taken, and the lock is the new index itself (a second name of the
/// same file): there is no instant at which the lock is half written, and it is held for the time of two system calls. Should
/// gate be killed just then, ``removeLeftovers(of:in:)`` tells the lock that is left from anybody else's.
struct IndexLock {
  let index: LocalPath

  /// How long somebody else's lock is waited for.
  static let patience = 2_000
  private static let pause = 10

  var path: LocalPath { LocalPath(bytes: index.bytes + Array(".lock".utf8)) }

  /// Replaces the index by `complete`, which is gone then. `isCurrent` is asked while the lock is held; where it says no,
  /// nothing is replaced and the answer is `false`.
  ///
  /// - Throws: `GitError` of kind `conflict` where somebody else holds the lock for long.
  func replace(with complete: LocalPath, isCurrent: () -> Bool) throws(GitError) -> Bool {
    try take(complete)
    guard isCurrent() else {
      release()
      return false
    }
    let renamed = path.withCString { lock in index.withCString { rename(lock, $0) } }
    guard renamed == 0 else {
      let code = errno
      release()
      throw Self.error("replace the index \(index)", code)
    }
    _ = complete.withCString { unlink($0) }
    return true
  }

  /// Waits until nobody holds the lock, so that work which ends in taking it need not begin in vain.
  ///
  /// - Throws: `GitError` of kind `conflict` where somebody holds it for long.
  func waitUntilFree() throws(GitError) {
    var waited = 0
    while FileStatus(of: path) != nil {
      guard waited < Self.patience else { throw heldByOther }
      usleep(UInt32(Self.pause) * 1000)
      waited += Self.pause
    }
  }

  private func take(_ complete: LocalPath) throws(GitError) {
    var waited = 0
    while true {
      let linked = complete.withCString { from in path.withCString { link(from, $0) } }
      if linked == 0 { return }
      let code = errno
      guard code == EEXIST else { throw Self.error("lock the index \(index)", code) }
      guard waited < Self.patience else { throw heldByOther }
      usleep(UInt32(Self.pause) * 1000)
      waited += Self.pause
    }
  }

  private func release() { _ = path.withCString { unlink($0) } }

  private var heldByOther: GitError {
    GitError(
      .conflict, "the index is locked by another process: \(path) exists",
      hint: "wait for it to end; where none is running, remove the file")
  }

  private static func error(_ attempt: String, _ code: Int32) -> GitError {
    let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return GitError(.failed, "could not \(attempt): \(reason)")
  }
}
