package import GateModel

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The directory in which gate makes files that are to take the place of others: below the git directory, so that what a
/// killed gate leaves there is in nobody's way, and on the working tree's file system as a rule.
package struct WriteArea: Sendable {
  package let directory: LocalPath
  private let prefix: String

  /// Makes the directory where it is missing.
  ///
  /// - Throws: `GitError` where it cannot be made.
  package init(_ location: RepositoryLocation) throws(GitError) {
    directory = Self.directory(of: location)
    for path in [directory.parent, directory] where path.withCString({ mkdir($0, 0o777) }) != 0 && errno != EEXIST {
      throw Self.error("make", path)
    }
    prefix = "\(getpid())-"
  }

  /// A path in it that nothing lies at.
  package func newPath() -> LocalPath {
    directory.appending(prefix + String(UInt64.random(in: .min ... .max), radix: 36))
  }

  /// Writes `bytes` to a new file in it, which may be read and written by whom `like` may.
  func write(_ bytes: [UInt8], like: LocalPath) throws(GitError) -> LocalPath {
    let path = newPath()
    var raw = stat()
    let mode = like.withCString({ stat($0, &raw) }) == 0 ? raw.st_mode & 0o777 : 0o644
    let descriptor = path.withCString { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode) }
    guard descriptor >= 0 else { throw Self.error("make", path) }
    // Not subject to the umask: a shared repository's index stays writable for the group.
    var isWritten = fchmod(descriptor, mode) == 0
    var rest = bytes[...]
    while isWritten, !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { isWritten = false }
      rest = rest.dropFirst(max(0, count))
    }
    guard close(descriptor) == 0, isWritten else {
      let error = Self.error("write", path)
      Self.remove(path)
      throw error
    }
    return path
  }

  /// Removes a file of it; that it is gone is no error.
  static func remove(_ path: LocalPath) { _ = path.withCString { unlink($0) } }

  private static func error(_ verb: String, _ path: LocalPath) -> GitError {
    let reason = strerror(errno).map { String(cString: $0) } ?? "unknown error"
    return GitError(.failed, "could not \(verb) \(path): \(reason)")
  }

  /// Removes what killed processes left: their files, and an index lock of theirs, which is known by being the same file as
  /// one of them.
  package static func removeLeftovers(of location: RepositoryLocation) {
    let directory = directory(of: location)
    let locks = IndexTargets(location).possibleLocks
    for name in DirectoryListing.names(in: directory) {
      let digits = name.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      guard let process = Int32(String(decoding: digits, as: UTF8.self)), process > 0 else { continue }
      guard kill(process, 0) != 0, errno == ESRCH else { continue }
      let path = directory.appending(bytes: name)
      if let inode = FileStatus(of: path)?.inode {
        for lock in locks where FileStatus(of: lock)?.inode == inode { _ = lock.withCString { unlink($0) } }
      }
      _ = path.withCString { unlink($0) }
    }
  }

  private static func directory(of location: RepositoryLocation) -> LocalPath {
    location.gitDirectory.appending("gate/writing")
  }
}

/// write(2), which a method called `write` would hide.
private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, start, count)
}
