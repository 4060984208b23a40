/// Whether bytes are what a private key is written as.
enum KeyStructure {
  /// Whether `bytes`, and no fewer of them, are a key in DER: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017 appendix A.1.2), SEC 1 (RFC 5915),
  /// or DSA's six numbers as OpenSSL writes them.
  static func isDER(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let whole = DER.first(in: bytes), whole.content.endIndex == bytes.endIndex, let parts = whole.parts else {
      return false
    }
    return isPlain(parts) || isEncrypted(parts)
  }

  /// Whether nothing protects the key that consists of `parts`.
  static func isPlain(_ parts: [DER.Element]) -> Bool {
    guard parts.count >= 2, parts[0].tag == DER.integer, parts[0].content.count == 1 else { return false }
    // RSA: version, modulus, two exponents, two primes and what follows from them.
    if parts.count >= 9, parts.prefix(9).allSatisfy({ $0.tag == DER.integer }) { return true }
    if parts.count == 6, parts.allSatisfy({ $0.tag == DER.integer }) { return true }
    if parts[1].tag == DER.octets { return parts[0].content.first == 1 && !parts[1].content.isEmpty }
    return parts.count >= 3 && isAlgorithm(parts[1]) && parts[2].tag == DER.octets && !parts[2].content.isEmpty
  }

  /// An algorithm, and what it made of the key.
  private static func isEncrypted(_ parts: [DER.Element]) -> Bool {
    parts.count == 2 && isAlgorithm(parts[0]) && parts[1].tag == DER.octets && !parts[1].content.isEmpty
  }

  private static func isAlgorithm(_ element: DER.Element) -> Bool { element.parts?.first?.tag == DER.identifier }

  static let openSSHMagic = Array("openssh-key-v1\0".utf8)

  /// Whether `bytes` are OpenSSH's form, to the end (PROTOCOL.key of OpenSSH): cipher, derivation and its options, a number of keys,
  /// the public halves, and the private part.
  static func isOpenSSH(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.starts(with: openSSHMagic) else { return false }
    var reader = LengthReader(rest: bytes.dropFirst(openSSHMagic.count))
    guard reader.skip(3), let count = reader.number(), (1...16).contains(count), reader.skip(count + 1) else {
      return false
    }
    return reader.rest.isEmpty
  }

  /// Whether `bytes` begin with a packet of a secret key, of a version that there is (RFC 9580 sections 4.2 and 5.5.3).
  static func isOpenPGP(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let tag = bytes.first, let second = bytes.dropFirst().first else { return false }
    let lengthCount: Int
    switch tag {
    case 0x94: lengthCount = 1
    case 0x95: lengthCount = 2
    case 0x96: lengthCount = 4
    case 0xc5: lengthCount = second < 192 ? 1 : second < 224 ? 2 : 5
    default: return false
    }
    return bytes.dropFirst(1 + lengthCount).first.map { (2...6).contains($0) } ?? false
  }

  /// Reads what has its length before it, in four bytes.
  private struct LengthReader {
    var rest: ArraySlice<UInt8>

    mutating func number() -> Int? {
      guard rest.count >= 4 else { return nil }
      defer { rest = rest.dropFirst(4) }
      return rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    }

    /// Whether there were `count` such things, which are behind it now.
    mutating func skip(_ count: Int) -> Bool {
      for _ in 0..<count {
        guard let length = number(), length <= rest.count else { return false }
        rest = rest.dropFirst(length)
      }
      return true
    }
  }
}
