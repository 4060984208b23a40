/// A literal that something called a credential is set to: whether it is one.
struct CredentialValue {
  let bytes: ByteView
  /// The bytes that occur in it.
  let present: ByteClass
  let digitCount: Int
  let hasLower: Bool
  let hasUpper: Bool
  let hasSymbol: Bool
  let words: ValueWords
  /// The share of bytes that belong to words, as ``Randomness/wordShare(of:)`` has it.
  var wordShare: Double { bytes.isEmpty ? 0 : Double(words.wordBytes) / Double(bytes.count) }

  init(_ bytes: ByteView) { self.init(bytes, ByteClass(of: bytes)) }

  /// - Parameter present: the bytes that occur in `bytes`.
  init(_ bytes: ByteView, _ present: ByteClass) {
    self.init(bytes, present, digitCount: ASCII.digitCount(of: bytes), ValueWords(bytes))
  }

  /// - Parameters:
  ///   - present: the bytes that occur in `bytes`.
  ///   - digitCount: how many digits are among them.
  ///   - words: those of `bytes`.
  init(_ bytes: ByteView, _ present: ByteClass, digitCount: Int, _ words: ValueWords) {
    self.bytes = bytes
    self.present = present
    self.digitCount = digitCount
    hasLower = present.intersects(.lower)
    hasUpper = present.intersects(.upper)
    hasSymbol = !present.isSubset(of: .dottedName)
    self.words = words
  }

  var isHex: Bool { present.isSubset(of: .hexAndHyphen) }
  /// Whether it is a UUID in its usual form, in lower or upper case (RFC 9562).
  var isUUID: Bool {
    bytes.count == 36 && isHex
      && bytes.indices.allSatisfy { offset in
        let isHyphen = [8, 13, 18, 23].contains(offset - bytes.startIndex)
        return isHyphen == (bytes[offset] == UInt8(ascii: "-"))
      }
  }

  /// Whether chance alone would hardly write a text like this that is no credential.
  var isStrong: Bool { isByteLiteral || (looksStrong && Randomness.entropy(of: bytes) >= 3.3) }

  /// The same, but for its entropy.
  var looksStrong: Bool {
    if isByteLiteral { return true }
    guard bytes.count >= 16, !isHex, digitCount > 0, hasLower || hasUpper, wordShare < 0.5 else { return false }
    guard !hasSymbol, hasSeparator else { return true }
    if isNamed { return false }
    // `my_jwt_secret_key_123` is a name.
    return words.ownLetters > 0 || !words.hasCredentialWord || words.tellingDigits > 2
  }

  /// Words with separators between, and hardly a digit: `password_too_weak_v2`.
  private var isNamed: Bool {
    guard digitCount <= 4 else { return false }
    var (partCount, evidence) = (0, 0)
    var end = bytes.startIndex
    while end < bytes.endIndex {
      let start = end
      while end < bytes.endIndex, !ByteClass.separators.contains(bytes[end]) { end += 1 }
      if end > start {
        let part = bytes[start..<end]
        guard Self.isNamePart(part) else { return false }
        partCount += 1
        evidence += LetterPairs.evidence(in: part)
      }
      end += 1
    }
    return partCount > 1 && (evidence > 0 || words.hasCredentialWord)
  }

  /// Letters with no odd change of case, a number, or that of a version.
  private static func isNamePart(_ part: ByteView) -> Bool {
    if part.allSatisfy(ByteClass.digits.contains) { return true }
    let letters = part.first == UInt8(ascii: "v") ? part.dropFirst() : part
    if letters.allSatisfy(ByteClass.digits.contains) { return true }
    let rest = ByteClass(of: part.dropFirst())
    return part.first.map(ByteClass.letters.contains) ?? false
      && (rest.isSubset(of: .lower) || rest.isSubset(of: .upper))
  }

  /// A sentence in base64, or words of which none is a credential: `aGVsbG8gd29ybGQ=`.
  var isEncodedText: Bool {
    guard present.isSubset(of: .anyBase64) else { return false }
    let text = Base64.decode(bytes)
    guard text.count >= 8, text.allSatisfy({ (0x20..<0x7f).contains($0) || $0 == ASCII.newline }) else { return false }
    if ValueWords(text[...]).hasOnlyKnownWords { return true }
    return text.contains(UInt8(ascii: " ")) && Randomness.wordShare(of: text[...]) > 0.45
  }

  /// Whether it holds nothing but what credentials are called, in the letters of hackers, and what is added to please a policy:
  /// `P@ssW0rd123!`.
  var isLeetCredential: Bool {
    let tail = bytes.reversed().prefix { !ByteClass.letters.contains($0) }.count
    let body = bytes.dropLast(tail)
    guard body.count >= 6, body.allSatisfy({ ByteClass.letters.contains(Self.unleeted($0)) }),
      ValueWords(bytes.suffix(tail)).tellingDigits < 2
    else { return false }
    return body.map { Self.unleeted(ASCII.lowercased($0)) }.withView { letters in
      let words = ValueWords(letters)
      return words.hasOnlyKnownWords && words.hasCredentialWord
    }
  }

  /// Whether a sentence would hardly have such a word: `gingerSnap7`, and not `SHA-256`, `base64` or `8-character`.
  var isNoted: Bool {
    guard bytes.count >= 7, !isHexKey, digitCount > 0, hasLower || hasUpper else { return false }
    if hasSymbol { return words.ownLetters >= 3 || words.tellingDigits > 1 || wordShare < 0.3 }
    if hasSeparator {
      guard let first = bytes.first, let last = bytes.last else { return false }
      return words.ownLetters >= 4 && hasUpper && hasLower && ByteClass.letters.contains(first)
        && (ByteClass.digits.contains(last) || words.tellingDigits > 1)
    }
    return !(isHex && bytes.count >= 16) && words.ownLetters >= 4 && (hasUpper && hasLower || digitCount > 1)
  }

  /// Whether nothing but chance makes such a text, whatever it is assigned to: for names that say little.
  var isMadeByChance: Bool {
    // In groups, too, as Mailgun has them.
    if isHexKey { return hasOnlyHexDigits ? [32, 40, 48, 64].contains(bytes.count) : bytes.count > 40 }
    return bytes.count >= 20 && !hasSymbolBesideBase64 && digitCount >= 2 && hasLower && hasUpper && wordShare < 0.25
      && Randomness.entropy(of: bytes) >= 3.8 && bytes.count(where: ByteClass.separators.contains) <= bytes.count / 12
  }

  private var hasOnlyHexDigits: Bool { present.isSubset(of: .anyCaseHex) }
  private var hasSymbolBesideBase64: Bool { !present.isSubset(of: .paddedBase64.union(.separators)) }
  private var hasSeparator: Bool { present.intersects(.separators) }

  /// Whether it is no name, as lists are full of: with several digits, and not words with hyphens.
  var isFitForList: Bool {
    digitCount >= 2 && (hasSymbol || hasUpper || !hasSeparator)
  }

  /// Whether it is one word, or a few with separators between.
  var isLettersOnly: Bool { digitCount == 0 && !hasSymbol }

  /// Letters that make words.
  var isPlainWord: Bool { present.isSubset(of: .letters) && wordShare > 0.5 }

  /// Whether it says what it is, `testpass` and `secret1`, and holds nothing else that somebody may have made up.
  var isNamingCredential: Bool {
    guard words.hasCredentialWord || words.hasDummyWord else { return false }
    return words.tellingDigits == 0 && !(hasSymbol && digitCount > 0)
  }

  /// Whether it is a word of configurations with digits in the place of letters: `priv4te`.
  var isLeetWord: Bool {
    !hasSymbol && bytes.map { Self.unleeted(ASCII.lowercased($0)) }.withView { ValueWords($0).hasOnlyKnownWords }
  }

  /// Whether somebody who writes a test types such a thing: words, or too little for a password that opens something.
  var isTypedForTests: Bool {
    if isHexKey || (hasLower && hasUpper && hasSymbol && wordShare < 0.4) { return false }
    if digitCount < 2 || bytes.count < 8 { return true }
    return isLeetWord || (!hasSymbol && words.hasOnlyKnownWords)
  }

  /// Whether it is as long as a key in hexadecimal.
  var isHexKey: Bool { bytes.count >= 32 && isHex && digitCount > 0 && (hasLower || hasUpper) }

  /// How sure the place makes that a value is meant, and not spoken of.
  enum Place {
    /// A literal that is assigned to precisely what is called so.
    case literal
    /// The same in a list of arguments, in markup, without quotes.
    case value
    /// In a test, an example, or under a name that says more than that.
    case mention
  }

  /// Whether ``judge(as:in:)`` says anything but no of it, of whatever kind it is and wherever it stands: a literal is the surest
  /// place.
  var mayBeCredential: Bool {
    if isHex && bytes.count >= 16 { return judge(as: .password, in: .literal) != .refuted }
    // What any kind's judgement comes to, the cheapest question first.
    let isSome =
      isSigningPhrase || isMadeUpByAPerson || isRandomKey || isPassphrase || isSignedPassphrase || isAppPassword
      || isSpacedPhrase || isLongAndRandom
    return isSome && !isDummy
  }

  /// Whether a value that is not strong is a credential all the same, and how sure that is.
  func judge(as kind: CredentialName.Kind, in place: Place) -> Verification.Judgement {
    let byName = Self.byName
    if isHexKey { return place != .mention ? .holds : .doubtful("it may be a hash") }
    if isHex && bytes.count >= 16 {
      return bytes.count >= 20 && place != .mention && digitCount > 1 && (hasLower || hasUpper) ? byName : .refuted
    }
    if isDummy { return .refuted }
    if isSpacedPhrase { return kind == .password && place == .literal ? byName : .refuted }
    if kind != .password, place != .mention, isLongAndRandom { return .holds }
    return judgeWords(as: kind, in: place)
  }

  private static var byName: Verification.Judgement { .doubtful("it is told by its name alone") }

  /// The same of a value that is neither hexadecimal, nor an example, nor a phrase with spaces, nor plainly made by chance.
  private func judgeWords(as kind: CredentialName.Kind, in place: Place) -> Verification.Judgement {
    let byName = Self.byName
    switch kind {
    case .password:
      if isAppPassword { return .holds }
      if isMadeUpByAPerson { return place != .mention && isOwn ? .holds : byName }
      return place == .literal && (isPassphrase || isSignedPassphrase) ? byName : .refuted
    case .signingKey:
      if place != .mention, isSigningPhrase, words.ownLetters >= 6, words.tellingDigits > 1 { return .holds }
      return isRandomKey || (place == .literal && isSigningPhrase) ? byName : .refuted
    case .secret:
      return isRandomKey || (place == .literal && isDatedPhrase) ? byName : .refuted
    case .other:
      return isRandomKey && (!hasSymbol || (place != .mention && wordShare < 0.5)) ? byName : .refuted
    }
  }

  /// Whether it is no more than words of settings with a number: `admin123` may be a password and may be none.
  private var isOwn: Bool {
    guard bytes.count >= 8, !words.hasCredentialWord, !words.hasDummyWord, digitCount > 0 else { return false }
    if bytes.map(Self.unleeted).withView({ ValueWords($0).hasCredentialWord }) { return false }
    return words.ownLetters >= 3 || (words.tellingDigits > 1 && !words.hasOnlyYears) || wordShare < 0.3
  }

  /// What Google makes for mail programs: four times four letters, with or without spaces between.
  var isAppPassword: Bool {
    guard bytes.count == 19 || bytes.count == 16 else { return false }
    if bytes.count == 16 { return present.isSubset(of: .lower) && LetterPairs.evidence(in: bytes) < 0 }
    guard present.contains(UInt8(ascii: " ")) else { return false }
    let groups = bytes.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    return groups.count == 4 && groups.allSatisfy { $0.count == 4 && $0.allSatisfy(ByteClass.lower.contains) }
      && groups.count { LetterPairs.evidence(in: $0) <= 0 } >= 2
  }

  /// Bytes as Python and C write them, `\x8f\x1a`, which are no text.
  var isByteLiteral: Bool {
    guard bytes.count >= 32, bytes.first == ASCII.backslash, bytes.starts(with: "\\x".utf8) else { return false }
    return bytes.count { $0 == ASCII.backslash } >= 8
      && zip(bytes, bytes.dropFirst()).count { $0 == UInt8(ascii: "x") && !ByteClass.firstOfText.contains($1) } >= 3
  }

  /// A name of a thing with a number behind it, one word of which says that it is an example.
  var isExampleName: Bool {
    let parts = bytes.split { ByteClass.separators.contains($0) }
    if hasSymbol || parts.count < 2 { return false }
    if parts.contains(where: { $0.count >= 10 && $0.contains(where: ByteClass.digits.contains) }) { return false }
    return words.hasDummyWord
  }

  /// Whether one of its words says that it is an example, and nothing else says that it is none.
  private var isDummy: Bool {
    if saysChangeMe || saysPassword || isLeetCredential { return true }
    guard words.hasDummyWord else { return false }
    return !(hasSymbol && digitCount > 0) && (words.tellingDigits < 4 || words.hasOnlyYears)
  }

  /// `s3cr3t`, `P@ssword1`: nothing but what credentials are called, in the letters of hackers.
  private var saysPassword: Bool {
    let isNumbered = bytes.last.map(ByteClass.digits.contains) ?? false
    let letters = isNumbered ? bytes.dropLast() : bytes
    guard letters.allSatisfy({ ByteClass.letters.contains(Self.unleeted($0)) }) else { return false }
    return letters.map(Self.unleeted).withView { letters in
      let words = ValueWords(letters)
      return words.ownLetters == 0 && words.hasCredentialWord
    }
  }

  /// `changeme`, in the letters of hackers.
  private var saysChangeMe: Bool {
    // The `h`, the `n` and the `m` have no other sign.
    guard bytes.count >= 8, hasLetter("h"), hasLetter("n"), hasLetter("m") else { return false }
    return bytes.map(Self.unleeted).withView { ASCII.contains($0, ignoringCase: "changeme") }
  }

  /// The letter that a digit or a sign stands for in `ch4ng3m3`.
  static func unleeted(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "3"): UInt8(ascii: "e")
    case UInt8(ascii: "4"), UInt8(ascii: "@"): UInt8(ascii: "a")
    case UInt8(ascii: "0"): UInt8(ascii: "o")
    case UInt8(ascii: "1"), UInt8(ascii: "!"): UInt8(ascii: "i")
    case UInt8(ascii: "5"), UInt8(ascii: "$"): UInt8(ascii: "s")
    default: byte
    }
  }

  /// Letters with digits or signs among them, and not the name of something.
  private var isMadeUpByAPerson: Bool {
    guard hasLower || hasUpper else { return false }
    // A path or a list of words: `auth/reset-password/2`.
    let isPath = present.intersects(.listing)
    if hasSymbol {
      if bytes.count < 7 { return false }
      // A message with hyphens for spaces: `Password-must-have-8-characters!`.
      if words.hasCredentialWord, words.tellingDigits < 2, bytes.count(where: ByteClass.separators.contains) > 1 {
        return false
      }
      if digitCount > 0 { return !isPath || (words.ownLetters > 0 && !words.hasCredentialWord) || wordShare < 0.3 }
      return !isPath && wordShare < 0.9 && hasUpper && hasLower && words.ownLetters > 0
    }
    if digitCount == 0 { return false }
    // Names of things speak of what they are for; passwords rarely do.
    if words.hasCredentialWord && (words.ownLetters == 0 || words.tellingDigits == 0) { return false }
    if !hasSeparator { return bytes.count >= 7 || digitCount >= 2 }
    return wordShare < 0.5 || (bytes.count >= 8 && (digitCount >= 2 || words.ownLetters >= 6))
  }

  /// Letters alone, of which some are in no word that a setting's value or name would have.
  private var isPassphrase: Bool {
    guard digitCount == 0, !hasSymbol, bytes.count >= 6 else { return false }
    return words.ownLetters >= 5 && !words.hasCredentialWord && !isDotted
  }

  /// The same with signs between, and none that paths, lists and templates have: `!@h-vaktene`.
  private var isSignedPassphrase: Bool {
    guard hasSymbol, digitCount == 0, bytes.count >= 8, words.ownLetters >= 5, !words.hasCredentialWord else {
      return false
    }
    return present.isSubset(of: .letters.union(.passphraseSigns).union(.separators)) && !isDotted
  }

  /// What a person typed for a key that only has to be unknown.
  private var isSigningPhrase: Bool {
    guard bytes.count >= 8, words.ownLetters >= 4, !isDotted else { return false }
    return !present.intersects(.listing)
  }

  /// The same for what is only called a secret: names of secrets have no dates in them.
  private var isDatedPhrase: Bool {
    isSigningPhrase && words.tellingDigits >= 4
  }

  /// Letters without a digit, or with few, that make no words: `isStrong` wants a digit.
  private var isLongAndRandom: Bool {
    bytes.count >= 20 && hasLower && hasUpper && wordShare < 0.3 && Randomness.entropy(of: bytes) >= 3.8
      && !present.intersects(.listing)
  }

  /// A text that chance made, or in part, though it is too short to be sure.
  private var isRandomKey: Bool {
    let isMixed = hasLower && hasUpper && wordShare < 0.3
    if bytes.count >= 20, isMixed, Randomness.entropy(of: bytes) >= 3.8 { return true }
    if bytes.count >= 12, isMixed, digitCount >= 2, !present.contains(UInt8(ascii: "/")) { return true }
    let isPath = present.intersects(.listing)
    if bytes.count >= 10, hasSymbol, !isPath, digitCount >= 2 { return true }
    return bytes.count >= 16 && hasLower && hasUpper && words.tellingDigits >= 4 && !words.hasOnlyYears
      && hasSeparator
  }

  /// An identifier with a `.`, as settings and keys of texts are called.
  private var isDotted: Bool { present.contains(UInt8(ascii: ".")) }
}
