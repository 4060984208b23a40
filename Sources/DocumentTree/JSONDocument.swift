/// Reads JSON (RFC 8259) into a ``DocumentNode``, strictly: no comments, no trailing commas, no other dialect.
package enum JSONDocument {
  /// How many arrays and objects may lie inside each other.
  package static let maximumDepth = 200

  /// The one value that `bytes` hold, members in order and duplicates kept, every node with its exact position.
  ///
  /// - Throws: `DocumentError` at the first place where the text is not JSON: syntax, invalid UTF-8, half a surrogate
  ///   pair, more than ``maximumDepth`` levels, or content after the value.
  package static func parse(_ bytes: [UInt8]) throws(DocumentError) -> DocumentNode {
    var parser = JSONParser(text: JSONText(bytes))
    if let offset = UTF8Validation.firstInvalidOffset(in: bytes) {
      parser.text.offset = offset
      throw DocumentError("the text is not valid UTF-8", at: parser.text.position())
    }
    return try parser.document()
  }
}

private struct JSONParser {
  var text: JSONText
  private var depth = 0

  init(text: JSONText) {
    self.text = text
  }

  mutating func document() throws(DocumentError) -> DocumentNode {
    if text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw text.error("the text starts with a byte order mark, which JSON does not allow")
    }
    text.skipWhitespace()
    guard text.byte != nil else { throw text.error("expected a value, found the end of the file") }
    let node = try value()
    text.skipWhitespace()
    guard text.byte == nil else {
      throw text.error("expected the end of the file after the value, found \(text.found)")
    }
    return node
  }

  private mutating func value() throws(DocumentError) -> DocumentNode {
    switch text.byte {
    case UInt8(ascii: "{"): return try nested(object)
    case UInt8(ascii: "["): return try nested(array)
    case UInt8(ascii: "\""):
      let start = text.position()
      let string = try text.string()
      return DocumentNode(.string(string), start: start, end: text.position())
    case .some(let byte) where byte == UInt8(ascii: "-") || JSONText.isDigit(byte):
      let start = text.position()
      let number = try text.number()
      return DocumentNode(.plain(number), start: start, end: text.position())
    default: return try word()
    }
  }

  private mutating func nested(
    _ body: (inout Self) throws(DocumentError) -> DocumentNode.Content
  ) throws(DocumentError) -> DocumentNode {
    let start = text.position()
    depth += 1
    guard depth <= JSONDocument.maximumDepth else {
      throw DocumentError("more than \(JSONDocument.maximumDepth) arrays and objects inside each other", at: start)
    }
    text.offset += 1
    let content = try body(&self)
    text.offset += 1
    depth -= 1
    return DocumentNode(content, start: start, end: text.position())
  }

  /// What stands between `{` and `}`; leaves the text at the `}`.
  private func object(_ parser: inout Self) throws(DocumentError) -> DocumentNode.Content {
    var entries: [DocumentNode.Entry] = []
    parser.text.skipWhitespace()
    if parser.text.byte == UInt8(ascii: "}") { return .mapping([]) }
    while true {
      entries.append(try parser.member())
      if try parser.closes(with: UInt8(ascii: "}"), after: "a member") { return .mapping(entries) }
    }
  }

  private mutating func member() throws(DocumentError) -> DocumentNode.Entry {
    guard text.byte == UInt8(ascii: "\"") else {
      throw text.error("expected a key in double quotes, found \(text.found)")
    }
    let start = text.position()
    let key = DocumentNode(.string(try text.string()), start: start, end: text.position())
    text.skipWhitespace()
    guard text.byte == UInt8(ascii: ":") else { throw text.error("expected `:` after a key, found \(text.found)") }
    text.offset += 1
    text.skipWhitespace()
    return DocumentNode.Entry(key: key, value: try value())
  }

  /// What stands between `[` and `]`; leaves the text at the `]`.
  private func array(_ parser: inout Self) throws(DocumentError) -> DocumentNode.Content {
    var elements: [DocumentNode] = []
    parser.text.skipWhitespace()
    if parser.text.byte == UInt8(ascii: "]") { return .sequence([]) }
    while true {
      elements.append(try parser.value())
      if try parser.closes(with: UInt8(ascii: "]"), after: "an element") { return .sequence(elements) }
    }
  }

  /// Whether the collection ends here; otherwise steps over the comma, to the next member or element.
  private mutating func closes(with closing: UInt8, after what: String) throws(DocumentError) -> Bool {
    text.skipWhitespace()
    if text.byte == closing { return true }
    let bracket = UnicodeScalar(closing)
    guard text.byte == UInt8(ascii: ",") else {
      throw text.error("expected `,` or `\(bracket)` after \(what), found \(text.found)")
    }
    let comma = text.position()
    text.offset += 1
    text.skipWhitespace()
    if text.byte == closing { throw DocumentError("trailing comma before `\(bracket)`; JSON allows none", at: comma) }
    return false
  }

  private mutating func word() throws(DocumentError) -> DocumentNode {
    for word in ["true", "false", "null"] where text.bytes[text.offset...].starts(with: word.utf8) {
      let start = text.position()
      text.offset += word.utf8.count
      if text.isWordByte { break }
      return DocumentNode(.plain(word), start: start, end: text.position())
    }
    throw text.error("expected a value, found \(text.found)")
  }
}
