import GateModel

extension SecretRule {
  /// A token of a public prefix and a number of bytes of a class: the form that most providers chose. The examples follow from
  /// the format.
  static func token(
    _ id: String, _ title: String, _ family: Family, _ prefix: String, _ count: ClosedRange<Int>, of members: ByteClass,
    verify: [Verification] = [], severity: Severity = .error, source: String
  ) -> SecretRule {
    SecretRule(
      id, title, family, anchors: [Anchor(prefix)], match: .prefixed(then: count, of: members), verify: verify,
      severity: severity, source: source,
      examples: {
        // Ends in a letter or digit, for a text that ends in `-` or `=` has more than one reading.
        let body = Sample.text(count.lowerBound - 1, of: members) + "7"
        return .token(
          prefix, body,
          alsoIgnores: [prefix + body.dropLast(), prefix + Sample.text(count.upperBound + 3, of: members)])
      })
  }

  static func token(
    _ id: String, _ title: String, _ family: Family, _ prefix: String, _ count: Int, of members: ByteClass,
    verify: [Verification] = [], severity: Severity = .error, source: String
  ) -> SecretRule {
    token(id, title, family, prefix, count...count, of: members, verify: verify, severity: severity, source: source)
  }

  /// A token that starts with one of `prefixes` and goes on with `pieces`; `body` is one that fits them.
  static func shaped(
    _ id: String, _ title: String, _ family: Family, _ prefixes: [Anchor], _ pieces: [Piece],
    verify: [Verification] = [], severity: Severity = .error, source: String, body: @escaping @Sendable () -> String
  ) -> SecretRule {
    SecretRule(
      id, title, family, anchors: prefixes, match: .shape(Shape(pieces: pieces)), verify: verify, severity: severity,
      source: source,
      examples: {
        .token(String(decoding: prefixes[0].bytes, as: UTF8.self), body())
      })
  }

  /// A value of a form that is told by the provider's name in the name that it is assigned to; `value` is one.
  static func namedShape(
    _ id: String, _ title: String, _ family: Family, keywords: [String], names: [String], _ pieces: [Piece],
    verify: [Verification] = [.entropy(2.6)], severity: Severity = .error, example: String, source: String,
    value: @escaping @Sendable () -> String
  ) -> SecretRule {
    SecretRule(
      id, title, family, anchors: Anchor.spellings(of: keywords),
      match: .assigned(AssignedValue(names: names, pieces: pieces)), verify: verify, severity: severity, source: source,
      examples: { .assignment(example, value()) })
  }

  /// An address that is a credential: `secret` is what of it must stay so, behind the part that all have.
  static func address(
    _ id: String, _ title: String, _ family: Family, _ start: Anchor, _ pieces: [Piece], severity: Severity = .error,
    source: String, secret: @escaping @Sendable () -> String
  ) -> SecretRule {
    SecretRule(
      id, title, family, anchors: [start], match: .shape(Shape(pieces: pieces)), severity: severity, source: source,
      examples: {
        let place = String(decoding: start.bytes, as: UTF8.self)
        return Examples(
          finds: [
            "url: https://\u{ab}\(place)\(secret())\u{bb}\n", "curl -X POST 'https://\u{ab}\(place)\(secret())\u{bb}'",
          ],
          ignores: ["https://\(place)", "https://\(place)<your-key>", "https://\(place)" + secret().prefix(6)])
      })
  }

  /// A value without a form of its own, that is told by the provider's name in the name that it is assigned to.
  static func named(
    _ id: String, _ title: String, _ family: Family, keywords: [String],
    names: [String] = ["key", "token", "secret", "password", "pat"],
    _ count: ClosedRange<Int>, of members: ByteClass, severity: Severity = .error, example: String, source: String
  ) -> SecretRule {
    SecretRule(
      id, title, family, anchors: Anchor.spellings(of: keywords),
      match: .assigned(to: names, then: count, of: members), verify: [.entropy(2.6), .random], severity: severity,
      source: source,
      examples: {
        .assignment(
          example, Sample.text(count.lowerBound - 1, of: members) + "7",
          alsoIgnores: ["\(example)=" + String(repeating: "0", count: count.lowerBound)])
      })
  }

  static func named(
    _ id: String, _ title: String, _ family: Family, keywords: [String],
    names: [String] = ["key", "token", "secret", "password", "pat"],
    _ count: Int, of members: ByteClass, severity: Severity = .error, example: String, source: String
  ) -> SecretRule {
    named(
      id, title, family, keywords: keywords, names: names, count...count, of: members, severity: severity,
      example: example, source: source)
  }

  /// The same for a UUID, which is a secret only where it is called one.
  static func namedUUID(
    _ id: String, _ title: String, _ family: Family, keywords: [String], names: [String], example: String,
    source: String
  ) -> SecretRule {
    SecretRule(
      id, title, family, anchors: Anchor.spellings(of: keywords),
      match: .assigned(AssignedValue(names: names, pieces: Piece.uuid)),
      verify: [.entropy(2.6)], source: source,
      examples: {
        .assignment(example, Sample.uuid(), alsoIgnores: ["\(example)=" + "00000000-0000-0000-0000-000000000000"])
      })
  }
}
