/// What something is called, and whether that names a credential.
struct CredentialName {
  /// Letters and digits alone.
  private let folded: ByteView
  /// The same without the place or the time that it holds for: `password_prod`, `password2`.
  private let core: ByteView
  private let tail: ByteView

  /// What `body` says of a name.
  ///
  /// - Parameter tail: what follows the word that says so: `_file` of `password_file`.
  static func with<Answer>(_ name: ByteView, tail: ByteView, _ body: (CredentialName) -> Answer) -> Answer {
    folding(name) { body(CredentialName(folded: $0, core: withoutEdition(name), tail: tail)) }
  }

  /// What `body` says of the letters and digits of `text`.
  private static func folding<Answer>(_ text: ByteView, _ body: (ByteView) -> Answer) -> Answer {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { folded in
      var count = 0
      for byte in text where ByteClass.alphanumeric.contains(byte) {
        folded.initializeElement(at: count, to: byte)
        count += 1
      }
      return body(ByteView(UnsafeBufferPointer(rebasing: folded[..<count])))
    }
  }

  private static let editions = EndList([
    "production", "prod", "staging", "live", "old", "main", "primary", "secondary", "backup",
  ])

  private static func withoutEdition(_ name: ByteView) -> ByteView {
    var rest = name
    while let last = rest.last, ByteClass.digits.contains(last) { rest = rest.dropLast() }
    let editions = Self.editions
    if editions.mayEnd(rest) {
      for edition in editions.texts where EndList.isEnd(edition, of: rest) {
        let before = rest.dropLast(edition.count)
        guard let last = before.last else { continue }
        let isWord =
          ByteClass.separators.contains(last)
          || (ByteClass.lower.contains(last) && ByteClass.upper.contains(rest[before.endIndex]))
        if isWord { rest = before }
      }
    }
    while let last = rest.last, ByteClass.separators.contains(last) { rest = rest.dropLast() }
    return rest.isEmpty ? name : rest
  }

  /// What a password is called elsewhere, in letters of ASCII.
  static let passwordsAbroad = [
    "senha", "contrasen", "motdepasse", "mot_de_passe", "kennwort", "wachtwoord", "haslo", "clave", "heslo", "lozinka",
    "parola", "sifre", "jelszo", "salasana", "adgangskode", "losenord",
  ]

  /// The same in other letters, which have no case here.
  static let beyondASCII = [
    "contrase\u{f1}a", "has\u{142}o", "\u{15f}ifre", "l\u{f6}senord", "jelsz\u{f3}",
    "\u{43f}\u{430}\u{440}\u{43e}\u{43b}\u{44c}",
    "\u{41f}\u{430}\u{440}\u{43e}\u{43b}\u{44c}", "\u{41f}\u{410}\u{420}\u{41e}\u{41b}\u{42c}", "\u{5bc6}\u{7801}",
    "\u{5bc6}\u{78bc}", "\u{30d1}\u{30b9}\u{30ef}\u{30fc}\u{30c9}", "\u{be44}\u{bc00}\u{bc88}\u{d638}",
  ]
  private static let endsAbroad = EndList(
    beyondASCII
      + [
        "senha", "contrasena", "contrasenia", "passe", "kennwort", "wachtwoord", "haslo", "clave", "heslo", "lozinka",
        "parola", "sifre", "jelszo", "salasana", "adgangskode", "losenord",
      ])

  private var isAbroad: Bool { Self.endsAbroad.ends(core) }

  /// What kind of credential a name promises, which tells what its value may look like.
  enum Kind: CaseIterable {
    /// What a person types.
    case password
    /// What only has to be unknown: of JSON Web Tokens, of sessions.
    case signingKey
    /// What is called a secret.
    case secret
    /// A token or a key of a service, which chance makes.
    case other
  }

  private static let signingKeys = WordList(ignoringCase: [
    "jwtsecret", "jwtkey", "secretkey", "sessionsecret", "cookiesecret", "authsecret", "signingkey", "signingsecret",
    "encryptionkey", "encryptkey", "tokensecret", "appsecret", "masterkey", "jwtprivatekey", "hmackey", "hmacsecret",
    "aeskey", "fernet", "cryptokey", "cipherkey", "enckey", "sharedkey",
  ])

  var kind: Kind {
    if isPassword { return .password }
    if Self.signingKeys.occurs(in: folded) { return .signingKey }
    return ASCII.endsIgnoringCase(folded, with: "secret") ? .secret : .other
  }

  /// Whether it is `secret` alone, which says little.
  var isBare: Bool { folded.count == 6 && ASCII.endsIgnoringCase(folded, with: "secret") }

  /// Whether `value` is a part of `name`, as in `passwordField = "password_field"`.
  static func holds(_ value: ByteView, in name: ByteView) -> Bool {
    folding(value) { value in
      !value.isEmpty && value.count <= name.count && folding(name) { ASCII.contains($0, ignoringCaseOf: value) }
    }
  }

  /// Whether a UUID is its value, as servers of OpenID make them.
  var isClientSecret: Bool { ASCII.endsIgnoringCase(folded, with: "clientsecret") }

  private static let ends = EndList([
    "password", "passwort", "senha", "contrasena", "kennwort", "haslo", "passwd", "passwrd", "pwd", "pass", "pw",
    "passphrase", "passcode", "psk", "secret", "key", "keybase", "token", "credential", "credentials", "identifiedby",
    "authtok", "apihash", "appid",
  ])
  private static let heads = WordList(ignoringCase: [
    "forgot", "reset", "change", "confirm", "repeat", "show", "hide", "invalid", "missing", "weak", "wrong", "empty",
    "enter", "require", "update", "verify", "valid", "toggle", "current", "newpass", "oldpass", "incorrect", "change",
  ])

  /// Whether it is nothing but what a credential is called, with whose before it: no screen, no message, no check.
  var isPlain: Bool {
    Self.folding(core) { folded in (isAbroad || Self.ends.ends(folded)) && !Self.heads.occurs(in: folded) }
  }

  private static let passwords = WordList(ignoringCase: [
    "passw", "pwd", "passphrase", "passcode", "identifiedby", "requirepass", "bindpw", "psk",
  ])

  private var isPassword: Bool {
    Self.passwords.occurs(in: folded) || isAbroad || endsWith("pass") || endsWith("Pass") || endsWith("PASS")
      || endsWith("_pw") || endsWith("_PW") || endsWith("-pw") || endsWith("Pw")
      || folded.elementsEqual("pw".utf8) || folded.elementsEqual("PW".utf8)
      || ASCII.endsIgnoringCase(folded, with: "authtok")
  }

  @inline(__always)
  private func endsWith(_ text: StaticString) -> Bool {
    ASCII.has(text, at: core.endIndex - text.utf8CodeUnitCount, in: core)
  }

  private static let questions: [StaticString] = [
    "get", "ask", "read", "prompt", "request", "input", "has", "is", "check", "find", "fetch", "load", "lookup",
    "resolve",
    "delete", "remove", "create", "generate", "validate", "verify", "hash", "encode", "encrypt", "decrypt", "show",
  ]

  /// Whether it is a function that asks for a credential, or makes or loses one, and so is not given it: `getPassword`.
  static func isQuestion(_ name: ByteView) -> Bool {
    let last = name.split(separator: UInt8(ascii: ".")).last ?? name
    return questions.contains { verb in
      guard ASCII.startsIgnoringCase(last, with: verb), let next = last.dropFirst(verb.utf8CodeUnitCount).first else {
        return false
      }
      return ByteClass.upper.contains(next) || next == UInt8(ascii: "_")
    }
  }

  private static let foreign = WordList(ignoringCase: [
    "hash", "digest", "checksum", "sha1", "sha256", "sha512", "md5", "integrity", "fingerprint", "public", "csrf",
    "xsrf", "encrypted", "maxtoken", "numtoken", "mintoken", "tokeniz", "pagetoken", "synctoken", "nexttoken",
    "csstoken", "designtoken", "continuationtoken", "forgery", "verificationtoken", "authenticitytoken", "keypass",
    "nonce", "changetoken", "updatetoken", "forwardtoken", "backwardtoken", "importtoken", "clienttoken",
    "webidentitytoken", "lastused", "idempotency", "compass", "bypass", "trespass", "surpass", "lowpass", "highpass",
    "bandpass", "renderpass",
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
    "mode", "encryption", "hasher", "address", "symbol", "balance", "service", "client", "factory", "handler",
  ]

  private static let aboutBeginnings = WordList(ignoringCase: about)
  // Fewer letters end other words.
  private static let aboutEnds = EndList(about.filter { $0.utf8.count > 3 })

  /// Hashes and public halves are none, nor is what is said *about* a credential: its length, its place, its label.
  var meansCredential: Bool {
    // One letter more makes many of them: `tokens`.
    if let first = tail.first, ASCII.lowercased(first) == UInt8(ascii: "s") {
      let second = tail.dropFirst().first
      if second.map({ !ByteClass.lower.contains($0) }) ?? true { return false }
    }
    if folded.count == 5, ASCII.endsIgnoringCase(folded, with: "appid") { return true }
    if !tail.isEmpty, let answer = Self.folding(tail, tailAnswer) { return answer }
    // The key that makes tokens for forms is a secret, other than they are.
    if ASCII.endsIgnoringCase(core, with: "csrfsecret") || ASCII.endsIgnoringCase(core, with: "csrf_secret") {
      return true
    }
    if !Self.foreign.occurs(in: folded) { return true }
    // `admin_token` is for who administers, and `api_hash` is what Telegram calls its key.
    return ASCII.contains(folded, ignoringCase: "admintoken") || ASCII.endsIgnoringCase(folded, with: "apihash")
  }

  /// Whether it means a credential, where what follows the word that says so tells; `rest` are the letters and digits of that.
  private func tailAnswer(_ rest: ByteView) -> Bool? {
    var rest = rest
    // The anchor stops inside of the word.
    if ASCII.startsIgnoringCase(rest, with: "ord") {
      rest = rest.dropFirst(3)
    } else if ASCII.startsIgnoringCase(rest, with: "word") {
      rest = rest.dropFirst(4)
    }
    if folded.count == 5, ASCII.endsIgnoringCase(folded[...], with: "appid") { return true }
    // What a test of a page types into its field.
    if ASCII.endsIgnoringCase(rest, with: "sendkeys") { return isPassword }
    if ASCII.endsIgnoringCase(rest, with: "id") || (rest.count == 3 && ASCII.endsIgnoringCase(rest, with: "sha")) {
      return false
    }
    return !rest.isEmpty && (Self.aboutBeginnings.begins(rest) || Self.aboutEnds.ends(rest)) ? false : nil
  }

  /// What makes a key one of those that open something.
  private static let telling = WordList(ignoringCase: [
    "apikey", "privatekey", "accesskey", "authkey", "encryptionkey", "signingkey", "storagekey", "accountkey",
    "clientkey", "appkey", "masterkey", "adminkey", "aeskey", "hmackey", "licensekey", "cipherkey", "cryptokey",
    "jwtkey", "sharedkey", "secret", "token", "pass", "pwd", "credential", "fernet", "validationkey", "decryptionkey",
    "enckey",
  ])
  private static let ordinaryKeys = WordList(ignoringCase: [
    "public", "pub", "gpg", "pgp", "primary", "foreign", "sort", "partition", "cache", "site", "translat", "i18n",
    "query",
    "hash", "object", "row", "group", "index", "idempot", "routing", "shard", "unique", "composite", "registry", "host",
    "hot", "shortcut", "arrow", "enter", "meta", "ctrl", "function", "publishable", "etag", "lookup", "item", "react",
    "config", "setting", "storage", "bucket", "object", "image", "file", "asset", "check", "dedup", "join", "order",
    "finger", "anon", "sha", "md5", "digest", "commit", "revision", "build", "version", "tag", "track", "icon",
    "locali", "message", "label", "text", "string", "name", "field", "column", "dict", "json", "event", "metric",
  ])

  /// Whether it is some key, of which only the value can tell what it is for: `WEATHER_KEY`, `Key`, `?key=`, `appid`.
  var isLooseKey: Bool {
    if folded.count == 5, ASCII.endsIgnoringCase(folded, with: "appid") { return true }
    return ASCII.endsIgnoringCase(folded, with: "key") && !Self.telling.occurs(in: folded)
  }

  /// Whether such a key names a place in something, or is no secret.
  var isOrdinaryKey: Bool { Self.ordinaryKeys.occurs(in: folded) }
}
