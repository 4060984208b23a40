/// ASCII facts about bytes.
enum ASCII {
  static let newline = UInt8(ascii: "\n")
  static let backslash = UInt8(ascii: "\\")

  static func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte + 32 : byte
  }

  /// Whether `needle`, which must be in lower case, occurs in `bytes` in any case.
  static func contains(_ bytes: ArraySlice<UInt8>, ignoringCase needle: String) -> Bool {
    let needle = needle.utf8
    guard let first = needle.first, bytes.count >= needle.count else { return false }
    for start in bytes.startIndex...(bytes.endIndex - needle.count) where lowercased(bytes[start]) == first {
      var index = start
      let differs = needle.contains { byte in
        index += 1
        return lowercased(bytes[index - 1]) != byte
      }
      if !differs { return true }
    }
    return false
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

  /// Whether `bytes` begin with `needle`, which must be in lower case, in any case.
  static func startsIgnoringCase(_ bytes: ArraySlice<UInt8>, with needle: String) -> Bool {
    bytes.count >= needle.utf8.count && zip(bytes, needle.utf8).allSatisfy { lowercased($0) == $1 }
  }

  /// Whether `bytes` end with `needle`, which must be in lower case, in any case.
  static func endsIgnoringCase(_ bytes: ArraySlice<UInt8>, with needle: String) -> Bool {
    startsIgnoringCase(bytes.suffix(needle.utf8.count), with: needle)
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
