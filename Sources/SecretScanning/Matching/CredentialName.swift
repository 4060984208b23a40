/// What something is called, and whether that names a credential.
struct CredentialName {
  private let folded: [UInt8]
  private let tail: ArraySlice<UInt8>

  /// `tail` is what follows the word that says so: `_file` of `password_file`.
  init(_ name: ArraySlice<UInt8>, tail: ArraySlice<UInt8>) {
    folded = name.filter(ByteClass.alphanumeric.contains)
    self.tail = tail
  }

  var isPassword: Bool {
    ["passw", "pwd", "passphrase", "passcode", "identifiedby", "requirepass", "bindpw", "psk"].contains {
      ASCII.contains(folded[...], ignoringCase: $0)
    } || ["pass", "Pass", "PASS"].contains { folded.suffix(4).elementsEqual($0.utf8) }
  }

  private static let foreign = WordList(ignoringCase: [
    "hash", "digest", "checksum", "sha1", "sha256", "sha512", "md5", "integrity", "fingerprint", "public", "csrf",
    "xsrf", "encrypted", "maxtoken", "numtoken", "mintoken", "tokeniz", "pagetoken", "synctoken", "nexttoken",
    "csstoken", "designtoken", "continuationtoken", "forgery", "verificationtoken", "authenticitytoken", "keypass",
    "nonce",
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
    if ASCII.endsIgnoringCase(rest, with: "id") { return false }
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
