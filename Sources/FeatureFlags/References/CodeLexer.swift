/// Splits source code into tokens, so that what stands in comments and strings is not taken for code.
///
/// It knows as much of a language as that takes, and no more: it never fails, and a construct that it does not know
/// costs at most the rest of that construct.
struct CodeLexer {
  let bytes: [UInt8]
  let language: CodeLanguage
  private let quotes: [CodeQuote]
  private let lineComments: [[UInt8]]
  var offset = 0
  private(set) var tokens: [CodeToken] = []
  private var depth = 0
  private static let maximumDepth = 50
  /// Bounds on what is looked for ahead and perhaps not found, so that no text takes more than linear time.
  static let maximumRegularExpression = 2000
  static let maximumFailedHeredocs = 16
  var failedHeredocs = 0

  init(_ bytes: [UInt8], language: CodeLanguage) {
    self.bytes = bytes
    self.language = language
    quotes = language.quotes
    lineComments = language.lineComments.map { Array($0.utf8) }
  }

  /// The tokens of `bytes`.
  static func tokens(of bytes: [UInt8], language: CodeLanguage) -> [CodeToken] {
    var lexer = CodeLexer(bytes, language: language)
    if language == .php { lexer.skipTemplate() }
    lexer.scan(until: nil, isMultiline: true)
    return lexer.tokens
  }

  /// Scans code up to the end, or up to the bracket that closes an interpolation.
  private mutating func scan(until closing: UInt8?, isMultiline: Bool) {
    var open = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\n"), !isMultiline { return }
      if byte <= 0x20 {
        offset += 1
      } else if skipComment() || scanSpecialText() || scanQuote() {
        continue
      } else if Self.isWordByte(byte) {
        scanWord()
      } else {
        if let closing {
          if byte == closing, open == 0 { return }
          if byte == closing { open -= 1 }
          if byte == (closing == UInt8(ascii: "}") ? UInt8(ascii: "{") : UInt8(ascii: "(")) { open += 1 }
        }
        append(.punctuation(byte), length: 1)
      }
    }
  }

  mutating func append(_ kind: CodeToken.Kind, length: Int) {
    tokens.append(CodeToken(kind: kind, range: offset..<offset + length))
    offset += length
  }

  mutating func append(_ token: CodeToken) { tokens.append(token) }

  static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || (byte >= 0x30 && byte <= 0x39)
      || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
  }

  func starts(_ prefix: some Sequence<UInt8>) -> Bool { bytes[offset...].starts(with: prefix) }

  func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func scanWord() {
    var end = offset
    while end < bytes.count, Self.isWordByte(bytes[end]) {
      // `$` begins an interpolated string of C# right before the quote.
      if language == .csharp, bytes[end] == UInt8(ascii: "$") { break }
      end += 1
    }
    if end == offset { return append(.punctuation(bytes[offset]), length: 1) }
    append(.word, length: end - offset)
  }

  // MARK: Comments

  private mutating func skipComment() -> Bool {
    for opening in lineComments where starts(opening) {
      if language == .php, starts("#[".utf8) { return false }
      skipLine()
      return true
    }
    if language.hasBlockComments, starts("/*".utf8) {
      skipBlockComment()
      return true
    }
    if language == .ruby, starts("=begin".utf8), offset == 0 || bytes[offset - 1] == UInt8(ascii: "\n") {
      repeat { skipLine(); offset += 1 } while offset < bytes.count && !starts("=end".utf8)
      skipLine()
      return true
    }
    return false
  }

  /// To the line break, or in PHP to the `?>` that ends code in comments too.
  mutating func skipLine() {
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      if language == .php, starts("?>".utf8) { return }
      offset += 1
    }
  }

  private mutating func skipBlockComment() {
    var open = 0
    while offset < bytes.count {
      if starts("*/".utf8) {
        offset += 2
        open -= 1
        if open == 0 { return }
      } else if starts("/*".utf8), open == 0 || language.nestsBlockComments {
        offset += 2
        open += 1
      } else {
        offset += 1
      }
    }
  }

  // MARK: Strings

  private mutating func scanQuote() -> Bool {
    guard let quote = quotes.first(where: { starts($0.opening) }), !isApostrophe else { return false }
    scanString(quote, from: offset)
    return true
  }

  /// Whether the quote here is one of JSX text, as in `Don't`: code has no string right behind a name.
  private var isApostrophe: Bool {
    guard language == .javascript, bytes[offset] == UInt8(ascii: "'"), let last = tokens.last, last.kind == .word,
      last.range.upperBound == offset
    else { return false }
    return !Self.keywordsBeforeValues.contains(String(decoding: bytes[last.range], as: UTF8.self))
  }

  /// Words after which a value begins, not an operator.
  static let keywordsBeforeValues: Set<String> = [
    "return", "typeof", "case", "in", "of", "do", "else", "void", "delete", "throw", "new", "await", "yield", "and",
    "or", "not", "if", "unless", "when", "while", "until", "puts", "from", "import", "export", "default", "instanceof",
  ]

  /// Scans the string whose opening quote is at the offset; `start` lies before it where the string has a prefix.
  mutating func scanString(_ quote: CodeQuote, from start: Int) {
    let place = tokens.count
    tokens.append(CodeToken(kind: .opaque, range: start..<start))
    offset += quote.opening.count
    let content = offset
    var isPlain = true
    while offset < bytes.count {
      if starts(quote.closing) {
        if quote.isDoubled, byte(at: offset + 1) == quote.closing[0] {
          isPlain = false
          offset += 2
          continue
        }
        let end = offset
        offset += quote.closing.count
        tokens[place] = CodeToken(
          kind: isPlain && quote.isText ? .literal(content..<end) : .opaque, range: start..<offset)
        return
      }
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\n"), !quote.isMultiline { break }
      if let length = interpolationLength(quote.interpolation) {
        isPlain = false
        offset += length.skipped
        if let closing = length.closing { scanInterpolation(until: closing, isMultiline: quote.isMultiline) }
      } else if byte == UInt8(ascii: "\\"), quote.hasEscapes {
        isPlain = false
        offset = min(offset + 2, bytes.count)
      } else {
        offset += 1
      }
    }
    // Not closed: what was read so far is no value of anything.
    tokens[place].range = start..<min(offset, bytes.count)
  }

  /// What opens an interpolation here, and how it closes; `nil` where none does.
  private func interpolationLength(_ kind: CodeQuote.Interpolation) -> (skipped: Int, closing: UInt8?)? {
    let next = byte(at: offset + 1)
    let brace = UInt8(ascii: "}")
    switch (kind, bytes[offset]) {
    case (.none, _): return nil
    case (.dollarBrace, UInt8(ascii: "$")), (.hashBrace, UInt8(ascii: "#")):
      return next == UInt8(ascii: "{") ? (2, brace) : nil
    case (.dollar, UInt8(ascii: "$")):
      if next == UInt8(ascii: "{") { return (2, brace) }
      guard let next, Self.isWordByte(next) else { return nil }
      return (1, nil)
    case (.backslashParenthesis, UInt8(ascii: "\\")):
      return next == UInt8(ascii: "(") ? (2, UInt8(ascii: ")")) : nil
    case (.brace, UInt8(ascii: "{")):
      return next == UInt8(ascii: "{") ? (2, nil) : (1, brace)
    default: return nil
    }
  }

  /// Code within a string, in brackets of its own so that it is one operand with the string.
  private mutating func scanInterpolation(until closing: UInt8, isMultiline: Bool) {
    guard depth < Self.maximumDepth else { return }
    depth += 1
    append(CodeToken(kind: .punctuation(UInt8(ascii: "(")), range: offset..<offset))
    scan(until: closing, isMultiline: isMultiline)
    append(CodeToken(kind: .punctuation(UInt8(ascii: ")")), range: offset..<offset))
    if byte(at: offset) == closing { offset += 1 }
    depth -= 1
  }
}
