/// What a match must stand up to, beyond its form.
enum Verification: Hashable, Sendable {
  /// A checksum in the token. One that is wrong makes the finding a warning: an altered token is perhaps a real one.
  case checksum(Checksum)
  /// The same, where the token is long enough to have one: the last seven characters behind a `.`.
  case routableChecksum
  /// The base32 of a number that holds the account: the message says which. Other characters make the finding a warning.
  case awsAccount
  /// At least so many bits a byte.
  case entropy(Double)
  /// Small letters, capitals and digits, as random base64 of this length has.
  case mixedAlphabet
  /// No identifier or words: letters with digits among them, or letters that make no words.
  case random
  /// Header and payload are JSON (RFC 7519); with an expiry in it, a warning.
  case jsonWebToken
  /// Decodes to exactly so many bytes.
  case base64(count: Int)
  /// What is between so many bytes at either end is the base64 of a JSON object with these members; otherwise a warning.
  case base64JSON(prefix: Int, suffix: Int = 0, keys: [String])
  /// The decoded text holds this.
  case base64Holds(String)
  /// No key that development tools publish and everybody uses for tests.
  case publishedKey
  /// The second of the parts between `.`, decoded, holds this.
  case base64PayloadHolds(String)
  /// What follows so many bytes decodes to a text that holds this; otherwise a warning.
  case base64Marked(prefix: Int, String)
  /// Up to the first `.` or `:`, the base64 of decimal digits.
  case base64Digits
  /// The same; otherwise a warning.
  case base64Snowflake
  /// In base58 (Bitcoin's alphabet), so many bytes; otherwise a warning.
  case base58(count: Int)
  /// In base58, with the checksum of four bytes that Bitcoin's keys have; otherwise a warning.
  case base58Check
  /// In bech32, with its checksum; otherwise a warning.
  case bech32
  /// What follows so many bytes is the base64 of a macaroon for this place; otherwise a warning.
  case macaroon(prefix: Int, location: String)
  /// The number of a payment card, and none for tests. One whose check digit is wrong makes the finding a warning.
  case paymentCard
  /// Words of BIP-0039. A checksum that is wrong makes the finding a warning.
  case recoveryPhrase
  /// Ends with one of these; otherwise a warning.
  case ending([String])
  /// Where it has more than so many bytes, begins with one of these; otherwise a warning.
  case beginning([String], beyond: Int)
  /// Holds one of these; otherwise a warning.
  case marked([String])
  /// One of these, in any case, occurs within so many bytes.
  case near([String], within: Int)
  /// Neither text nor a reference nor a name, but what chance made.
  case credential
  /// The same, or a number in hexadecimal: what is alone in a file that is called so.
  case fileSecret
  /// The same, or what a person made up for a password: what stands where a file has passwords and nothing else.
  case filePassword
  /// The same as ``credential``, or what a person made up for a password.
  case password
  /// The same, where the place leaves no doubt that it is one: a word that a person chose is one, too.
  case typedPassword
  /// What a person wrote down in a sentence or a table: neither a word nor a hash, but letters with digits or signs.
  case notedPassword
  /// The key of a call that signs or encrypts: random, hexadecimal, or what a person made up.
  case signingKey
  /// The same, made by chance alone: what is decoded from base64 or hexadecimal.
  case drawnKey
  /// Drawn from letters, digits and signs alike, whatever else the signs may mean. No placeholder is looked for in it.
  case drawnFromSigns
  /// The base64 of what a person made up for a password, or of a random one.
  case encodedPassword
  /// Both digits and letters: no number and no word.
  case digitsAndLetters
  /// No text in base64.
  case opaque
  /// In a file for people to read; elsewhere it is none.
  case inProse
  /// In a file for people to read, a warning.
  case outsideOfProse
  /// A password as it stands in a URL.
  case urlPassword
  /// Words of somebody's choice, and no sentence, label or message, outside of tests.
  case phrase
  /// A user name and a password, in base64.
  case basicCredentials
  /// A password as it stands in a netrc file.
  case netrcPassword
  /// In no test and no example; otherwise a warning.
  case outsideOfTests
  /// The same; otherwise a note.
  case notableOutsideOfTests
  /// Not in the lines of a comment that documents what follows it.
  case outsideOfDocumentation

  /// The answer to one question about a match.
  enum Judgement: Hashable, Sendable {
    case holds
    /// The same, and something about it that the message says.
    case tells(String)
    /// Kept, as a warning; why, for the message.
    case doubtful(String)
    /// Kept, as a note; why, for the message.
    case minor(String)
    case refuted
  }

  /// Judges `secret`, which lies in `bytes`, those of a file with `traits`, and starts with `prefixCount` bytes that all of its
  /// kind have.
  ///
  /// - Parameter values: what is known of the values in `bytes`.
  func judge(
    _ secret: Range<Int>, in bytes: [UInt8], prefixCount: Int, traits: FileTraits, values: inout ValueMemo
  ) -> Judgement {
    switch self {
    case .credential, .password, .typedPassword, .notedPassword:
      bytes.withView { bytes in
        let present = values.present(in: bytes, secret)
        return judgeValue(values.credential(in: bytes, secret, present), isSpecimen: traits.isSpecimen)
      }
    default:
      judge(secret, in: bytes, prefixCount: prefixCount, traits: traits)
    }
  }

  /// The same of one value alone.
  func judge(_ secret: Range<Int>, in bytes: [UInt8], prefixCount: Int, traits: FileTraits) -> Judgement {
    let token = bytes[secret]
    switch self {
    case .checksum(let checksum):
      return checksum.holds(for: token, prefixCount: prefixCount)
        ? .holds : .doubtful("its checksum does not match: altered or made up")
    case .routableChecksum:
      guard token.contains(UInt8(ascii: ".")) else { return .holds }
      return Verification.checksum(.base36).judge(
        secret, in: bytes, prefixCount: prefixCount, traits: traits)
    case .awsAccount:
      guard let account = AWSKeyID.account(of: token) else {
        return .doubtful("it has characters that the provider does not use")
      }
      return .tells("account \(account)")
    case .entropy(let minimum):
      return Self.when(Randomness.entropy(of: token.dropFirst(prefixCount)) >= minimum)
    case .mixedAlphabet:
      return Self.when(
        [ByteClass.digits, .lower, ByteClass.upper].allSatisfy { members in token.contains(where: members.contains) })
    case .random:
      let body = token.dropFirst(prefixCount)
      let hasBoth = body.contains(where: ByteClass.digits.contains) && body.contains(where: ByteClass.letters.contains)
      return Self.when(hasBoth ? Randomness.wordShare(of: body) < 0.7 : Randomness.wordShare(of: body) < 0.4)
    case .jsonWebToken:
      return JSONWebToken.judge(token)
    case .paymentCard:
      return PaymentCard.judge(token)
    case .recoveryPhrase:
      return RecoveryPhrase.judge(token)
    case .bech32:
      return Bech32.hasChecksum(token) ? .holds : .doubtful("its checksum does not match: altered or made up")
    case .base64JSON, .base64Marked, .base64Snowflake, .base58, .base58Check, .beginning, .ending, .macaroon, .marked:
      return decodes(token) ? .holds : .doubtful("it is not made as the provider makes them: altered or made up")
    case .near(let words, let distance):
      let area = bytes[max(0, secret.lowerBound - distance)..<min(bytes.count, secret.upperBound + distance)]
      return Self.when(words.contains { ASCII.contains(area, ignoringCase: $0) })
    case .fileSecret:
      return token.withView { token in
        let value = CredentialValue(token)
        return Self.when(!value.isOrdinary && (value.isStrong || value.isHexKey))
      }
    case .filePassword:
      let isKey = token.withView { token in
        let value = CredentialValue(token)
        return value.isHexKey && !value.isOrdinary
      }
      return isKey
        ? .holds : Verification.password.judgeValue(token, isSpecimen: traits.isSpecimen)
    case .credential, .password, .typedPassword, .notedPassword:
      return judgeValue(token, isSpecimen: traits.isSpecimen)
    case .phrase:
      // Nobody has to change what a test protects its keys with.
      return Self.when(!traits.isSpecimen && Passphrase.isChosen(token))
    case .signingKey, .drawnKey:
      return judgeKey(token, isSpecimen: traits.isSpecimen)
    case .encodedPassword:
      return Self.typedPassword.judgeValue(Base64.decode(token)[...], isSpecimen: traits.isSpecimen)
    case .inProse:
      return Self.when(traits.isProse)
    case .outsideOfProse:
      return traits.isProse ? .doubtful("it stands in a text") : .holds
    case .urlPassword:
      return URLPassword.judge(secret, in: bytes, isSpecimen: traits.isSpecimen)
    case .basicCredentials:
      return Login(basic: token).map { $0.judge(isSpecimen: traits.isSpecimen) } ?? .refuted
    case .netrcPassword:
      return Login(netrcPassword: secret, in: bytes).map { $0.judge(isSpecimen: traits.isSpecimen) } ?? .refuted
    case .outsideOfTests:
      return traits.isSpecimen ? .doubtful("it stands in a test or an example") : .holds
    case .notableOutsideOfTests:
      return traits.isSpecimen ? .minor("it stands in a test or an example") : .holds
    case .outsideOfDocumentation:
      return Self.when(!Self.isDocumentation(before: secret.lowerBound, in: bytes))
    default:
      return Self.when(decodes(token))
    }
  }

  /// Whether the line begins with the `*` of `/** … */`.
  private static func isDocumentation(before offset: Int, in bytes: [UInt8]) -> Bool {
    let line = bytes[max(0, offset - 200)..<offset].split(
      separator: ASCII.newline, omittingEmptySubsequences: false)
    return line.last?.first { !ByteClass.space.contains($0) } == UInt8(ascii: "*")
  }

  private func judgeValue(_ token: ArraySlice<UInt8>, isSpecimen: Bool) -> Judgement {
    token.withView { judgeValue(CredentialValue($0), isSpecimen: isSpecimen) }
  }

  private func judgeValue(_ value: CredentialValue, isSpecimen: Bool) -> Judgement {
    // Most values are none of these, which takes less time to see than that they are ordinary.
    let mayHold =
      value.looksStrong || value.isHexKey
      || (self != .credential && value.judge(as: .password, in: .literal) != .refuted)
    if !mayHold || value.isOrdinary || value.isLeetCredential { return .refuted }
    if self == .notedPassword {
      if value.isStrong { return .holds }
      return value.isNoted && !isSpecimen ? value.judge(as: .password, in: .value) : .refuted
    }
    if value.isStrong { return .holds }
    if value.isHexKey { return .doubtful("it may be a hash") }
    if isSpecimen && value.isTypedForTests { return .refuted }
    switch self {
    case .password: return value.judge(as: .password, in: .value)
    case .typedPassword: return value.judge(as: .password, in: .literal)
    default: return .refuted
    }
  }

  private func judgeKey(_ token: ArraySlice<UInt8>, isSpecimen: Bool) -> Judgement {
    token.withView { token in
      let value = CredentialValue(token)
      if value.isOrdinary || value.isLeetCredential || value.isEncodedText { return .refuted }
      if value.isExampleName { return .refuted }
      if value.isStrong || value.isHexKey { return .holds }
      return self == .signingKey ? value.judge(as: .signingKey, in: isSpecimen ? .mention : .value) : .refuted
    }
  }

  private static let drawnPrefix = "django-insecure-"

  private static func isDrawnFromSigns(_ token: ArraySlice<UInt8>) -> Bool {
    let body = token.starts(with: drawnPrefix.utf8) ? token.dropFirst(drawnPrefix.utf8.count) : token
    let signs = Set(body.lazy.filter { !ByteClass.alphanumeric.contains($0) })
    return signs.count >= 4 && body.count(where: ByteClass.digits.contains) >= 2
      && Randomness.wordShare(of: body) < 0.4 && Randomness.entropy(of: body) >= 4
  }

  private func decodes(_ token: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .base64(let count):
      return Base64.decode(token).count == count
    case .base64JSON(let prefix, let suffix, let keys):
      let encoded = token.dropFirst(prefix).dropLast(suffix)
      return JSONText.keys(of: Base64.decode(encoded))?.isSuperset(of: keys) ?? false
    case .macaroon(let prefix, let location):
      return Macaroon.location(of: Base64.decode(token.dropFirst(prefix))) == location
    case .drawnFromSigns:
      return Self.isDrawnFromSigns(token)
    case .digitsAndLetters:
      return token.contains(where: ByteClass.digits.contains) && token.contains(where: ByteClass.letters.contains)
    case .opaque:
      let text = Base64.decode(token.prefix(64))
      return !text.prefix(40).allSatisfy { (0x20..<0x7f).contains($0) || ByteClass.whitespace.contains($0) }
    case .base64Holds(let text):
      return ASCII.contains(Base64.decode(token)[...], ignoringCase: text)
    case .publishedKey:
      return !PublishedKeys.contains(token)
    case .base64PayloadHolds(let text):
      let parts = token.split(separator: UInt8(ascii: "."))
      return parts.count > 1 && ASCII.contains(Base64.decode(parts[1])[...], ignoringCase: text)
    case .base64Marked(let prefix, let text):
      return ASCII.contains(Base64.decode(token.dropFirst(prefix))[...], ignoringCase: text)
    case .base58(let count):
      return Base58.decode(token)?.count == count
    case .base58Check:
      return Base58.decode(token).map(Base58.hasChecksum) ?? false
    case .ending(let texts):
      return texts.contains { token.suffix($0.utf8.count).elementsEqual($0.utf8) }
    case .beginning(let texts, let count):
      return token.count <= count || texts.contains { token.starts(with: $0.utf8) }
    case .marked(let texts):
      return texts.contains { ASCII.contains(token, ignoringCase: $0) }
    case .base64Digits, .base64Snowflake:
      let encoded = token.prefix { $0 != UInt8(ascii: ".") }
      let decoded = Base64.decode(encoded)
      let number = decoded.prefix { $0 != UInt8(ascii: ":") }
      return number.count >= 6 && number.allSatisfy(ByteClass.digits.contains)
    default:
      return true
    }
  }

  private static func when(_ condition: Bool) -> Judgement { condition ? .holds : .refuted }
}
