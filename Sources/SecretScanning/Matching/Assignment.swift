/// `name = value` in whatever language: where the name and the value lie.
struct Assignment {
  var name: Range<Int>
  var valueStart: Int
  /// The quote that opens the value.
  var quote: UInt8?

  private static let nameClass = ByteClass.dottedName
  private static let maximumNameLength = 64
  private static let maximumGap = 40

  /// The assignment to the name that holds `anchor`, where there is one: `=`, `:`, `:=`, `=>`, and `,` after a quoted name
  /// (`setenv("NAME", "value")`), with brackets and spaces between; the text of an XML element; what `value` is said to be right
  /// after it (`name: …`, `value: …` of Kubernetes and Terraform, `key="…" value="…"`); what follows `--name` or `ENV NAME`.
  init?(in bytes: [UInt8], anchor: Range<Int>) {
    var start = anchor.lowerBound
    while start > 0, anchor.lowerBound - start < Self.maximumNameLength, Self.nameClass.contains(bytes[start - 1]) {
      start -= 1
    }
    var end = anchor.upperBound
    while end < bytes.count, end - anchor.upperBound < Self.maximumNameLength, Self.nameClass.contains(bytes[end]) {
      end += 1
    }
    name = start..<end

    var offset = end
    var closedQuote = false
    if let text = Self.elementText(in: bytes, name: name) {
      valueStart = text
      return
    }
    let closing = ByteClass.nameClosing
    while offset < bytes.count, offset - end < Self.maximumGap, closing.contains(bytes[offset]) {
      closedQuote = closedQuote || Self.isQuote(bytes[offset])
      offset += 1
    }
    if let value = Self.pairedValue(in: bytes, from: offset, nameEnd: end) {
      offset = value
      closedQuote = false
      while offset < bytes.count, offset - value < 8, closing.contains(bytes[offset]) { offset += 1 }
    }
    // A type between name and value: `let token: String = "…"`.
    let isWord = Self.takesNextWord(in: bytes, name: name, gap: offset - end)
    let operatorEnd = isWord ? offset : Self.operatorEnd(in: bytes, at: offset, allowingComma: closedQuote)
    guard let operatorEnd else { return nil }
    offset = Self.skippingType(in: bytes, from: operatorEnd) ?? operatorEnd
    let valueLimit = offset + Self.maximumGap
    while offset < bytes.count, offset < valueLimit, ByteClass.valueOpening.contains(bytes[offset]) { offset += 1 }
    if offset < bytes.count, Self.isQuote(bytes[offset]) {
      quote = bytes[offset]
      offset += 1
    }
    for scheme in ["Bearer ", "bearer ", "Token ", "token ", "SSWS ", "Basic "] {
      if ASCII.has(scheme, at: offset, in: bytes) { offset += scheme.utf8.count }
    }
    valueStart = offset
  }

  /// Where the text of the element `name` begins, or of one that has `name` in quotes as its last attribute.
  private static func elementText(in bytes: [UInt8], name: Range<Int>) -> Int? {
    let isQuoted = name.upperBound < bytes.count && isQuote(bytes[name.upperBound])
    let end = name.upperBound + (isQuoted ? 1 : 0)
    guard end < bytes.count, bytes[end] == UInt8(ascii: ">"), name.lowerBound > 0 else { return nil }
    let before = bytes[name.lowerBound - 1]
    return before == UInt8(ascii: "<") || (isQuoted && isQuote(before)) ? end + 1 : nil
  }

  /// Where the word `value` ends that follows the name of a pair.
  private static func pairedValue(in bytes: [UInt8], from start: Int, nameEnd: Int) -> Int? {
    var offset = start
    let between = ByteClass.pairSeparators
    while offset < bytes.count, offset - start < maximumGap, between.contains(bytes[offset]) { offset += 1 }
    if offset < bytes.count, isQuote(bytes[offset]) { offset += 1 }
    guard offset > nameEnd, ASCII.has("value", at: offset, in: bytes) || ASCII.has("Value", at: offset, in: bytes)
    else {
      return nil
    }
    return offset + 5
  }

  /// Whether the next word is the value: of an option of a command, of an instruction of a Dockerfile.
  private static func takesNextWord(in bytes: [UInt8], name: Range<Int>, gap: Int) -> Bool {
    guard gap > 0, ByteClass.space.contains(bytes[name.upperBound]) else { return false }
    return ASCII.has("--", at: name.lowerBound, in: bytes) || ASCII.has("ENV ", at: name.lowerBound - 4, in: bytes)
  }

  static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }

  private static func operatorEnd(in bytes: [UInt8], at offset: Int, allowingComma: Bool) -> Int? {
    for text in [":=", "=>", "?=", "||=", "=", ":"] where ASCII.has(text, at: offset, in: bytes) {
      let end = offset + text.utf8.count
      // Comparisons (`==`, `=~`) assign nothing, and `::` names something.
      if end < bytes.count, ByteClass.comparison.contains(bytes[end]) { return nil }
      return end
    }
    return allowingComma && ASCII.has(",", at: offset, in: bytes) ? offset + 1 : nil
  }

  /// The end of `: Type =` from behind the colon, `nil` where there is no such thing.
  private static func skippingType(in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes[start - 1] == UInt8(ascii: ":") else { return nil }
    var offset = start
    let type = ByteClass.typeName
    while offset < bytes.count, offset - start < maximumGap, type.contains(bytes[offset]) { offset += 1 }
    guard offset > start, ASCII.has("= ", at: offset, in: bytes) else { return nil }
    return offset + 2
  }
}

/// A value of a known format, that is assigned to a name of which the anchor is part.
struct AssignedValue: Hashable, Sendable {
  /// Words of which the name must hold one, in lower case and without `_`, `-` and `.`; none for any name.
  var names: [String]
  var pieces: [Piece]

  /// The value, where `anchor` is part of the name that it is assigned to.
  func match(in bytes: [UInt8], anchor: Range<Int>) -> Range<Int>? {
    guard let assignment = Assignment(in: bytes, anchor: anchor), hasName(bytes[assignment.name]) else { return nil }
    let start = assignment.valueStart
    guard let end = Piece.end(of: pieces, in: bytes, from: start),
      Boundary.isEnd(end, in: bytes, lastClass: pieces.last?.lastClass)
    else { return nil }
    return start..<end
  }

  private func hasName(_ name: ArraySlice<UInt8>) -> Bool {
    if names.isEmpty { return true }
    let folded = name.filter(ByteClass.alphanumeric.contains)[...]
    return names.contains { ASCII.contains(folded, ignoringCase: $0) }
  }
}
