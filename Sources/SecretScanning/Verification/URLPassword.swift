/// Passwords in URLs (RFC 3986 section 3.2.1), most of which stand there as examples.
enum URLPassword {
  /// - Parameter isSpecimen: whether the URL stands in a test or an example.
  static func judge(_ password: Range<Int>, in bytes: [UInt8], isSpecimen: Bool) -> Verification.Judgement {
    if isReference(bytes[password]) { return .refuted }
    // What the server gets is what it says without escapes.
    let text = unescaped(bytes[password])
    if Placeholder.isMadeUp(text) || isCommon(text) || isReference(text) { return .refuted }
    let host = bytes[(password.upperBound + 1)...].prefix(64)
      .prefix { !ByteClass.hostEnd.contains($0) }
    let examples = ["example.", ".company.com", "mycompany.", "yourcompany.", "yourdomain.", "mydomain.", "your-"]
    if host.isEmpty || examples.contains(where: { ASCII.contains(host, ignoringCase: $0) }) { return .refuted }
    if isSpecimen, isOfParser(user: user(before: password, in: bytes), password: bytes[password], host: host) {
      return .refuted
    }
    let login = Login(user: unescaped(user(before: password, in: bytes)), password: text)
    if login.isExample { return .refuted }
    let isTyped = text.withView { text in
      let value = CredentialValue(text)
      return !value.isStrong && value.isTypedForTests
    }
    if isTyped, isSpecimen || isPlaceholder(host: host) { return .refuted }
    let isLocal = ["localhost", "127.0.0.1", "0.0.0.0", "[::1]"].contains { ASCII.contains(host, ignoringCase: $0) }
    if repeatsUser(password, in: bytes) {
      // `app:app@db` is how examples and containers of one's own are written. A server on the internet believes it, too.
      let isServer = !isLocal && host.split(separator: UInt8(ascii: ".")).count > 2
      return isServer ? .doubtful("it is the name of the user") : .refuted
    }
    if isLocal { return .doubtful("it is for this machine only") }
    if isPlaceholder(host: host) { return .doubtful("its host is an example") }
    return login.judge(isSpecimen: isSpecimen)
  }

  /// `text` without its percent-encoding (RFC 3986 section 2.1); as it is where there is none.
  static func unescaped(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard text.contains(UInt8(ascii: "%")) else { return text }
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%"), rest.count >= 2, let high = ASCII.hexValue(of: rest[rest.startIndex]),
        let low = ASCII.hexValue(of: rest[rest.startIndex + 1])
      else {
        result.append(byte)
        continue
      }
      result.append(high << 4 | low)
      rest = rest.dropFirst(2)
    }
    return result[...]
  }

  /// Whether it shows how URLs are taken apart: with escapes or letters beyond ASCII where a login has neither.
  private static func isOfParser(
    user: ArraySlice<UInt8>, password: ArraySlice<UInt8>, host: ArraySlice<UInt8>
  ) -> Bool {
    [user, password].contains { $0.contains(UInt8(ascii: "%")) || $0.contains { $0 >= 0x80 } }
      || host.contains { $0 >= 0x80 } || host.starts(with: "xn--".utf8)
  }

  private static func user(before password: Range<Int>, in bytes: [UInt8]) -> ArraySlice<UInt8> {
    var start = password.lowerBound - 1
    while start > 0, password.lowerBound - start < 80, bytes[start - 1] != UInt8(ascii: "/") { start -= 1 }
    return bytes[max(0, start)..<max(0, password.lowerBound - 1)]
  }

  private static let placeholderHosts: Set<String> = [
    "h", "host", "hostname", "server", "servername", "domain", "site", "machine", "myhost", "yourhost", "myserver",
    "region", "somehost", "otherhost", "remotehost",
  ]

  /// Whether it is called what it is: `host`, `h1`, `hostname.dom`.
  private static func isPlaceholder(host: ArraySlice<UInt8>) -> Bool {
    let labels = host.prefix { $0 != UInt8(ascii: ":") }.split(separator: UInt8(ascii: "."))
    guard let first = labels.first, labels.count <= 2 else { return false }
    let name = first.map(ASCII.lowercased).prefix { !ByteClass.digits.contains($0) }
    return placeholderHosts.contains(String(decoding: name, as: UTF8.self))
  }

  /// Whether the user is called like the password.
  private static func repeatsUser(_ password: Range<Int>, in bytes: [UInt8]) -> Bool {
    let start = password.lowerBound - 1 - password.count
    guard start >= 0, bytes[start..<(password.lowerBound - 1)].elementsEqual(bytes[password]) else { return false }
    return start == 0 || bytes[start - 1] == UInt8(ascii: "/")
  }

  /// Words that stand for a password, as in `user:password@host`.
  static func isCommon(_ text: ArraySlice<UInt8>) -> Bool { text.withView { isCommon($0) } }

  /// Words that stand for a password, as in `user:password@host`.
  static func isCommon(_ text: ByteView) -> Bool {
    text.count <= longestCommon && common.contains(text.map(ASCII.lowercased))
  }

  private static let common: Set<[UInt8]> = Set(
    [
      "password", "passwd", "passw0rd", "pass", "pwd", "secret", "token", "user", "username", "admin", "root", "test",
      "guest",
      "postgres", "mysql", "redis", "mongo", "rabbitmq", "foo", "bar", "baz", "pw", "p4ss", "pass123", "password1",
      "changeit",
      "none", "null", "undefined", "key", "apikey", "api_key", "hunter2", "letmein", "toor", "minio", "minioadmin",
      "credentials", "x-oauth-basic", "string", "value", "qwerty", "dev", "development", "local", "demo", "mypassword",
      "anoncvs", "anonymous", "xyzzy",
    ].map { Array($0.utf8) })
  private static let longestCommon = common.map(\.count).max() ?? 0

  /// A variable or a template's gap in the place of a value.
  static func isReference(_ text: ArraySlice<UInt8>) -> Bool { text.withView { isReference($0) } }

  /// A variable or a template's gap in the place of a value.
  static func isReference(_ text: ByteView) -> Bool {
    guard let first = text.first, let last = text.last else { return true }
    // Some passwords begin with a sign: no reference has so many digits.
    if ByteClass.passwordStart.contains(first), text.count(where: ByteClass.digits.contains) > 2,
      text.contains(where: ByteClass.letters.contains), last != UInt8(ascii: "}"), last != first
    {
      return false
    }
    if ByteClass.referenceStart.contains(first) && !(first == UInt8(ascii: "%") && isEscape(text)) { return true }
    return last == UInt8(ascii: "}") || last == UInt8(ascii: ">")
  }

  private static func isEscape(_ text: ByteView) -> Bool {
    text.count > 3 && text.dropFirst().prefix(2).allSatisfy(ASCII.isHexDigit)
  }
}
