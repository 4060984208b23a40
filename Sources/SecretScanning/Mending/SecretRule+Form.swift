extension SecretRule {
  /// What a credential of this kind looks like, as a sentence without its full stop.
  package var form: String {
    let starts = Self.listed(anchors.map { "`" + String(decoding: $0.bytes, as: UTF8.self) + "`" })
    switch match {
    case .shape(let shape):
      let lead = shape.lead.map { Piece.run($0.members, $0.count).form + ", then " } ?? ""
      return Self.joined([lead + starts] + shape.pieces.map(\.form))
    case .assigned(let value):
      let names = value.names.isEmpty ? "" : " and \(Self.listed(value.names.map { "`\($0)`" }))"
      return Self.joined(value.pieces.map(\.form)) + ", assigned to a name that holds \(starts)\(names)"
    case .pattern(let pattern, _, _), .patternBehind(let pattern, _):
      return "the pattern `\(pattern)`, where there is \(starts)"
    case .file(let file, let pattern):
      return "the pattern `\(pattern)` in \(file.phrase)"
    case .special(let special):
      return special.form
    }
  }

  private static func joined(_ parts: [String]) -> String { parts.joined(separator: ", then ") }

  private static func listed(_ words: [String]) -> String {
    words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
  }

  /// What must hold beyond the form, a sentence each without its full stop.
  package var structure: [String] { verifications.map(\.explanation) }

  /// The first example, with the credential hidden but for what is public of it.
  package var maskedExample: String? {
    guard let example = finds.first(where: { $0.contains("=") }) ?? finds.first else { return nil }
    guard let start = example.firstIndex(of: "\u{ab}"), let end = example.firstIndex(of: "\u{bb}"), start < end else {
      return nil
    }
    let secret = Array(example[example.index(after: start)..<end].utf8)
    let known = anchors.filter { secret.starts(with: $0.bytes) }.map { prefixCount(forAnchor: $0) }.max() ?? 0
    let preview = Redaction.preview(of: secret[...], prefixCount: known)
    return String(example[..<start] + preview + example[example.index(after: end)...]).split(separator: "\n").first
      .map(String.init)
  }
}

extension Piece {
  fileprivate var form: String {
    switch self {
    case .run(let members, let count):
      let number =
        count.lowerBound == count.upperBound
        ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
      return "\(number) of [\(members.ranges)]"
    case .literal(let text): return "`\(text)`"
    case .either(let texts): return texts.map { "`\($0)`" }.joined(separator: " or ")
    case .optional(let pieces): return "perhaps " + pieces.map(\.form).joined(separator: " and ")
    }
  }
}

extension SpecialMatcher {
  fileprivate var form: String {
    switch self {
    case .privateKeyBlock: "a PEM block of a private key (RFC 7468), in whatever quotation"
    case .serviceAccountKey: "a PEM block of a private key, in the JSON of a service account"
    case .puttyKey: "a PuTTY key file with its private lines"
    case .keyFile: "a private key in DER or PKCS#12 that nothing protects"
    case .keyStore: "a key store of PKCS#12, Java or KeePass that a password protects"
    case .genericAssignment: "a literal value that looks random, assigned to a name such as `password` or `token`"
    }
  }
}

extension ByteClass {
  /// The members as in the brackets of a regular expression.
  fileprivate var ranges: String {
    var text = ""
    var rest = members[...]
    while let first = rest.first {
      var last = first
      while rest.count > 1, rest[rest.startIndex + 1] == last + 1 {
        rest.removeFirst()
        last += 1
      }
      rest.removeFirst()
      text += Self.shown(first)
      if last > first { text += (last > first + 1 ? "-" : "") + Self.shown(last) }
    }
    return text
  }

  private static func shown(_ byte: UInt8) -> String {
    (0x21..<0x7f).contains(byte) ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16)
  }
}
