/// Reads the lines of a TOML text: headers, keys, and the values that hold others.
struct TOMLParser {
  var text: TOMLText
  private let depthLimit: Int
  private var depth = 0

  init(text: TOMLText, depthLimit: Int) {
    self.text = text
    self.depthLimit = depthLimit
  }

  mutating func document() throws(DocumentError) -> DocumentNode {
    let root = TOMLTable(.header, start: text.position())
    var table = root
    // How deep the current table lies.
    var level = 0
    try text.skipLines()
    while text.byte != nil {
      if text.byte == UInt8(ascii: "[") {
        (table, level) = try header(in: root)
      } else {
        depth = level
        try pair(in: table)
      }
      try text.skipComment()
      guard text.byte == nil || text.isLineEnd else {
        throw text.error("expected the end of the line, found \(text.found)")
      }
      try text.skipLines()
    }
    return root.node()
  }

  /// Reads `[a.b]` or `[[a.b]]`.
  private mutating func header(in root: TOMLTable) throws(DocumentError) -> (TOMLTable, Int) {
    let isArray = text.has("[[")
    text.offset += isArray ? 2 : 1
    depth = 0
    let keys = try self.keys()
    guard isArray ? text.has("]]") : text.byte == UInt8(ascii: "]") else {
      throw text.error("expected `\(isArray ? "]]" : "]")` after the name of a table, found \(text.found)")
    }
    text.offset += isArray ? 2 : 1
    var table = root
    for key in keys.dropLast() { table = try table.passed(by: key) }
    guard let last = keys.last else { return (table, 0) }
    // An array of tables and its element are two levels.
    return (try isArray ? table.element(of: last) : table.headed(by: last), keys.count * 2)
  }

  /// Reads `a.b = value`.
  private mutating func pair(in table: TOMLTable) throws(DocumentError) {
    let keys = try self.keys()
    guard text.byte == UInt8(ascii: "=") else { throw text.error("expected `=` after a key, found \(text.found)") }
    text.offset += 1
    text.skipBlanks()
    var table = table
    for key in keys.dropLast() { table = try table.dotted(by: key) }
    let outer = depth
    depth += keys.count
    let value = try self.value()
    depth = outer
    if let last = keys.last { try table.set(last, to: value) }
  }

  /// Keys with dots between them; leaves the text at what follows.
  private mutating func keys() throws(DocumentError) -> [DocumentNode] {
    var keys: [DocumentNode] = []
    while true {
      text.skipBlanks()
      guard depth + keys.count < depthLimit else { throw tooDeep() }
      keys.append(try key())
      text.skipBlanks()
      guard text.byte == UInt8(ascii: ".") else { return keys }
      text.offset += 1
    }
  }

  private mutating func key() throws(DocumentError) -> DocumentNode {
    let start = text.position()
    switch text.byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      if text.has("\"\"\"") || text.has("'''") { throw text.error("a key cannot have several lines") }
      let name = try string()
      return DocumentNode(.string(name), start: start, end: text.position())
    case .some(let byte) where TOMLText.isBareKey(byte):
      let first = text.offset
      while let byte = text.byte, TOMLText.isBareKey(byte) { text.offset += 1 }
      let name = String(decoding: text.bytes[first..<text.offset], as: UTF8.self)
      return DocumentNode(.string(name), start: start, end: text.position())
    default: throw text.error("expected a key, found \(text.found)")
    }
  }

  // MARK: - Values

  private mutating func value() throws(DocumentError) -> DocumentNode {
    let start = text.position()
    let content: DocumentNode.Content
    switch text.byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): content = .string(try string())
    case UInt8(ascii: "["): content = try nested(array)
    case UInt8(ascii: "{"): content = try nested(inlineTable)
    default: content = .plain(try scalar())
    }
    return DocumentNode(content, start: start, end: text.position())
  }

  private mutating func nested(
    _ body: (inout Self) throws(DocumentError) -> DocumentNode.Content
  ) throws(DocumentError) -> DocumentNode.Content {
    guard depth < depthLimit else { throw tooDeep() }
    depth += 1
    text.offset += 1
    let content = try body(&self)
    text.offset += 1
    depth -= 1
    return content
  }

  private mutating func tooDeep() -> DocumentError {
    text.error("more than \(depthLimit) tables and arrays stand inside one another")
  }

  /// What stands between `[` and `]`; leaves the text at the `]`.
  private func array(_ parser: inout Self) throws(DocumentError) -> DocumentNode.Content {
    var elements: [DocumentNode] = []
    try parser.text.skipLines()
    while parser.text.byte != UInt8(ascii: "]") {
      elements.append(try parser.value())
      try parser.text.skipLines()
      if parser.text.byte == UInt8(ascii: "]") { break }
      guard parser.text.byte == UInt8(ascii: ",") else {
        throw parser.text.error("expected `,` or `]` after an element, found \(parser.text.found)")
      }
      parser.text.offset += 1
      try parser.text.skipLines()
    }
    return .sequence(elements)
  }

  /// What stands between `{` and `}`, on one line; leaves the text at the `}`.
  private func inlineTable(_ parser: inout Self) throws(DocumentError) -> DocumentNode.Content {
    let table = TOMLTable(.header, start: parser.text.position())
    parser.text.skipBlanks()
    if parser.text.byte == UInt8(ascii: "}") { return .mapping([]) }
    while true {
      try parser.pair(in: table)
      parser.text.skipBlanks()
      if parser.text.byte == UInt8(ascii: "}") { return table.node().content }
      guard parser.text.byte == UInt8(ascii: ",") else {
        throw parser.text.error("expected `,` or `}` after a value, found \(parser.text.found)")
      }
      parser.text.offset += 1
      parser.text.skipBlanks()
    }
  }
}
