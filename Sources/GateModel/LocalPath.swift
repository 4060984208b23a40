/// A path on this machine: bytes as the operating system takes them, without a NUL.
package struct LocalPath: Hashable, Sendable {
  /// The bytes of the path. No trailing `/`, except for the root itself.
  package let bytes: [UInt8]

  /// A path of these bytes; trailing slashes are dropped.
  package init(bytes: some Sequence<UInt8>) {
    var bytes = Array(bytes)
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    self.bytes = bytes
  }

  /// A path that is the UTF-8 form of `string`.
  package init(_ string: String) {
    self.init(bytes: string.utf8)
  }

  /// Whether the path starts at the root of the file system.
  package var isAbsolute: Bool { bytes.first == UInt8(ascii: "/") }

  /// What follows the last `/`.
  package var name: ArraySlice<UInt8> {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return bytes[...] }
    return bytes[(slash + 1)...]
  }

  /// The directory that holds this path; the root is its own parent, and `.` that of a lone name.
  package var parent: LocalPath {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return LocalPath(".") }
    return LocalPath(bytes: slash == 0 ? bytes[...0] : bytes[..<slash])
  }

  /// This path with `component`, a name or a relative path, below it.
  package func appending(_ component: String) -> LocalPath {
    appending(bytes: component.utf8)
  }

  /// This path with a repository's path below it.
  package func appending(_ path: RepositoryPath) -> LocalPath {
    appending(bytes: path.bytes)
  }

  /// This path with `component`, as bytes, below it; the path itself where `component` is empty.
  package func appending(bytes component: some Collection<UInt8>) -> LocalPath {
    if component.isEmpty { return self }
    let separator = bytes.last == UInt8(ascii: "/") || bytes.isEmpty ? [] : [UInt8(ascii: "/")]
    return LocalPath(bytes: bytes + separator + component)
  }

  /// `path` as seen from here: itself where it is absolute, below this path otherwise.
  package func resolving(_ path: LocalPath) -> LocalPath {
    path.isAbsolute ? path : appending(bytes: path.bytes)
  }

  /// The rest of this path below `directory`, or `nil` where it lies elsewhere. Compares bytes; resolves no link.
  package func relative(to directory: LocalPath) -> RepositoryPath? {
    if self == directory { return RepositoryPath(bytes: []) }
    let prefix = directory.bytes.last == UInt8(ascii: "/") ? directory.bytes : directory.bytes + [UInt8(ascii: "/")]
    guard bytes.starts(with: prefix) else { return nil }
    return RepositoryPath(bytes: bytes.dropFirst(prefix.count))
  }

  /// Calls `body` with the path as a NUL-terminated C string, valid only during the call.
  package func withCString<Result, Failure>(
    _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
    return try terminated.withUnsafeBufferPointer { buffer throws(Failure) in
      // An array with its terminator is never empty, so it has a base address.
      guard let base = buffer.baseAddress else { return try body("") }
      return try body(base)
    }
  }
}

extension LocalPath: CustomStringConvertible {
  /// The path as a person reads it; quoted like a ``RepositoryPath`` where its bytes are not plain text.
  package var description: String { PathQuoting.display(bytes) }
}
