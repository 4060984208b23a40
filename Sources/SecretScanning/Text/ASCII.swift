/// ASCII facts about bytes.
enum ASCII {
  static let newline = UInt8(ascii: "\n")
  static let backslash = UInt8(ascii: "\\")

  @inline(__always)
  static func lowercased(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 32 : byte
  }

  /// Whether `needle`, which must be in lower case, occurs in `bytes` in any case.
  static func contains(_ bytes: ArraySlice<UInt8>, ignoringCase needle: String) -> Bool {
    var needle = needle
    return needle.withUTF8 { needle in bytes.withView { contains($0, ignoringCase: needle) } }
  }

  /// Whether `needle`, which must be in lower case, occurs in `bytes` in any case.
  @inline(__always)
  static func contains(_ bytes: ByteView, ignoringCase needle: StaticString) -> Bool {
    contains(bytes, ignoringCase: letters(of: needle))
  }

  /// Whether `other` occurs in `bytes`, each in any case.
  static func contains(_ bytes: ByteView, ignoringCaseOf other: ByteView) -> Bool {
    guard let first = other.first.map(lowercased), bytes.count >= other.count else { return false }
    return (bytes.startIndex...(bytes.endIndex - other.count)).contains { start in
      lowercased(bytes[start]) == first
        && (0..<other.count).allSatisfy { lowercased(bytes[start + $0]) == lowercased(other[other.startIndex + $0]) }
    }
  }

  private static func contains(_ bytes: ByteView, ignoringCase needle: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = needle.first, bytes.count >= needle.count else { return false }
    for start in bytes.startIndex...(bytes.endIndex - needle.count) where lowercased(bytes[start]) == first {
      if matches(bytes, at: start, ignoringCase: needle) { return true }
    }
    return false
  }

  @inline(__always)
  private static func matches(
    _ bytes: ByteView, at start: Int, ignoringCase needle: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var index = 0
    while index < needle.count, lowercased(bytes[start + index]) == needle[index] { index += 1 }
    return index == needle.count
  }

  /// Whether `bytes` holds `needle` at `offset`.
  static func has(_ needle: String, at offset: Int, in bytes: [UInt8]) -> Bool {
    let needle = needle.utf8
    guard offset >= 0, offset + needle.count <= bytes.count else { return false }
    // Where the text has its bytes in one piece, as literals have, they need no iterator.
    let isThere = needle.withContiguousStorageIfAvailable { needle in
      needle.indices.allSatisfy { bytes[offset + $0] == needle[$0] }
    }
    return isThere ?? bytes[offset..<(offset + needle.count)].elementsEqual(needle)
  }

  /// Whether `bytes` holds `needle` at `offset`.
  @inline(__always)
  static func has(_ needle: StaticString, at offset: Int, in bytes: ByteView) -> Bool {
    let needle = letters(of: needle)
    guard offset >= bytes.startIndex, offset + needle.count <= bytes.endIndex else { return false }
    var index = 0
    while index < needle.count, bytes[offset + index] == needle[index] { index += 1 }
    return index == needle.count
  }

  /// Whether `bytes` begin with `needle`, which must be in lower case, in any case.
  static func startsIgnoringCase(_ bytes: ArraySlice<UInt8>, with needle: String) -> Bool {
    bytes.count >= needle.utf8.count && zip(bytes, needle.utf8).allSatisfy { lowercased($0) == $1 }
  }

  /// Whether `bytes` begin with `needle`, which must be in lower case, in any case.
  @inline(__always)
  static func startsIgnoringCase(_ bytes: ByteView, with needle: StaticString) -> Bool {
    let needle = letters(of: needle)
    return bytes.count >= needle.count && matches(bytes, at: bytes.startIndex, ignoringCase: needle)
  }

  /// Whether `bytes` end with `needle`, which must be in lower case, in any case.
  @inline(__always)
  static func endsIgnoringCase(_ bytes: ByteView, with needle: StaticString) -> Bool {
    let needle = letters(of: needle)
    return bytes.count >= needle.count && matches(bytes, at: bytes.endIndex - needle.count, ignoringCase: needle)
  }

  @inline(__always)
  private static func letters(of text: StaticString) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// How many of `bytes` are decimal digits; without a branch, for letters and digits take turns.
  static func digitCount(of bytes: ByteView) -> Int {
    var count = 0
    for byte in bytes { count &+= byte &- UInt8(ascii: "0") < 10 ? 1 : 0 }
    return count
  }

  /// What a hexadecimal digit stands for.
  static func hexValue(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  static func isHexDigit(_ byte: UInt8) -> Bool { ByteClass.anyCaseHex.contains(byte) }
}
