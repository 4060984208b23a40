/// Private keys in files that are no text: DER, PKCS#12, key stores of Java, databases of KeePass.
struct KeyFile {
  var range: Range<Int>

  /// Object identifiers of PKCS (RFC 8017, RFC 5652, RFC 7292), their contents in DER.
  static let rsaEncryption: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]
  static let data: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01]
  private static let bags: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01]
  static let keyBag = bags + [0x01]
  static let shroudedKeyBag = bags + [0x02]

  /// What a file of KeePass begins with (keepass.info/help/kb/kdbx.html).
  static let keePass: [UInt8] = [0x03, 0xd9, 0xa2, 0x9a]
  /// What a key store of Java begins with, the second where it was made by JCE (sun.security.provider.JavaKeyStore).
  private static let javaStore: [UInt8] = [0xfe, 0xed, 0xfe, 0xed]
  private static let javaExtension: [UInt8] = [0xce, 0xce, 0xce, 0xce]

  /// Of a key that nothing protects: version and algorithm of PKCS#8 for RSA, elliptic curves and Ed25519, version and modulus of
  /// PKCS#1, and a bag of PKCS#12.
  static let plainAnchors: [Anchor] = [
    Anchor(bytes: [0x02, 0x01, 0x00, 0x30, 0x0d, 0x06, 0x09] + rsaEncryption),
    Anchor(bytes: [0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]),
    Anchor(bytes: [0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70]),
    Anchor(bytes: [0x02, 0x01, 0x00, 0x02, 0x82]), Anchor(bytes: keyBag),
  ]
  static let protectedAnchors: [Anchor] = [
    Anchor(bytes: shroudedKeyBag), Anchor(bytes: javaStore), Anchor(bytes: javaExtension),
    Anchor(bytes: keePass + [0x67, 0xfb, 0x4b, 0xb5]),
  ]

  /// In bytes: no key is longer, and no more of a store is needed to tell it from others.
  private static let maximumLength = 16 << 10

  private init(range: Range<Int>) { self.range = range }

  /// The key that nothing protects and of which `anchor` is part.
  static func plain(in bytes: [UInt8], anchor: Range<Int>) -> KeyFile? {
    if bytes[anchor].elementsEqual(keyBag) { return store(in: bytes) }
    // A tag and a length of one to three bytes stand before the version.
    for count in 2...4 {
      let start = anchor.lowerBound - count
      guard start >= 0, bytes[start] == DER.sequence,
        let whole = DER.first(in: bytes[start..<min(bytes.count, start + maximumLength)]),
        whole.content.startIndex == anchor.lowerBound, let parts = whole.parts, KeyStructure.isPlain(parts)
      else { continue }
      return KeyFile(range: start..<whole.content.endIndex)
    }
    return nil
  }

  /// The store of which `anchor` is part, with a key that a password protects.
  static func protected(in bytes: [UInt8], anchor: Range<Int>) -> KeyFile? {
    if bytes[anchor].elementsEqual(shroudedKeyBag) { return store(in: bytes) }
    guard anchor.lowerBound == 0 else { return nil }
    if bytes.starts(with: keePass) { return bytes.count >= 64 ? KeyFile(range: 0..<min(bytes.count, 256)) : nil }
    return holdsJavaKey(bytes) ? KeyFile(range: 0..<min(bytes.count, maximumLength)) : nil
  }

  /// The file of PKCS#12 that `bytes` begin with.
  private static func store(in bytes: [UInt8]) -> KeyFile? {
    guard let whole = DER.first(in: bytes[...]), whole.tag == DER.sequence, let version = DER.first(in: whole.content),
      version.tag == DER.integer, version.content.elementsEqual([3])
    else { return nil }
    return KeyFile(range: 0..<min(whole.content.endIndex, maximumLength))
  }

  /// Whether one of the first entries of a key store of Java is a key, and not that of Android's debug builds, which is no secret.
  private static func holdsJavaKey(_ bytes: [UInt8]) -> Bool {
    func number(_ offset: Int, _ count: Int) -> Int? {
      guard offset + count <= bytes.count else { return nil }
      return bytes[offset..<(offset + count)].reduce(0) { $0 << 8 | Int($1) }
    }
    guard let version = number(4, 4), (1...2).contains(version), let entries = number(8, 4) else { return false }
    var offset = 12
    for _ in 0..<min(entries, 64) {
      guard let tag = number(offset, 4), let length = number(offset + 4, 2) else { return false }
      let alias = offset + 6
      offset = alias + length + 8
      guard tag == 2 else {
        let isWhole = number(offset, 4).map { $0 >= 32 && offset + 4 + $0 <= bytes.count } ?? false
        return tag == 1 && isWhole && !ASCII.has("androiddebugkey", at: alias, in: bytes)
      }
      guard let type = number(offset, 2), let size = number(offset + 2 + type, 4) else { return false }
      offset += 6 + type + size
    }
    return false
  }
}
