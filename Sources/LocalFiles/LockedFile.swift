package import GateModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A small file that is locked (flock(2)) as long as this value lives, or another process to which its descriptor was given:
/// the kernel lets the lock go with the last of them, however that ends.
package struct LockedFile: ~Copyable {
  package let path: LocalPath
  /// The descriptor; closed with the value.
  package let descriptor: Int32

  /// Makes a new file at `path`, which nobody ever sees unlocked. One that was there is replaced.
  ///
  /// - Throws: `FileError` if it cannot be made; nothing is left then.
  package init(making path: LocalPath) throws(FileError) {
    let draft = path.parent.appending(".draft-\(LocalFiles.randomName())")
    let flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = try LocalFiles.open(draft, flags, mode: 0o600, operation: "write")
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      _ = draft.withCString { unlink($0) }
      throw FileError("lock", path, code: code)
    }
    do throws(FileError) {
      try LocalFiles.rename(draft, to: path)
    } catch {
      close(descriptor)
      _ = draft.withCString { unlink($0) }
      throw error
    }
    self.path = path
    self.descriptor = descriptor
  }

  /// The file at `path`, open and locked as `descriptor` by whoever started this process; `nil` where it is not that file.
  package init?(given descriptor: Int32, path: LocalPath) {
    var raw = stat()
    guard fstat(descriptor, &raw) == 0, LocalFiles.status(path)?.isSame(as: FileStatus(raw)) == true else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Whether the path still leads to this file.
  package var isInPlace: Bool {
    var raw = stat()
    return fstat(descriptor, &raw) == 0 && LocalFiles.status(path)?.isSame(as: FileStatus(raw)) == true
  }

  /// Puts `text` in place of what is in the file. For a few bytes, which a reader sees whole or not at all.
  ///
  /// - Throws: `FileError` if they cannot be written.
  package func write(_ text: String) throws(FileError) {
    let bytes = Array(text.utf8)
    let count = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    guard count == bytes.count, ftruncate(descriptor, off_t(count)) == 0 else {
      throw FileError("write", path, code: errno)
    }
  }

  /// Takes the file away while it is still locked.
  package consuming func remove() {
    // What stays is found unlocked, and taken away, by whoever looks next.
    if isInPlace { _ = path.withCString { unlink($0) } }
  }

  /// Whether some process holds the lock of the file at `path`; `false` where there is none.
  package static func isHeld(_ path: LocalPath) -> Bool {
    let descriptor = path.withCString { systemOpen($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) }
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_SH | LOCK_NB) != 0 {
      if errno != EINTR { return errno == EWOULDBLOCK }
    }
    return false
  }
}

extension FileStatus {
  fileprivate func isSame(as other: FileStatus) -> Bool { device == other.device && inode == other.inode }
}

/// open(2) without a mode.
private func systemOpen(_ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 {
  open(path, flags)
}
