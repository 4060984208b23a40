/// A path inside a repository, relative to its root, exactly as git stores it: bytes separated by `/`.
///
/// git does not promise UTF-8, so neither does this type; two paths are equal when their bytes are. Order is git's own
/// (bytewise), which is the order of the index.
package struct RepositoryPath: Hashable, Sendable, Comparable {
  /// The bytes of the path, without a leading or trailing `/`.
  package let bytes: [UInt8]

  /// A path of exactly these bytes.
  package init(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  /// A path that is the UTF-8 form of `string`.
  package init(_ string: String) {
    self.bytes = Array(string.utf8)
  }

  package static func < (left: Self, right: Self) -> Bool {
    // Long lists are put in order and searched by this: eight bytes at a time, whose numbers are in order as the bytes are.
    left.bytes.withUnsafeBytes { left in
      right.bytes.withUnsafeBytes { right in
        let count = min(left.count, right.count)
        var place = 0
        while place + 8 <= count {
          let one = left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
          let other = right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
          if one != other { return UInt64(bigEndian: one) < UInt64(bigEndian: other) }
          place += 8
        }
        while place < count {
          if left[place] != right[place] { return left[place] < right[place] }
          place += 1
        }
        return left.count < right.count
      }
    }
  }

  /// What follows the last `/`: the file's name.
  package var name: ArraySlice<UInt8> {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return bytes[...] }
    return bytes[(slash + 1)...]
  }

  /// The directory that holds the path; the empty path for a file in the root, `nil` for the root itself.
  package var parent: RepositoryPath? {
    if bytes.isEmpty { return nil }
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return RepositoryPath(bytes: []) }
    return RepositoryPath(bytes: bytes[..<slash])
  }

  /// This path with `component` below it.
  package func appending(_ component: String) -> RepositoryPath {
    RepositoryPath(bytes: bytes.isEmpty ? Array(component.utf8) : bytes + [UInt8(ascii: "/")] + component.utf8)
  }

  /// The archives that it may lie in where it names a member of one, as in `a.zip!inner.tar!file`: what stands ahead of each `!`,
  /// the outermost first.
  package var possibleArchives: [RepositoryPath] {
    bytes.indices.filter { bytes[$0] == UInt8(ascii: "!") }.map { RepositoryPath(bytes: bytes[..<$0]) }
  }

  /// Whether the path lies in `directory` or is it; everything lies in the empty path.
  package func isInside(_ directory: RepositoryPath) -> Bool {
    if directory.bytes.isEmpty { return true }
    guard bytes.starts(with: directory.bytes) else { return false }
    return bytes.count == directory.bytes.count || bytes[directory.bytes.count] == UInt8(ascii: "/")
  }
}

extension RepositoryPath: CustomStringConvertible {
  /// The path as a person reads it: UTF-8, with control characters, quotes, backslashes and bytes that are no UTF-8 written
  /// as in a C string when there are any, in quotes, as git's `core.quotePath` does.
  package var description: String {
    PathQuoting.display(bytes)
  }
}

extension RepositoryPath: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) {
    self.init(value)
  }
}
