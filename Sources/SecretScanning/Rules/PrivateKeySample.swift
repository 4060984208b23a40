/// Blocks that have the form of a key. No key has ever been in them.
enum PrivateKeySample {
  static func block(_ label: String, lineEnd: String = "\n") -> String {
    var rest = Sample.encoded(bytes(label))[...]
    var lines: [Substring] = []
    while !rest.isEmpty {
      lines.append(rest.prefix(64))
      rest = rest.dropFirst(64)
    }
    return (["-----BEGIN \(label)-----"] + lines + ["-----END \(label)-----"]).joined(separator: lineEnd)
  }

  /// What the base64 of the block says.
  static func bytes(_ label: String) -> [UInt8] {
    let algorithm = DER.encoded(DER.sequence, DER.encoded(DER.identifier, KeyFile.rsaEncryption) + [0x05, 0x00])
    switch label {
    case "PRIVATE KEY": return DER.encoded(DER.sequence, version(0) + algorithm + DER.encoded(DER.octets, rsa))
    case "RSA PRIVATE KEY": return rsa
    case "EC PRIVATE KEY": return DER.encoded(DER.sequence, version(1) + DER.encoded(DER.octets, Sample.bytes(32)))
    case "DSA PRIVATE KEY": return DER.encoded(DER.sequence, version(0) + integers([128, 20, 128, 128, 20]))
    case "ENCRYPTED PRIVATE KEY":
      return DER.encoded(DER.sequence, algorithm + DER.encoded(DER.octets, Sample.bytes(1_224)))
    case "OPENSSH PRIVATE KEY":
      let fields = [Array("none".utf8), Array("none".utf8), []].flatMap(counted)
      return KeyStructure.openSSHMagic + fields + [0, 0, 0, 1] + counted(Sample.bytes(51)) + counted(Sample.bytes(144))
    case "PGP PRIVATE KEY BLOCK": return [0x95, 0x03, 0x98, 0x04] + Sample.bytes(919)
    // Some other thing that begins in the same way.
    default: return [0x30, 0x82, 0x04, 0xa2] + Sample.bytes(150)
    }
  }

  private static var rsa: [UInt8] {
    DER.encoded(DER.sequence, version(0) + integers([256, 3, 256, 128, 128, 128, 128, 128]))
  }

  private static func version(_ number: UInt8) -> [UInt8] { [DER.integer, 1, number] }

  private static func integers(_ counts: [Int]) -> [UInt8] {
    counts.enumerated().flatMap { DER.encoded(DER.integer, [0x01] + Sample.bytes($1 - 1, seed: UInt64($0))) }
  }

  private static func counted(_ bytes: [UInt8]) -> [UInt8] { [0, 0, 0, UInt8(bytes.count)] + bytes }
}

/// Key stores without a key.
enum KeyFileSample {
  /// A file of PKCS#12 with one bag.
  static func store(with bag: [UInt8]) -> [UInt8] {
    let data = DER.encoded(DER.identifier, KeyFile.data)
    let key = DER.encoded(DER.sequence, DER.encoded(DER.identifier, bag) + DER.encoded(0xa0, Sample.bytes(200)))
    let inner = DER.encoded(0xa0, DER.encoded(DER.octets, DER.encoded(DER.sequence, key)))
    let safe = DER.encoded(DER.sequence, DER.encoded(DER.sequence, data + inner))
    let content = DER.encoded(DER.sequence, data + DER.encoded(0xa0, DER.encoded(DER.octets, safe)))
    return DER.encoded(DER.sequence, [DER.integer, 1, 3] + content)
  }

  /// A key store of Java with one entry: 1 for a key, 2 for a certificate.
  static func javaStore(tag: UInt8, alias: String = "shop") -> [UInt8] {
    let entry = [0, 0, 0, tag, 0, UInt8(alias.utf8.count)] + Array(alias.utf8) + Sample.bytes(8)
    let key = [0, 0, 0, 200] + Sample.bytes(200) + [0, 0, 0, 0]
    let certificate = [0, 5] + Array("X.509".utf8) + [0, 0, 0, 100] + Sample.bytes(100)
    return [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, 0, 0, 0, 1] + entry + (tag == 1 ? key : certificate) + Sample.bytes(20)
  }

  static var keePass: [UInt8] { KeyFile.keePass + [0x67, 0xfb, 0x4b, 0xb5, 0, 0, 4, 0] + Sample.bytes(400) }
}
