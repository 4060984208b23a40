/// Base64 in either alphabet (RFC 4648), padding optional.
enum Base64 {
  /// Up to `limit` decoded bytes of `text`; what comes behind the first byte that is no base64 is left out.
  static func decode(_ text: some Sequence<UInt8>, limit: Int = .max) -> [UInt8] {
    var decoded: [UInt8] = []
    var accumulator: UInt32 = 0
    var bitCount = 0
    for byte in text {
      guard let value = value(of: byte), decoded.count < limit else { break }
      accumulator = accumulator << 6 | UInt32(value)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        decoded.append(UInt8(truncatingIfNeeded: accumulator >> UInt32(bitCount)))
      }
    }
    return decoded
  }

  /// `bytes` in the standard alphabet, with padding.
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var encoded: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let chunk = bytes[start..<min(start + 3, bytes.count)]
      var word: UInt32 = 0
      for index in 0..<3 { word = word << 8 | UInt32(index < chunk.count ? chunk[start + index] : 0) }
      for index in 0..<4 {
        encoded.append(index <= chunk.count ? alphabet[Int(word >> UInt32(18 - 6 * index) & 63)] : UInt8(ascii: "="))
      }
    }
    return encoded
  }

  /// What a letter of either alphabet stands for.
  static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
