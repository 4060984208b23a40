/// A literal value, random enough to be a credential or like the passwords that people make up, that is assigned to something
/// called so.
///
/// Precision comes from the name, the value, and how they are joined: words, identifiers, paths, references to variables, UUIDs
/// and hashes are none.
struct GenericAssignment {
  var range: Range<Int>
  /// Why the finding is only a warning, where it is.
  var doubt: String?

  /// The value assigned to the name that holds `anchor`. `traits` tell where a value without quotes is a literal, as in a
  /// `.env` file, and not an expression.
  init?(in bytes: [UInt8], anchor: Range<Int>, traits: FileTraits, memo: AssignmentMemo) {
    let made = bytes.withView { Self.make(in: $0, anchor: anchor, traits: traits, memo: memo) }
    guard let made else { return nil }
    self = made
  }

  private init(range: Range<Int>, doubt: String? = nil) {
    self.range = range
    self.doubt = doubt
  }

  private static func make(
    in bytes: ByteView, anchor: Range<Int>, traits: FileTraits, memo: AssignmentMemo
  ) -> GenericAssignment? {
    // Some anchors have the sign, for without it they would be everywhere: `pass:`.
    var end = anchor.upperBound
    while end > anchor.lowerBound + 1, bytes[end - 1] < 0x80, !ByteClass.dottedName.contains(bytes[end - 1]) {
      end -= 1
    }
    var first = anchor.lowerBound
    while first < end - 1, bytes[first] < 0x80, !ByteClass.dottedName.contains(bytes[first]) { first += 1 }
    let anchor = first..<end
    // `Pass` begins other words: `Passenger`.
    if anchor.count <= 4, end < bytes.count, ByteClass.lower.contains(bytes[end]),
      ByteClass.upper.contains(bytes[anchor.lowerBound]),
      ByteClass.lower.contains(bytes[anchor.lowerBound + 1])
    {
      return nil
    }
    guard let assignment = memo.assignment(in: bytes, anchor: anchor) else { return nil }
    // `scheme://password:host` is a URL.
    if ASCII.has("://", at: assignment.name.lowerBound - 3, in: bytes) { return nil }
    if Self.isSumOrDefault(before: assignment.name.lowerBound, in: bytes, isProse: traits.isProse) { return nil }
    // A verb: "Pass `--all`".
    if assignment.form == .apposition, assignment.name.count <= 4 { return nil }
    guard let range = Self.value(of: assignment, in: bytes, traits: traits), !memo.ordinary.isKnown(range, in: bytes)
    else { return nil }
    let present = memo.values.present(in: bytes, range)
    // A UUID may be a secret, of whatever digits.
    if range.count != 36, CredentialValue.isOrdinary(among: present) { return nil }
    // What takes longer to answer is asked last: of texts full of such values nearly all are refused before that.
    let value = memo.values.credential(in: bytes, range, present)
    let looksStrong = assignment.form != .comparison && value.looksStrong
    guard looksStrong || value.isUUID || value.mayBeCredential || value.isMadeByChance else { return nil }
    let tail = anchor.upperBound..<assignment.name.upperBound
    let name = memo.names.facts(of: assignment.name, tail: tail, in: bytes)
    guard name.meansCredential, assignment.form != .apposition || !CredentialName.isQuestion(bytes[assignment.name])
    else { return nil }
    if value.isUUID { return name.isClientSecret ? GenericAssignment(range: range) : nil }
    var weak: GenericAssignment?
    if name.isLooseKey {
      guard !name.isOrdinaryKey, value.isMadeByChance, assignment.form != .comparison, assignment.form != .list,
        assignment.form != .apposition, !traits.isSpecimen
      else { return nil }
    } else if !looksStrong {
      weak = Self.weak(assignment, name, value, range, in: bytes, traits)
      if weak == nil { return nil }
    }
    guard !value.isOrdinary else {
      memo.ordinary.note(range)
      return nil
    }
    if Login.isExample(basic: bytes[range]) { return nil }
    if name.isLooseKey {
      return value.isEncodedText ? nil : GenericAssignment(range: range, doubt: "it is told by its name alone")
    }
    guard looksStrong else { return weak }
    if value.isStrong {
      let isNone = value.isExampleName || value.isLeetCredential || value.isEncodedText
      return isNone ? nil : GenericAssignment(range: range)
    }
    return Self.weak(assignment, name, value, range, in: bytes, traits)
  }

  /// What a value is that chance alone might write, too.
  private static func weak(
    _ assignment: Assignment, _ name: NameFacts, _ value: CredentialValue, _ range: Range<Int>,
    in bytes: ByteView, _ traits: FileTraits
  ) -> GenericAssignment? {
    // A literal is the surest place.
    if value.judge(as: kind(name.kind, in: assignment, traits), in: .literal) == .refuted,
      !name.isBare || value.judge(as: kind(.signingKey, in: assignment, traits), in: .literal) == .refuted
    {
      return nil
    }
    if CredentialName.holds(bytes[range], in: bytes[assignment.name]) { return nil }
    let place = place(of: assignment, name: name, range: range, in: bytes, traits: traits)
    guard tellsPasswords(assignment, range: range, in: bytes, traits: traits) || value.isHexKey,
      assignment.form != .comparison || name.kind == .password
    else { return nil }
    // Names stand in lists too, one after the other.
    if assignment.form == .list, place == .mention, !value.isHexKey, !value.isFitForList { return nil }
    var judgement = value.judge(as: kind(name.kind, in: assignment, traits), in: place)
    if name.isBare {
      let asKey = value.judge(as: kind(.signingKey, in: assignment, traits), in: place)
      if asKey != judgement, isOfSession(assignment.name, in: bytes) { judgement = asKey }
    }
    switch judgement {
    case .holds, .tells:
      return value.isLettersOnly && isRepeated(range, in: bytes) ? nil : GenericAssignment(range: range)
    case .doubtful(let reason), .minor(let reason):
      if value.isTypedForTests, traits.isSpecimen || (traits.isProse && value.isLeetWord) { return nil }
      if value.isLettersOnly, isRepeated(range, in: bytes) { return nil }
      return GenericAssignment(range: range, doubt: reason)
    case .refuted: return nil
    }
  }

  /// In the query of a URL stands what a server made, and no phrase.
  private static func kind(
    _ kind: CredentialName.Kind, in assignment: Assignment, _ traits: FileTraits
  ) -> CredentialName.Kind {
    kind == .signingKey && assignment.form == .parameter && !traits.hasUnquotedValues ? .other : kind
  }

  /// Whether it is a checksum of something (`checksum/secret: …`), or what everybody's is before it is set ("the default password
  /// is …").
  private static func isSumOrDefault(before start: Int, in bytes: ByteView, isProse: Bool) -> Bool {
    guard start > 0 else { return false }
    if bytes[start - 1] == UInt8(ascii: "/") { return ASCII.has("checksum", at: start - 9, in: bytes) }
    return isProse
      && (ASCII.has("default ", at: start - 8, in: bytes) || ASCII.has("Default ", at: start - 8, in: bytes))
  }

  /// Whether the value is assigned to what has precisely that name, and nothing is added to it.
  private static func place(
    of assignment: Assignment, name: NameFacts, range: Range<Int>, in bytes: ByteView, traits: FileTraits
  ) -> CredentialValue.Place {
    guard name.isPlain, !traits.isSpecimen else { return .mention }
    switch assignment.form {
    case .sign, .fallback: break
    case .list: if !Assignment.isArgument(assignment.name, in: bytes) { return .mention }
    case .apposition:
      // `the password 'x'` is a sentence; a call, a statement or a directive has a longer name, or capitals.
      let isWord = bytes[assignment.name].elementsEqual("password".utf8)
      if traits.isProse || isWord { return .mention }
      // `#define NAME "x"`; a call may be given anything.
      let isDirective = ByteClass.space.contains(bytes[assignment.name.upperBound])
      return isDirective && !bytes[assignment.name].contains(UInt8(ascii: " ")) ? .literal : .value
    case .element, .parameter, .option: return traits.isProse ? .mention : .value
    case .wrapped: return makesString(range, in: bytes) ? .literal : .mention
    case .comparison: return .mention
    }
    guard assignment.quote != nil else {
      if traits.isProse { return .mention }
      return bytes[range.lowerBound - 1] == UInt8(ascii: "=") ? .literal : .value
    }
    var offset = range.upperBound + (assignment.isEscaped ? 2 : 1)
    while offset < bytes.count, ByteClass.space.contains(bytes[offset]) { offset += 1 }
    guard offset >= bytes.count || ByteClass.literalEnd.contains(bytes[offset]) || isName(at: offset, in: bytes) else {
      return .mention
    }
    return traits.isProse ? .value : .literal
  }

  /// Whether the next of several is assigned there: `user="a" password="b" roles="c"`.
  private static func isName(at start: Int, in bytes: ByteView) -> Bool {
    guard ByteClass.space.contains(bytes[start - 1]) else { return false }
    var offset = start
    while offset < bytes.count, offset - start < 40, ByteClass.dottedName.contains(bytes[offset]) { offset += 1 }
    return offset > start && ASCII.has("=", at: offset, in: bytes)
  }

  /// Whether the call before the value only makes a text, or bytes, of it: `String::from("…")`, `[]byte("…")`.
  private static func makesString(_ range: Range<Int>, in bytes: ByteView) -> Bool {
    let call = bytes[max(0, range.lowerBound - 20)..<range.lowerBound]
    return ASCII.contains(call, ignoringCase: "string") || ASCII.contains(call, ignoringCase: "byte")
      || ASCII.contains(call, ignoringCase: "buffer.from")
  }

  /// Whether the name is an option of a session's middleware: `session({ secret: …`.
  private static func isOfSession(_ name: Range<Int>, in bytes: ByteView) -> Bool {
    ASCII.contains(bytes[max(0, name.lowerBound - 120)..<name.lowerBound], ignoringCase: "session(")
  }

  private static let others = WordList(ignoringCase: ["pass", "pwd", "secret"])

  /// Whether the value stands close by once more: `user="geo", passwd="geo", db="geo"`, as containers of one's own have it.
  private static func isRepeated(_ range: Range<Int>, in bytes: ByteView) -> Bool {
    let text = bytes[range]
    for area in [
      max(0, range.lowerBound - 120)..<range.lowerBound, range.upperBound..<min(bytes.count, range.upperBound + 120),
    ] where area.count >= text.count {
      for start in area.lowerBound...(area.upperBound - text.count) {
        guard
          bytes[start..<(start + text.count)].elementsEqual(text, by: { ASCII.lowercased($0) == ASCII.lowercased($1) })
        else { continue }
        // The same password for something else says nothing: `storePassword=x`, `keyPassword=x`.
        let before = bytes[max(0, start - 16)..<start]
        if !others.occurs(in: before) { return true }
      }
    }
    return false
  }

  private static let maximumLength = 256
  private static let minimumLength = 6

  private static func value(of assignment: Assignment, in bytes: ByteView, traits: FileTraits) -> Range<Int>? {
    // Laravel's way to say how a key is written.
    let isMarked = ASCII.has("base64:", at: assignment.valueStart, in: bytes)
    let start = assignment.valueStart + (isMarked ? 7 : 0)
    let limit = min(bytes.count, start + maximumLength + 1)
    var end = start
    if let quote = assignment.quote {
      while end < limit, bytes[end] != quote, bytes[end] != ASCII.newline {
        if assignment.isEscaped, bytes[end] == ASCII.backslash { break }
        end += 1
      }
      guard end < limit, bytes[end] == quote || bytes[end] == ASCII.backslash else { return nil }
    } else if let enclosing = assignment.enclosingQuote(in: bytes) {
      while end < limit, !ByteClass.enclosedEnd.contains(bytes[end]) { end += 1 }
      // `-d 'name=value&more'` of commands; elsewhere a query stands for an example.
      guard end < limit, bytes[end] == enclosing || (traits.hasUnquotedValues && bytes[end] == UInt8(ascii: "&"))
      else { return nil }
    } else {
      guard let ending = ending(of: assignment, traits: traits) else { return nil }
      while end < limit, !ending.contains(bytes[end]) { end += 1 }
      guard end < limit || end == bytes.count else { return nil }
      if assignment.form == .element {
        guard ASCII.has("</", at: end, in: bytes) else { return nil }
      } else if assignment.form == .sign, end < bytes.count, !ByteClass.plainValueEnd.contains(bytes[end]),
        !(traits.isProse && bytes[end] == UInt8(ascii: "`"))
      {
        return nil
      }
    }
    return (minimumLength...maximumLength).contains(end - start) ? start..<end : nil
  }

  /// What ends a value without quotes; `nil` where there is none of that kind.
  private static func ending(of assignment: Assignment, traits: FileTraits) -> ByteClass? {
    switch assignment.form {
    case .element: .elementEnd
    case .parameter, .option: .parameterEnd
    case .sign: traits.hasUnquotedValues || traits.isProse ? .valueEnd : nil
    case .fallback: assignment.isExpansion ? .expansionEnd : nil
    case .apposition, .wrapped, .list, .comparison: nil
    }
  }

  /// Whether a value here may be a password that somebody made up, and not only one that chance did.
  private static func tellsPasswords(
    _ assignment: Assignment, range: Range<Int>, in bytes: ByteView, traits: FileTraits
  ) -> Bool {
    switch assignment.form {
    case .parameter, .option, .element, .apposition, .list, .fallback, .comparison: return true
    case .wrapped:
      return makesString(range, in: bytes)
    case .sign:
      if assignment.quote != nil { return true }
      // A sentence goes on; a value is the last thing on its line, but for a comment or the next value of a list.
      var offset = range.upperBound
      while offset < bytes.count, ByteClass.space.contains(bytes[offset]) { offset += 1 }
      let isLast = offset == bytes.count || ByteClass.restEnd.contains(bytes[offset])
      if isLast { return true }
      guard bytes[range.lowerBound - 1] == UInt8(ascii: "=") else { return false }
      return traits.hasUnquotedValues || Assignment.isVariable(assignment.name, in: bytes)
    }
  }
}
