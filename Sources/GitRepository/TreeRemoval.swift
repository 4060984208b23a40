#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import GateModel

/// Removes files and directories that are gate's own; never follows a link.
enum TreeRemoval {
  /// Removes what is called `name` (NUL-terminated) in an open directory, with all below it.
  ///
  /// - Returns: whether nothing of it is left.
  @discardableResult
  static func remove(_ name: UnsafePointer<CChar>, in directory: Int32) -> Bool {
    if unlinkat(directory, name, 0) == 0 || errno == ENOENT { return true }
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    var descriptor = openat(directory, name, flags)
    if descriptor < 0, errno == EACCES {
      // A tool may have forbidden to look at what it made; it is ours to remove.
      _ = fchmodat(directory, name, 0o700, 0)
      descriptor = openat(directory, name, flags)
    }
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    _ = fchmod(descriptor, 0o700)
    for entry in DirectoryListing.entries(owning: dup(descriptor)) {
      remove(entry.name.map { CChar(bitPattern: $0) } + [0], in: descriptor)
    }
    return unlinkat(directory, name, AT_REMOVEDIR) == 0 || errno == ENOENT
  }

  /// Removes what lies at `path`, with all below it.
  @discardableResult
  static func remove(_ path: LocalPath) -> Bool {
    path.withCString { remove($0, in: AT_FDCWD) }
  }
}
