/// A PEM block that holds a private key (RFC 7468, RFC 4716, RFC 9580), as a file or quoted in JSON, YAML or source code.
struct PrivateKeyBlock {
  /// From `-----BEGIN` to behind the closing line, or to the end of the key's own text where that is missing.
  var range: Range<Int>
  /// Whether a passphrase protects the key.
  var isEncrypted: Bool
  /// Whether there is no closing line.
  var isTruncated: Bool
  /// Whether what is between the lines is such a key, or the beginning of one, and not something random.
  var isWellFormed: Bool

  /// Why the block is perhaps no key that somebody can use.
  var doubt: String? {
    if isEncrypted { return "a passphrase protects it" }
    if isTruncated { return "its end is missing" }
    return isWellFormed ? nil : "it is not made as keys are: altered or made up"
  }

  /// A 16,384-bit RSA key has about 12,700 characters; a PGP block with subkeys is of the same order.
  private static let maximumLength = 64 << 10
  /// An Ed25519 key in PKCS#8 has 64 characters of base64.
  private static let minimumBodyLength = 40
  private static let examples = WordList(exactly: ["EXAMPLE"])

  /// The block whose opening line holds `anchor` (`PRIVATE KEY`); `nil` for a line alone, as documentation has it.
  init?(in bytes: [UInt8], anchor: Range<Int>) {
    guard let start = Self.openingStart(in: bytes, before: anchor.lowerBound) else { return nil }
    var offset = anchor.upperBound
    if ASCII.has(" BLOCK", at: offset, in: bytes) { offset += 6 }
    guard ASCII.has("-----", at: offset, in: bytes) else { return nil }
    let label = bytes[(start + 11)..<anchor.lowerBound]

    var body = Self.Body(bytes: bytes, from: offset + 5, limit: Self.maximumLength)
    body.read()
    // A body of a few letters over and over is a drawing of a key.
    guard body.characters.count >= Self.minimumBodyLength,
      body.characters.prefix(256).withView({ ByteClass(of: $0).count >= 12 })
        || body.characters.withView({ ByteClass(of: $0).count >= 12 })
    else { return nil }
    // Documentation leaves part of a key out, or writes into it that it is an example.
    if ASCII.has("...", at: body.end, in: bytes) || Self.examples.occurs(in: body.characters.prefix(256)) {
      return nil
    }
    let decoded = Base64.decode(body.characters.prefix(body.characters.count / 4 * 4)[...], limit: 96)
    isEncrypted = ASCII.contains(label, ignoringCase: "encrypted") || body.isEncrypted
    isTruncated = !body.isClosed
    let begins = body.isEncrypted || Self.beginsAsKey(decoded, label: label)
    // Something else between the lines is told only where it is as random as a key, and whole.
    guard begins || (body.isClosed && Self.isRandom(body.characters, decoded: decoded)) else { return nil }
    isWellFormed = begins && (isTruncated || body.isEncrypted || Self.isKey(body.characters, label: label))
    if begins, ASCII.contains(label, ignoringCase: "openssh"), decoded.count > 23 {
      // The cipher's name follows the magic and its length (PROTOCOL.key of OpenSSH).
      isEncrypted = !decoded[19...].starts(with: Array("none".utf8))
    }
    range = start..<body.end
  }

  private static func openingStart(in bytes: [UInt8], before anchor: Int) -> Int? {
    var start = anchor
    let label = ByteClass.label
    while start > 0, anchor - start < 32, label.contains(bytes[start - 1]) { start -= 1 }
    // `start` is now behind the five dashes or inside `BEGIN`.
    guard ASCII.has("-----BEGIN ", at: start - 5, in: bytes) else { return nil }
    return start - 5
  }

  private static func isRandom(_ characters: [UInt8], decoded: [UInt8]) -> Bool {
    decoded.contains { $0 >= 0x7f || $0 < 0x09 } && Randomness.entropy(of: characters) >= 4.2
      && Randomness.wordShare(of: characters[...]) < 0.6
  }

  private static func beginsAsKey(_ decoded: [UInt8], label: ArraySlice<UInt8>) -> Bool {
    guard let first = decoded.first else { return false }
    if ASCII.contains(label, ignoringCase: "openssh") { return decoded.starts(with: KeyStructure.openSSHMagic) }
    // A packet's tag has its highest bit set (RFC 9580 section 4.2); DER of a key is a SEQUENCE.
    if ASCII.contains(label, ignoringCase: "pgp") { return first & 0x80 != 0 }
    if ASCII.contains(label, ignoringCase: "ssh2") { return true }
    return first == DER.sequence
  }

  /// Whether all of what the base64 says is a key of the kind that the label names.
  private static func isKey(_ characters: [UInt8], label: ArraySlice<UInt8>) -> Bool {
    if ASCII.contains(label, ignoringCase: "ssh2") { return true }
    let decoded = Base64.decode(characters[...])[...]
    if ASCII.contains(label, ignoringCase: "openssh") { return KeyStructure.isOpenSSH(decoded) }
    if ASCII.contains(label, ignoringCase: "pgp") { return KeyStructure.isOpenPGP(decoded) }
    return KeyStructure.isDER(decoded)
  }

  /// The base64 between the lines, whatever quotation and header lines are around it.
  private struct Body {
    let bytes: [UInt8]
    let limit: Int
    var end: Int
    var characters: [UInt8] = []
    var isEncrypted = false
    var isClosed = false

    init(bytes: [UInt8], from start: Int, limit: Int) {
      self.bytes = bytes
      self.limit = min(bytes.count, start + limit)
      end = start
    }

    mutating func read() {
      var offset = end
      // Spaces, quotes and what joins or marks the lines of a text in code and comments.
      let filling = ByteClass.quotation
      let letters = ByteClass.base64
      while offset < limit {
        let byte = bytes[offset]
        if !characters.isEmpty, letters.contains(byte) {
          characters.append(byte)
          offset += 1
          end = offset
        } else if ASCII.has("-----END", at: offset, in: bytes) {
          end = closingEnd(from: offset + 8)
          isClosed = true
          return
        } else if ASCII.has("-----", at: offset, in: bytes) {
          // Another block begins: this one was never closed.
          return
        } else if byte == ASCII.backslash {
          offset += offset + 1 < limit && ByteClass.lineEscapes.contains(bytes[offset + 1]) ? 2 : 1
        } else if let next = headerEnd(from: offset) {
          offset = next
        } else if letters.contains(byte) || byte == UInt8(ascii: "=") {
          characters.append(byte)
          offset += 1
          end = offset
        } else if filling.contains(byte), !ASCII.has("...", at: offset, in: bytes) {
          offset += 1
        } else {
          return
        }
      }
    }

    /// The end of a header line (`Proc-Type: 4,ENCRYPTED`, `Version: …`) that starts at `start`.
    private mutating func headerEnd(from start: Int) -> Int? {
      guard characters.isEmpty else { return nil }
      for name in ["Proc-Type:", "DEK-Info:", "Version:", "Comment:", "Hash:", "Charset:", "MessageID:"]
      where ASCII.has(name, at: start, in: bytes) {
        var end = start
        while end < limit, bytes[end] != ASCII.newline, !ASCII.has("\\n", at: end, in: bytes), end - start < 256 {
          end += 1
        }
        if ASCII.contains(bytes[start..<end], ignoringCase: "encrypted") { isEncrypted = true }
        return end
      }
      return nil
    }

    private func closingEnd(from start: Int) -> Int {
      var offset = start
      while offset < limit, offset - start < 48, ByteClass.label.contains(bytes[offset]) { offset += 1 }
      return ASCII.has("-----", at: offset, in: bytes) ? offset + 5 : offset
    }
  }
}
