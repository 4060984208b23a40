#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import GateModel

/// The bytes of a file, mapped into memory: what is not looked at is not read.
///
/// For files that git never changes in place (packs and their indexes). Whoever asks is told `nil` instead of reading
/// beyond the end, since the file may be damaged.
///
/// Sendable though it holds a pointer: nothing is ever written through it, and it ends with the last reference.
final class MappedFile: @unchecked Sendable {
  private let start: UnsafeRawPointer
  /// How many bytes there are; never 0.
  let count: Int

  /// The file at `path`, `nil` where it is missing, unreadable or empty.
  init?(_ path: LocalPath) {
    let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0,
      let mapped = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), mapped != MAP_FAILED
    else { return nil }
    start = UnsafeRawPointer(mapped)
    count = Int(status.st_size)
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: start), count) }

  /// `length` bytes at `offset`, `nil` where they are not all there. Valid while the file is held.
  func bytes(at offset: Int, count length: Int) -> UnsafeRawBufferPointer? {
    guard offset >= 0, length >= 0, offset <= count, length <= count - offset else { return nil }
    return UnsafeRawBufferPointer(start: start + offset, count: length)
  }

  /// Everything from `offset` on, `nil` where that lies beyond the end.
  func bytes(from offset: Int) -> UnsafeRawBufferPointer? { bytes(at: offset, count: count - offset) }

  func byte(at offset: Int) -> UInt8? { bytes(at: offset, count: 1)?[0] }

  /// Four bytes as a number in network order.
  func number32(at offset: Int) -> UInt32? {
    bytes(at: offset, count: 4).map { UInt32(bigEndian: $0.loadUnaligned(as: UInt32.self)) }
  }

  /// Eight bytes as a number in network order.
  func number64(at offset: Int) -> UInt64? {
    bytes(at: offset, count: 8).map { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
  }
}
