#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import GateModel

/// What lstat(2) says about a path: the link itself, not what it points to.
struct FileStatus {
  enum Kind { case regular, directory, symbolicLink, other }

  var kind: Kind
  var device: UInt64
  var owner: UInt32
  var group: UInt32
  var inode: UInt64
  var size: UInt64
  var isExecutable: Bool
  var modified: Timestamp
  var changed: Timestamp

  /// The status of `path`, `nil` where nothing is there or it cannot be seen.
  init?(of path: LocalPath) {
    var raw = stat()
    guard path.withCString({ lstat($0, &raw) }) == 0 else { return nil }
    self.init(raw)
  }

  /// The status of the file called `name` (NUL-terminated) in an open directory.
  init?(of name: UnsafePointer<CChar>, in directory: Int32) {
    var raw = stat()
    guard fstatat(directory, name, &raw, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    self.init(raw)
  }

  /// The status of an open file.
  init?(ofDescriptor descriptor: Int32) {
    var raw = stat()
    guard fstat(descriptor, &raw) == 0 else { return nil }
    self.init(raw)
  }

  private init(_ raw: stat) {
    switch raw.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .directory
    case S_IFLNK: kind = .symbolicLink
    default: kind = .other
    }
    device = UInt64(truncatingIfNeeded: raw.st_dev)
    owner = raw.st_uid
    group = raw.st_gid
    inode = UInt64(raw.st_ino)
    size = UInt64(max(0, raw.st_size))
    isExecutable = raw.st_mode & S_IXUSR != 0
    #if canImport(Darwin)
      modified = Timestamp(raw.st_mtimespec)
      changed = Timestamp(raw.st_ctimespec)
    #else
      modified = Timestamp(raw.st_mtim)
      changed = Timestamp(raw.st_ctim)
    #endif
  }
}

/// A point in time as the index keeps it: seconds cut to 32 bits, and nanoseconds.
struct Timestamp: Hashable, Comparable {
  var seconds: UInt32
  var nanoseconds: UInt32

  init(seconds: UInt32, nanoseconds: UInt32) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// The point `nanoseconds` after the start of 1970.
  init(nanoseconds: Int64) {
    let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    self.init(seconds: UInt32(truncatingIfNeeded: seconds), nanoseconds: UInt32(truncatingIfNeeded: rest))
  }

  init(_ raw: timespec) {
    seconds = UInt32(truncatingIfNeeded: raw.tv_sec)
    nanoseconds = UInt32(truncatingIfNeeded: raw.tv_nsec)
  }

  static func < (left: Self, right: Self) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}

extension LocalPath {
  /// The path with links and dots resolved, or itself where that fails (it may not exist yet).
  var resolved: LocalPath {
    withCString { path in
      guard let real = realpath(path, nil) else { return self }
      defer { free(real) }
      return LocalPath(borrowed: real) ?? self
    }
  }

  /// Whether a directory lies here, or a link leads to one.
  var leadsToDirectory: Bool {
    var raw = stat()
    return withCString { stat($0, &raw) } == 0 && raw.st_mode & S_IFMT == S_IFDIR
  }

  /// What the symbolic link at this path holds, `nil` where it cannot be read or is longer than a path may be.
  var linkTarget: [UInt8]? {
    withCString { path in
      withUnsafeTemporaryAllocation(byteCount: 65536, alignment: 1) { buffer in
        guard let start = buffer.baseAddress else { return nil }
        let length = readlink(path, start.assumingMemoryBound(to: CChar.self), buffer.count)
        return length < 0 || length == buffer.count ? nil : Array(buffer[..<length])
      }
    }
  }
}
