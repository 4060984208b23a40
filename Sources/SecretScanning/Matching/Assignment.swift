/// `name = value` in whatever language: where the name and the value lie.
struct Assignment {
  /// How name and value are joined, which tells where the value ends.
  enum Form {
    /// `=`, `:`, `:=`, `=>`, `<-`.
    case sign
    /// `"name", "value"`.
    case list
    /// `<name>value<`, `<x name="name">value<`, `<key>name</key><string>value<`.
    case element
    /// `?name=value&`, `--name=value`.
    case parameter
    /// `--name value`.
    case option
    /// `NAME 'value'`, `name("value")`.
    case apposition
    /// `name = wrapped("value")`.
    case wrapped
    /// `name || "value"`, `getenv("name") or "value"`, `${name:-value}`.
    case fallback
    /// `name == "value"`.
    case comparison
  }

  var name: Range<Int>
  var valueStart: Int
  /// The quote that opens the value.
  var quote: UInt8?
  /// The quotes of the value have a `\` before them, as in JSON that holds source code.
  var isEscaped = false
  /// Whether the value ends with the brace of `${name:-value}`.
  var isExpansion = false
  var form: Form

  static let maximumNameLength = 64
  static let maximumGap = 40

  /// The assignment to the name, where there is one, with brackets and spaces between; also what `value` is
  /// said to be right after it (`name: …`, `value: …` of Kubernetes and Terraform, `key="…" value="…"`).
  init?(in bytes: ByteView, name: Range<Int>) {
    let (start, end) = (name.lowerBound, name.upperBound)
    guard end < bytes.count, ByteClass.behindName.contains(bytes[end]) else { return nil }
    self.name = name
    form = .sign
    valueStart = end

    if let sign = Self.plainSign(in: bytes, behind: end) {
      guard let operatorEnd = Self.operatorEnd(in: bytes, at: sign, allowingComma: false) else { return nil }
      join(start, operatorEnd, in: bytes)
    } else if Self.endsLine(in: bytes, at: end) {
      return nil
    } else if let opening = Self.apposition(in: bytes, name: name) {
      form = .apposition
      valueStart = opening
    } else if Self.takesNextWord(in: bytes, name: name), end + 1 < bytes.count,
      !ByteClass.signs.contains(bytes[end + 1])
    {
      form = .option
      valueStart = end + 1
    } else if let text = MarkupText.start(in: bytes, name: name) {
      form = .element
      valueStart = text
    } else if let alternative = Alternative(in: bytes, from: end) {
      form = alternative.isComparison ? .comparison : .fallback
      isExpansion = alternative.isExpansion
      valueStart = alternative.valueStart
    } else {
      guard let operatorEnd = Self.behindOperator(in: bytes, name: name) else { return nil }
      join(start, operatorEnd, in: bytes)
    }
    open(in: bytes)
  }

  /// Takes what follows a sign for the value of the name that begins at `start`.
  private mutating func join(_ start: Int, _ operatorEnd: Int, in bytes: ByteView) {
    let isParameter =
      ASCII.has("--", at: start, in: bytes) || (start > 0 && ByteClass.queryStart.contains(bytes[start - 1]))
    if isParameter {
      form = .parameter
    } else if bytes[operatorEnd - 1] == UInt8(ascii: ",") {
      form = .list
    }
    valueStart = Self.skippingType(in: bytes, from: operatorEnd) ?? operatorEnd
  }

  /// Where the name is of which `anchor` is part.
  static func name(in bytes: ByteView, anchor: Range<Int>) -> Range<Int> {
    let members = ByteClass.dottedName
    var start = anchor.lowerBound
    while start > 0, anchor.lowerBound - start < maximumNameLength, members.contains(bytes[start - 1]) { start -= 1 }
    var end = anchor.upperBound
    while end < bytes.count, end - anchor.upperBound < maximumNameLength, members.contains(bytes[end]) { end += 1 }
    return start..<end
  }

  /// Goes from behind the sign to the value's first byte.
  private mutating func open(in bytes: ByteView) {
    if form == .element || isExpansion { return }
    let limit = min(bytes.count, valueStart + Self.maximumGap)
    // Markdown's bold type.
    if ASCII.has("**", at: valueStart, in: bytes) { valueStart += 2 }
    let opening = ByteClass.valueOpening
    while valueStart < limit, opening.contains(bytes[valueStart]) { valueStart += 1 }
    if let start = Self.nextLine(in: bytes, from: valueStart, limit: limit) { valueStart = start }
    // YAML says that it is a text.
    if ASCII.has("!!str ", at: valueStart, in: bytes) { valueStart += 6 }
    if form == .sign, !callsItself(in: bytes), let inner = Self.wrapping(in: bytes, from: valueStart) {
      form = .wrapped
      valueStart = inner
    }
    if valueStart + 1 < bytes.count, ByteClass.stringPrefixes.contains(bytes[valueStart]),
      Self.isQuote(bytes[valueStart + 1])
    {
      valueStart += 1
    }
    if valueStart + 1 < bytes.count, bytes[valueStart] == ASCII.backslash, Self.isQuote(bytes[valueStart + 1]) {
      isEscaped = true
      valueStart += 1
    }
    if valueStart < bytes.count, Self.isQuote(bytes[valueStart]) {
      quote = bytes[valueStart]
      valueStart += 1
      // Three of them, as TOML, Python and Kotlin have it.
      if valueStart + 1 < bytes.count, bytes[valueStart] == quote, bytes[valueStart + 1] == quote { valueStart += 2 }
    }
    guard valueStart < bytes.count, ByteClass.schemeStart.contains(bytes[valueStart]) else { return }
    skip("Bearer ", in: bytes)
    skip("bearer ", in: bytes)
    skip("Token ", in: bytes)
    skip("token ", in: bytes)
    skip("SSWS ", in: bytes)
    skip("Basic ", in: bytes)
  }

  @inline(__always)
  private mutating func skip(_ scheme: StaticString, in bytes: ByteView) {
    if ASCII.has(scheme, at: valueStart, in: bytes) { valueStart += scheme.utf8CodeUnitCount }
  }

  /// Where the quote is on the next line, behind a sign or a bracket that ends this one.
  private static func nextLine(in bytes: ByteView, from start: Int, limit: Int) -> Int? {
    guard start < limit, start > 1, ByteClass.lineEnd.contains(bytes[start]) else { return nil }
    var before = start - 1
    while before > 0, ByteClass.space.contains(bytes[before]) { before -= 1 }
    if bytes[before] == UInt8(ascii: "("), before > 2 { before -= ASCII.has("= ", at: before - 2, in: bytes) ? 2 : 1 }
    guard bytes[before] == UInt8(ascii: "=") else { return nil }
    var offset = start
    while offset < limit, ByteClass.whitespace.contains(bytes[offset]) { offset += 1 }
    return offset < limit && isQuote(bytes[offset]) ? offset : nil
  }

  /// Where the word `value` ends that follows the name of a pair.
  private static func pairedValue(in bytes: ByteView, from start: Int, nameEnd: Int) -> Int? {
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
  private static func takesNextWord(in bytes: ByteView, name: Range<Int>) -> Bool {
    guard name.upperBound < bytes.count, ByteClass.space.contains(bytes[name.upperBound]) else { return false }
    if ASCII.has("--", at: name.lowerBound, in: bytes) { return true }
    // Dockerfiles, csh and fish.
    let start = name.lowerBound
    return ASCII.has("ENV ", at: start - 4, in: bytes) || ASCII.has("setenv ", at: start - 7, in: bytes)
      || ASCII.has("set -x ", at: start - 7, in: bytes) || ASCII.has("set -gx ", at: start - 8, in: bytes)
  }

  static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }

  /// Where the quote is that follows the name with nothing but spaces or one `(` between.
  private static func apposition(in bytes: ByteView, name: Range<Int>) -> Int? {
    var offset = name.upperBound
    guard offset < bytes.count else { return nil }
    // C++ initializes with braces.
    if bytes[offset] == UInt8(ascii: "(") || bytes[offset] == UInt8(ascii: "{") {
      offset += 1
    } else {
      let space = ByteClass.space
      while offset < bytes.count, offset - name.upperBound < maximumGap, space.contains(bytes[offset]) { offset += 1 }
    }
    guard offset > name.upperBound, offset < bytes.count, isQuote(bytes[offset]) else { return nil }
    return isConversion(bytes[name]) ? nil : offset
  }

  private static let conversions: [StaticString] = [
    ".encode", ".decode", ".toString", ".getBytes", ".split", ".replace", ".startsWith", ".startswith", ".endsWith",
    ".endswith", ".force_encoding", ".includes", ".concat", ".strip", ".trim",
  ]

  /// Whether a method of what is named takes an argument: `password.encode("utf-8")`.
  private static func isConversion(_ name: ByteView) -> Bool {
    guard name.contains(UInt8(ascii: ".")) else { return false }
    return conversions.contains { ASCII.has($0, at: name.endIndex - $0.utf8CodeUnitCount, in: name) }
  }

  /// Whether the value is a method of what is named, as in `password = password.encode("utf-8")`.
  private func callsItself(in bytes: ByteView) -> Bool {
    var wordEnd = name.upperBound
    while wordEnd > name.lowerBound, !ByteClass.word.contains(bytes[wordEnd - 1]) { wordEnd -= 1 }
    var start = wordEnd
    while start > name.lowerBound, ByteClass.word.contains(bytes[start - 1]) { start -= 1 }
    let last = bytes[start < wordEnd ? start..<wordEnd : name]
    let end = valueStart + last.count
    return end < bytes.count && bytes[end] == UInt8(ascii: ".") && bytes[valueStart..<end].elementsEqual(last)
  }

  /// Where the quote is in `call("`, `JSON.stringify('`, `[]byte("`, `ConvertTo-SecureString "`.
  private static func wrapping(in bytes: ByteView, from start: Int) -> Int? {
    var offset = start
    let members = ByteClass.wrapperName
    while offset < bytes.count, offset - start < maximumGap, members.contains(bytes[offset]) { offset += 1 }
    guard offset > start, offset + 1 < bytes.count, ByteClass.wrapperOpening.contains(bytes[offset]) else { return nil }
    if bytes[offset] == UInt8(ascii: " "), !ASCII.has("String", at: offset - 6, in: bytes) { return nil }
    return isQuote(bytes[offset + 1]) ? offset + 1 : nil
  }

  private static let calls = EndList([
    "env", ".get", "fetch", "define", "property", "config", "environ", "ordefault", ".put", ".set", "header",
  ])

  /// Whether it is the first argument of a call: `define('name', …)`, `getenv("name", …)`.
  static func isArgument(_ name: Range<Int>, in bytes: ByteView) -> Bool {
    var offset = name.lowerBound - 1
    // A pair of Erlang.
    if offset >= 0, bytes[offset] == UInt8(ascii: "{") { return true }
    guard offset > 0, isQuote(bytes[offset]) else { return false }
    offset -= 1
    while offset > 0, ByteClass.space.contains(bytes[offset]) { offset -= 1 }
    guard bytes[offset] == UInt8(ascii: "(") else { return false }
    let call = bytes[max(0, offset - 16)..<offset]
    return calls.ends(call)
  }

  /// Whether it is written like a variable of the environment: capitals alone.
  static func isVariable(_ name: Range<Int>, in bytes: ByteView) -> Bool {
    bytes[name].allSatisfy { ByteClass.upper.contains($0) || ByteClass.digits.contains($0) || $0 == UInt8(ascii: "_") }
  }

  private static func behindOperator(in bytes: ByteView, name: Range<Int>) -> Int? {
    var offset = name.upperBound
    var closedQuote = false
    let closing = ByteClass.nameClosing
    if let end = Self.arrayEnd(in: bytes, at: offset) { offset = end }
    while offset < bytes.count, offset - name.upperBound < maximumGap, closing.contains(bytes[offset]) {
      closedQuote = closedQuote || isQuote(bytes[offset])
      offset += 1
    }
    if let value = pairedValue(in: bytes, from: offset, nameEnd: name.upperBound)
      ?? defaultValue(in: bytes, from: offset, isQuoted: closedQuote)
      ?? optionDefault(in: bytes, from: offset, isQuoted: closedQuote)
    {
      offset = value
      closedQuote = false
      while offset < bytes.count, offset - value < 8, closing.contains(bytes[offset]) { offset += 1 }
    }
    if closedQuote, let end = typed(in: bytes, at: offset) { return end }
    let opensPair = name.lowerBound > 0 && bytes[name.lowerBound - 1] == UInt8(ascii: "{")
    if let end = operatorEnd(in: bytes, at: offset, allowingComma: closedQuote || opensPair) { return end }
    return offset > name.upperBound ? operatorBehindType(in: bytes, from: offset) : nil
  }

  /// The end of the sign in `password string = "…"`, as Go and Bicep have it.
  private static func operatorBehindType(in bytes: ByteView, from start: Int) -> Int? {
    if ASCII.has("As String = ", at: start, in: bytes) { return start + 12 }
    // A property of C#.
    if ASCII.has("{ get; ", at: start, in: bytes) {
      let end = bytes[start..<min(bytes.count, start + 40)].firstIndex(of: UInt8(ascii: "}")) ?? start
      return ASCII.has("} = ", at: end, in: bytes) ? end + 4 : nil
    }
    if ASCII.has("is ", at: start, in: bytes), start + 3 < bytes.count, isQuote(bytes[start + 3]) { return start + 3 }
    var offset = start
    let lower = ByteClass.lower
    while offset < bytes.count, offset - start < 12, lower.contains(bytes[offset]) { offset += 1 }
    return offset > start && ASCII.has(" = ", at: offset, in: bytes) ? offset + 3 : nil
  }

  /// Where the word `default` ends in `variable "name" { … default = "…" }` of Terraform.
  private static func defaultValue(in bytes: ByteView, from start: Int, isQuoted: Bool) -> Int? {
    guard isQuoted, ASCII.has("{", at: start, in: bytes) || ASCII.has(": {", at: start, in: bytes) else { return nil }
    let limit = min(bytes.count, start + 240)
    var offset = start + 1
    while offset < limit, bytes[offset] != UInt8(ascii: "}") {
      if bytes[offset] == UInt8(ascii: "d"), ASCII.has("default", at: offset, in: bytes) {
        // As templates of Azure call it.
        return ASCII.has("Value", at: offset + 7, in: bytes) ? offset + 12 : offset + 7
      }
      offset += 1
    }
    return nil
  }

  /// Where the word `default` ends in `option("--name", help="…", default="…")`.
  private static func optionDefault(in bytes: ByteView, from start: Int, isQuoted: Bool) -> Int? {
    guard isQuoted, ASCII.has(",", at: start, in: bytes) else { return nil }
    let limit = min(bytes.count, start + 160)
    var offset = start + 1
    while offset < limit, bytes[offset] != UInt8(ascii: ")"), bytes[offset] != UInt8(ascii: ";") {
      if bytes[offset] == UInt8(ascii: "d"),
        ASCII.has("default=", at: offset, in: bytes) || ASCII.has("default:", at: offset, in: bytes)
      {
        return offset + 7
      }
      offset += 1
    }
    return nil
  }

  /// The end of the call in `find("#name").type("…")`, with which programs fill in pages.
  private static func typed(in bytes: ByteView, at offset: Int) -> Int? {
    let start = ASCII.has(")", at: offset, in: bytes) ? offset + 1 : offset
    guard bytes[start - 1] == UInt8(ascii: ")") else { return nil }
    guard ASCII.has(".", at: start, in: bytes) else { return nil }
    let call: StaticString? =
      ([".send_keys(", ".sendKeys(", ".type(", ".fill("] as [StaticString]).first {
        ASCII.has($0, at: start, in: bytes)
      }
    return call.map { start + $0.utf8CodeUnitCount }
  }

  /// The end of `[]` or `[64]`, as C declares texts.
  private static func arrayEnd(in bytes: ByteView, at start: Int) -> Int? {
    guard ASCII.has("[", at: start, in: bytes) else { return nil }
    var offset = start + 1
    while offset < bytes.count, offset - start < 6, ByteClass.digits.contains(bytes[offset]) { offset += 1 }
    return ASCII.has("]", at: offset, in: bytes) ? offset + 1 : nil
  }

  /// The quote around name and value together, as in `"NAME=value"` and `-H 'NAME: value'`.
  func enclosingQuote(in bytes: ByteView) -> UInt8? {
    guard quote == nil, form == .sign, name.lowerBound > 0, Self.isQuote(bytes[name.lowerBound - 1]),
      valueStart - name.upperBound <= 2
    else { return nil }
    return bytes[name.lowerBound - 1]
  }

  private static func operatorEnd(in bytes: ByteView, at offset: Int, allowingComma: Bool) -> Int? {
    guard offset < bytes.count, ByteClass.operatorStart.contains(bytes[offset]) else {
      return allowingComma && ASCII.has(",", at: offset, in: bytes) ? offset + 1 : nil
    }
    let (first, second) = (bytes[offset], offset + 1 < bytes.count ? bytes[offset + 1] : 0)
    let end: Int
    switch (first, second) {
    case (UInt8(ascii: ":"), UInt8(ascii: "=")), (UInt8(ascii: "="), UInt8(ascii: ">")),
      (UInt8(ascii: "?"), UInt8(ascii: "=")), (UInt8(ascii: "<"), UInt8(ascii: "-")):
      end = offset + 2
    case (UInt8(ascii: "|"), UInt8(ascii: "|")):
      guard ASCII.has("=", at: offset + 2, in: bytes) else { return nil }
      end = offset + 3
    case (UInt8(ascii: "="), _), (UInt8(ascii: ":"), _):
      end = offset + 1
    default:
      return nil
    }
    // Comparisons (`==`, `=~`) assign nothing, and `::` names something.
    if end < bytes.count, ByteClass.comparison.contains(bytes[end]) { return nil }
    return end
  }

  /// The end of `: Type =` from behind the colon, `nil` where there is no such thing.
  private static func skippingType(in bytes: ByteView, from start: Int) -> Int? {
    guard bytes[start - 1] == UInt8(ascii: ":") else { return nil }
    var offset = start
    let type = ByteClass.typeName
    while offset < bytes.count, offset - start < maximumGap, type.contains(bytes[offset]) { offset += 1 }
    guard offset > start, ASCII.has("= ", at: offset, in: bytes) else { return nil }
    return offset + 2
  }
}
