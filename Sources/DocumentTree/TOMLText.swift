/// The bytes of a TOML text (valid UTF-8) and a place in them.
struct TOMLText {
  let bytes: [UInt8]
  var offset: Int
  /// A place whose position is known: positions are asked for in order, so each byte is counted once.
  private var mark: (offset: Int, line: Int, column: Int)

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // A byte order mark is no part of the text, and no column.
    offset = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    mark = (offset, 1, 1)
  }

  /// The byte at the place, `nil` at the end.
  var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func has(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[min(offset, bytes.count)...].starts(with: $0) }
  }

  /// Line and column of the place.
  mutating func position() -> SourcePosition { position(at: offset) }

  /// Line and column of the byte at `target`.
  mutating func position(at target: Int) -> SourcePosition {
    if target < mark.offset { mark = (bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0, 1, 1) }
    while mark.offset < min(target, bytes.count) {
      let byte = bytes[mark.offset]
      if byte == UInt8(ascii: "\n") {
        mark.line += 1
        mark.column = 1
      } else if byte & 0xc0 != 0x80 {
        mark.column += 1
      }
      mark.offset += 1
    }
    return SourcePosition(line: mark.line, column: mark.column)
  }

  mutating func error(_ message: String) -> DocumentError { DocumentError(message, at: position()) }

  /// What stands at the place, for a message.
  var found: String {
    guard let byte else { return "the end of the text" }
    if isLineEnd { return "the end of the line" }
    if byte < 0x20 || byte == 0x7f { return "control character \(JSONText.codePoint(UInt32(byte)))" }
    let scalar = String(decoding: bytes[offset...].prefix(4), as: UTF8.self).unicodeScalars.first ?? "\u{fffd}"
    return "`\(scalar)`"
  }

  /// Whether a line ends at the place: LF, or CR LF.
  var isLineEnd: Bool { byte == UInt8(ascii: "\n") || has("\r\n") }

  mutating func skipBlanks() {
    while byte == 0x20 || byte == 0x09 { offset += 1 }
  }

  mutating func skipLineEnd() {
    offset += byte == UInt8(ascii: "\r") ? 2 : 1
  }

  /// Steps over blanks and a comment, to the end of the line or to what else stands there.
  mutating func skipComment() throws(DocumentError) {
    skipBlanks()
    guard byte == UInt8(ascii: "#") else { return }
    while let byte, !isLineEnd {
      if Self.isForbidden(byte) { throw error("\(found) in a comment") }
      offset += 1
    }
  }

  /// Steps over blanks, comments and line ends.
  mutating func skipLines() throws(DocumentError) {
    try skipComment()
    while isLineEnd {
      skipLineEnd()
      try skipComment()
    }
  }

  /// Control characters that neither comments nor strings may hold; a tab they may.
  static func isForbidden(_ byte: UInt8) -> Bool { (byte < 0x20 && byte != 0x09) || byte == 0x7f }

  static func isBareKey(_ byte: UInt8) -> Bool {
    JSONText.isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }
}
