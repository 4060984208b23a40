/// How bytes of a path are shown to a person.
enum PathQuoting {
  /// `bytes` as they are where they are plain UTF-8, otherwise C-quoted (git-config(1), `core.quotePath=false`).
  static func display(_ bytes: [UInt8]) -> String {
    let isControl = { (byte: UInt8) in
      byte < 0x20 || byte == 0x7f || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
    if let text = String(validating: bytes, as: UTF8.self), !bytes.contains(where: isControl) { return text }
    var quoted = "\""
    var rest = bytes[...]
    while let byte = rest.first {
      if byte < 0x80 {
        quoted += escaped(byte)
        rest.removeFirst()
      } else if let (scalar, length) = leadingScalar(of: rest) {
        quoted.unicodeScalars.append(scalar)
        rest.removeFirst(length)
      } else {
        quoted += octal(byte)
        rest.removeFirst()
      }
    }
    return quoted + "\""
  }

  private static func escaped(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\n"): "\\n"
    case UInt8(ascii: "\t"): "\\t"
    case UInt8(ascii: "\r"): "\\r"
    case UInt8(ascii: "\""): "\\\""
    case UInt8(ascii: "\\"): "\\\\"
    case 0x20..<0x7f: String(UnicodeScalar(byte))
    default: octal(byte)
    }
  }

  private static func octal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 8)
    return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
  }

  private static func leadingScalar(of bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
    for length in 2...4 where bytes.count >= length {
      if let text = String(validating: bytes.prefix(length), as: UTF8.self), let scalar = text.unicodeScalars.first {
        return (scalar, length)
      }
    }
    return nil
  }
}
