/// What is no credential, whatever it is assigned to.
extension CredentialValue {
  private static let beginnings = WordList(exactly: [
    "/", "./", "../", "~/", "sha1-", "sha256-", "sha384-", "sha512-", "sha256:", "sha512:", "data:", "arn:", "urn:",
    "ENC[", "ENC(", "enc:", "vault:", "ssm:", "op://", "env:", "file:", "AQICAH", "projects/", "pbkdf2", "bcrypt",
    "argon2", "scrypt", "md5:", "0x", "CRYPT:", "+", "{", "sha1:", "sha224:", "sha384:", "SCRAM-SHA-",
  ])
  private static let signs = WordList(ignoringCase: [
    "://", "<", ">", "process.env", "os.environ", "secrets.", "->", "::", "\\", "&&", "||", "+=",
  ])
  private static let endings = [
    ".js", ".css", ".ts", ".json", ".yml", ".yaml", ".html", ".png", ".svg", ".py", ".txt", ".pem", ".key", ".crt",
    ".xml", ".conf", ".value", ".result", ".id", ".password", ".token", ".secret", ".com", ".org", ".net",
  ]

  /// Whether a value of these bytes is ordinary, whatever their order. Only one with a space or a `\` may be something else though
  /// it looks like that.
  static func isOrdinary(among present: ByteClass) -> Bool {
    if present.contains(UInt8(ascii: " ")) || present.contains(ASCII.backslash) { return false }
    return !present.isSubset(of: .printable) || present.isSubset(of: .numeric) || present.count < 5
  }

  /// Whether the value is text, a reference, a place or a number rather than a credential.
  var isOrdinary: Bool {
    if (bytes.count == 19 && isAppPassword) || isByteLiteral || isSignedNoise { return false }
    if isSpacedPhrase { return false }
    if !present.isSubset(of: .printable) || present.isSubset(of: .numeric) || isUUID { return true }
    if present.count < 5 || isBracketed { return true }
    if URLPassword.isReference(bytes) || URLPassword.isCommon(bytes) || Placeholder.isMadeUp(bytes) { return true }
    if Placeholder.isPublished(bytes) { return true }
    return (!isRandomPath && Self.beginnings.begins(bytes))
      || (Self.signs.mayOccur(among: present) && Self.signs.occurs(in: bytes))
      || hasEnding
      || isSealed || isRefutedToken || isStoredHash
  }

  /// What databases keep in a password's place: `md5` and 32 digits (PostgreSQL), `*` and 40 (MySQL).
  private var isStoredHash: Bool {
    guard let first = bytes.first else { return false }
    if first == UInt8(ascii: "*") { return bytes.count == 41 && bytes.dropFirst().allSatisfy(ASCII.isHexDigit) }
    return bytes.count == 35 && bytes.starts(with: "md5".utf8) && bytes.dropFirst(3).allSatisfy(ASCII.isHexDigit)
  }

  /// Signs of many kinds among letters and digits, as generators of keys make them: no expression has so many.
  private var isSignedNoise: Bool {
    guard hasSymbol, (20...128).contains(bytes.count), digitCount >= 3, hasLower,
      present.isSubset(of: .printable), present.subtracting(.alphanumeric).count >= 7
    else { return false }
    guard !present.contains(ASCII.backslash), !present.contains(UInt8(ascii: "\"")),
      !ASCII.contains(bytes, ignoringCase: "&#")
    else { return false }
    return wordShare < 0.3 && !Placeholder.isMadeUp(bytes)
  }

  private var hasEnding: Bool {
    // The scope of a signed request: `…/s3/aws4_request`.
    if bytes.last == UInt8(ascii: "t"), bytes.suffix(9).elementsEqual("4_request".utf8) { return true }
    // All begin with a dot, and none is longer.
    guard present.contains(UInt8(ascii: ".")), bytes.suffix(9).contains(UInt8(ascii: ".")) else { return false }
    return Self.endings.contains { bytes.suffix($0.utf8.count).elementsEqual($0.utf8) }
  }

  /// Base64 that happens to begin like a path.
  private var isRandomPath: Bool {
    bytes.count >= 24 && (bytes.first == UInt8(ascii: "/") || bytes.first == UInt8(ascii: "+")) && digitCount > 1
      && hasLower && hasUpper && wordShare < 0.3 && present.isSubset(of: .paddedBase64)
  }

  /// Words with spaces between, none of which would be in a message: what is written for people asks, or says what is wrong.
  var isSpacedPhrase: Bool {
    guard present.contains(UInt8(ascii: " ")) else { return false }
    let words = bytes.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard (4...8).contains(words.count) else { return false }
    return words.allSatisfy { word in
      (3...14).contains(word.count) && word.allSatisfy(ByteClass.lower.contains)
        && ValueWords(word).ownLetters == word.count
    }
  }

  /// A call, a subscript, a regular expression, a template; a tag of YAML; `@name@`.
  private var isBracketed: Bool {
    guard let first = bytes.first, let last = bytes.last else { return true }
    if has("(", ")") || has("[", "]") || has("{", "}") { return true }
    // `((name))` of Concourse, of which the opening brackets were skipped.
    if last == UInt8(ascii: ")"), bytes.suffix(2).elementsEqual("))".utf8) { return true }
    // What asks for input.
    if last == UInt8(ascii: ":") { return true }
    if last == UInt8(ascii: "(") || last == UInt8(ascii: "["),
      bytes.dropLast().allSatisfy(ByteClass.dottedName.contains)
    {
      return true
    }
    if isCall { return true }
    return (first == UInt8(ascii: "@") && last == first)
      || (first == UInt8(ascii: "!") && isWordOnly(bytes.dropFirst()))
  }

  private func has(_ opening: Unicode.Scalar, _ closing: Unicode.Scalar) -> Bool {
    present.contains(UInt8(ascii: opening)) && present.contains(UInt8(ascii: closing))
  }

  func hasLetter(_ letter: Unicode.Scalar) -> Bool {
    present.contains(UInt8(ascii: letter)) || present.contains(UInt8(ascii: letter) - 32)
  }

  /// A method with the first of its arguments: `hasher.encode_sha1_hash(sha1_hash,`.
  private var isCall: Bool {
    guard present.contains(UInt8(ascii: "(")) else { return false }
    let callee = bytes.prefix { $0 != UInt8(ascii: "(") }
    let argument = bytes.dropFirst(callee.count + 1)
    return callee.count < bytes.count && callee.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") }
      && callee.allSatisfy(ByteClass.dottedName.contains)
      && argument.allSatisfy { ByteClass.dottedName.contains($0) || $0 == UInt8(ascii: ",") }
  }

  private func isWordOnly(_ text: ByteView) -> Bool {
    text.allSatisfy { ByteClass.letters.contains($0) || ByteClass.separators.contains($0) }
  }

  /// A JSON Web Token that is none, or that documentation shows.
  private var isRefutedToken: Bool {
    bytes.starts(with: "eyJ".utf8) && JSONWebToken.judge(Array(bytes)[...]) == .refuted
  }

  /// What Bitnami's sealed secrets begin with, a version and the length of an encrypted key.
  private var isSealed: Bool {
    bytes.count >= 200 && (bytes.starts(with: "AgA".utf8) || bytes.starts(with: "AgB".utf8))
  }
}
