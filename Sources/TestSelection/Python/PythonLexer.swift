/// Splits a Python text into tokens.
///
/// The lexical structure of Python 3.14 (docs.python.org/3/reference/lexical_analysis.html), and what Python 2 has beyond it.
/// Indentation has no tokens: it says nothing of what is imported.
struct PythonLexer {
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var offset: Int
  private let end: Int
  private let words = PythonWords.all
  /// The bracket that has to come for each that is open.
  private var open: [UInt8] = []
  private var line: Int
  private var isAtStart = true
  /// What is wrong with the text, `nil` where nothing is: the rest of a sentence that begins with the path.
  private(set) var fault: String?
  /// Of the last text token.
  private(set) var string = PythonString(content: 0..<0)
  /// How many formatted strings are around the string that is read.
  private var nesting = 0
  /// Where the physical line of the last token begins.
  private(set) var lineStart: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
    lineStart = offset
    line = 1
    // The mark that some editors begin a UTF-8 text with.
    if range.count >= 3, bytes[offset] == 0xEF, bytes[offset + 1] == 0xBB, bytes[offset + 2] == 0xBF { offset += 3 }
  }

  /// How many brackets are open.
  var depth: Int { open.count }

  mutating func next() -> PythonToken {
    while offset < end {
      let start = offset
      let byte = bytes[start]
      switch byte {
      case 0x20, 0x09, 0x0C, 0x0B: offset += 1
      case 0x0A, 0x0D:
        takeLineBreak()
        if open.isEmpty, !isAtStart {
          isAtStart = true
          return PythonToken(kind: .newline, range: start..<offset)
        }
      case UInt8(ascii: "#"): while offset < end, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
      case UInt8(ascii: "\\"):
        offset += 1
        if offset < end, bytes[offset] == 0x0A || bytes[offset] == 0x0D { takeLineBreak() }
      default:
        isAtStart = false
        return token(byte, from: start)
      }
    }
    if let bracket = open.last, fault == nil { fault = "ends before its `\(Character(Unicode.Scalar(bracket)))`" }
    return PythonToken(kind: .end, range: end..<end)
  }

  private mutating func takeLineBreak() {
    let byte = bytes[offset]
    offset += 1
    if byte == 0x0D, offset < end, bytes[offset] == 0x0A { offset += 1 }
    line += 1
    lineStart = offset
  }

  private mutating func token(_ byte: UInt8, from start: Int) -> PythonToken {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...:
      offset += 1
      while offset < end, Self.isWord(bytes[offset]) { offset += 1 }
      if offset < end, bytes[offset] == 0x22 || bytes[offset] == 0x27, offset - start <= 2, isPrefix(start..<offset) {
        return text(prefix: start..<offset)
      }
      return PythonToken(kind: .name, range: start..<offset, word: words.word(bytes, start..<offset))
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      while offset < end, Self.isWord(bytes[offset]) || bytes[offset] == UInt8(ascii: ".") { offset += 1 }
      return PythonToken(kind: .number, range: start..<offset)
    case 0x22, 0x27: return text(prefix: start..<start)
    default:
      offset += 1
      bracket(byte)
      return PythonToken(kind: .mark(byte), range: start..<offset)
    }
  }

  private mutating func bracket(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "("): open.append(UInt8(ascii: ")"))
    case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
    case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      if open.popLast() != byte, fault == nil {
        fault = "has a `\(Character(Unicode.Scalar(byte)))` too many in line \(line)"
      }
    default: break
    }
  }

  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...,
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}

// MARK: - Strings

extension PythonLexer {
  private func isPrefix(_ range: Range<Int>) -> Bool {
    range.allSatisfy { "rbuft".utf8.contains(bytes[$0] | 0x20) }
  }

  private mutating func text(prefix: Range<Int>) -> PythonToken {
    let letters = prefix.map { bytes[$0] | 0x20 }
    let isFormatted = letters.contains(UInt8(ascii: "f")) || letters.contains(UInt8(ascii: "t"))
    string = PythonString(content: 0..<0, isRaw: letters.contains(UInt8(ascii: "r")), isFormatted: isFormatted)
    let quote = bytes[offset]
    let isTriple = offset + 2 < end && bytes[offset + 1] == quote && bytes[offset + 2] == quote
    offset += isTriple ? 3 : 1
    let start = offset
    let isClosed = isFormatted ? skipFormatted(quote, isTriple) : skipPlain(quote, isTriple)
    string.content = start..<offset
    if isClosed {
      offset += isTriple ? 3 : 1
    } else if fault == nil {
      fault = "has a string that does not end in line \(line)"
    }
    return PythonToken(kind: .text, range: prefix.lowerBound..<offset)
  }

  /// Strings within strings deeper than this are not read: nobody writes them.
  private static let maximumNesting = 32

  /// Whether the closing quote, or three of them, stand at `offset`.
  private func closes(_ quote: UInt8, _ isTriple: Bool) -> Bool {
    bytes[offset] == quote
      && (!isTriple || (offset + 2 < end && bytes[offset + 1] == quote && bytes[offset + 2] == quote))
  }

  /// Steps to the closing quote.
  ///
  /// - Returns: `false` where there is none.
  private mutating func skipPlain(_ quote: UInt8, _ isTriple: Bool) -> Bool {
    while offset < end {
      let byte = bytes[offset]
      if byte == quote {
        if closes(quote, isTriple) { return true }
        offset += 1
      } else if byte == UInt8(ascii: "\\") {
        skipEscape()
      } else if byte == 0x0A || byte == 0x0D {
        if !isTriple { return false }
        takeLineBreak()
      } else {
        offset += 1
      }
    }
    return false
  }

  private mutating func skipEscape() {
    offset += 1
    guard offset < end else { return }
    if bytes[offset] == 0x0A || bytes[offset] == 0x0D { takeLineBreak() } else { offset += 1 }
  }

  private mutating func skipFormatted(_ quote: UInt8, _ isTriple: Bool) -> Bool {
    while offset < end {
      let byte = bytes[offset]
      if byte == quote, closes(quote, isTriple) { return true }
      switch byte {
      case UInt8(ascii: "\\"):
        // `\N{NAME}`; a brace behind any other escape, or in a raw string, begins a field.
        let isName =
          !string.isRaw && offset + 2 < end && bytes[offset + 1] == UInt8(ascii: "N")
          && bytes[offset + 2] == UInt8(ascii: "{")
        if isName {
          offset += 3
        } else if offset + 1 < end, bytes[offset + 1] == UInt8(ascii: "{") {
          offset += 1
        } else {
          skipEscape()
        }
      case UInt8(ascii: "{"):
        if offset + 1 < end, bytes[offset + 1] == UInt8(ascii: "{") {
          offset += 2
        } else if !skipField(quote, isTriple) {
          return false
        }
      case 0x0A, 0x0D:
        if !isTriple { return false }
        takeLineBreak()
      default: offset += 1
      }
    }
    return false
  }

  /// Steps over `{expression!r:format}`.
  private mutating func skipField(_ quote: UInt8, _ isTriple: Bool) -> Bool {
    let start = offset
    offset += 1
    let expression = offset
    var depth = 0
    while offset < end {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "}") where depth <= 0:
        string.expressions.append(expression..<offset)
        offset += 1
        string.fields.append(start..<offset)
        return true
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: ":") where depth <= 0:
        string.expressions.append(expression..<offset)
        guard skipFormat(quote, isTriple) else { return false }
        string.fields.append(start..<offset)
        return true
      case 0x22, 0x27:
        // Before Python 3.12 the string would end here.
        if closes(quote, isTriple), isTriple { return false }
        guard skipNested() else { return false }
        continue
      case UInt8(ascii: "#") where isTriple:
        while offset < end, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
        continue
      case 0x0A, 0x0D:
        takeLineBreak()
        continue
      default: break
      }
      offset += 1
    }
    return false
  }

  /// Steps over what follows the colon of a field, fields in it included, and the closing brace.
  private mutating func skipFormat(_ quote: UInt8, _ isTriple: Bool) -> Bool {
    offset += 1
    while offset < end {
      let byte = bytes[offset]
      if byte == quote, closes(quote, isTriple) { return false }
      switch byte {
      case UInt8(ascii: "{"):
        guard nesting < Self.maximumNesting else { return false }
        nesting += 1
        defer { nesting -= 1 }
        guard skipField(quote, isTriple) else { return false }
      case UInt8(ascii: "}"):
        offset += 1
        return true
      case 0x0A, 0x0D:
        if !isTriple { return false }
        takeLineBreak()
      default: offset += 1
      }
    }
    return false
  }

  /// Steps over a string in an expression of a formatted string.
  private mutating func skipNested() -> Bool {
    guard nesting < Self.maximumNesting else { return false }
    nesting += 1
    defer { nesting -= 1 }
    var start = offset
    while start > 0, offset - start < 2, "rbuftRBUFT".utf8.contains(bytes[start - 1]) { start -= 1 }
    let isFormatted = (start..<offset).contains { "fFtT".utf8.contains(bytes[$0]) }
    let quote = bytes[offset]
    let isTriple = offset + 2 < end && bytes[offset + 1] == quote && bytes[offset + 2] == quote
    offset += isTriple ? 3 : 1
    let outer = string
    defer { string = outer }
    guard isFormatted ? skipFormatted(quote, isTriple) : skipPlain(quote, isTriple) else { return false }
    offset += isTriple ? 3 : 1
    return true
  }
}
