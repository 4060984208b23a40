/// Bech32 (BIP-0173), in which age writes its keys.
enum Bech32 {
  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  /// Whether the last six characters of `text`, in one case, are the checksum of those before.
  static func hasChecksum(_ text: ArraySlice<UInt8>) -> Bool {
    let folded = text.map(ASCII.lowercased)
    guard folded.count <= 512, let separator = folded.lastIndex(of: UInt8(ascii: "1")) else { return false }
    let values = folded[(separator + 1)...].map { alphabet.firstIndex(of: $0) }
    guard values.count >= 6, !values.contains(nil) else { return false }
    return remainder(expanded(folded[..<separator]) + values.compactMap { $0 }) == 1
  }

  /// `data`, digits of 32 in their alphabet, with its checksum behind it.
  static func checked(_ prefix: String, _ data: String) -> String {
    let values = data.utf8.compactMap { alphabet.firstIndex(of: ASCII.lowercased($0)) }
    let sum = remainder(expanded(Array(prefix.lowercased().utf8)[...]) + values + Array(repeating: 0, count: 6)) ^ 1
    let digits = (0..<6).map { alphabet[sum >> (5 * (5 - $0)) & 31] }
    return String(decoding: values.map { alphabet[$0] } + digits, as: UTF8.self).uppercased()
  }

  private static func expanded(_ prefix: ArraySlice<UInt8>) -> [Int] {
    prefix.map { Int($0 >> 5) } + [0] + prefix.map { Int($0 & 31) }
  }

  private static func remainder(_ values: [Int]) -> Int {
    let generator = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
    return values.reduce(1) { sum, value in
      let shifted = ((sum & 0x1FF_FFFF) << 5) ^ value
      return (0..<5).reduce(shifted) { (sum >> (25 + $1)) & 1 == 1 ? $0 ^ generator[$1] : $0 }
    }
  }
}
