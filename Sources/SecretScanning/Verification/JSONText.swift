/// Just enough of JSON (RFC 8259) to tell whether bytes are an object, and which members it has.
struct JSONText {
  private let bytes: [UInt8]
  private var offset = 0
  private var keys: Set<String> = []

  /// The names of the members of the object that `bytes` is, or `nil` if it is no object.
  static func keys(of bytes: [UInt8]) -> Set<String>? {
    var text = JSONText(bytes: bytes)
    guard text.readObject(depth: 0) else { return nil }
    text.skipSpace()
    return text.offset == bytes.count ? text.keys : nil
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func readObject(depth: Int) -> Bool {
    guard take("{") else { return false }
    if take("}") { return true }
    repeat {
      skipSpace()
      guard let key = readString() else { return false }
      if depth == 0 { keys.insert(String(decoding: key, as: UTF8.self)) }
      guard take(":"), readValue(depth: depth + 1) else { return false }
    } while take(",")
    return take("}")
  }

  private mutating func readArray(depth: Int) -> Bool {
    guard take("[") else { return false }
    if take("]") { return true }
    repeat {
      guard readValue(depth: depth + 1) else { return false }
    } while take(",")
    return take("]")
  }

  private mutating func readValue(depth: Int) -> Bool {
    skipSpace()
    guard depth < 32, offset < bytes.count else { return false }
    switch bytes[offset] {
    case UInt8(ascii: "{"): return readObject(depth: depth)
    case UInt8(ascii: "["): return readArray(depth: depth)
    case UInt8(ascii: "\""): return readString() != nil
    default:
      let start = offset
      while offset < bytes.count, ByteClass.jsonScalar.contains(bytes[offset]) { offset += 1 }
      return offset > start
    }
  }

  private mutating func readString() -> ArraySlice<UInt8>? {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { return nil }
    let start = offset + 1
    offset = start
    while offset < bytes.count {
      if bytes[offset] == ASCII.backslash {
        offset += 2
      } else if bytes[offset] == UInt8(ascii: "\"") {
        offset += 1
        return bytes[start..<(offset - 1)]
      } else if bytes[offset] < 0x20 {
        return nil
      } else {
        offset += 1
      }
    }
    return nil
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private mutating func skipSpace() {
    while offset < bytes.count, ByteClass.whitespace.contains(bytes[offset]) { offset += 1 }
  }
}
