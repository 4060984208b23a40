/// The spellings of numbers and truth values.
enum TOMLNumber {
  static func isHexDigit(_ byte: UInt8) -> Bool {
    JSONText.isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
  }

  static func isScalar(_ text: ArraySlice<UInt8>) -> Bool {
    switch String(decoding: text, as: UTF8.self) {
    case "true", "false", "inf", "+inf", "-inf", "nan", "+nan", "-nan": true
    default: isPrefixed(text) || isDecimal(text)
    }
  }

  /// `0x…`, `0o…`, `0b…`.
  private static func isPrefixed(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count > 2, text.first == UInt8(ascii: "0") else { return false }
    let digits = text.dropFirst(2)
    switch text[text.startIndex + 1] {
    case UInt8(ascii: "x"): return areDigits(digits, isHexDigit)
    case UInt8(ascii: "o"): return areDigits(digits) { (0x30...0x37).contains($0) }
    case UInt8(ascii: "b"): return areDigits(digits) { $0 == 0x30 || $0 == 0x31 }
    default: return false
    }
  }

  private static func isDecimal(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let whole = rest.prefix { $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e") }
    guard areDigits(whole, JSONText.isDigit), whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
    rest = rest[whole.endIndex...]
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix { $0 | 0x20 != UInt8(ascii: "e") }
      guard areDigits(fraction, JSONText.isDigit) else { return false }
      rest = rest[fraction.endIndex...]
    }
    guard let first = rest.first else { return true }
    guard first | 0x20 == UInt8(ascii: "e") else { return false }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    return areDigits(rest, JSONText.isDigit)
  }

  /// At least one digit; underscores stand between digits only.
  private static func areDigits(_ text: ArraySlice<UInt8>, _ isDigit: (UInt8) -> Bool) -> Bool {
    var wasDigit = false
    for byte in text {
      if byte == UInt8(ascii: "_") {
        if !wasDigit { return false }
        wasDigit = false
      } else if isDigit(byte) {
        wasDigit = true
      } else {
        return false
      }
    }
    return wasDigit
  }
}
