package import GateModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension LocalFiles {
  /// Makes the directory `path`, and those above it where `withParents`. That it is there already is no error.
  ///
  /// - Throws: `FileError` if it cannot be made, or something that is no directory is in the way.
  package static func createDirectory(
    _ path: LocalPath, withParents: Bool = false, mode: UInt32 = 0o777
  ) throws(FileError) {
    if path.withCString({ mkdir($0, mode_t(truncatingIfNeeded: mode)) }) == 0 { return }
    let code = errno
    if code == EEXIST || code == EISDIR, status(path, followingLinks: true)?.isDirectory == true { return }
    guard code == ENOENT, withParents, path.parent != path else { throw FileError("create", path, code: code) }
    try createDirectory(path.parent, withParents: true, mode: mode)
    try createDirectory(path, withParents: false, mode: mode)
  }

  /// The names in a directory, without `.` and `..`, in no particular order.
  ///
  /// - Throws: `FileError` if it cannot be read.
  package static func list(_ path: LocalPath) throws(FileError) -> [[UInt8]] {
    guard let directory = path.withCString({ opendir($0) }) else { throw FileError("list", path, code: errno) }
    defer { closedir(directory) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = readdir(directory) else {
        if errno != 0 { throw FileError("list", path, code: errno) }
        return names
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: UInt8.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
          Array(UnsafeBufferPointer(start: $0, count: strlen(UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))))
        }
      }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
    }
  }

  /// Removes what lies at `path` with all below it; never follows a link. That there is nothing is no error.
  ///
  /// - Throws: `FileError` for the first entry that cannot be removed.
  package static func removeTree(_ path: LocalPath) throws(FileError) {
    guard let found = status(path) else { return }
    guard found.isDirectory else { return try removeFile(path) }
    // A directory that forbids writing cannot be emptied; it is ours to remove, so give ourselves the permission.
    if found.mode & 0o700 != 0o700 { _ = path.withCString { chmod($0, 0o700) } }
    for name in try list(path) {
      try removeTree(path.appending(bytes: name))
    }
    if path.withCString({ rmdir($0) }) != 0, errno != ENOENT { throw FileError("remove", path, code: errno) }
  }

  /// The text of the symbolic link at `path`.
  ///
  /// - Throws: `FileError` if there is no link or it cannot be read.
  package static func readLink(_ path: LocalPath) throws(FileError) -> [UInt8] {
    var capacity = 256
    while true {
      var buffer = [UInt8](repeating: 0, count: capacity)
      let length = buffer.withUnsafeMutableBytes { raw in
        guard let start = raw.assumingMemoryBound(to: CChar.self).baseAddress else { return -1 }
        return path.withCString { readlink($0, start, raw.count) }
      }
      guard length >= 0 else { throw FileError("read the link", path, code: errno) }
      if length < capacity { return Array(buffer[..<length]) }
      capacity *= 4
    }
  }

  /// `path` as an absolute path without links, `.` and `..` (realpath(3)).
  ///
  /// - Throws: `FileError` if a part of it does not exist.
  package static func realPath(_ path: LocalPath) throws(FileError) -> LocalPath {
    guard let resolved = path.withCString({ realpath($0, nil) }) else {
      throw FileError("resolve", path, code: errno)
    }
    defer { free(resolved) }
    let count = strlen(resolved)
    return LocalPath(bytes: UnsafeRawBufferPointer(start: resolved, count: count))
  }

  /// Makes a symbolic link at `path` that says `target`.
  ///
  /// - Throws: `FileError` if something is there already, or it cannot be made.
  package static func createSymbolicLink(at path: LocalPath, to target: LocalPath) throws(FileError) {
    let result = target.withCString { text in path.withCString { symlink(text, $0) } }
    guard result == 0 else { throw FileError("link", path, code: errno) }
  }

  /// Makes a directory of a fresh name, for this user only, in `directory`.
  ///
  /// - Throws: `FileError` if it cannot be made.
  package static func makeTemporaryDirectory(
    in directory: LocalPath, prefix: String = "gate-"
  ) throws(FileError) -> LocalPath {
    for _ in 0..<100 {
      let path = directory.appending(prefix + randomName())
      if path.withCString({ mkdir($0, 0o700) }) == 0 { return path }
      if errno != EEXIST { throw FileError("create", path, code: errno) }
    }
    throw FileError("create", directory, code: EEXIST)
  }
}
