/// Texts that one or two languages have and that need more than an opening and a closing quote.
extension CodeLexer {
  mutating func scanSpecialText() -> Bool {
    switch language {
    case .python: scanPythonPrefix()
    case .rust: scanRustText()
    case .swift: scanSwiftRawString()
    case .dart: scanDartRawString()
    case .php: scanPHPTemplate() || scanHeredoc("<<<")
    case .ruby: scanHeredoc("<<") || scanPercentLiteral() || scanRegularExpression()
    case .javascript: scanRegularExpression()
    case .go, .java, .kotlin, .csharp: false
    }
  }

  /// `r''`, `b''`, `f''` and what they combine to.
  private mutating func scanPythonPrefix() -> Bool {
    guard isAtWordStart else { return false }
    var end = offset
    while end < offset + 2, let byte = byte(at: end), "rbfutRBFUT".utf8.contains(byte) { end += 1 }
    guard end > offset, let mark = byte(at: end), mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else {
      return false
    }
    let start = offset
    let prefix = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
    offset = end
    guard var quote = CodeLanguage.python.quotes.first(where: { starts($0.opening) }) else { return false }
    if prefix.contains("f") || prefix.contains("t") { quote.interpolation = .brace }
    if prefix.contains("b") { quote.isText = false }
    scanString(quote, from: start)
    return true
  }

  private var isAtWordStart: Bool { offset == 0 || !Self.isWordByte(bytes[offset - 1]) }

  /// Raw strings with their hashes, and characters, which a lifetime looks like.
  private mutating func scanRustText() -> Bool {
    if bytes[offset] == UInt8(ascii: "'") {
      let next = byte(at: offset + 1)
      var length = 1
      if next == UInt8(ascii: "\\") {
        var end = offset + 3
        while let byte = byte(at: end), byte != UInt8(ascii: "'"), end < offset + 12 { end += 1 }
        length = end - offset + 1
      } else if let close = bytes[offset...].prefix(6).dropFirst(2).firstIndex(of: UInt8(ascii: "'")),
        close == offset + 2 || (next ?? 0) >= 0x80
      {
        length = close - offset + 1
      }
      append(.opaque, length: min(length, bytes.count - offset))
      return true
    }
    guard isAtWordStart else { return false }
    var end = offset
    while end < offset + 2, let byte = byte(at: end), "rbc".utf8.contains(byte) { end += 1 }
    guard end > offset else { return false }
    let isRaw = bytes[end - 1] == UInt8(ascii: "r")
    var hashes = 0
    while isRaw, byte(at: end) == UInt8(ascii: "#") { (hashes, end) = (hashes + 1, end + 1) }
    guard byte(at: end) == UInt8(ascii: "\"") else { return false }
    let start = offset
    let isText = bytes[start] == UInt8(ascii: "r")
    offset = end
    let closing = "\"" + String(repeating: "#", count: hashes)
    scanString(.init("\"", closing: closing, isMultiline: true, hasEscapes: !isRaw, isText: isText), from: start)
    return true
  }

  /// `#"…"#` with any number of hashes, on one line or between three quotes.
  private mutating func scanSwiftRawString() -> Bool {
    var end = offset
    while byte(at: end) == UInt8(ascii: "#") { end += 1 }
    guard end > offset, byte(at: end) == UInt8(ascii: "\"") else { return false }
    let start = offset
    let hashes = String(repeating: "#", count: end - offset)
    offset = end
    let marks = starts("\"\"\"".utf8) ? "\"\"\"" : "\""
    scanString(.init(marks, closing: marks + hashes, isMultiline: marks.count > 1, hasEscapes: false), from: start)
    return true
  }

  private mutating func scanDartRawString() -> Bool {
    guard isAtWordStart, bytes[offset] == UInt8(ascii: "r") else { return false }
    let start = offset
    offset += 1
    guard var quote = CodeLanguage.dart.quotes.first(where: { starts($0.opening) }) else {
      offset = start
      return false
    }
    (quote.interpolation, quote.hasEscapes) = (.none, false)
    scanString(quote, from: start)
    return true
  }

  // MARK: PHP and Ruby

  private mutating func scanPHPTemplate() -> Bool {
    guard starts("?>".utf8) else { return false }
    skipTemplate()
    return true
  }

  /// Skips text outside of PHP code, up to behind the next `<?php` or `<?=`.
  mutating func skipTemplate() {
    while offset < bytes.count {
      if starts("<?php".utf8) || starts("<?PHP".utf8) { return offset += 5 }
      if starts("<?=".utf8) { return offset += 3 }
      offset += 1
    }
  }

  /// `<<~NAME` and `<<<'NAME'`: the lines up to the one that holds only the name (in PHP: begins with it).
  private mutating func scanHeredoc(_ opening: String) -> Bool {
    guard failedHeredocs < Self.maximumFailedHeredocs, starts(opening.utf8) else { return false }
    var end = offset + opening.utf8.count
    let hasMark = language == .ruby && (byte(at: end) == UInt8(ascii: "~") || byte(at: end) == UInt8(ascii: "-"))
    if hasMark { end += 1 }
    if language == .php { while byte(at: end) == 0x20 || byte(at: end) == 0x09 { end += 1 } }
    let mark = byte(at: end)
    let isQuoted = mark == UInt8(ascii: "'") || mark == UInt8(ascii: "\"")
    if isQuoted { end += 1 }
    let nameStart = end
    while let byte = byte(at: end), Self.isWordByte(byte) { end += 1 }
    let name = bytes[nameStart..<min(end, bytes.count)]
    // `array << value` of Ruby is no heredoc: a name in capitals directly behind is.
    guard let first = name.first, hasMark || isQuoted || language == .php || (first >= 0x41 && first <= 0x5A) else {
      return false
    }
    let start = offset
    var line = end
    while let lineBreak = bytes[min(line, bytes.count)...].firstIndex(of: UInt8(ascii: "\n")) {
      line = lineBreak + 1
      let text = bytes[line...].drop { $0 == 0x20 || $0 == 0x09 }
      if text.starts(with: name), !(byte(at: text.startIndex + name.count).map(Self.isWordByte) ?? false) {
        offset = text.startIndex + name.count
        append(CodeToken(kind: .opaque, range: start..<offset))
        return true
      }
    }
    failedHeredocs += 1
    return false
  }

  /// `%w[a b]`, `%q(…)`, `%i{…}`: brackets nest.
  private mutating func scanPercentLiteral() -> Bool {
    guard bytes[offset] == UInt8(ascii: "%"), !followsValue, let kind = byte(at: offset + 1),
      "qQwWiIrsx".utf8.contains(kind), let open = byte(at: offset + 2), !Self.isWordByte(open), open > 0x20
    else { return false }
    let pairs: [UInt8: UInt8] = [0x28: 0x29, 0x5B: 0x5D, 0x7B: 0x7D, 0x3C: 0x3E]
    let close = pairs[open] ?? open
    var level = 1
    var end = offset + 3
    while end < bytes.count, level > 0 {
      if bytes[end] == UInt8(ascii: "\\") {
        end += 1
      } else if bytes[end] == close {
        level -= 1
      } else if bytes[end] == open {
        level += 1
      }
      end += 1
    }
    append(.opaque, length: min(end, bytes.count) - offset)
    return true
  }

  /// `/…/` where a value may begin. It ends on its line; otherwise the `/` is a division.
  private mutating func scanRegularExpression() -> Bool {
    guard bytes[offset] == UInt8(ascii: "/"), !followsValue, tokens.last?.isPunctuation("<") != true else {
      return false
    }
    var isClass = false
    var end = offset + 1
    while let byte = byte(at: end), byte != UInt8(ascii: "\n"), end < offset + Self.maximumRegularExpression {
      switch byte {
      case UInt8(ascii: "\\"): end += 1
      case UInt8(ascii: "["): isClass = true
      case UInt8(ascii: "]"): isClass = false
      case UInt8(ascii: "/") where !isClass:
        append(.opaque, length: end + 1 - offset)
        return true
      default: break
      }
      end += 1
    }
    return false
  }

  /// Whether the last token ends a value, so that what follows is an operator.
  private var followsValue: Bool {
    guard let last = tokens.last else { return false }
    switch last.kind {
    case .literal, .opaque: return true
    case .punctuation(let byte): return byte == 0x29 || byte == 0x5D || byte == 0x7D
    case .word:
      return !Self.keywordsBeforeValues.contains(String(decoding: bytes[last.range], as: UTF8.self))
    }
  }
}
