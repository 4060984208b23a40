#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import GateModel

/// The bytes of an index: sole owner of the memory that they lie in, mapped from the file or held.
///
/// git, libgit2 and JGit write a new index beside the old one and rename it into place, so what is open here stays whole
/// whatever they do. A program that writes into the file itself is another matter: every access is checked against the
/// size that the file had, so changed bytes give an error or a wrong answer about a broken index, never a stray read;
/// and cutting a file of more than ``mappedFrom`` bytes short ends gate by SIGBUS, which refuses the commit.
///
/// Sendable though it holds a pointer: nothing writes to the memory between `init` and `deinit`.
final class IndexBytes: @unchecked Sendable {
  /// Smaller files are copied, which is as fast and immune to being cut short. Above, mapping 8 MB took 0.4 ms where
  /// reading them took 3 ms.
  static let mappedFrom = 1 << 20

  private let start: UnsafeRawPointer
  /// How many bytes there are.
  let count: Int
  private let isMapped: Bool
  /// When the file was written; `nil` for bytes that never were one.
  let written: Timestamp?

  /// The bytes of `file`, as it is at this moment; `nil` where there is none.
  ///
  /// - Throws: `GitError` where it cannot be read.
  init?(reading file: LocalPath) throws(GitError) {
    let descriptor = file.withCString { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw Self.failure(file)
    }
    defer { _ = close(descriptor) }
    guard let status = FileStatus(ofDescriptor: descriptor) else { throw Self.failure(file) }
    guard status.kind == .regular else { throw GitError(.malformed, "the index \(file) is no regular file") }
    written = status.modified
    let size = Int(clamping: status.size)
    if size >= Self.mappedFrom {
      guard let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED
      else { throw Self.failure(file) }
      start = UnsafeRawPointer(memory)
      count = size
      isMapped = true
    } else {
      let memory = UnsafeMutableRawPointer.allocate(byteCount: max(size, 1), alignment: 16)
      guard let length = Self.fill(memory, size, from: descriptor) else {
        let failure = Self.failure(file)
        memory.deallocate()
        throw failure
      }
      start = UnsafeRawPointer(memory)
      count = length
      isMapped = false
    }
  }

  /// A copy of bytes that are no file.
  init(copying bytes: [UInt8], written: Timestamp?) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
    bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(start: memory, count: bytes.count).copyMemory(from: $0) }
    start = UnsafeRawPointer(memory)
    count = bytes.count
    isMapped = false
    self.written = written
  }

  deinit {
    let memory = UnsafeMutableRawPointer(mutating: start)
    if isMapped { munmap(memory, count) } else { memory.deallocate() }
  }

  /// Calls `body` with all bytes, valid only during the call.
  @inline(__always)
  func withBytes<Result, Failure>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(self) {} }
    return try body(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// The bytes of `range`, copied; `nil` where it reaches beyond the end.
  func copy(_ range: Range<Int>) -> [UInt8]? {
    guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
    return withBytes { Array($0[range]) }
  }

  /// How many bytes were read, at most `size`; `nil` on error.
  private static func fill(_ memory: UnsafeMutableRawPointer, _ size: Int, from descriptor: Int32) -> Int? {
    var length = 0
    while length < size {
      let step = read(descriptor, memory + length, size - length)
      if step < 0 {
        if errno == EINTR { continue }
        return nil
      }
      if step == 0 { break }
      length += step
    }
    return length
  }

  private static func failure(_ file: LocalPath) -> GitError {
    let code = errno
    let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return GitError(.failed, "could not read the index \(file): \(reason)")
  }
}
