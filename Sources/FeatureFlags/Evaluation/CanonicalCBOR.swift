/// The bytes that stand for a JSON value in canonical CBOR (RFC 7049, section 3.9): the shortest form of every number and
/// length, the members of an object by the length of their name and then by its bytes.
enum CanonicalCBOR {
  /// The bytes of `value`. A number without a fraction that fits into 64 bits is an integer.
  static func bytes(of value: FlagValue) -> [UInt8] {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return bytes
  }

  private static func append(_ value: FlagValue, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes.append(0xF6)
    case .boolean(let isTrue): bytes.append(isTrue ? 0xF5 : 0xF4)
    case .number(let number): append(number, to: &bytes)
    case .string(let text): append(text, to: &bytes)
    case .list(let elements):
      appendHead(4, UInt64(elements.count), to: &bytes)
      for element in elements { append(element, to: &bytes) }
    case .object(let members):
      var last: [String: FlagValue] = [:]
      for member in members { last[member.name] = member.value }
      let sorted = last.sorted { left, right in
        let (first, second) = (left.key.utf8, right.key.utf8)
        return first.count == second.count ? first.lexicographicallyPrecedes(second) : first.count < second.count
      }
      appendHead(5, UInt64(sorted.count), to: &bytes)
      for (name, value) in sorted {
        append(name, to: &bytes)
        append(value, to: &bytes)
      }
    }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    appendHead(3, UInt64(text.utf8.count), to: &bytes)
    bytes += text.utf8
  }

  private static func append(_ number: Double, to bytes: inout [UInt8]) {
    if let whole = UInt64(exactly: number) { return appendHead(0, whole, to: &bytes) }
    if let whole = Int64(exactly: number) { return appendHead(1, UInt64(-1 - whole), to: &bytes) }
    if number.isNaN { return appendBytes(0xF9, 0x7E00, 2, to: &bytes) }
    let single = Float(number)
    guard Double(single) == number else { return appendBytes(0xFB, number.bitPattern, 8, to: &bytes) }
    if let half = halfPattern(of: single) { return appendBytes(0xF9, UInt64(half), 2, to: &bytes) }
    appendBytes(0xFA, UInt64(single.bitPattern), 4, to: &bytes)
  }

  /// `number` as IEEE 754 binary16, `nil` where it would lose digits.
  private static func halfPattern(of number: Float) -> UInt16? {
    let pattern = number.bitPattern
    let sign = UInt16(pattern >> 16 & 0x8000)
    let exponent = Int(pattern >> 23 & 0xFF) - 127
    let fraction = pattern & 0x7F_FFFF
    if exponent == 128 { return fraction == 0 ? sign | 0x7C00 : nil }
    if exponent >= -14 {
      guard exponent <= 15, fraction & 0x1FFF == 0 else { return nil }
      return sign | UInt16(exponent + 15) << 10 | UInt16(fraction >> 13)
    }
    // Half precision has no exponent below -14: the digits move to the right instead.
    guard exponent >= -24 else { return nil }
    let digits = fraction | 0x80_0000
    let shift = UInt32(-exponent - 1)
    guard digits & (1 << shift - 1) == 0 else { return nil }
    return sign | UInt16(digits >> shift)
  }

  private static func appendHead(_ major: UInt8, _ length: UInt64, to bytes: inout [UInt8]) {
    let major = major << 5
    switch length {
    case ..<24: bytes.append(major | UInt8(length))
    case ..<0x100: appendBytes(major | 24, length, 1, to: &bytes)
    case ..<0x1_0000: appendBytes(major | 25, length, 2, to: &bytes)
    case ..<0x1_0000_0000: appendBytes(major | 26, length, 4, to: &bytes)
    default: appendBytes(major | 27, length, 8, to: &bytes)
    }
  }

  private static func appendBytes(_ head: UInt8, _ value: UInt64, _ count: Int, to bytes: inout [UInt8]) {
    bytes.append(head)
    for index in (0..<count).reversed() { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
  }
}
