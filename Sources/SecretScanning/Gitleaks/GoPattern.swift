/// A regular expression in the syntax of Go's `regexp` (RE2, github.com/google/re2/wiki/Syntax), in PCRE2's words.
///
/// What both have means the same in both; where a spelling means another thing, or a thing only PCRE2 has, it is written anew or
/// refused, as Go does.
struct GoPattern: Hashable, Sendable {
  /// Why a text is no pattern.
  struct SyntaxError: Error, Hashable {
    var message: String
    /// Offset in scalars from the start of the text.
    var offset: Int
  }

  /// The pattern in PCRE2's syntax, for the options that ``GoMatcher`` sets.
  let translated: String
  /// How many groups capture.
  let groupCount: Int

  init(_ text: String) throws(SyntaxError) {
    var translation = GoPatternTranslation(text)
    try translation.run()
    translated = translation.output
    groupCount = translation.groupCount
  }
}

/// The translation of one pattern, scalar by scalar.
struct GoPatternTranslation {
  let scalars: [Unicode.Scalar]
  var offset = 0
  var output = ""
  private(set) var groupCount = 0
  private var openGroups: [Int] = []
  /// What a repetition at the place would stand behind.
  private var previous = Previous.nothing

  private enum Previous {
    case nothing
    case item
    case repetition
  }

  /// Go takes no more of anything.
  private static let mostRepetitions = 1_000

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  var scalar: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

  func error(_ message: String, at offset: Int? = nil) -> GoPattern.SyntaxError {
    GoPattern.SyntaxError(message: message, offset: offset ?? self.offset)
  }

  func has(_ text: String, at start: Int? = nil) -> Bool {
    scalars[min(start ?? offset, scalars.count)...].starts(with: text.unicodeScalars)
  }

  mutating func run() throws(GoPattern.SyntaxError) {
    while let scalar {
      switch scalar {
      case "(": try open()
      case ")": try close()
      case "[":
        try characterClass()
        previous = .item
      case "\\": try escape()
      case "*", "+", "?": try repeated()
      case "{": try counted()
      case "|":
        take("|")
        previous = .nothing
      case "^", "$", ".":
        take(String(scalar))
        previous = .item
      default: literal(scalar)
      }
    }
    if let open = openGroups.last { throw error("the group has no `)`", at: open) }
  }

  private mutating func take(_ text: String, count: Int = 1) {
    output += text
    offset += count
  }

  private mutating func literal(_ scalar: Unicode.Scalar) {
    output += Self.quoted(scalar)
    offset += 1
    previous = .item
  }

  /// `scalar` for itself, whatever PCRE2 would make of it.
  static func quoted(_ scalar: Unicode.Scalar) -> String {
    let isWord = scalar.value >= 0x80 || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    return isWord || scalar.value <= 0x20 ? String(scalar) : "\\" + String(scalar)
  }

  // MARK: - Groups

  private mutating func open() throws(GoPattern.SyntaxError) {
    openGroups.append(offset)
    previous = .nothing
    guard has("(?") else {
      if has("(*") { throw error("nothing is there to repeat", at: offset + 1) }
      groupCount += 1
      return take("(")
    }
    for name in ["(?P<", "(?<"] where has(name) {
      if name == "(?<", has("(?<=") || has("(?<!") { throw error("Go knows no look-behind") }
      return try namedGroup(prefix: name)
    }
    try flags()
  }

  private mutating func namedGroup(prefix: String) throws(GoPattern.SyntaxError) {
    let start = offset + prefix.unicodeScalars.count
    let name = scalars[start...].prefix { $0 != ">" }
    let isName =
      !name.isEmpty
      && name.allSatisfy { $0 == "_" || ($0.value < 0x80 && ($0.properties.isAlphabetic || ("0"..."9").contains($0))) }
    guard start + name.count < scalars.count, isName else { throw error("the group has no name") }
    groupCount += 1
    // Names are never asked for, and Go's may begin with a digit.
    take("(", count: prefix.unicodeScalars.count + name.count + 1)
  }

  /// `(?i)`, `(?i-s:…)`, `(?:…)`.
  private mutating func flags() throws(GoPattern.SyntaxError) {
    let start = offset
    var text = "(?"
    var end = offset + 2
    var isNegated = false
    var hasFlag = false
    while end < scalars.count {
      let scalar = scalars[end]
      end += 1
      switch scalar {
      case "i", "m", "s", "U":
        text.unicodeScalars.append(scalar)
        hasFlag = true
      case "-" where !isNegated:
        text += "-"
        isNegated = true
        hasFlag = false
      case ":" where !isNegated || hasFlag:
        return take(text + ":", count: end - start)
      case ")" where hasFlag:
        openGroups.removeLast()
        return take(text + ")", count: end - start)
      default: throw error("`\(String(String.UnicodeScalarView(scalars[start..<end])))` is no group that Go knows")
      }
    }
    throw error("the group has no `)`")
  }

  private mutating func close() throws(GoPattern.SyntaxError) {
    guard openGroups.popLast() != nil else { throw error("`)` has no `(`") }
    take(")")
    previous = .item
  }

  // MARK: - Repetition

  private mutating func repeated() throws(GoPattern.SyntaxError) {
    try repeatable()
    take(String(scalars[offset]))
    lazily()
  }

  private mutating func counted() throws(GoPattern.SyntaxError) {
    var end = offset + 1
    var numbers: [Substring] = []
    var digits = Substring()
    var isCount = false
    scan: while end < scalars.count {
      switch scalars[end] {
      case "0"..."9": digits.unicodeScalars.append(scalars[end])
      case "," where numbers.isEmpty:
        numbers.append(digits)
        digits = ""
      case "}":
        numbers.append(digits)
        isCount = numbers[0].isEmpty == false
        break scan
      default: break scan
      }
      end += 1
    }
    // What is no count is a brace.
    guard isCount else { return literal("{") }
    try repeatable()
    let bounds = numbers.map { Int($0) }
    let isInRange = zip(numbers, bounds).allSatisfy { $0.isEmpty || $1.map { $0 <= Self.mostRepetitions } ?? false }
    guard isInRange, bounds.count == 1 || bounds[1].map({ $0 >= bounds[0] ?? 0 }) ?? true else {
      throw error("Go repeats at most \(Self.mostRepetitions) times, and not less than at least")
    }
    take("{" + numbers.joined(separator: ",") + "}", count: end + 1 - offset)
    lazily()
  }

  private func repeatable() throws(GoPattern.SyntaxError) {
    switch previous {
    case .item: return
    case .nothing: throw error("nothing is there to repeat")
    case .repetition: throw error("a repetition cannot be repeated; put it in a group")
    }
  }

  private mutating func lazily() {
    if scalar == "?" { take("?") }
    previous = .repetition
  }

  // MARK: - Escapes

  private mutating func escape() throws(GoPattern.SyntaxError) {
    guard offset + 1 < scalars.count else { throw error("`\\` has nothing behind it") }
    previous = .item
    switch scalars[offset + 1] {
    case "Q": quotation()
    case "A", "b", "B", "z": take("\\" + String(scalars[offset + 1]), count: 2)
    case "s": take(#"[\t\n\f\r ]"#, count: 2)
    case "S": take(#"[^\t\n\f\r ]"#, count: 2)
    default: output += try escapedItem()
    }
  }

  /// `\Q…\E`, the end left out or not.
  private mutating func quotation() {
    offset += 2
    while let scalar {
      if has("\\E") {
        offset += 2
        return
      }
      literal(scalar)
    }
  }

  /// The escape at the place that may stand in a class and outside of one; steps behind it.
  mutating func escapedItem() throws(GoPattern.SyntaxError) -> String {
    let start = offset
    guard start + 1 < scalars.count else { throw error("`\\` has nothing behind it") }
    let scalar = scalars[start + 1]
    offset += 2
    switch scalar {
    case "d", "D", "w", "W", "a", "f", "t", "n", "r": return "\\" + String(scalar)
    case "v": return "\\x0b"
    case "p", "P": return "\\" + String(scalar) + (try property())
    case "x": return try hexadecimal(from: start)
    case "0": return octal(from: start + 1)
    case "1"..."7":
      guard let next = self.scalar, ("0"..."7").contains(next) else {
        throw error("Go knows no back reference", at: start)
      }
      return octal(from: start + 1)
    case _ where scalar.value < 0x80 && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar):
      return Self.quoted(scalar)
    default: throw error("`\\\(scalar)` is no escape of Go's", at: start)
    }
  }

  private mutating func property() throws(GoPattern.SyntaxError) -> String {
    guard let first = scalar else { throw error("`\\p` has no name") }
    if first != "{" {
      offset += 1
      return "{" + String(first) + "}"
    }
    let name = scalars[(offset + 1)...].prefix { $0 != "}" }
    guard offset + 1 + name.count < scalars.count, !name.isEmpty,
      name.allSatisfy({ $0 == "^" || $0 == "_" || ($0.value < 0x80 && $0.properties.isAlphabetic) })
    else { throw error("`\\p` has no name") }
    offset += name.count + 2
    return "{" + String(String.UnicodeScalarView(name)) + "}"
  }

  private mutating func hexadecimal(from start: Int) throws(GoPattern.SyntaxError) -> String {
    let isLong = scalar == "{"
    let digits = isLong ? scalars[(offset + 1)...].prefix { $0 != "}" } : scalars[offset...].prefix(2)
    let text = String(String.UnicodeScalarView(digits))
    guard isLong ? !digits.isEmpty && offset + 1 + digits.count < scalars.count : digits.count == 2,
      digits.allSatisfy(\.properties.isASCIIHexDigit), let value = UInt32(text, radix: 16), value <= 0x10ffff
    else { throw error("expected hexadecimal digits", at: start) }
    offset += digits.count + (isLong ? 2 : 0)
    return "\\x{\(String(value, radix: 16))}"
  }

  /// Up to three octal digits.
  private mutating func octal(from start: Int) -> String {
    let digits = scalars[start...].prefix(3).prefix { ("0"..."7").contains($0) }
    offset = start + digits.count
    let value = digits.reduce(UInt32(0)) { $0 * 8 + ($1.value - 0x30) }
    return "\\x{\(String(value, radix: 16))}"
  }
}
