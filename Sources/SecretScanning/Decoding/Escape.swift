/// One escape of a string literal, a URL or a document.
struct Escape {
  /// The byte that it stands for; `nil` for a character beyond ASCII, of which no credential is made.
  var byte: UInt8?
  /// How many bytes it takes.
  var length: Int

  /// The escape of kind `encoding` that begins at `offset`, if one does.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, _ encoding: Encoding) -> Escape? {
    let reader = Reader(bytes: bytes)
    switch encoding {
    case .percent: return reader.number(at: offset, prefix: 1, digits: 2, radix: 16)
    case .escapes: return reader.literal(at: offset)
    case .entities: return reader.reference(at: offset)
    case .base64, .hexadecimal: return nil
    }
  }

  /// The byte with which escapes of a kind begin.
  static func lead(of encoding: Encoding) -> UInt8 {
    switch encoding {
    case .percent: UInt8(ascii: "%")
    case .entities: UInt8(ascii: "&")
    default: ASCII.backslash
    }
  }

  private struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>

    private func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    /// `digits` digits behind `prefix` bytes.
    func number(at offset: Int, prefix: Int, digits: Int, radix: Int, suffix: Int = 0) -> Escape? {
      var value = 0
      guard offset + prefix + digits + suffix <= bytes.count else { return nil }
      for place in (offset + prefix)..<(offset + prefix + digits) {
        guard let digit = ASCII.hexValue(of: bytes[place]), digit < radix else { return nil }
        value = value * radix + Int(digit)
      }
      return Escape(byte: value < 0x80 ? UInt8(value) : nil, length: prefix + digits + suffix)
    }

    /// Up to six digits behind `prefix` bytes, up to `end`.
    private func number(at offset: Int, prefix: Int, upTo end: UInt8, radix: Int) -> Escape? {
      var count = 0
      while count < 6, ASCII.isHexDigit(byte(offset + prefix + count)) { count += 1 }
      guard count > 0, byte(offset + prefix + count) == end else { return nil }
      return number(at: offset, prefix: prefix, digits: count, radix: radix, suffix: 1)
    }

    func literal(at offset: Int) -> Escape? {
      let letter = byte(offset + 1)
      switch letter {
      case UInt8(ascii: "u"):
        return byte(offset + 2) == UInt8(ascii: "{")
          ? number(at: offset, prefix: 3, upTo: UInt8(ascii: "}"), radix: 16)
          : number(at: offset, prefix: 2, digits: 4, radix: 16)
      case UInt8(ascii: "U"): return number(at: offset, prefix: 2, digits: 8, radix: 16)
      case UInt8(ascii: "x"): return number(at: offset, prefix: 2, digits: 2, radix: 16)
      case UInt8(ascii: "0")...UInt8(ascii: "3"):
        return number(at: offset, prefix: 1, digits: 3, radix: 8)
      case UInt8(ascii: "n"): return Escape(byte: ASCII.newline, length: 2)
      case UInt8(ascii: "r"): return Escape(byte: 13, length: 2)
      case UInt8(ascii: "t"): return Escape(byte: 9, length: 2)
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "/"), ASCII.backslash:
        return Escape(byte: letter, length: 2)
      default: return nil
      }
    }

    func reference(at offset: Int) -> Escape? {
      if byte(offset + 1) == UInt8(ascii: "#") {
        let isHexadecimal = byte(offset + 2) | 0x20 == UInt8(ascii: "x")
        return number(
          at: offset, prefix: isHexadecimal ? 3 : 2, upTo: UInt8(ascii: ";"), radix: isHexadecimal ? 16 : 10)
      }
      let names: [(StaticString, UInt8)] = [
        ("&quot;", UInt8(ascii: "\"")), ("&apos;", UInt8(ascii: "'")), ("&amp;", UInt8(ascii: "&")),
        ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
      ]
      for (name, byte) in names where offset + name.utf8CodeUnitCount <= bytes.count {
        let found = bytes[offset..<(offset + name.utf8CodeUnitCount)]
        if found.elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)) {
          return Escape(byte: byte, length: name.utf8CodeUnitCount)
        }
      }
      return nil
    }
  }
}
