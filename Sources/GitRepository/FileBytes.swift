#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import Digests
internal import GateModel

/// Reads and replaces files as a whole.
enum FileBytes {
  /// The bytes of a file, `nil` where it is missing, unreadable, longer than `limit`, or a link that is not to be
  /// followed.
  static func read(_ path: LocalPath, limit: Int, followsLinks: Bool) -> [UInt8]? {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW)
    let descriptor = path.withCString { open($0, flags) }
    guard descriptor >= 0 else { return nil }
    defer { _ = close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16384)
    while bytes.count <= limit {
      let count = systemRead(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        return nil
      }
      bytes += chunk[..<count]
    }
    return nil
  }

  /// All bytes of a regular file of our own, in one go; `nil` where it is missing or cannot be read to its end.
  static func readWhole(_ path: LocalPath) -> [UInt8]? {
    let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW) }
    guard descriptor >= 0 else { return nil }
    defer { _ = close(descriptor) }
    var raw = stat()
    guard fstat(descriptor, &raw) == 0, raw.st_mode & S_IFMT == S_IFREG else { return nil }
    let size = Int(raw.st_size)
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let start = buffer.baseAddress {
        let got = systemRead(descriptor, start + count, size - count)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { break }
        count += got
      }
      isWhole = count == size
    }
    return isWhole ? bytes : nil
  }

  /// What the regular file at `path` would be called as a blob, `nil` where it cannot be read; links are not followed.
  static func blobID(_ path: LocalPath, format: Repository.ObjectFormat) -> ObjectID? {
    let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW) }
    guard descriptor >= 0 else { return nil }
    defer { _ = close(descriptor) }
    guard let status = FileStatus(ofDescriptor: descriptor), status.kind == .regular else { return nil }
    let header = Array("blob \(status.size)\0".utf8)
    switch format {
    case .sha1:
      var stream = Digest160.Stream()
      stream.update(header)
      return chunks(descriptor) { stream.update($0) } == status.size ? ObjectID(bytes: stream.finish()) : nil
    case .sha256:
      var stream = Digest256.Stream()
      stream.update(header)
      return chunks(descriptor) { stream.update($0) } == status.size ? ObjectID(bytes: stream.finish()) : nil
    }
  }

  /// Hands all of an open file over, piece by piece; returns how many bytes it has.
  private static func chunks(_ descriptor: Int32, _ body: (UnsafeRawBufferPointer) -> Void) -> UInt64 {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
      var offset = 0
      while true {
        let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return UInt64(offset) }
        body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        offset += count
      }
    }
  }

  /// The SHA-256 of a file in hexadecimal, `nil` where it cannot be opened; links are not followed.
  static func digest(_ path: LocalPath) -> String? {
    let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW) }
    guard descriptor >= 0 else { return nil }
    defer { _ = close(descriptor) }
    return digest(descriptor)
  }

  /// The SHA-256 of all of an open file, in hexadecimal.
  static func digest(_ descriptor: Int32) -> String {
    var stream = Digest256.Stream()
    _ = chunks(descriptor) { stream.update($0) }
    return Digest256.hex(stream.finish())
  }

  /// Puts `bytes` at `path`, so that whoever reads sees the old content or the new, and nothing between.
  ///
  /// - Parameter mark: tells this writer from others that may be at it at the same time.
  /// - Throws: `GitError`; what was at `path` is untouched then.
  static func replace(_ path: LocalPath, with bytes: [UInt8], mark: String = "") throws(GitError) {
    try replace(path, mark: mark) { descriptor in bytes.withUnsafeBytes { write($0, to: descriptor) } }
  }

  /// The same with what `body` writes to an open file; it returns `false` with `errno` set where that is not possible.
  static func replace(_ path: LocalPath, mark: String = "", _ body: (Int32) -> Bool) throws(GitError) {
    let temporary = LocalPath(bytes: path.bytes + Array(".new\(mark)".utf8))
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW
    let descriptor = temporary.withCString { open($0, flags, 0o600) }
    guard descriptor >= 0 else { throw GitError.system("write", temporary) }
    let isWritten = body(descriptor)
    let isClosed = close(descriptor) == 0
    guard isWritten, isClosed else { throw GitError.system("write", temporary) }
    let isMoved = temporary.withCString { from in path.withCString { rename(from, $0) == 0 } }
    guard isMoved else { throw GitError.system("write", path) }
  }

  /// Fills `buffer` with what comes next in an open file; `false` where that is not enough.
  static func fill(_ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32) -> Bool {
    guard let start = buffer.baseAddress else { return buffer.isEmpty }
    var count = 0
    while count < buffer.count {
      let got = systemRead(descriptor, start + count, buffer.count - count)
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { return false }
      count += got
    }
    return true
  }

  /// Writes all bytes; `false` with `errno` set where that is not possible.
  static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

extension GitError {
  /// What the operating system said of the call that just failed.
  static func system(_ verb: String, _ path: LocalPath) -> GitError {
    let code = errno
    let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return GitError(code == EEXIST ? .conflict : .failed, "could not \(verb) \(path): \(reason)")
  }
}

/// read(2), which a method called `read` would hide.
private func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, start, count)
}

/// write(2), which a method called `write` would hide.
private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, start, count)
}
