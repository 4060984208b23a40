internal import CFileExchange
package import GateModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The one place that opens ordinary files. Everything is POSIX, on bytes, and survives interrupted system calls.
package enum LocalFiles {
  /// The whole content of the file at `path`, links followed.
  ///
  /// - Throws: `FileError` if it cannot be read, is no regular file (a pipe would block) or holds more than `limit` bytes.
  package static func read(_ path: LocalPath, limit: Int) throws(FileError) -> [UInt8] {
    let descriptor = try open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, operation: "read")
    defer { close(descriptor) }
    var raw = stat()
    guard fstat(descriptor, &raw) == 0 else { throw FileError("read", path, code: errno) }
    let status = FileStatus(raw)
    guard status.isRegularFile else {
      throw status.isDirectory
        ? FileError("read", path, code: EISDIR) : FileError("read", path, detail: "it is no regular file")
    }
    guard status.size <= UInt64(max(0, limit)) else {
      throw FileError("read", path, detail: "it has \(status.size) bytes, more than the limit of \(limit)")
    }
    return try drain(descriptor, path, expected: Int(status.size), limit: limit)
  }

  /// Up to `count` bytes from the start of the file at `path`.
  ///
  /// - Throws: `FileError` if it cannot be read or is no regular file.
  package static func readHead(_ path: LocalPath, count: Int) throws(FileError) -> [UInt8] {
    let descriptor = try open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, operation: "read")
    defer { close(descriptor) }
    var raw = stat()
    guard fstat(descriptor, &raw) == 0 else { throw FileError("read", path, code: errno) }
    guard FileStatus(raw).isRegularFile else { throw FileError("read", path, detail: "it is no regular file") }
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = try readOnce(descriptor, &bytes, from: filled, path)
      if got == 0 { break }
      filled += got
    }
    bytes.removeLast(count - filled)
    return bytes
  }

  /// Puts `bytes` at `path` so that a reader sees either the old content or all of the new: through a temporary file in the
  /// same directory and rename(2). A killed process leaves at most the temporary file behind.
  ///
  /// - Parameter isDurable: whether the content must survive a power cut (fsync(2)); costs milliseconds.
  /// - Throws: `FileError`; the temporary file is gone then and what was at `path` is untouched.
  package static func writeAtomically(
    _ bytes: [UInt8], to path: LocalPath, mode: UInt32 = 0o644, isDurable: Bool = false
  ) throws(FileError) {
    let (descriptor, temporary) = try makeTemporaryFile(beside: path)
    do throws(FileError) {
      defer { close(descriptor) }
      try write(bytes, to: descriptor, path)
      guard fchmod(descriptor, mode_t(truncatingIfNeeded: mode)) == 0 else {
        throw FileError("write", path, code: errno)
      }
      if isDurable, fsync(descriptor) != 0 { throw FileError("write", path, code: errno) }
    } catch {
      _ = temporary.withCString { unlink($0) }
      throw error
    }
    let renamed = temporary.withCString { from in path.withCString { to in systemRename(from, to) } }
    guard renamed == 0 else {
      let code = errno
      _ = temporary.withCString { unlink($0) }
      throw FileError("write", path, code: code)
    }
  }

  /// Makes a new file of `bytes` at `path`.
  ///
  /// - Parameters:
  ///   - mode: its permission bits, whatever the umask is.
  ///   - other: a file whose group it gets, where the user may give it that.
  /// - Throws: `FileError` if something is there already or it cannot be written; nothing is left then.
  package static func create(
    _ bytes: [UInt8], at path: LocalPath, mode: UInt32, likeGroupOf other: LocalPath
  ) throws(FileError) {
    let descriptor = try open(
      path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode: 0o600, operation: "write")
    do throws(FileError) {
      defer { close(descriptor) }
      try write(bytes, to: descriptor, path)
      var raw = stat()
      // Before the mode: a change of the group may take the set-group bit away.
      if other.withCString({ lstat($0, &raw) }) == 0 { _ = fchown(descriptor, uid_t.max, raw.st_gid) }
      guard fchmod(descriptor, mode_t(truncatingIfNeeded: mode)) == 0 else {
        throw FileError("write", path, code: errno)
      }
    } catch {
      _ = path.withCString { unlink($0) }
      throw error
    }
  }

  /// Renames `path` to `target`, whose file is gone then (rename(2)).
  ///
  /// - Throws: `FileError` if it cannot be done; then nothing has happened.
  package static func rename(_ path: LocalPath, to target: LocalPath) throws(FileError) {
    let result = path.withCString { from in target.withCString { systemRename(from, $0) } }
    guard result == 0 else { throw FileError("replace", target, code: errno) }
  }

  /// Puts each of two files in the place of the other; at no instant is there nothing at either path.
  ///
  /// - Throws: `FileError` where one of them is gone, or the file system cannot do it; then nothing has happened.
  package static func exchange(_ first: LocalPath, _ second: LocalPath) throws(FileError) {
    let result = first.withCString { first in second.withCString { gate_exchange(first, $0) } }
    guard result == 0 else { throw FileError("replace", second, code: errno) }
  }

  /// What lies at `path`, a link itself rather than its target unless `followingLinks`; `nil` where there is nothing.
  package static func status(_ path: LocalPath, followingLinks: Bool = false) -> FileStatus? {
    var raw = stat()
    let result = path.withCString { followingLinks ? stat($0, &raw) : lstat($0, &raw) }
    return result == 0 ? FileStatus(raw) : nil
  }

  /// Removes the file or link at `path`. That there is none is no error.
  ///
  /// - Throws: `FileError` if it is a directory or may not be removed.
  package static func removeFile(_ path: LocalPath) throws(FileError) {
    if path.withCString({ unlink($0) }) != 0, errno != ENOENT { throw FileError("remove", path, code: errno) }
  }

  static func open(
    _ path: LocalPath, _ flags: Int32, mode: mode_t = 0, operation: String
  ) throws(FileError) -> Int32 {
    while true {
      #if canImport(Darwin)
        let descriptor = path.withCString { Darwin.open($0, flags, mode) }
      #elseif canImport(Musl)
        let descriptor = path.withCString { Musl.open($0, flags, mode) }
      #else
        let descriptor = path.withCString { Glibc.open($0, flags, mode) }
      #endif
      if descriptor >= 0 { return descriptor }
      if errno != EINTR { throw FileError(operation, path, code: errno) }
    }
  }

  private static func drain(
    _ descriptor: Int32, _ path: LocalPath, expected: Int, limit: Int
  ) throws(FileError) -> [UInt8] {
    // One byte more than expected, so that the common case sees the end in its second call without growing.
    var bytes = [UInt8](repeating: 0, count: expected + 1)
    var filled = 0
    while true {
      if filled == bytes.count { bytes += [UInt8](repeating: 0, count: max(4096, bytes.count)) }
      let got = try readOnce(descriptor, &bytes, from: filled, path)
      if got == 0 { break }
      filled += got
      guard filled <= limit else {
        throw FileError("read", path, detail: "it grew beyond the limit of \(limit) bytes while it was read")
      }
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  private static func readOnce(
    _ descriptor: Int32, _ bytes: inout [UInt8], from offset: Int, _ path: LocalPath
  ) throws(FileError) -> Int {
    while true {
      let got = bytes.withUnsafeMutableBytes { buffer in
        #if canImport(Darwin)
          Darwin.read(descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
        #elseif canImport(Musl)
          Musl.read(descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
        #else
          Glibc.read(descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
        #endif
      }
      if got >= 0 { return got }
      if errno != EINTR { throw FileError("read", path, code: errno) }
    }
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: LocalPath) throws(FileError) {
    var offset = 0
    while offset < bytes.count {
      let wrote = bytes.withUnsafeBytes { buffer in
        #if canImport(Darwin)
          Darwin.write(descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
        #elseif canImport(Musl)
          Musl.write(descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
        #else
          Glibc.write(descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
        #endif
      }
      if wrote < 0, errno != EINTR { throw FileError("write", path, code: errno) }
      offset += max(0, wrote)
    }
  }

  private static func makeTemporaryFile(beside path: LocalPath) throws(FileError) -> (Int32, LocalPath) {
    for _ in 0..<100 {
      let temporary = path.parent.appending(".gate-\(randomName())")
      do throws(FileError) {
        return (
          try open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode: 0o600, operation: "write"),
          temporary
        )
      } catch {
        if error.code != EEXIST { throw FileError("write", path, code: error.code) }
      }
    }
    throw FileError("write", path, code: EEXIST)
  }

  static func randomName() -> String {
    String(UInt64.random(in: .min ... .max), radix: 36)
  }
}

/// rename(2), which a method called `rename` would hide.
private func systemRename(_ from: UnsafePointer<CChar>, _ target: UnsafePointer<CChar>) -> Int32 {
  rename(from, target)
}
