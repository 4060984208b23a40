/// Seeds of NATS (github.com/nats-io/nkeys) and Stellar: `count` bytes in base32, the last two a CRC-16 of the others.
enum NKey {
  static func isValid(_ seed: ArraySlice<UInt8>, count: Int) -> Bool {
    let decoded = Base32.decode(seed)
    guard decoded.count == count else { return false }
    return checksum(decoded.dropLast(2)) == UInt16(decoded[count - 2]) | UInt16(decoded[count - 1]) << 8
  }

  /// CRC-16 with the polynomial 0x1021 and no reflection (XMODEM).
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt16 {
    var remainder: UInt16 = 0
    for byte in bytes {
      remainder ^= UInt16(byte) << 8
      for _ in 0..<8 { remainder = remainder & 0x8000 != 0 ? remainder << 1 ^ 0x1021 : remainder << 1 }
    }
    return remainder
  }
}

/// Base32 (RFC 4648 section 6) without padding.
enum Base32 {
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    var accumulator: UInt32 = 0
    var bitCount = 0
    for byte in text {
      guard ByteClass.base32.contains(byte) else { break }
      let value = byte >= UInt8(ascii: "A") ? byte - UInt8(ascii: "A") : byte - UInt8(ascii: "2") + 26
      accumulator = accumulator << 5 | UInt32(value)
      bitCount += 5
      if bitCount >= 8 {
        bitCount -= 8
        decoded.append(UInt8(truncatingIfNeeded: accumulator >> UInt32(bitCount)))
      }
    }
    return decoded
  }

  /// `bytes` in lower case.
  static func encode(_ bytes: [UInt8]) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    var encoded: [UInt8] = []
    var accumulator: UInt32 = 0
    var bitCount = 0
    for byte in bytes {
      accumulator = accumulator << 8 | UInt32(byte)
      bitCount += 8
      while bitCount >= 5 {
        bitCount -= 5
        encoded.append(alphabet[Int(accumulator >> UInt32(bitCount) & 31)])
      }
    }
    if bitCount > 0 { encoded.append(alphabet[Int(accumulator << UInt32(5 - bitCount) & 31)]) }
    return String(decoding: encoded, as: UTF8.self)
  }
}
