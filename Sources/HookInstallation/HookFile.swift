import GateModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The few calls on files that installing needs.
enum HookFile {
  enum Kind: Hashable {
    case file
    case link
    case other
  }

  /// What stands at a path, links not followed.
  struct Entry: Hashable {
    var kind: Kind
    var device: UInt64
    var inode: UInt64
    /// The permission bits.
    var permissions: UInt32
  }

  /// A call of the system that failed.
  struct Failure: Error, Hashable {
    var code: Int32
  }

  /// What stands at `path`, `nil` where there is nothing.
  static func look(at path: LocalPath) throws(Failure) -> Entry? {
    var status = stat()
    if path.withCString({ lstat($0, &status) }) != 0 {
      if errno == ENOENT { return nil }
      throw Failure(code: errno)
    }
    let kind: Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFLNK: .link
      default: .other
      }
    return Entry(
      kind: kind, device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino),
      permissions: UInt32(status.st_mode & 0o7777))
  }

  /// Whether `path` leads to a file that git would run.
  static func isExecutable(_ path: LocalPath) -> Bool {
    var status = stat()
    guard path.withCString({ stat($0, &status) }) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    return path.withCString { access($0, X_OK) } == 0
  }

  /// The bytes of the file that `path` leads to, no more than `limit`; `nil` where it is no readable file.
  static func read(_ path: LocalPath, limit: Int) -> [UInt8]? {
    // A hook could be a pipe, which would make an open wait.
    let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    while bytes.count < limit {
      let count = systemRead(descriptor, &buffer, min(buffer.count, limit - bytes.count))
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return nil }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  /// Makes the directory `path` with those above it that are missing.
  static func makeDirectory(_ path: LocalPath) throws(Failure) {
    var status = stat()
    if path.withCString({ stat($0, &status) }) == 0 {
      if status.st_mode & S_IFMT != S_IFDIR { throw Failure(code: ENOTDIR) }
      return
    }
    if errno != ENOENT { throw Failure(code: errno) }
    if path.parent != path { try makeDirectory(path.parent) }
    if path.withCString({ mkdir($0, 0o777) }) != 0, errno != EEXIST { throw Failure(code: errno) }
  }

  /// Puts a file with these bytes and permissions under `path`, in one step: whoever looks sees what was there, or all of it.
  static func replace(_ path: LocalPath, with bytes: [UInt8], permissions: UInt32?) throws(Failure) {
    let draft = LocalPath(bytes: path.bytes + ".gate-\(getpid()).tmp".utf8)
    remove(draft)
    do {
      try write(bytes, to: draft, permissions: permissions)
      try move(draft, over: path)
    } catch {
      remove(draft)
      throw error
    }
  }

  /// Gives what stands at `path` the further name `other`, which must be free. A link stays a link.
  static func duplicate(_ path: LocalPath, of entry: Entry, as other: LocalPath) throws(Failure) {
    let code = path.withCString { path in
      other.withCString { linkat(AT_FDCWD, path, AT_FDCWD, $0, 0) == 0 ? 0 : errno }
    }
    switch code {
    case 0: return
    // A file system without hard links, or without them for links.
    case EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK: try copy(path, of: entry, to: other)
    default: throw Failure(code: code)
    }
  }

  /// Whether two paths stand for the same hook: one file under two names, or equal in kind, bytes and permissions.
  static func areEqual(_ path: LocalPath, _ entry: Entry, _ other: LocalPath, _ otherEntry: Entry) -> Bool {
    if entry == otherEntry { return true }
    guard entry.kind == otherEntry.kind else { return false }
    if entry.kind == .link { return target(of: path) != nil && target(of: path) == target(of: other) }
    let limit = 1 << 20
    guard entry.permissions == otherEntry.permissions, let bytes = read(path, limit: limit), bytes.count < limit else {
      return false
    }
    return read(other, limit: limit) == bytes
  }

  /// Gives `path` the name `other`, whatever had it.
  static func move(_ path: LocalPath, over other: LocalPath) throws(Failure) {
    let code = path.withCString { path in other.withCString { rename(path, $0) == 0 ? 0 : errno } }
    if code != 0 { throw Failure(code: code) }
  }

  /// Takes a draft away. One that stays is in the way of nothing but another of the same process, which then says so.
  private static func remove(_ draft: LocalPath) {
    _ = draft.withCString { unlink($0) }
  }

  /// Takes the file or link at `path` away.
  static func delete(_ path: LocalPath) throws(Failure) {
    let code = path.withCString { unlink($0) == 0 ? 0 : errno }
    if code != 0 { throw Failure(code: code) }
  }

  /// What `code` means, for a person.
  static func message(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }

  private static func copy(_ path: LocalPath, of entry: Entry, to other: LocalPath) throws(Failure) {
    if entry.kind == .link {
      guard let target = target(of: path) else { throw Failure(code: EINVAL) }
      let code = LocalPath(bytes: target).withCString { target in
        other.withCString { symlink(target, $0) == 0 ? 0 : errno }
      }
      if code != 0 { throw Failure(code: code) }
      return
    }
    let limit = 64 << 20
    guard let bytes = read(path, limit: limit), bytes.count < limit else { throw Failure(code: EFBIG) }
    try replace(other, with: bytes, permissions: entry.permissions)
  }

  private static func target(of path: LocalPath) -> [UInt8]? {
    var buffer = [CChar](repeating: 0, count: 4097)
    let count = path.withCString { readlink($0, &buffer, buffer.count) }
    guard count > 0, count < buffer.count else { return nil }
    return buffer[..<count].map(UInt8.init(bitPattern:))
  }

  private static func write(_ bytes: [UInt8], to path: LocalPath, permissions: UInt32?) throws(Failure) {
    let descriptor = path.withCString { open($0, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o777) }
    guard descriptor >= 0 else { throw Failure(code: errno) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { throw Failure(code: count < 0 ? errno : EIO) }
      written += count
    }
    if let permissions, fchmod(descriptor, mode_t(permissions)) != 0 { throw Failure(code: errno) }
    // An empty hook passes: after a power failure there must not be one.
    if fsync(descriptor) != 0, errno != EINVAL { throw Failure(code: errno) }
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
