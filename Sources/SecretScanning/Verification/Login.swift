/// A user and a password that stand together, as they do in URLs, in headers of HTTP and in netrc files: whether they are those
/// of an example.
struct Login {
  private let user: ArraySlice<UInt8>
  private let password: ArraySlice<UInt8>
  /// What comes before an option (`;AUTH=…`, RFC 2384) and behind a method (`:pserver:`).
  private let core: ArraySlice<UInt8>

  init(user: ArraySlice<UInt8>, password: ArraySlice<UInt8>) {
    self.user = user
    self.password = password
    let named = password.prefix { $0 != UInt8(ascii: ";") }
    let last = named.split(separator: UInt8(ascii: ":")).last ?? []
    core = last.isEmpty ? password : last
  }

  /// What `token` says in base64 (RFC 7617); `nil` where that is no login, or a password too short for one.
  init?(basic token: ArraySlice<UInt8>) {
    let decoded = Base64.decode(token)
    guard let colon = decoded.firstIndex(of: UInt8(ascii: ":")), colon > 0, decoded.count - colon > 6,
      decoded.allSatisfy({ (0x20..<0x7f).contains($0) })
    else { return nil }
    self.init(user: decoded[..<colon], password: decoded[(colon + 1)...])
  }

  /// Whether `token` says in base64 what ``isExample`` is true of. Nearly every other text is no base64 of letters, which shows at
  /// once.
  static func isExample(basic token: ByteView) -> Bool {
    var accumulator: UInt32 = 0
    for byte in token.prefix(4) {
      guard let value = Base64.value(of: byte) else { break }
      accumulator = accumulator << 6 | UInt32(value)
    }
    if token.count >= 4, !(0..<3).allSatisfy({ (0x20..<0x7f).contains(accumulator >> (8 * $0) & 0xff) }) {
      return false
    }
    return Login(basic: Array(token)[...])?.isExample ?? false
  }

  /// The login before `password` in `machine HOST login USER password PASSWORD`; `nil` where the host is a template's gap.
  init?(netrcPassword password: Range<Int>, in bytes: [UInt8]) {
    let words = bytes[max(0, password.lowerBound - 400)..<password.lowerBound]
      .split { ByteClass.space.contains($0) || $0 == ASCII.newline || $0 == UInt8(ascii: "\r") }
    guard words.count >= 4, !URLPassword.isReference(words[words.count - 4]) else { return nil }
    self.init(user: words[words.count - 2], password: bytes[password])
  }

  /// Whether nobody has it: the words of documentation, one letter over and over, the first login of Oracle's databases.
  var isExample: Bool {
    if Placeholder.isMadeUp(password) || URLPassword.isCommon(core) || Set(core).count <= 2 { return true }
    if URLPassword.isCommon(core.map { CredentialValue.unleeted(ASCII.lowercased($0)) }[...]) { return true }
    if user.elementsEqual("scott".utf8), core.elementsEqual("tiger".utf8) { return true }
    // `AppID`, `AuthToken`.
    if core.dropFirst().contains(where: ByteClass.upper.contains), core.allSatisfy(ByteClass.letters.contains),
      core.contains(where: ByteClass.lower.contains), ValueWords(core).hasOnlyKnownWords
    {
      return true
    }
    return core.withView { CredentialValue($0).isNamingCredential }
  }

  /// - Parameter isSpecimen: whether it stands in a test or an example.
  func judge(isSpecimen: Bool) -> Verification.Judgement {
    if isExample { return .refuted }
    return password.withView { password in
      let value = CredentialValue(password)
      if value.isStrong { return .holds }
      if isSpecimen { return value.isTypedForTests ? .refuted : .doubtful("it stands in a test or an example") }
      return value.isPlainWord ? .doubtful("it is a plain word") : .holds
    }
  }
}
