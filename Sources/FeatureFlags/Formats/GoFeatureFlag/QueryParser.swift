import GateModel

/// Parses a query in the language of https://github.com/nikunjy/rules, which go-feature-flag uses.
///
///     query   = term (("and" | "or") term)*        both of one rank, from left to right
///     term    = ["not"] "(" query ")" | name "pr" | name operator value
///     value   = true | false | null | number | version | text | "[" text or numbers "]"
struct QueryParser {
  /// Something that parses and is wrong all the same.
  struct Note {
    var rule: FlagRule
    var message: String
    var from: Int
    var to: Int
    var help: String?
    var severity: Severity?
  }

  private static let maximumDepth = 100
  private static let operators: [String: String] = [
    "eq": "eq", "EQ": "eq", "==": "eq", "ne": "ne", "NE": "ne", "!=": "ne", "gt": "gt", "GT": "gt", ">": "gt",
    "lt": "lt",
    "LT": "lt", "<": "lt", "ge": "ge", "GE": "ge", ">=": "ge", "le": "le", "LE": "le", "<=": "le", "co": "co",
    "CO": "co",
    "sw": "sw", "SW": "sw", "ew": "ew", "EW": "ew", "in": "in", "IN": "in",
  ]
  /// What people write from other languages.
  private static let foreign: [String: String] = [
    "=": "eq", "===": "eq", "equals": "eq", "is": "eq", "!==": "ne", "<>": "ne", "contains": "co", "startsWith": "sw",
    "starts_with": "sw",
    "endsWith": "ew", "ends_with": "ew", "exists": "pr", "present": "pr", "&&": "and", "&": "and", "AND": "and",
    "And": "and",
    "||": "or", "|": "or", "OR": "or", "Or": "or", "!": "not", "Not": "not", "PR": "pr", "gte": "ge", "lte": "le",
  ]
  private static let words: Set<String> = ["not", "NOT", "and", "or", "true", "false", "null", "pr"]

  private var lexer: QueryLexer
  private var token: QueryToken
  /// The attributes that the query asks for, in order.
  private(set) var attributes: [(name: String, from: Int, to: Int)] = []
  private(set) var notes: [Note] = []

  init(_ scalars: [Unicode.Scalar]) {
    lexer = QueryLexer(scalars)
    token = QueryToken(kind: .end, text: "", from: 0, to: 0, blanks: 0)
  }

  mutating func parse() throws(QueryError) {
    try advance()
    try parseQuery(depth: 0)
    if token.kind != .end { throw unexpected("`and`, `or` or the end") }
  }

  private mutating func advance() throws(QueryError) { token = try lexer.next() }

  private mutating func parseQuery(depth: Int) throws(QueryError) {
    guard depth < Self.maximumDepth else {
      throw QueryError(
        message: "more than \(Self.maximumDepth) parentheses in each other", from: token.from, to: token.to)
    }
    try parseTerm(depth: depth)
    var first: String?
    while token.kind != .end, token.text != ")" {
      guard token.kind == .word, token.text == "and" || token.text == "or" else { throw unexpected("`and` or `or`") }
      try checkOneBlank()
      if let first, first != token.text, notes.allSatisfy({ $0.rule.id != FlagRule.queryPrecedence.id }) {
        notes.append(
          Note(
            rule: .queryPrecedence, message: "`and` and `or` have one rank here and are taken from left to right",
            from: token.from, to: token.to, help: "put parentheses around what belongs together"))
      }
      first = first ?? token.text
      try advance()
      if token.blanks == 0, token.text != "(" { throw missingBlank() }
      if token.blanks > (token.text == "(" ? 2 : 1) { throw surplusBlank() }
      try parseTerm(depth: depth)
    }
  }

  private var isNot: Bool { token.kind == .word && (token.text == "not" || token.text == "NOT") }

  private mutating func parseTerm(depth: Int) throws(QueryError) {
    while isNot {
      try advance()
      if token.text != "(", !isNot {
        notes.append(
          Note(
            rule: .query, message: "`not` stands before parentheses", from: token.from, to: token.to,
            help: "write `not (…)`", severity: .warning))
      }
    }
    if token.text == "(", token.kind == .sign {
      let open = token
      try advance()
      try parseQuery(depth: depth + 1)
      guard token.text == ")" else {
        throw QueryError(message: "the parenthesis is not closed", from: open.from, to: open.to, help: "add `)`")
      }
      try advance()
      return
    }
    try parseComparison()
  }

  private mutating func parseComparison() throws(QueryError) {
    guard token.kind == .word else { throw unexpected("the name of an attribute") }
    let name = token
    for part in name.text.split(separator: ".").map(String.init)
    where Self.words.contains(part) || Self.operators[part] != nil {
      throw QueryError(
        message: "`\(part)` is a word of the language and cannot name an attribute", from: name.from, to: name.to)
    }
    if name.text.hasSuffix(".") || name.text.contains("..") {
      throw QueryError(message: "a name is missing beside a dot", from: name.from, to: name.to)
    }
    attributes.append((name.text, name.from, name.to))
    try advance()
    let comparison = token
    guard comparison.kind == .word || comparison.kind == .sign,
      comparison.text == "pr" || Self.operators[comparison.text] != nil
    else { throw unexpected("an operator") }
    try checkOneBlank()
    try advance()
    guard let known = Self.operators[comparison.text] else { return }
    try parseValue(of: known, comparison)
  }

  private mutating func parseValue(of known: String, _ comparison: QueryToken) throws(QueryError) {
    let value = token
    switch value.kind {
    case .string:
      if known == "in" { note(comparison, value, "takes a list: `[\"a\", \"b\"]`") }
      if value.text.contains("\\") {
        notes.append(
          Note(
            rule: .query, message: "a text is taken as it stands, with its backslashes", from: value.from, to: value.to,
            help: "what is compared with it needs the same backslashes", severity: .warning))
      }
    case .number:
      try checkNumber(value)
      if known == "in" { note(comparison, value, "takes a list: `[1, 2]`") }
      if ["co", "sw", "ew"].contains(known) { note(comparison, value, "compares texts; put the value into quotes") }
    case .word where ["true", "false", "null"].contains(value.text):
      if !["eq", "ne"].contains(known) { note(comparison, value, "does not compare with `\(value.text)`") }
    case .sign where value.text == "[":
      try parseList()
      if known != "in" { note(comparison, value, "does not compare with a list; `in` does") }
      return
    case .word:
      throw QueryError(
        message: "`\(value.text)` is no value", from: value.from, to: value.to, help: "put texts into double quotes")
    case .sign, .end: throw unexpected("a value")
    }
    try advance()
  }

  private mutating func note(_ comparison: QueryToken, _ value: QueryToken, _ message: String) {
    notes.append(
      Note(
        rule: .targetingArguments, message: "`\(comparison.text)` \(message)", from: value.from, to: value.to,
        help: "evaluation fails, so the rule never applies"))
  }

  /// `[` has been seen. All elements are of one kind, and there is at least one.
  private mutating func parseList() throws(QueryError) {
    var kind: String?
    repeat {
      try advance()
      guard token.kind == .string || token.kind == .number else { throw unexpected("a text or a number") }
      if kind == nil, token.blanks > 0 { throw surplusBlank() }
      if token.kind == .number { try checkNumber(token) }
      let own = token.kind == .string ? "texts" : token.text.contains(".") ? "decimals" : "whole numbers"
      if own == "whole numbers", token.text.hasPrefix("-") {
        throw QueryError(message: "a list has no negative whole numbers", from: token.from, to: token.to)
      }
      if let kind, kind != own {
        throw QueryError(message: "a list has \(kind) or \(own), not both", from: token.from, to: token.to)
      }
      kind = own
      try advance()
      if token.text == ",", token.blanks > 0 { throw surplusBlank() }
    } while token.text == ","
    guard token.text == "]" else { throw unexpected("`,` or `]`") }
    try advance()
  }

  /// A number, or a version with three parts.
  private func checkNumber(_ number: QueryToken) throws(QueryError) {
    let unsigned = number.text.hasPrefix("-") ? number.text.dropFirst() : number.text[...]
    let parts = unsigned.prefix { $0.isNumber || $0 == "." }.split(separator: ".", omittingEmptySubsequences: false)
    let isWhole = parts.count == 1 && unsigned.utf8.allSatisfy { (0x30...0x39).contains($0) }
    let isDecimal = parts.count == 2 && parts[1].count > 0 && Double(number.text) != nil
    let hasSurplusZero = parts.first.map { $0.count > 1 && $0.hasPrefix("0") } ?? true
    if !hasSurplusZero, isWhole || isDecimal || parts.count == 3 { return }
    throw QueryError(
      message: "`\(FlagFindings.shown(number.text))` is neither a number nor a version", from: number.from,
      to: number.to, help: "numbers are `12`, `-1.5` and `1.0e3`, versions `1.2.3`; texts stand in double quotes")
  }

  private func unexpected(_ wanted: String) -> QueryError {
    if token.kind == .end {
      return QueryError(message: "\(wanted) is missing at its end", from: token.from, to: token.to)
    }
    var error = QueryError(
      message: "expected \(wanted), found `\(FlagFindings.shown(token.text))`", from: token.from, to: token.to)
    let known = Array(Self.operators.keys) + ["and", "or", "not", "pr"]
    let meant =
      Self.foreign[token.text]
      ?? (token.kind == .word ? NearestName.match(for: token.text, among: known.sorted()) : nil)
    error.help = meant.map { $0 == "not" ? "write `not (…)`" : "did you mean `\($0)`?" }
    return error
  }

  /// Before operators, `and` and `or` stands exactly one blank; with two, what follows is dropped, as measured with
  /// go-feature-flag's own evaluation (0.2.4).
  private func checkOneBlank() throws(QueryError) {
    if token.blanks == 0 { throw missingBlank() }
    if token.blanks > 1 { throw surplusBlank() }
  }

  private func surplusBlank() -> QueryError {
    QueryError(
      message: "a blank too many stands before `\(FlagFindings.shown(token.text))`", from: token.from, to: token.to,
      help: "the language takes one before operators, `and` and `or`, and none within `[` and `,`")
  }

  private func missingBlank() -> QueryError {
    QueryError(
      message: "a blank is missing before `\(FlagFindings.shown(token.text))`", from: token.from, to: token.to,
      help: "operators stand between blanks: `age >= 18`")
  }
}
