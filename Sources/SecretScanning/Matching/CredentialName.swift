/// What something is called, and whether that names a credential.
struct CredentialName {
  private let name: ArraySlice<UInt8>
  private let folded: [UInt8]
  private let tail: ArraySlice<UInt8>

  /// `tail` is what follows the word that says so: `_file` of `password_file`.
  init(_ name: ArraySlice<UInt8>, tail: ArraySlice<UInt8>) {
    self.name = name
    folded = name.filter(ByteClass.alphanumeric.contains)
    self.tail = tail
  }

  /// What kind of credential a name promises, which tells what its value may look like.
  enum Kind {
    /// What a person types.
    case password
    /// What only has to be unknown: of JSON Web Tokens, of sessions.
    case signingKey
    /// What is called a secret.
    case secret
    /// A token or a key of a service, which chance makes.
    case other
  }

  private static let signingKeys = [
    "jwtsecret", "jwtkey", "secretkey", "sessionsecret", "cookiesecret", "authsecret", "signingkey", "signingsecret",
    "encryptionkey", "encryptkey", "tokensecret", "appsecret", "masterkey", "jwtprivatekey", "hmackey", "hmacsecret",
    "aeskey", "fernet",
  ]

  var kind: Kind {
    if isPassword { return .password }
    if Self.signingKeys.contains(where: { ASCII.contains(folded[...], ignoringCase: $0) }) { return .signingKey }
    return ASCII.endsIgnoringCase(folded[...], with: "secret") ? .secret : .other
  }

  /// Whether it is `secret` alone, which says little.
  var isBare: Bool { folded.count == 6 && ASCII.endsIgnoringCase(folded[...], with: "secret") }

  /// Whether `value` is a part of it, as in `passwordField = "password_field"`.
  func holds(_ value: ArraySlice<UInt8>) -> Bool {
    let text = value.filter(ByteClass.alphanumeric.contains).map(ASCII.lowercased)
    guard !text.isEmpty, folded.count >= text.count else { return false }
    return ASCII.contains(folded[...], ignoringCase: String(decoding: text, as: UTF8.self))
  }

  /// Whether a UUID is its value, as servers of OpenID make them.
  var isClientSecret: Bool { ASCII.endsIgnoringCase(folded[...], with: "clientsecret") }

  private static let ends = [
    "password", "passwort", "senha", "contrasena", "kennwort", "haslo", "passwd", "passwrd", "pwd", "pass", "pw",
    "passphrase", "passcode", "psk", "secret", "key", "keybase",
  ]
  private static let heads = [
    "forgot", "reset", "change", "confirm", "repeat", "show", "hide", "invalid", "missing", "weak", "wrong", "empty",
    "enter", "require", "update", "verify", "valid", "toggle", "current", "newpass", "oldpass", "incorrect", "change",
  ]

  /// Whether it is nothing but what a credential is called, with whose before it: no screen, no message, no check.
  var isPlain: Bool {
    Self.ends.contains { ASCII.endsIgnoringCase(folded[...], with: $0) }
      && !Self.heads.contains { ASCII.contains(folded[...], ignoringCase: $0) }
  }

  private var isPassword: Bool {
    [
      "passw", "pwd", "passphrase", "passcode", "identifiedby", "requirepass", "bindpw", "psk", "senha", "contrasen",
      "motdepasse", "kennwort", "wachtwoord", "haslo",
    ].contains {
      ASCII.contains(folded[...], ignoringCase: $0)
    } || ["pass", "Pass", "PASS", "_pw", "_PW"].contains { name.suffix($0.utf8.count).elementsEqual($0.utf8) }
  }

  private static let foreign = WordList(ignoringCase: [
    "hash", "digest", "checksum", "sha1", "sha256", "sha512", "md5", "integrity", "fingerprint", "public", "csrf",
    "xsrf", "encrypted", "maxtoken", "numtoken", "mintoken", "tokeniz", "pagetoken", "synctoken", "nexttoken",
    "csstoken", "designtoken", "continuationtoken", "forgery", "verificationtoken", "authenticitytoken", "keypass",
    "nonce", "changetoken", "updatetoken", "forwardtoken", "backwardtoken", "importtoken", "clienttoken",
    "webidentitytoken", "lastused", "idempotency",
  ])
  private static let about = [
    "path", "file", "dir", "url", "uri", "endpoint", "name", "label", "field", "placeholder", "hint", "regex",
    "pattern", "policy", "length", "size", "expir", "ttl", "type", "version", "param", "header", "error", "message",
    "title", "text", "prompt", "desc", "count", "limit", "style", "color", "class", "icon", "selector", "input",
    "event",
    "action", "scope", "role", "ref", "arn", "uuid", "guid", "prefix", "suffix", "format", "issuer", "audience",
    "algorithm", "status", "store", "provider", "manager", "help", "link", "button", "form", "reset", "strength",
    "rule",
    "changed", "generator", "salt", "css", "js", "html", "json", "svg", "png", "ts", "confirm", "valid", "state",
    "mode",
  ]

  /// Hashes and public halves are none, nor is what is said *about* a credential: its length, its place, its label.
  var meansCredential: Bool {
    // One letter more makes many of them: `tokens`.
    if let first = tail.first, ASCII.lowercased(first) == UInt8(ascii: "s") {
      let second = tail.dropFirst().first
      if second.map({ !ByteClass.lower.contains($0) }) ?? true { return false }
    }
    let rest = tail.filter(ByteClass.alphanumeric.contains)[...]
    // What a test of a page types into its field.
    if ASCII.endsIgnoringCase(rest, with: "sendkeys") { return isPassword }
    if ASCII.endsIgnoringCase(rest, with: "id") || (rest.count == 3 && ASCII.endsIgnoringCase(rest, with: "sha")) {
      return false
    }
    if !rest.isEmpty,
      Self.about.contains(where: {
        ASCII.startsIgnoringCase(rest, with: $0) || ($0.utf8.count > 3 && ASCII.endsIgnoringCase(rest, with: $0))
      })
    {
      return false
    }
    return !Self.foreign.occurs(in: folded[...])
  }
}
