/// Walks over the words of source code, without a lexer for it: comments and strings are read like code.
struct SourceWords {
  let bytes: [UInt8]
  var offset = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// The next word, wherever it is.
  mutating func next() -> String? {
    while let byte = current, !Self.isWord(byte) { offset += 1 }
    return offset < bytes.count ? word() : nil
  }

  /// The word that begins here; empty where none does.
  mutating func word() -> String {
    let start = offset
    while let byte = current, Self.isWord(byte) { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  mutating func skipBlanks(andLines: Bool = false) {
    while let byte = current, byte == 0x20 || byte == 0x09 || andLines && (byte == 0x0A || byte == 0x0D) { offset += 1 }
  }

  /// Steps over `byte` where that stands here.
  mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    offset += 1
    return true
  }

  /// What stands between here and the end of the line.
  mutating func line() -> String {
    let start = offset
    while let byte = current, byte != 0x0A, byte != 0x0D { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// The content of the string that begins here with one of `quotes`; `nil` where none does, or it does not end.
  mutating func string(_ quotes: String = "\"") -> String? {
    guard let quote = current, quotes.utf8.contains(quote) else { return nil }
    var end = offset + 1
    while end < bytes.count, bytes[end] != quote {
      end += bytes[end] == UInt8(ascii: "\\") && quote != UInt8(ascii: "`") ? 2 : 1
    }
    guard end < bytes.count else { return nil }
    defer { offset = end + 1 }
    return String(decoding: bytes[(offset + 1)..<end], as: UTF8.self)
  }
}
