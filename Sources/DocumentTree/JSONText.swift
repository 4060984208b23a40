/// The bytes of a JSON text (valid UTF-8), a place in them, and the tokens that have an inside: strings and numbers.
struct JSONText {
  let bytes: [UInt8]
  var offset = 0
  /// A place whose position is known: positions are asked for in order, so each byte is counted once.
  private var mark = (offset: 0, line: 1, column: 1)

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The byte at the place, `nil` at the end.
  var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// Whether the place is inside of or just after a word without a break.
  var isWordByte: Bool {
    guard let byte else { return false }
    return byte >= 0x80 || byte == UInt8(ascii: "_") || Self.isDigit(byte)
      || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a)
  }

  /// Line and column of the place.
  mutating func position() -> SourcePosition {
    if offset < mark.offset { mark = (0, 1, 1) }
    for byte in bytes[mark.offset..<min(offset, bytes.count)] {
      if byte == UInt8(ascii: "\n") {
        mark.line += 1
        mark.column = 1
      } else if byte & 0xC0 != 0x80 {
        mark.column += 1
      }
    }
    mark.offset = offset
    return SourcePosition(line: mark.line, column: mark.column)
  }

  mutating func error(_ message: String) -> DocumentError {
    DocumentError(message + hint, at: position())
  }

  /// What stands at the place, for a message.
  var found: String {
    guard let byte else { return "the end of the file" }
    if byte < 0x20 || byte == 0x7F { return "control character \(Self.codePoint(UInt32(byte)))" }
    if isWordByte, byte < 0x80 { return "`\(String(decoding: wordBytes, as: UTF8.self))`" }
    let scalar = String(decoding: bytes[offset...].prefix(4), as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
    return "`\(scalar)`"
  }

  private var wordBytes: ArraySlice<UInt8> {
    var rest = self
    while rest.isWordByte, rest.offset - offset < 40, rest.bytes[rest.offset] < 0x80 { rest.offset += 1 }
    return bytes[offset..<rest.offset]
  }

  /// A word on the dialect that the writer probably had in mind.
  private var hint: String {
    switch byte {
    case UInt8(ascii: "'"): "; JSON strings take double quotes"
    case UInt8(ascii: "/"), UInt8(ascii: "#"): "; JSON has no comments"
    default: ""
    }
  }

  mutating func skipWhitespace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  static func codePoint(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension JSONText {
  /// The number at the place, as written; steps behind it.
  mutating func number() throws(DocumentError) -> String {
    let start = offset
    if byte == UInt8(ascii: "-") { offset += 1 }
    if byte == UInt8(ascii: "0") {
      offset += 1
      if let byte, Self.isDigit(byte) { throw error("a number must not start with `0`") }
    } else {
      try digits(after: "`-`")
    }
    if byte == UInt8(ascii: ".") {
      offset += 1
      try digits(after: "the decimal point")
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      offset += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { offset += 1 }
      try digits(after: "the exponent's `e`")
    }
    if isWordByte { throw error("unexpected \(found) after a number") }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func digits(after what: String) throws(DocumentError) {
    guard let first = byte, Self.isDigit(first) else {
      throw error("expected a digit after \(what), found \(found)")
    }
    while let byte, Self.isDigit(byte) { offset += 1 }
  }

  /// The string whose opening quote is at the place, escapes resolved; steps behind the closing quote.
  mutating func string() throws(DocumentError) -> String {
    let opening = offset
    offset += 1
    var start = offset
    var resolved: [UInt8] = []
    while let byte {
      switch byte {
      case UInt8(ascii: "\""):
        resolved += bytes[start..<offset]
        offset += 1
        return String(decoding: resolved, as: UTF8.self)
      case UInt8(ascii: "\\"):
        resolved += bytes[start..<offset]
        resolved += String(try escape()).utf8
        start = offset
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        throw error("the string does not end on its line; a line break is written `\\n`")
      case 0..<0x20:
        throw error("\(found) in a string; write `\\u\(Self.codePoint(UInt32(byte)).dropFirst(2))`")
      default: offset += 1
      }
    }
    offset = opening
    throw error("the string that starts here does not end")
  }

  private mutating func escape() throws(DocumentError) -> Unicode.Scalar {
    let start = offset
    offset += 1
    guard let byte else {
      offset = start
      throw error("the text ends within an escape")
    }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape(from: start)
    default:
      offset = start + 1
      let name = found.dropFirst().dropLast()
      let shown = byte > 0x20 && byte != 0x7F ? "`\\\(name.first.map(String.init) ?? "")`" : "`\\` before \(found)"
      offset = start
      throw error("\(shown) is no escape of JSON")
    }
  }

  /// The scalar of `\uXXXX`, or of two of them that make a surrogate pair (RFC 8259, section 7).
  private mutating func unicodeEscape(from start: Int) throws(DocumentError) -> Unicode.Scalar {
    let first = try hexadecimal(from: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, bytes[offset...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
      let next = offset
      offset += 2
      let second = try hexadecimal(from: next)
      if second >= 0xDC00, second <= 0xDFFF,
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      {
        return scalar
      }
    }
    offset = start
    throw error("`\\u\(String(first, radix: 16, uppercase: true))` is half of a surrogate pair")
  }

  private mutating func hexadecimal(from start: Int) throws(DocumentError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte, let digit = Self.hexadecimalDigit(byte) else {
        offset = start
        throw error("`\\u` takes four hexadecimal digits")
      }
      value = value << 4 | digit
      offset += 1
    }
    return value
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x41 + 10)
    case 0x61...0x66: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }
}
