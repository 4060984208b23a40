/// Reads what a ``ByteWriter`` wrote. Every answer is `nil` once the bytes are not what they should be; nothing is read
/// beyond their end, and nothing is allocated that they do not hold.
struct ByteReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// Whether everything has been read.
  var isAtEnd: Bool { rest.isEmpty }

  mutating func byte() -> UInt8? {
    rest.popFirst()
  }

  mutating func unsigned() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      let bits = UInt64(byte & 0x7f)
      // The tenth byte holds the one bit that is left.
      if shift == 63, bits > 1 { return nil }
      value |= bits << shift
      if byte < 0x80 { return value }
    }
    return nil
  }

  mutating func signed() -> Int64? {
    unsigned().map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) }
  }

  /// A count of elements, each of at least one byte.
  mutating func count() -> Int? {
    guard let count = unsigned(), count <= UInt64(rest.count) else { return nil }
    return Int(count)
  }

  mutating func bytes() -> [UInt8]? {
    guard let count = count() else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  mutating func text() -> String? {
    bytes().flatMap { String(validating: $0, as: UTF8.self) }
  }

  mutating func flag() -> Bool? {
    switch byte() {
    case 0: false
    case 1: true
    default: nil
    }
  }

  /// `.some(nil)` for a value that is absent, `nil` for bytes that are wrong.
  mutating func optional<Value>(_ body: (inout ByteReader) -> Value?) -> Value?? {
    switch flag() {
    case false: .some(nil)
    case true: body(&self).map(Optional.some)
    case nil: nil
    }
  }
}
