extension TOMLParser {
  /// The string whose opening quote is at the place; steps behind the closing one.
  mutating func string() throws(DocumentError) -> String {
    let opening = text.offset
    let quote = text.bytes[text.offset]
    let isLiteral = quote == UInt8(ascii: "'")
    let isLong = text.has("\"\"\"") || text.has("'''")
    text.offset += isLong ? 3 : 1
    if isLong, text.isLineEnd { text.skipLineEnd() }
    var value: [UInt8] = []
    while let byte = text.byte {
      if byte == quote {
        if !isLong {
          text.offset += 1
          return String(decoding: value, as: UTF8.self)
        }
        if closes(quote, &value) { return String(decoding: value, as: UTF8.self) }
      } else if byte == UInt8(ascii: "\\"), !isLiteral {
        try escape(isLong: isLong, into: &value)
      } else if text.isLineEnd {
        guard isLong else { throw text.error("the string does not end on its line") }
        value.append(UInt8(ascii: "\n"))
        text.skipLineEnd()
      } else if TOMLText.isForbidden(byte) {
        throw text.error("\(text.found) in a string")
      } else {
        value.append(byte)
        text.offset += 1
      }
    }
    text.offset = opening
    throw text.error("the string that starts here does not end")
  }

  /// Takes the quotes at the place into `value`; of three or more the last three end the string.
  private mutating func closes(_ quote: UInt8, _ value: inout [UInt8]) -> Bool {
    var count = 0
    while text.byte == quote, count < 5 {
      count += 1
      text.offset += 1
    }
    value += Array(repeating: quote, count: count >= 3 ? count - 3 : count)
    return count >= 3
  }

  private mutating func escape(isLong: Bool, into value: inout [UInt8]) throws(DocumentError) {
    let start = text.offset
    text.offset += 1
    guard let byte = text.byte else { throw text.error("the text ends within an escape") }
    text.offset += 1
    switch byte {
    case UInt8(ascii: "b"): value.append(0x08)
    case UInt8(ascii: "t"): value.append(0x09)
    case UInt8(ascii: "n"): value.append(0x0a)
    case UInt8(ascii: "f"): value.append(0x0c)
    case UInt8(ascii: "r"): value.append(0x0d)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): value.append(byte)
    case UInt8(ascii: "u"): value += String(try scalar(digits: 4, from: start)).utf8
    case UInt8(ascii: "U"): value += String(try scalar(digits: 8, from: start)).utf8
    default:
      text.offset = start + 1
      if isLong, skipsLineEnd() { return }
      let shown = text.found
      text.offset = start
      throw text.error("`\\` before \(shown) is no escape; a string in single quotes has none")
    }
  }

  /// Steps over `\` at the end of a line and all blank lines behind it.
  private mutating func skipsLineEnd() -> Bool {
    text.skipBlanks()
    guard text.isLineEnd else { return false }
    while text.isLineEnd {
      text.skipLineEnd()
      text.skipBlanks()
    }
    return true
  }

  private mutating func scalar(digits: Int, from start: Int) throws(DocumentError) -> Unicode.Scalar {
    let end = text.offset + digits
    let hexadecimal = text.bytes[text.offset..<min(end, text.bytes.count)]
    text.offset = start
    guard hexadecimal.count == digits, hexadecimal.allSatisfy(TOMLNumber.isHexDigit),
      let value = UInt32(String(decoding: hexadecimal, as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { throw text.error("expected \(digits) hexadecimal digits that name a character") }
    text.offset = end
    return scalar
  }

  /// The number, truth value, date or time at the place, as written; steps behind it.
  mutating func scalar() throws(DocumentError) -> String {
    let start = text.offset
    let isPart: (UInt8) -> Bool = { TOMLText.isBareKey($0) || [0x2b, 0x2e, 0x3a].contains($0) }
    while let byte = text.byte, isPart(byte) { text.offset += 1 }
    // A date and a time may have one space between them.
    if text.byte == 0x20, TOMLTime.isDate(text.bytes[start..<text.offset]), text.offset + 1 < text.bytes.count,
      JSONText.isDigit(text.bytes[text.offset + 1])
    {
      text.offset += 1
      while let byte = text.byte, isPart(byte) { text.offset += 1 }
    }
    let written = text.bytes[start..<text.offset]
    if TOMLNumber.isScalar(written) || TOMLTime.isTime(written) { return String(decoding: written, as: UTF8.self) }
    let shown = String(decoding: written.prefix(40), as: UTF8.self)
    text.offset = start
    if written.isEmpty { throw text.error("expected a value, found \(text.found)") }
    throw text.error("`\(shown)` is no value; a string takes quotes")
  }
}
