/// Takes JavaScript and TypeScript, with JSX in it or not, into tokens (ECMA-262, ECMAScript Language: Lexical Grammar).
///
/// JSX text has no grammar of its own here. What could hide code in it is taken for less than it could be: a quote that does not
/// close on its line is punctuation, as is a `/*` without an end and the `//` of an address.
struct ScriptLexer {
  private let bytes: [UInt8]
  private var offset = 0
  private var tokens: [ScriptToken] = []
  /// For each open brace whether it is the `${` of a template.
  private var braces: [Bool] = []
  /// The code with blanks for comments.
  private var plain: [UInt8]

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    plain = bytes
  }

  /// The tokens of `bytes`, and `bytes` with blanks for its comments.
  static func read(_ bytes: [UInt8]) -> (tokens: [ScriptToken], plain: [UInt8]) {
    var lexer = ScriptLexer(bytes)
    if bytes.starts(with: "#!".utf8) { lexer.blank(to: lexer.endOfLine(from: 0)) }
    while lexer.offset < bytes.count { lexer.step() }
    return (lexer.tokens, lexer.plain)
  }

  static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || (byte >= 0x30 && byte <= 0x39)
      || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
  }

  private func byte(_ distance: Int) -> UInt8 {
    let place = offset + distance
    return place >= 0 && place < bytes.count ? bytes[place] : 0
  }

  private mutating func step() {
    let byte = bytes[offset]
    if byte <= 0x20 {
      offset += 1
    } else if Self.isWord(byte) {
      word()
    } else {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): string(byte)
      case UInt8(ascii: "`"): template(.template)
      case UInt8(ascii: "/"): slash()
      default: mark(byte)
      }
    }
  }

  private mutating func word() {
    let start = offset
    while offset < bytes.count, Self.isWord(bytes[offset]) { offset += 1 }
    let isNumber = bytes[start] >= 0x30 && bytes[start] <= 0x39
    tokens.append(ScriptToken(isNumber ? .number : .word, String(decoding: bytes[start..<offset], as: UTF8.self)))
  }

  private mutating func mark(_ byte: UInt8) {
    if byte == UInt8(ascii: "{") { braces.append(false) }
    if byte == UInt8(ascii: "}"), braces.popLast() == true {
      return template(.templateRest)
    }
    tokens.append(ScriptToken(.mark, String(UnicodeScalar(byte))))
    offset += 1
  }
}

// MARK: - Literals

extension ScriptLexer {
  private mutating func string(_ quote: UInt8) {
    var end = offset + 1
    var text: [UInt8] = []
    while end < bytes.count, bytes[end] != quote, bytes[end] != 0x0A || bytes[end - 1] == UInt8(ascii: "\\") {
      append(&end, to: &text)
    }
    guard end < bytes.count, bytes[end] == quote else { return mark(quote) }
    tokens.append(ScriptToken(.string, String(decoding: text, as: UTF8.self)))
    offset = end + 1
  }

  /// Takes one byte, or an escape.
  private func append(_ place: inout Int, to text: inout [UInt8]) {
    guard bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count else {
      text.append(bytes[place])
      place += 1
      return
    }
    let escaped = bytes[place + 1]
    place += 2
    switch escaped {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case 0x0A, UInt8(ascii: "r"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "v"): break
    case UInt8(ascii: "x"), UInt8(ascii: "u"): text += Self.scalar(bytes, &place, isLong: escaped == UInt8(ascii: "u"))
    default: text.append(escaped)
    }
  }

  /// The character of `\x41`, `\u0041` or `\u{41}` from behind its letter.
  private static func scalar(_ bytes: [UInt8], _ place: inout Int, isLong: Bool) -> [UInt8] {
    var digits = bytes[place...].prefix(isLong ? 4 : 2)
    var end = digits.endIndex
    if isLong, digits.first == UInt8(ascii: "{") {
      digits = bytes[(place + 1)...].prefix { $0 != UInt8(ascii: "}") && $0 != 0x0A }.prefix(8)
      end = min(bytes.count, digits.endIndex + 1)
    }
    guard let scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(UnicodeScalar.init) else {
      return []
    }
    place = end
    return Array(String(scalar).utf8)
  }

  /// A part of a template literal, from its backtick or the `}` before it.
  private mutating func template(_ kind: ScriptToken.Kind) {
    var end = offset + 1
    var text: [UInt8] = []
    while end < bytes.count, bytes[end] != UInt8(ascii: "`") {
      if bytes[end] == UInt8(ascii: "$"), end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: "{") { break }
      append(&end, to: &text)
    }
    guard end < bytes.count else { return mark(bytes[offset]) }
    let isEnd = bytes[end] == UInt8(ascii: "`")
    let own: ScriptToken.Kind = kind == .template && !isEnd ? .templateStart : kind
    tokens.append(ScriptToken(own, String(decoding: text, as: UTF8.self)))
    if !isEnd { braces.append(true) }
    offset = end + (isEnd ? 1 : 2)
  }
}

// MARK: - Slashes

extension ScriptLexer {
  private mutating func slash() {
    switch byte(1) {
    case UInt8(ascii: "/") where !(byte(-1) == UInt8(ascii: ":") && Self.isWord(byte(-2))):
      blank(to: endOfLine(from: offset))
    case UInt8(ascii: "*"): comment()
    default:
      if beginsRegex, let end = endOfRegex() {
        tokens.append(ScriptToken(.regex, ""))
        offset = end
      } else {
        mark(UInt8(ascii: "/"))
      }
    }
  }

  private func endOfLine(from start: Int) -> Int {
    bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
  }

  private mutating func comment() {
    var end = offset + 2
    while end + 1 < bytes.count, bytes[end] != UInt8(ascii: "*") || bytes[end + 1] != UInt8(ascii: "/") { end += 1 }
    // A `/*` in JSX text, such as a path with a wildcard, must not hide the code up to the next comment.
    let isInText = Self.isWord(byte(-1)) && end > endOfLine(from: offset)
    if end + 1 < bytes.count, !isInText { blank(to: end + 2) } else { mark(UInt8(ascii: "/")) }
  }

  private mutating func blank(to end: Int) {
    for place in offset..<end where bytes[place] != 0x0A { plain[place] = 0x20 }
    offset = end
  }

  private static let wordsBeforeExpressions: Set<String> = [
    "return", "typeof", "case", "in", "of", "do", "else", "void", "delete", "throw", "new", "instanceof", "yield",
    "await",
  ]

  /// Whether an expression may begin here, so that a slash is no division.
  private var beginsRegex: Bool {
    guard let last = tokens.last else { return true }
    switch last.kind {
    case .word: return Self.wordsBeforeExpressions.contains(last.text)
    case .string, .number, .regex, .template, .templateRest: return false
    case .templateStart: return true
    case .mark: return ![")", "]", "}", "<"].contains(last.text)
    }
  }

  private func endOfRegex() -> Int? {
    var end = offset + 1
    var isInClass = false
    while end < bytes.count, bytes[end] != 0x0A {
      switch bytes[end] {
      case UInt8(ascii: "\\"): end += 1
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: "/") where !isInClass: return end + 1
      default: break
      }
      end += 1
    }
    return nil
  }
}
