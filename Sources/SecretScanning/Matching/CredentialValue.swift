/// A literal that something called a credential is set to: whether it is one.
struct CredentialValue {
  private let bytes: ArraySlice<UInt8>
  private let digitCount: Int
  private let hasLower: Bool
  private let hasUpper: Bool
  private let hasSymbol: Bool
  private let wordShare: Double

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    digitCount = bytes.count { ByteClass.digits.contains($0) }
    hasLower = bytes.contains(where: ByteClass.lower.contains)
    hasUpper = bytes.contains(where: ByteClass.upper.contains)
    hasSymbol = bytes.contains { !ByteClass.dottedName.contains($0) }
    wordShare = Randomness.wordShare(of: bytes)
  }

  private var isHex: Bool { bytes.allSatisfy(ByteClass.hexAndHyphen.contains) }
  private var isUUID: Bool { bytes.count == 36 && Piece.end(of: Piece.uuid, in: Array(bytes), from: 0) == 36 }

  private static let beginnings = WordList(exactly: [
    "/", "./", "../", "~/", "sha1-", "sha256-", "sha384-", "sha512-", "sha256:", "sha512:", "data:", "arn:", "urn:",
    "ENC[", "ENC(", "enc:", "vault:", "ssm:", "op://", "env:", "file:", "AQICAH", "projects/", "pbkdf2", "bcrypt",
    "argon2", "scrypt", "md5:", "0x",
  ])
  private static let signs = WordList(ignoringCase: [
    "://", "<", ">", "process.env", "os.environ", "secrets.", "->", "::", "\\", "&&", "||", "+=",
  ])
  private static let endings = [
    ".js", ".css", ".ts", ".json", ".yml", ".yaml", ".html", ".png", ".svg", ".py", ".txt", ".pem", ".key", ".crt",
    ".xml", ".conf", ".value", ".result", ".id", ".password", ".token", ".secret", ".key", ".com", ".org", ".net",
  ]

  /// Whether the value is text, a reference, a place or a number rather than a credential.
  var isOrdinary: Bool {
    let isPrintable = bytes.allSatisfy { (0x21..<0x7f).contains($0) }
    if !isPrintable || bytes.allSatisfy(ByteClass.numeric.contains) || isUUID { return true }
    if ByteClass(of: bytes).count < 5 || isBracketed { return true }
    if URLPassword.isReference(bytes) || URLPassword.isCommon(bytes) || Placeholder.isMadeUp(bytes) { return true }
    if Placeholder.isPublished(bytes) { return true }
    return Self.beginnings.begins(bytes)
      || Self.signs.occurs(in: bytes)
      || hasEnding
      || isSealed || isRefutedToken
  }

  private var hasEnding: Bool {
    // All begin with a dot, and none is longer.
    guard bytes.suffix(9).contains(UInt8(ascii: ".")) else { return false }
    return Self.endings.contains { bytes.suffix($0.utf8.count).elementsEqual($0.utf8) }
  }

  /// A call, a subscript, a regular expression, a template; a tag of YAML; `@name@`.
  private var isBracketed: Bool {
    guard let first = bytes.first, let last = bytes.last else { return true }
    let pairs: [(UInt8, UInt8)] = [
      (UInt8(ascii: "("), UInt8(ascii: ")")), (UInt8(ascii: "["), UInt8(ascii: "]")),
      (UInt8(ascii: "{"), UInt8(ascii: "}")),
    ]
    if pairs.contains(where: { bytes.contains($0.0) && bytes.contains($0.1) }) { return true }
    // What asks for input.
    if last == UInt8(ascii: ":") { return true }
    return (first == UInt8(ascii: "@") && last == first)
      || (first == UInt8(ascii: "!") && isWordOnly(bytes.dropFirst()))
  }

  private func isWordOnly(_ text: ArraySlice<UInt8>) -> Bool {
    text.allSatisfy { ByteClass.letters.contains($0) || ByteClass.separators.contains($0) }
  }

  /// A JSON Web Token that is none, or that documentation shows.
  private var isRefutedToken: Bool { bytes.starts(with: "eyJ".utf8) && JSONWebToken.judge(bytes) == .refuted }

  /// What Bitnami's sealed secrets begin with, a version and the length of an encrypted key.
  private var isSealed: Bool {
    bytes.count >= 200 && (bytes.starts(with: "AgA".utf8) || bytes.starts(with: "AgB".utf8))
  }

  /// Whether chance alone would hardly write a text like this that is no credential.
  var isStrong: Bool {
    guard bytes.count >= 16, !isHex, digitCount > 0, hasLower || hasUpper, wordShare < 0.5 else { return false }
    return Randomness.entropy(of: bytes) >= 3.3
  }

  /// Whether it is no name, as lists are full of: with several digits, and not words with hyphens.
  var isFitForList: Bool {
    digitCount >= 2 && (hasSymbol || hasUpper || !bytes.contains(where: ByteClass.separators.contains))
  }

  /// Whether it is as long as a key in hexadecimal.
  var isHexKey: Bool { bytes.count >= 32 && isHex && digitCount > 0 && (hasLower || hasUpper) }

  /// For a value that is not strong, why it is reported all the same, or `nil` where it is not.
  func weakness(isPassword: Bool) -> String? {
    if isHexKey { return "it may be a hash" }
    if isHex && bytes.count >= 16 { return nil }
    if isPassword, isMadeUpByAPerson { return "it is told by its name alone" }
    let isMixed = hasLower && hasUpper && wordShare < 0.3
    return bytes.count >= 20 && isMixed && Randomness.entropy(of: bytes) >= 3.8 ? "it is told by its name alone" : nil
  }

  /// Letters with digits or signs among them, and not the name of something.
  private var isMadeUpByAPerson: Bool {
    guard hasLower || hasUpper else { return false }
    let hasSeparator = bytes.contains(where: ByteClass.separators.contains)
    if hasSymbol {
      // A path or a list of words: `auth/reset-password/2`.
      let isPath = bytes.contains(UInt8(ascii: "/")) || bytes.contains(UInt8(ascii: ","))
      return bytes.count >= 7
        && (digitCount > 0 || (!isPath && wordShare < 0.9 && hasUpper && hasLower && !speaksOfCredentials))
    }
    if digitCount == 0 || speaksOfCredentials { return false }
    if !hasSeparator { return bytes.count >= 7 || digitCount >= 2 }
    return wordShare < 0.5 || (bytes.count >= 8 && digitCount >= 2)
  }

  /// Names of things speak of what they are for; passwords do not.
  private var speaksOfCredentials: Bool { Self.credentialWords.occurs(in: bytes) }

  private static let credentialWords = WordList(ignoringCase: [
    "password", "passwd", "token", "secret", "user", "login", "auth", "field", "test", "config", "cred", "version",
    "sha-",
  ])
}
