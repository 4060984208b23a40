/// Parts of examples. What they are made of stands in the source only as parts: scanners of this repository see none.
enum Sample {
  /// `count` bytes of `members`, the same ones on every call and other ones for every `seed`; never all of one kind where the
  /// class has several.
  static func text(_ count: Int, of members: ByteClass, seed: UInt64 = 1) -> String {
    let alphabet = members.members
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(count)
    let bytes = (0..<count).map { _ in
      // SplitMix64: good enough to look random, and in no library that changes.
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
      return alphabet[Int((value ^ value >> 31) % UInt64(alphabet.count))]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func alphanumeric(_ count: Int, seed: UInt64 = 1) -> String { text(count, of: .alphanumeric, seed: seed) }
  static func upper(_ count: Int, seed: UInt64 = 1) -> String { text(count, of: .upperAlphanumeric, seed: seed) }
  static func lower(_ count: Int, seed: UInt64 = 1) -> String { text(count, of: .lowerAlphanumeric, seed: seed) }
  static func letters(_ count: Int, seed: UInt64 = 1) -> String { text(count, of: .letters, seed: seed) }
  static func hex(_ count: Int, seed: UInt64 = 1) -> String { text(count, of: .hex, seed: seed) }
  static func digits(_ count: Int, seed: UInt64 = 1) -> String { text(count, of: ByteClass.positiveDigits, seed: seed) }
  static func base64(_ count: Int, seed: UInt64 = 1) -> String { text(count, of: .base64, seed: seed) }
  static func base32(_ count: Int, seed: UInt64 = 1) -> String { text(count, of: .base32, seed: seed) }

  static func bytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    Array(Base64.decode(Array(base64(count * 4 / 3 + 4, seed: seed).utf8)[...]).prefix(count))
  }

  static func uuid(seed: UInt64 = 1) -> String {
    [8, 4, 4, 4, 12].enumerated().map { hex($1, seed: seed + UInt64($0)) }.joined(separator: "-")
  }

  /// The base64 of `text`.
  static func encoded(_ text: String) -> String { encoded(Array(text.utf8)) }

  /// The base64 of `bytes`.
  static func encoded(_ bytes: [UInt8]) -> String { String(decoding: Base64.encode(bytes), as: UTF8.self) }

  /// `token` with its checksum behind it.
  static func checked(_ token: String, by checksum: Checksum, prefixCount: Int = 0) -> String {
    token + String(decoding: checksum.digits(for: Array(token.utf8)[...], prefixCount: prefixCount), as: UTF8.self)
  }

  /// A JSON Web Token with this payload.
  static func jsonWebToken(payload: String) -> String {
    let parts = [encoded(#"{"alg":"HS256","typ":"JWT"}"#), encoded(payload)]
    return (parts.map { $0.filter { $0 != "=" } } + [alphanumeric(43)]).joined(separator: ".")
  }
}

extension SecretRule.Examples {
  /// Examples of a token of a fixed form: `prefix` and `body` in the places where tokens stand; and what looks alike: the prefix
  /// alone, half of it, the same filled with `x`, and the token as part of a longer word.
  static func token(_ prefix: String, _ body: String, alsoFinds: [String] = [], alsoIgnores: [String] = []) -> Self {
    let token = prefix + body
    let filled = String(body.map { $0.isLetter || $0.isNumber ? "x" : $0 })
    return Self(
      finds: [
        "\u{ab}\(token)\u{bb}", "TOKEN=\u{ab}\(token)\u{bb}\n", "{\"value\": \"\u{ab}\(token)\u{bb}\"}",
        "curl -H 'Authorization: Bearer \u{ab}\(token)\u{bb}'", "a \\n\u{ab}\(token)\u{bb}\\n",
      ] + alsoFinds,
      ignores: [prefix, prefix + body.prefix(body.count / 3), prefix + filled, "Q7\(token)"] + alsoIgnores)
  }

  /// Examples of a value that is told by the name that it is assigned to.
  static func assignment(_ name: String, _ value: String, alsoIgnores: [String] = []) -> Self {
    Self(
      finds: [
        "\(name)=\u{ab}\(value)\u{bb}\n", "\(name): \"\u{ab}\(value)\u{bb}\"",
        "{\"\(name)\": \"\u{ab}\(value)\u{bb}\"}",
        "setenv(\"\(name)\", \"\u{ab}\(value)\u{bb}\")",
      ],
      ignores: [
        value, "\(name)=", "\(name)=\(value.prefix(value.count / 2))", "\(name) \(value)", "checksum = \(value)",
      ]
        + alsoIgnores)
  }
}
