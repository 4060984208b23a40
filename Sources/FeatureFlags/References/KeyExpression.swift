/// What stands where a key is expected.
enum KeyExpression {
  private static let maximumShown = 60
  private static let receivers: Set<String> = ["self", "this", "cls", "$this", "Self", "static"]
  private static let accessors: Set<String> = [
    "rawValue", "value", "key", "getKey", "getValue", "name", "toString", "Value", "Key", "as_str", "to_s",
  ]

  /// The key that the expression is, `nil` where nothing stands there.
  static func key(of tokens: ArraySlice<CodeToken>, in code: TokenizedCode) -> ReferenceFacts.Key? {
    guard let first = tokens.first else { return nil }
    if tokens.count == 1, case .literal(let content) = first.kind {
      guard !content.isEmpty, let text = String(validating: code.bytes[content], as: UTF8.self) else { return nil }
      return .literal(text)
    }
    // A symbol of Ruby.
    if code.language == .ruby, tokens.count == 2, first.isPunctuation(":"), let last = tokens.last, last.kind == .word {
      return .literal(code.text(last.range))
    }
    if let parts = name(tokens, in: code) { return .name(parts) }
    return computed(tokens, in: code)
  }

  /// The parts of a name like `Flags.NEW_UI`, `Flags::NEW_UI`, `.newUI` or `Flags.NEW_UI.getKey()`.
  private static func name(_ tokens: ArraySlice<CodeToken>, in code: TokenizedCode) -> [String]? {
    var parts: [String] = []
    var expectsName = true
    var rest = tokens
    if let first = rest.first, first.isPunctuation("&") { rest = rest.dropFirst() }
    while let token = rest.first {
      switch token.kind {
      case .word:
        guard expectsName else { return nil }
        parts.append(code.text(token.range))
        expectsName = false
      case .punctuation(UInt8(ascii: ".")), .punctuation(UInt8(ascii: ":")), .punctuation(UInt8(ascii: "?")),
        .punctuation(UInt8(ascii: "!")):
        expectsName = true
      case .punctuation(UInt8(ascii: "(")):
        // Only a call without arguments at the end, of what gives the value of a constant.
        guard rest.count == 2, rest.dropFirst().first?.isPunctuation(")") == true, let last = parts.last,
          accessors.contains(last)
        else { return nil }
        rest = rest.dropFirst()
      default: return nil
      }
      rest = rest.dropFirst()
    }
    while let last = parts.last, parts.count > 1, accessors.contains(last) { parts.removeLast() }
    while let first = parts.first, parts.count > 1, receivers.contains(first) { parts.removeFirst() }
    guard let first = parts.first, let start = first.unicodeScalars.first,
      !(start.value >= 0x30 && start.value <= 0x39), !literals.contains(first)
    else { return nil }
    return parts
  }

  private static let literals: Set<String> = ["true", "false", "True", "False", "nil", "null", "None", "undefined"]

  /// Whether the name alone says that it is a constant: `NEW_UI`, `NewUI`, `kNewUI`.
  static func isConstantName(_ name: String) -> Bool {
    let scalars = name.unicodeScalars
    guard let first = scalars.first, scalars.count > 1 else { return false }
    if first == "k", let second = scalars.dropFirst().first { return second.properties.isUppercase }
    return first.properties.isUppercase
  }

  /// The bytes of an expression. What is within an interpolated text ends before the text does.
  static func range(of tokens: ArraySlice<CodeToken>) -> Range<Int> {
    let start = tokens.first?.range.lowerBound ?? 0
    return start..<(tokens.map(\.range.upperBound).max() ?? start)
  }

  private static func computed(_ tokens: ArraySlice<CodeToken>, in code: TokenizedCode) -> ReferenceFacts.Key? {
    guard let first = tokens.first, let last = tokens.last else { return nil }
    let range = Self.range(of: tokens)
    var beginning = ""
    if case .literal(let content) = first.kind {
      beginning = code.text(content)
    } else if first.kind == .opaque {
      let text = code.bytes[first.range]
      let marks = text.firstIndex { $0 == 0x22 || $0 == 0x27 || $0 == 0x60 } ?? text.endIndex
      beginning = String(
        decoding: text[marks...].dropFirst().prefix { FlagKeyText.isWord($0) || "-.:/".utf8.contains($0) },
        as: UTF8.self)
    }
    var ending = ""
    if tokens.count > 1, case .literal(let content) = last.kind {
      ending = code.text(content)
    } else if first.kind == .opaque, code.bytes[range].last == code.bytes[first.range].last {
      let inner = code.bytes[first.range].dropLast()
      let tail = inner.reversed().prefix { FlagKeyText.isWord($0) || "-.:/".utf8.contains($0) }
      // Only what comes behind code, not the whole of a text.
      if tail.count < inner.count - beginning.utf8.count, inner.dropLast(tail.count).last == UInt8(ascii: "}") {
        ending = String(decoding: tail.reversed(), as: UTF8.self)
      }
    }
    var shown = String(decoding: code.bytes[range].prefix(maximumShown), as: UTF8.self)
    if range.count > maximumShown { shown += "…" }
    return .computed(shown, beginning: beginning, ending: ending)
  }
}
