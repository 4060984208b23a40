/// Checksums that providers put into their tokens.
enum Checksum: String, Hashable, Sendable {
  /// GitHub, npm and NetBird: the last six characters are the CRC-32 of those between prefix and them, in base 62.
  case base62
  /// GitLab's routable tokens: the last seven characters are the CRC-32 of all before them, in base 36.
  case base36
  /// Atlassian and Bitbucket: the last eight characters are the CRC-32 of all before them, in hexadecimal.
  case hexadecimal
  /// Grafana: the last eight are the CRC-32 of all before the `_` ahead of them, its bytes in reverse order.
  case grafana
  /// Zuplo: the last eight are the CRC-32 of what is between the prefix and the `_` ahead of them.
  case zuplo
  /// Confluent: the last six are the base64 of the little-endian CRC-32 of what is between prefix and them.
  case confluent
  /// NATS: the last two bytes of the base32 are the CRC-16 (XMODEM) of those before, little-endian.
  case nkey
  /// Stellar: the same over 35 bytes, the first of which is 0x90 (SEP-0023).
  case strkey

  /// How many characters at the end are the checksum.
  private var count: Int {
    switch self {
    case .base62, .confluent: 6
    case .base36: 7
    case .hexadecimal, .grafana, .zuplo: 8
    case .nkey, .strkey: 0
    }
  }

  /// Whether `token` holds the checksum of itself; `prefixCount` of its bytes are the prefix of its kind.
  func holds(for token: ArraySlice<UInt8>, prefixCount: Int) -> Bool {
    guard token.count > count + prefixCount else { return false }
    if self == .nkey { return NKey.isValid(token, count: 36) }
    if self == .strkey { return NKey.isValid(token, count: 35) }
    return digits(for: token.dropLast(count), prefixCount: prefixCount) == token.suffix(count).map(normalized)
  }

  /// The checksum that belongs behind `token`, a token without it.
  func digits(for token: ArraySlice<UInt8>, prefixCount: Int) -> [UInt8] {
    let hex = "0123456789abcdef"
    let base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    switch self {
    case .base62: return CRC32.digits(CRC32.checksum(token.dropFirst(prefixCount)), in: base62, count: 6)
    case .base36: return CRC32.digits(CRC32.checksum(token), in: "0123456789abcdefghijklmnopqrstuvwxyz", count: 7)
    case .hexadecimal: return CRC32.digits(CRC32.checksum(token), in: hex, count: 8)
    case .grafana: return CRC32.digits(CRC32.checksum(token.dropLast()).byteSwapped, in: hex, count: 8)
    case .zuplo: return CRC32.digits(CRC32.checksum(token.dropFirst(prefixCount).dropLast()), in: hex, count: 8)
    case .confluent:
      let sum = CRC32.checksum(token.dropFirst(prefixCount))
      return Array(Base64.encode((0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }).prefix(6))
    case .nkey, .strkey: return []
    }
  }

  private func normalized(_ byte: UInt8) -> UInt8 {
    switch self {
    case .hexadecimal, .grafana, .zuplo: ASCII.lowercased(byte)
    case .base62, .base36, .confluent, .nkey, .strkey: byte
    }
  }
}
