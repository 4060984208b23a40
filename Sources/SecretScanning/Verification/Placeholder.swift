/// Texts that have the form of a credential and are none: what documentation, templates and tests write in its place.
enum Placeholder {
  /// Whether `body`, a credential without the prefix that all of its kind have, is made up.
  static func isMadeUp(_ body: ArraySlice<UInt8>) -> Bool { body.withView { isMadeUp($0) } }

  /// Whether `body`, a credential without the prefix that all of its kind have, is made up.
  static func isMadeUp(_ body: ByteView) -> Bool {
    let present = ByteClass(of: body)
    if body.isEmpty || saysSo(body, present) || isPasswordHash(body, present) { return true }
    if body.count <= 12, URLPassword.isCommon(body) { return true }
    return body.count >= 6 && (repeatsItself(body, present) || countsUp(body))
  }

  /// Long enough not to turn up in random text: five letters do so once in 10 million places of a base64 text.
  private static let words = WordList(ignoringCase: [
    "example", "placeholder", "changeme", "change_me", "change-me", "replaceme", "replace_me", "replace-me", "redacted",
    "xxxxx", "dummy", "insert", "your_", "your-", "yourtoken", "yourkey", "yoursecret", "yourpassword", "notarealkey",
    "notreal", "not_real", "not-real", "fakekey", "faketoken", "fake_", "fake-", "sample_", "sample-", "todo_", "fixme",
    "my_secret", "mysecret", "some_secret", "somesecret", "deadbeef", "00000000", "abcdefgh", "12345678", "qwertyui",
    "foobar", "lorem", "obfuscated",
  ])

  private static let marks = WordList(ignoringCase: [
    "${", "{{", "}}", "<%", "%(", "#{", "...", "***", "\u{2026}", "$(", "\u{27e8}", "\u{ab}",
  ])

  private static func saysSo(_ body: ByteView, _ present: ByteClass) -> Bool {
    if words.occurs(in: body) || (marks.mayOccur(among: present) && marks.occurs(in: body)) { return true }
    return body.first == UInt8(ascii: "<") && body.last == UInt8(ascii: ">")
  }

  private static let hashes = WordList(ignoringCase: ["md5", "sha1", "sha2", "sha5", "pbkdf2", "crypt", "argon2"])

  /// What is kept in a password's place, with the algorithm before it: `md5$SALT$HASH` (Django's PASSWORD_HASHERS).
  private static func isPasswordHash(_ body: ByteView, _ present: ByteClass) -> Bool {
    guard present.contains(UInt8(ascii: "$")) else { return false }
    let parts = body.split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false)
    guard parts.count >= 3, let algorithm = parts.first, let hash = parts.last else { return false }
    return hashes.occurs(in: algorithm) && hash.count >= 16
  }

  /// One byte over and over, few different ones, or a short text several times.
  private static func repeatsItself(_ body: ByteView, _ present: ByteClass) -> Bool {
    if body.count >= 16, present.count <= 4 { return true }
    var longest = 1
    var current = 1
    for index in (body.startIndex + 1)..<max(body.startIndex + 1, body.endIndex) {
      current = body[index - 1] == body[index] ? current + 1 : 1
      longest = max(longest, current)
    }
    if longest >= 12 || (longest >= 5 && longest * 3 >= body.count) { return true }
    for period in 1...16 where body.count >= period * 2 {
      var index = body.startIndex + period
      while index < body.endIndex, body[index - period] == body[index] { index += 1 }
      if index == body.endIndex { return true }
    }
    return false
  }

  /// Alphabets and numbers in order, forwards or backwards.
  private static func countsUp(_ body: ByteView) -> Bool {
    let (last, first) = (ByteClass.lastOfOrder, ByteClass.firstOfOrder)
    let mayStay = body.count >= 16
    var steps = 0
    for index in (body.startIndex + 1)..<max(body.startIndex + 1, body.endIndex) {
      let (left, right) = (body[index - 1], body[index])
      let stays = left == right && mayStay
      if stays || left &+ 1 == right || right &+ 1 == left || (last.contains(left) && first.contains(right)) {
        steps += 1
      }
    }
    // Birthdays are short, and hold two digits in order by chance.
    return body.count < 8 ? steps * 3 >= body.count * 2 : steps * 2 >= body.count
  }

  /// What providers and standards publish to be copied; known by how it begins.
  private static let published = WordList(exactly: [
    // The key of Azure's storage emulator, the same on every machine (learn.microsoft.com, "Azurite").
    "Eby8vdM02xNOcqFlqUwJPLlm",
    // RFC 6749 (OAuth 2.0) and RFC 6750: tokens, codes, and a client's password in base64.
    "2YotnFZFEjr1z", "tGzv3JOkF0XG", "SplxlOBeZQQY", "czZCaGRSa3F0", "gX1fBat3bV", "mF_9.B5f-4.1J", "7Fjfp0ZBr1Kt",
    "A3ddj3w",
    // RFC 5849 (OAuth 1.0).
    "kd94hf93k423kf44", "dpf43f3p2l4k3l03", "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00", "hh5s93j4hdidpola", "j49sk3j29djd",
    "dh893hdasih9", "9djdj82h48djs9d2", "kkk9d7dh3k39sjv7", "ad180jjd733klru7", "hdhd0244k9j7ao03", "jd83jd92dhsh93js",
    "bhCQXTVyfj5cmA9u", "0685bd9184jfhq22",
    // The accounts of Hardhat and Anvil, and the seed of the Key URI format's documentation.
    "ac0974bec39a17e36ba4", "59c6995e998f97a5a004", "JBSWY3DPEHPK3PXP", "GEZDGNBVGY3TQOJQ",
    // RFC 7591, 7592, 7636, 7009, 8628 and 8693; OpenID Connect Core and Registration.
    "cf136dc3c1fc93f31185", "this.is.an.access.token.value", "reg-23410913-abewfq", "dBjftJeZ4CVP-mB92K27",
    "45ghiukldjahdnhzdauz", "GmRhmhcxhwAzkoEqiMEg", "accVkjcJyb4BWCxGsndESC", "SlAV32hkKG", "8xLOxBtZp8",
    "ZJYCqe3GGRvdrudKyZS0",
    // RFC 7515, 7519, 7521 and 7523, as they begin with their header.
    "eyJhbGciOiJFUzI1NiIsImtpZCI6IjE2In0", "eyJhbGciOiJSUzI1NiIsImtpZCI6IjFlOWdkazcifQ",
    // RFC 6455 (WebSocket): the nonce and what it is answered with.
    "dGhlIHNhbXBsZSBub25j", "s3pPLMBiTxaQ9kYG", "x3JJHMbDL1EzLkh9",
    // RFC 7617: `Aladdin:open sesame`.
    "QWxhZGRpbjpvcGVu",
  ])

  static func isPublished(_ secret: ArraySlice<UInt8>) -> Bool { secret.withView { isPublished($0) } }

  static func isPublished(_ secret: ByteView) -> Bool {
    published.begins(secret) || PublishedExamples.contain(secret)
  }
}
