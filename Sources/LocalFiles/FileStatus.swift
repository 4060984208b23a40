#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What lstat(2) or stat(2) says of a path.
package struct FileStatus: Hashable, Sendable {
  package var device: UInt64
  package var inode: UInt64
  /// In bytes.
  package var size: UInt64
  /// Time of the last change of the content, in nanoseconds since 1970.
  package var modified: Int64
  /// Type and permission bits, as in `st_mode`.
  package var mode: UInt32

  package var isDirectory: Bool { mode & 0o170000 == 0o040000 }
  package var isLink: Bool { mode & 0o170000 == 0o120000 }
  package var isRegularFile: Bool { mode & 0o170000 == 0o100000 }
  /// Whether anybody may execute it.
  package var isExecutable: Bool { mode & 0o111 != 0 }

  init(_ raw: stat) {
    device = UInt64(truncatingIfNeeded: raw.st_dev)
    inode = UInt64(truncatingIfNeeded: raw.st_ino)
    size = UInt64(truncatingIfNeeded: raw.st_size)
    mode = UInt32(truncatingIfNeeded: raw.st_mode)
    #if canImport(Darwin)
      modified = Int64(raw.st_mtimespec.tv_sec) * 1_000_000_000 + Int64(raw.st_mtimespec.tv_nsec)
    #else
      modified = Int64(raw.st_mtim.tv_sec) * 1_000_000_000 + Int64(raw.st_mtim.tv_nsec)
    #endif
  }
}
