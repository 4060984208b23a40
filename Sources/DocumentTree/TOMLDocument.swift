/// Reads TOML 1.0.0 (https://toml.io/en/v1.0.0) into a ``DocumentNode``.
///
/// Strings become ``DocumentNode/Content/string(_:)``; numbers, truth values, dates and times stay as they are written, as
/// ``DocumentNode/Content/plain(_:)``. A table that is put together in several places starts where it is first named. No key
/// stands twice: that is an error of the text.
package enum TOMLDocument {
  /// How much a text may ask for.
  package struct Limits: Hashable, Sendable {
    /// Bytes of the text.
    package var size: Int
    /// Tables and arrays inside one another.
    package var depth: Int

    package init(size: Int = 1 << 20, depth: Int = 100) {
      self.size = size
      self.depth = depth
    }
  }

  /// The table that `bytes` (UTF-8) describe.
  ///
  /// - Throws: `DocumentError` at the first place where the text is not TOML, and beyond `limits`.
  package static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(DocumentError) -> DocumentNode {
    guard bytes.count <= limits.size else {
      throw DocumentError("the text is longer than \(limits.size) bytes", at: SourcePosition(line: 1, column: 1))
    }
    var text = TOMLText(bytes)
    if let offset = UTF8Validation.firstInvalidOffset(in: bytes) {
      text.offset = offset
      throw DocumentError("the text is not valid UTF-8", at: text.position())
    }
    var parser = TOMLParser(text: text, depthLimit: limits.depth)
    return try parser.document()
  }
}
