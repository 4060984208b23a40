/// The CRC-32 of zlib and Ethernet (reflected polynomial 0xEDB88320), which several providers put into their tokens.
enum CRC32 {
  static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var remainder = UInt32.max
    for byte in bytes {
      remainder ^= UInt32(byte)
      for _ in 0..<8 { remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1 }
    }
    return ~remainder
  }

  /// `value` in `alphabet`'s base, filled with the digit zero up to `count` digits.
  static func digits(_ value: UInt32, in alphabet: String, count: Int) -> [UInt8] {
    let alphabet = Array(alphabet.utf8)
    var digits: [UInt8] = []
    var rest = Int(value)
    while digits.count < count || rest > 0 {
      digits.append(alphabet[rest % alphabet.count])
      rest /= alphabet.count
    }
    return digits.reversed()
  }
}
