internal import GateModel

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Walks down a tree of directories without ever following a symbolic link, and keeps those open that lead to the latest
/// one: asking for many paths in order opens each directory once.
struct DirectoryDescent: ~Copyable {
  private struct Level {
    /// Where its path ends in ``path``.
    var end: Int
    var descriptor: Int32
  }

  private let root: Int32
  /// Whether directories that are missing are made, and what is in their place is removed.
  private let makes: Bool
  private var levels: [Level] = []
  /// The path of the latest directory below the root.
  private var path: [UInt8] = []
  private var name: [CChar] = []
  /// The directories in which others were made, in no order and some more than once.
  private(set) var touched: [RepositoryPath] = []

  /// - Returns: `nil` where the root cannot be opened.
  init?(_ root: LocalPath, making makes: Bool = false) {
    let descriptor = root.withCString { open($0, Self.flags & ~O_NOFOLLOW) }
    guard descriptor >= 0 else { return nil }
    self.root = descriptor
    self.makes = makes
  }

  deinit {
    for level in levels { close(level.descriptor) }
    close(root)
  }

  /// What lies at `path`, `nil` where nothing does; behind a symbolic link there is nothing.
  mutating func status(of path: RepositoryPath) -> FileStatus? {
    path.bytes.withUnsafeBufferPointer { status(of: $0) }
  }

  /// The same for a path's bytes.
  mutating func status(of path: UnsafeBufferPointer<UInt8>) -> FileStatus? {
    at(path) { FileStatus(of: $1, in: $0) } ?? nil
  }

  /// Calls `body` with the directory that holds `path`, and the name in it, NUL-terminated. The directory is good for what
  /// takes one as a starting point (openat(2) and the like), and for nothing else.
  ///
  /// - Returns: `nil` where there is no such directory, or a link leads to it.
  mutating func at<Result>(_ path: RepositoryPath, _ body: (Int32, UnsafePointer<CChar>) -> Result) -> Result? {
    path.bytes.withUnsafeBufferPointer { at($0, body) }
  }

  private mutating func at<Result>(
    _ path: UnsafeBufferPointer<UInt8>, _ body: (Int32, UnsafePointer<CChar>) -> Result
  ) -> Result? {
    var start = path.endIndex
    while start > 0, path[start - 1] != UInt8(ascii: "/") { start -= 1 }
    guard let directory = enter(UnsafeBufferPointer(rebasing: path[..<max(0, start - 1)])) else { return nil }
    // Taken out while it is lent to `body`, which may not touch it anyway.
    var name = self.name
    self.name = []
    defer { self.name = name }
    name.removeAll(keepingCapacity: true)
    for byte in path[start...] { name.append(CChar(bitPattern: byte)) }
    // The root's own name is a dot.
    if name.isEmpty { name.append(CChar(bitPattern: UInt8(ascii: "."))) }
    name.append(0)
    return body(directory, name)
  }

  /// The descriptor of a directory, `nil` where there is none or a link leads to it.
  private mutating func enter(_ directory: UnsafeBufferPointer<UInt8>) -> Int32? {
    if directory.count == path.count, directory.elementsEqual(path) { return levels.last?.descriptor ?? root }
    leave(to: directory)
    var start = levels.last.map { $0.end + 1 } ?? 0
    while start < directory.count {
      let end = directory[start...].firstIndex(of: UInt8(ascii: "/")) ?? directory.count
      let parent = levels.last?.descriptor ?? root
      let component = UnsafeBufferPointer(rebasing: directory[start..<end])
      var descriptor = terminated(component) { openat(parent, $0, Self.flags) }
      if descriptor < 0, makes { descriptor = make(component, in: parent) }
      guard descriptor >= 0 else { return nil }
      levels.append(Level(end: end, descriptor: descriptor))
      path = Array(directory[..<end])
      start = end + 1
    }
    return levels.last?.descriptor ?? root
  }

  private mutating func make(_ component: UnsafeBufferPointer<UInt8>, in parent: Int32) -> Int32 {
    let isMissing = errno == ENOENT
    touched.append(RepositoryPath(bytes: path))
    return terminated(component) { name in
      // A file, or a link of a tool's making; of a directory unlink(2) takes no notice. Another thread may be at the
      // same: whoever comes second finds the directory.
      if !isMissing { _ = unlinkat(parent, name, 0) }
      _ = mkdirat(parent, name, 0o777)
      return openat(parent, name, Self.flags)
    }
  }

  /// Closes what does not lead to `directory`.
  private mutating func leave(to directory: UnsafeBufferPointer<UInt8>) {
    var shared = 0
    while shared < path.count, shared < directory.count, path[shared] == directory[shared] { shared += 1 }
    let isWhole = shared == directory.count || directory[shared] == UInt8(ascii: "/")
    while let level = levels.last, level.end > shared || level.end == shared && !isWhole {
      close(level.descriptor)
      levels.removeLast()
    }
    path.removeSubrange((levels.last?.end ?? 0)...)
  }

  private mutating func terminated<Result>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    name.removeAll(keepingCapacity: true)
    for byte in bytes { name.append(CChar(bitPattern: byte)) }
    name.append(0)
    return body(name)
  }

  #if os(Linux)
    // O_PATH, which Swift's Glibc module hides: a directory that may be searched but not read is good enough.
    private static let flags = O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | 0o10000000
  #else
    private static let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
  #endif
}
