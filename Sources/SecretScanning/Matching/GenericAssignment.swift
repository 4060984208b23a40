/// A literal value, random enough to be a credential, that is assigned to something called so.
///
/// Precision comes from the value alone: words, identifiers, paths, references to variables, UUIDs and hashes are none.
struct GenericAssignment {
  var range: Range<Int>
  /// Why the finding is only a warning, where it is.
  var doubt: String?

  /// The value assigned to the name that holds `anchor`. `allowsUnquoted` where a value without quotes is a literal, as in a
  /// `.env` file, and not an expression.
  init?(in bytes: [UInt8], anchor: Range<Int>, allowsUnquoted: Bool) {
    guard let assignment = Assignment(in: bytes, anchor: anchor) else { return nil }
    let name = Name(bytes[assignment.name], tail: bytes[anchor.upperBound..<assignment.name.upperBound])
    guard name.meansCredential else { return nil }
    guard let range = Self.value(of: assignment, in: bytes, allowsUnquoted: allowsUnquoted) else { return nil }
    let value = Value(bytes: bytes[range])
    guard !value.isOrdinary else { return nil }
    self.range = range
    if value.isStrong { return }
    guard let doubt = value.weakness(isPassword: name.isPassword) else { return nil }
    self.doubt = doubt
  }

  private static let maximumLength = 256

  private static func value(of assignment: Assignment, in bytes: [UInt8], allowsUnquoted: Bool) -> Range<Int>? {
    let start = assignment.valueStart
    let limit = min(bytes.count, start + maximumLength + 1)
    var end = start
    if let quote = assignment.quote {
      while end < limit, bytes[end] != quote, bytes[end] != ASCII.newline { end += 1 }
      guard end < limit, bytes[end] == quote else { return nil }
    } else {
      guard allowsUnquoted else { return nil }
      let ending = ByteClass.valueEnd
      while end < limit, !ending.contains(bytes[end]) { end += 1 }
      guard end < bytes.count ? ByteClass.plainValueEnd.contains(bytes[end]) : true, end < limit || end == bytes.count
      else {
        return nil
      }
    }
    return (8...maximumLength).contains(end - start) ? start..<end : nil
  }

  /// What something is called, and whether that names a credential.
  private struct Name {
    let folded: [UInt8]
    let tail: [UInt8]

    init(_ name: ArraySlice<UInt8>, tail: ArraySlice<UInt8>) {
      folded = name.filter(ByteClass.alphanumeric.contains)
      self.tail = tail.filter(ByteClass.alphanumeric.contains)
    }

    var isPassword: Bool { ["passw", "pwd", "passphrase"].contains { ASCII.contains(folded[...], ignoringCase: $0) } }

    /// Hashes and public halves are none, nor is what is said *about* a credential: its length, its place, its label.
    var meansCredential: Bool {
      let anywhere = [
        "hash", "digest", "checksum", "sha1", "sha256", "sha512", "md5", "integrity", "fingerprint", "public", "csrf",
        "xsrf",
        "maxtoken", "numtoken", "mintoken", "tokeniz", "pagetoken", "synctoken", "nexttoken", "csstoken", "designtoken",
      ]
      let after = [
        "path", "file", "dir", "url", "uri", "endpoint", "name", "label", "field", "placeholder", "hint", "regex",
        "pattern",
        "policy", "length", "size", "expir", "ttl", "type", "version", "param", "header", "error", "message", "title",
        "text",
        "prompt", "desc", "count", "limit", "style", "color", "class", "icon", "selector", "input", "event", "action",
        "scope",
        "role", "ref", "arn", "uuid", "guid", "prefix", "suffix", "format", "issuer", "audience", "algorithm", "status",
        "store", "provider", "manager", "help", "link", "button", "form", "reset", "strength", "rule", "s",
      ]
      let rest = String(decoding: tail.map(ASCII.lowercased), as: UTF8.self)
      return !anywhere.contains { ASCII.contains(folded[...], ignoringCase: $0) }
        && !after.contains { rest.hasPrefix($0) || ($0.utf8.count > 3 && rest.hasSuffix($0)) } && !rest.hasSuffix("id")
    }
  }

  /// What is assigned.
  private struct Value {
    let bytes: ArraySlice<UInt8>
    let hasDigit: Bool
    let hasLower: Bool
    let hasUpper: Bool
    let hasSymbol: Bool
    let wordShare: Double

    init(bytes: ArraySlice<UInt8>) {
      self.bytes = bytes
      hasDigit = bytes.contains(where: ByteClass.digits.contains)
      hasLower = bytes.contains(where: ByteClass.lower.contains)
      hasUpper = bytes.contains(where: ByteClass.upper.contains)
      hasSymbol = bytes.contains { !ByteClass.dottedName.contains($0) }
      wordShare = Randomness.wordShare(of: bytes)
    }

    private var isHex: Bool { bytes.allSatisfy(ByteClass.hexAndHyphen.contains) }
    private var isUUID: Bool {
      Piece.end(of: Piece.uuid, in: Array(bytes), from: 0) == bytes.count
    }

    /// Whether the value is text, a reference, a place or a number rather than a credential.
    var isOrdinary: Bool {
      let printable = bytes.allSatisfy { (0x21..<0x7f).contains($0) }
      if !printable || isUUID || bytes.allSatisfy(ByteClass.numeric.contains) { return true }
      if URLPassword.isReference(bytes) || URLPassword.isCommon(bytes) || Placeholder.isMadeUp(bytes) { return true }
      let beginnings = [
        "/", "./", "../", "~/", "sha1-", "sha256-", "sha384-", "sha512-", "sha256:", "data:", "arn:", "urn:",
      ]
      if beginnings.contains(where: { bytes.starts(with: Array($0.utf8)) }) { return true }
      let signs = [
        "://", "://", "<", ">", "=>", "==\"", "process.env", "os.environ", "secrets.", "vault:", "ssm:", "->", "::",
        "\\",
      ]
      if signs.contains(where: { ASCII.contains(bytes, ignoringCase: $0) }) { return true }
      // A call, a subscript, a regular expression.
      if bytes.contains(UInt8(ascii: "(")) && bytes.contains(UInt8(ascii: ")")) { return true }
      if bytes.contains(UInt8(ascii: "[")) && bytes.contains(UInt8(ascii: "]")) { return true }
      if bytes.contains(UInt8(ascii: "{")) { return true }
      return Set(bytes).count < 5
    }

    /// Whether chance alone would hardly write a text like this that is no credential.
    var isStrong: Bool {
      guard bytes.count >= 16, !isHex, hasDigit, hasLower || hasUpper, wordShare < 0.5 else { return false }
      return Randomness.entropy(of: bytes) >= 3.3
    }

    /// For a value that is not strong, why it is reported all the same, or `nil` where it is not.
    func weakness(isPassword: Bool) -> String? {
      if isHex { return bytes.count >= 32 && hasDigit && (hasLower || hasUpper) ? "it may be a hash" : nil }
      if isPassword, (hasDigit && (hasLower || hasUpper)) || (hasSymbol && (hasLower || hasUpper)) {
        let hasSeparator = bytes.contains(where: ByteClass.separators.contains)
        return hasSeparator && !hasSymbol && wordShare >= 0.6 ? nil : "it is told by its name alone"
      }
      let isMixed = hasLower && hasUpper && wordShare < 0.3
      return bytes.count >= 20 && isMixed && Randomness.entropy(of: bytes) >= 3.8 ? "it is told by its name alone" : nil
    }
  }
}
