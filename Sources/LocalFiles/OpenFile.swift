package import GateModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that is read piece by piece; closed when the value dies.
package struct OpenFile: ~Copyable {
  private let descriptor: Int32
  private let isOwned: Bool
  private let path: @Sendable () -> LocalPath

  /// Standard input.
  package static func standardInput() -> OpenFile {
    OpenFile(descriptor: 0, isOwned: false) { LocalPath("-") }
  }

  /// What lies at `path`, links followed: a file, or a pipe that somebody writes to. One that nobody writes to is empty.
  ///
  /// - Throws: `FileError` if it cannot be opened.
  package init(_ path: LocalPath) throws(FileError) {
    let descriptor = try LocalFiles.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, operation: "read")
    self.init(descriptor: descriptor, isOwned: true) { path }
  }

  /// The file called `name` in `directory`. A link is not followed, and a pipe does not block.
  ///
  /// - Throws: `FileError` if it cannot be opened.
  package init(_ name: [UInt8], in directory: OpenDirectory) throws(FileError) {
    let path: @Sendable () -> LocalPath = { directory.path.appending(bytes: name) }
    let descriptor = (name + [0]).withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { name in
        while let start = name.baseAddress {
          let descriptor = openat(directory.descriptor, start, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
          if descriptor >= 0 || errno != EINTR { return descriptor }
        }
        return -1
      }
    }
    guard descriptor >= 0 else { throw FileError("read", path(), code: errno) }
    self.init(descriptor: descriptor, isOwned: true, path: path)
  }

  private init(descriptor: Int32, isOwned: Bool, path: @escaping @Sendable () -> LocalPath) {
    self.descriptor = descriptor
    self.isOwned = isOwned
    self.path = path
  }

  deinit { if isOwned { close(descriptor) } }

  /// The next bytes into `buffer`, and how many they are; 0 at the end.
  ///
  /// - Throws: `FileError` if they cannot be read.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    while true {
      #if canImport(Darwin)
        let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      if errno == EAGAIN {
        // A pipe whose writer is slow.
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&ready, 1, -1)
      } else if errno != EINTR {
        throw FileError("read", path(), code: errno)
      }
    }
  }
}
