/// Reads the text of an ``EnvironmentPolicy``.
struct EnvironmentPolicyParser {
  private typealias SyntaxError = EnvironmentPolicy.SyntaxError
  private typealias Expression = EnvironmentPolicy.Expression

  private enum Token: Hashable {
    case word(String)
    case text(String)
    case sign(String)
    case end

    var description: String {
      switch self {
      case .word(let word): "`\(word)`"
      case .text(let text): "the text \"\(text)\""
      case .sign(let sign): "`\(sign)`"
      case .end: "the end"
      }
    }
  }

  private static let signs = ["==", "!=", "<=", ">=", "<", ">", "(", ")", "[", "]", ","]
  private static let reserved: Set<String> = ["and", "or", "not", "in", "matches", "exists"]
  /// Deeper ones were not written by a person.
  private static let maximumDepth = 50

  private let bytes: [UInt8]
  private var offset = 0
  /// The next token and where it starts.
  private var next = Token.end
  private var start = 0
  private var depth = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The names before a leading `:`, `nil` where there are none; steps over them.
  mutating func environments() -> [String]? {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let names = String(decoding: bytes[..<colon], as: UTF8.self).split(separator: ",", omittingEmptySubsequences: false)
      .map { name in String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
    guard names.allSatisfy({ name in name == "*" || (!name.isEmpty && name.utf8.allSatisfy(Self.isWord)) }) else {
      return nil
    }
    offset = colon + 1
    return names
  }

  /// The rest of the text.
  mutating func expression() throws(EnvironmentPolicy.SyntaxError) -> EnvironmentPolicy.Expression {
    try advance()
    let expression = try alternatives()
    guard next == .end else { throw unexpected("an operator, `and`, `or` or the end") }
    guard !expression.keys.isEmpty else { throw SyntaxError(message: "the policy names no key", offset: 0) }
    return expression
  }

  // MARK: - Grammar

  private mutating func alternatives() throws(EnvironmentPolicy.SyntaxError) -> EnvironmentPolicy.Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw SyntaxError(message: "more than \(Self.maximumDepth) expressions inside each other", offset: start)
    }
    var parts = [try conjunction()]
    while try accept(.word("or")) { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() throws(EnvironmentPolicy.SyntaxError) -> EnvironmentPolicy.Expression {
    var parts = [try negation()]
    while try accept(.word("and")) { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func negation() throws(EnvironmentPolicy.SyntaxError) -> EnvironmentPolicy.Expression {
    var isNegated = false
    while try accept(.word("not")) { isNegated.toggle() }
    let comparison = try comparison()
    return isNegated ? .not(comparison) : comparison
  }

  private mutating func comparison() throws(EnvironmentPolicy.SyntaxError) -> EnvironmentPolicy.Expression {
    if try accept(.sign("(")) {
      let inner = try alternatives()
      guard try accept(.sign(")")) else { throw unexpected("`)`") }
      return inner
    }
    let left = try operand(isLeft: true)
    if case .sign(let sign) = next, let comparison = EnvironmentPolicy.Comparison(rawValue: sign) {
      try advance()
      return .compare(left, comparison, try operand(isLeft: false))
    }
    let isNegated = try accept(.word("not"))
    let test = try test(of: left)
    if isNegated, test == nil { throw unexpected("`in`, `matches` or `exists`") }
    return test.map { isNegated ? .not($0) : $0 } ?? .value(left)
  }

  /// `in […]`, `matches "…"` or `exists`.
  private mutating func test(
    of operand: EnvironmentPolicy.Operand
  ) throws(EnvironmentPolicy.SyntaxError) -> EnvironmentPolicy.Expression? {
    if try accept(.word("in")) { return .contained(operand, in: try list()) }
    if try accept(.word("matches")) {
      let place = start
      guard case .literal(.text(let glob)) = try self.operand(isLeft: false) else {
        throw SyntaxError(message: "expected a pattern in quotes after `matches`", offset: place)
      }
      return .matches(operand, glob: glob)
    }
    let place = start
    if try accept(.word("exists")) {
      guard let key = operand.key else { throw SyntaxError(message: "only a key can exist", offset: place) }
      return .exists(key)
    }
    return nil
  }

  private mutating func list() throws(EnvironmentPolicy.SyntaxError) -> [EnvironmentPolicy.Literal] {
    guard try accept(.sign("[")) else { throw unexpected("`[`") }
    var literals: [EnvironmentPolicy.Literal] = []
    repeat {
      let place = start
      guard case .literal(let literal) = try operand(isLeft: false) else {
        throw SyntaxError(message: "a list holds values, and no keys; put a text with `.` in quotes", offset: place)
      }
      literals.append(literal)
    } while try accept(.sign(","))
    guard try accept(.sign("]")) else { throw unexpected("`,` or `]`") }
    return literals
  }

  private mutating func operand(isLeft: Bool) throws(EnvironmentPolicy.SyntaxError) -> EnvironmentPolicy.Operand {
    let (token, place) = (next, start)
    switch token {
    case .text(let text):
      try advance()
      return .literal(.text(text))
    case .word(let word) where !Self.reserved.contains(word):
      try advance()
      if let literal = Self.literal(word) { return .literal(literal) }
      let names = word.split(separator: ".", omittingEmptySubsequences: false)
      if names.contains(where: \.isEmpty) {
        throw SyntaxError(message: "`\(word)` is no key: a name is missing beside a `.`", offset: place)
      }
      return names.count == 1 && !isLeft ? .literal(.text(word)) : .key(EnvironmentPolicy.Key(word))
    default: throw unexpected(isLeft ? "a key" : "a value or a key")
    }
  }

  private static func literal(_ word: String) -> EnvironmentPolicy.Literal? {
    switch word {
    case "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default:
      guard let first = word.utf8.first, (0x30...0x39).contains(first) || first == UInt8(ascii: "-") else { return nil }
      return Double(word).map { .number($0) }
    }
  }

  // MARK: - Tokens

  private mutating func accept(_ token: Token) throws(EnvironmentPolicy.SyntaxError) -> Bool {
    guard next == token else { return false }
    try advance()
    return true
  }

  private mutating func advance() throws(EnvironmentPolicy.SyntaxError) {
    while offset < bytes.count, bytes[offset] == 0x20 || (0x09...0x0D).contains(bytes[offset]) { offset += 1 }
    start = offset
    guard offset < bytes.count else {
      next = .end
      return
    }
    if let sign = Self.signs.first(where: { bytes[offset...].starts(with: $0.utf8) }) {
      offset += sign.utf8.count
      next = .sign(sign)
    } else if bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'") {
      next = .text(try quoted())
    } else {
      while offset < bytes.count, Self.isWord(bytes[offset]) || bytes[offset] == UInt8(ascii: ".") { offset += 1 }
      guard offset > start else {
        let rest = String(decoding: bytes[start...].prefix(4), as: UTF8.self)
        throw SyntaxError(message: "`\(rest.prefix(1))` has no place in a policy", offset: start)
      }
      next = .word(String(decoding: bytes[start..<offset], as: UTF8.self))
    }
  }

  /// A text in quotes, which it cannot contain itself.
  private mutating func quoted() throws(EnvironmentPolicy.SyntaxError) -> String {
    guard let end = bytes[(offset + 1)...].firstIndex(of: bytes[offset]) else {
      throw SyntaxError(message: "the text that begins here does not end", offset: offset)
    }
    defer { offset = end + 1 }
    return String(decoding: bytes[(offset + 1)..<end], as: UTF8.self)
  }

  private func unexpected(_ expected: String) -> EnvironmentPolicy.SyntaxError {
    EnvironmentPolicy.SyntaxError(message: "expected \(expected), found \(next.description)", offset: start)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80 || "_-+/$@".utf8.contains(byte)
  }
}
