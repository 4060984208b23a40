/// Reads YAML (1.1, as libyaml does) into ``DocumentNode``s.
///
/// Anchors and aliases are resolved; merge keys (`<<`) are left as they stand, for ``DocumentNode/mergedEntries()`` to
/// resolve where a reader wants them. Where an alias stands, so does the node that it names: its place is the alias's, the
/// places of what is inside are the anchor's.
package enum YAMLDocument {
  /// How much a text may ask for.
  package struct Limits: Hashable, Sendable {
    /// Bytes of the text.
    package var size: Int
    /// Collections inside one another, aliases followed.
    package var depth: Int
    /// Nodes of all documents, those behind aliases counted each time.
    package var nodes: Int

    package init(size: Int = 1 << 20, depth: Int = 100, nodes: Int = 200_000) {
      self.size = size
      self.depth = depth
      self.nodes = nodes
    }
  }

  /// The one document of `bytes` (UTF-8, or UTF-16 with a byte order mark); `nil` where there is nothing but space and
  /// comments.
  ///
  /// - Throws: `DocumentError` for what is no YAML, for a second document, and beyond `limits`.
  package static func parse(
    _ bytes: [UInt8], limits: Limits = Limits()
  ) throws(DocumentError) -> DocumentNode? {
    try documents(of: bytes, limits: limits, allowsSeveral: false).first
  }

  /// All documents of `bytes`, in order.
  ///
  /// - Throws: `DocumentError` for what is no YAML, and beyond `limits`.
  package static func parseAll(
    _ bytes: [UInt8], limits: Limits = Limits()
  ) throws(DocumentError) -> [DocumentNode] {
    try documents(of: bytes, limits: limits, allowsSeveral: true)
  }

  private static func documents(
    of bytes: [UInt8], limits: Limits, allowsSeveral: Bool
  ) throws(DocumentError) -> [DocumentNode] {
    guard bytes.count <= limits.size else {
      throw DocumentError("the text is longer than \(limits.size) bytes", at: SourcePosition(line: 1, column: 1))
    }
    return try bytes.withUnsafeBufferPointer { buffer throws(DocumentError) in
      var builder = YAMLBuilder(limits: limits, allowsSeveralDocuments: allowsSeveral)
      let parser = try YAMLParser(buffer)
      while let event = try parser.next() { try builder.take(event) }
      return builder.documents
    }
  }
}
