import GateModel

/// The name of a ref, or what else was given in place of one; bytes, as git has them.
package struct RefName: Hashable, Sendable, CustomStringConvertible {
  package let bytes: [UInt8]

  /// A name of exactly these bytes.
  package init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  /// A name that is the UTF-8 form of `string`.
  package init(_ string: String) { self.init(bytes: string.utf8) }

  /// The name as a person reads it, quoted where its bytes are not plain text.
  package var description: String { RepositoryPath(bytes: bytes).description }

  /// Whether it is a tag's.
  package var isTag: Bool { bytes.starts(with: "refs/tags/".utf8) }

  /// Whether it is a branch's.
  package var isBranch: Bool { bytes.starts(with: "refs/heads/".utf8) }
}
