internal import Digests

/// Base58 in Bitcoin's alphabet: no `0`, `O`, `I` and `l`.
enum Base58 {
  private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

  /// The bytes of `text`, or `nil` where something else is in it, or more than a key would be.
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.count <= 256 else { return nil }
    var bytes: [UInt8] = []
    for character in text {
      guard let digit = alphabet.firstIndex(of: character) else { return nil }
      var carry = digit
      for index in bytes.indices.reversed() {
        carry += Int(bytes[index]) * 58
        bytes[index] = UInt8(truncatingIfNeeded: carry)
        carry >>= 8
      }
      if carry > 0 { bytes.insert(UInt8(carry), at: 0) }
    }
    return Array(repeating: 0, count: text.prefix { $0 == alphabet[0] }.count) + bytes
  }

  static func encode(_ bytes: [UInt8]) -> String {
    var digits: [UInt8] = []
    for byte in bytes {
      var carry = Int(byte)
      for index in digits.indices.reversed() {
        carry += Int(digits[index]) << 8
        digits[index] = UInt8(carry % 58)
        carry /= 58
      }
      while carry > 0 {
        digits.insert(UInt8(carry % 58), at: 0)
        carry /= 58
      }
    }
    let zeros = bytes.prefix { $0 == 0 }.map { _ in alphabet[0] }
    return String(decoding: zeros + digits.map { alphabet[Int($0)] }, as: UTF8.self)
  }

  /// Whether the last four bytes are the first of the double SHA-256 of those before.
  static func hasChecksum(_ bytes: [UInt8]) -> Bool {
    bytes.count > 4 && Array(bytes.suffix(4)) == checksum(bytes.dropLast(4))
  }

  /// The checksum that belongs behind `bytes`.
  static func checksum(_ bytes: some Collection<UInt8>) -> [UInt8] {
    Array(Digest256.of(Digest256.of(Array(bytes))).prefix(4))
  }
}
