/// The arguments of one call, as its tokens.
struct CallArguments {
  let code: TokenizedCode
  let all: [ArraySlice<CodeToken>]
  /// A call with more tokens than this is none that a person wrote.
  private static let maximumTokens = 5000

  /// The arguments of the call whose name is at `index`; `nil` where it is not called.
  init?(of code: TokenizedCode, after index: Int, isPredicate: Bool = false) {
    self.code = code
    let next = Self.skipTypeArguments(code, from: index + (isPredicate ? 2 : 1))
    guard next < code.tokens.count else { return nil }
    if code.tokens[next].isPunctuation("(") || (code.language != .ruby && Self.opensLiteral(code, next)) {
      guard let all = Self.arguments(code, from: next + 1) else { return nil }
      self.all = all
    } else if code.language == .ruby, let bare = Self.bareArguments(code, from: next) {
      // Ruby calls without brackets.
      all = bare
    } else {
      return nil
    }
  }

  private init(_ code: TokenizedCode, _ all: [ArraySlice<CodeToken>]) {
    self.code = code
    self.all = all
  }

  /// `Request{…}` of Go and C#, whose members are its arguments.
  private static func opensLiteral(_ code: TokenizedCode, _ index: Int) -> Bool {
    code.language == .go && code.tokens[index].isPunctuation("{") && index > 0
      && code.tokens[index - 1].range.upperBound == code.tokens[index].range.lowerBound
  }

  /// Steps over `<T>`, in Rust over `::<T>`.
  private static func skipTypeArguments(_ code: TokenizedCode, from start: Int) -> Int {
    var next = start
    if code.language == .rust, code.isPunctuation(next, ":"), code.isPunctuation(next + 1, ":") { next += 2 }
    guard code.isPunctuation(next, "<") else { return start }
    var open = 0
    for index in next..<min(code.tokens.count, next + 60) {
      if code.tokens[index].isPunctuation("<") { open += 1 }
      if code.tokens[index].isPunctuation(">") { open -= 1 }
      if code.tokens[index].isPunctuation("(") || code.tokens[index].isPunctuation(";") { return start }
      if open == 0 { return index + 1 }
    }
    return start
  }

  private static func arguments(_ code: TokenizedCode, from start: Int) -> [ArraySlice<CodeToken>]? {
    var arguments: [ArraySlice<CodeToken>] = []
    var open = 0
    var first = start
    let tokens = code.tokens
    for index in start..<max(start, min(tokens.count, start + Self.maximumTokens)) {
      guard case .punctuation(let byte) = tokens[index].kind else { continue }
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        open -= 1
        if open < 0 {
          if index > first { arguments.append(tokens[first..<index]) }
          return arguments
        }
      case UInt8(ascii: ",") where open == 0:
        arguments.append(tokens[first..<index])
        first = index + 1
      default: break
      }
    }
    return nil
  }

  /// `fetch_boolean_value flag_key: "a", default_value: true` up to the end of the line.
  private static func bareArguments(_ code: TokenizedCode, from start: Int) -> [ArraySlice<CodeToken>]? {
    guard !code.startsLine(start) else { return nil }
    let startsArgument: Bool
    switch code.tokens[start].kind {
    case .literal: startsArgument = true
    case .word: startsArgument = code.isPunctuation(start + 1, ":")
    case .punctuation(let byte):
      // A symbol, not what stands behind a label.
      startsArgument =
        byte == UInt8(ascii: ":") && code.word(start + 1) != nil
        && code.tokens[start - 1].range.upperBound < code.tokens[start].range.lowerBound
    case .opaque: startsArgument = false
    }
    guard startsArgument else { return nil }
    var arguments: [ArraySlice<CodeToken>] = []
    var first = start
    var open = 0
    var index = start
    while index < min(code.tokens.count, start + 200) {
      if index > start, open == 0, code.startsLine(index), !code.isPunctuation(index - 1, ",") { break }
      if let word = code.word(index), open == 0, ["do", "if", "unless", "and", "or", "then"].contains(word) { break }
      if case .punctuation(let byte) = code.tokens[index].kind {
        if "([{".utf8.contains(byte) { open += 1 }
        if ")]}".utf8.contains(byte) { open -= 1 }
        if open < 0 || (open == 0 && (byte == UInt8(ascii: "?") || byte == UInt8(ascii: "&"))) { break }
        if byte == UInt8(ascii: ","), open == 0 {
          arguments.append(code.tokens[first..<index])
          first = index + 1
        }
      }
      index += 1
    }
    if index > first { arguments.append(code.tokens[first..<index]) }
    return arguments
  }

  // MARK: What the arguments are

  /// The label of an argument and its value.
  func labelled(_ argument: ArraySlice<CodeToken>) -> (label: String?, value: ArraySlice<CodeToken>) {
    guard argument.count >= 3, let first = argument.first else { return (nil, argument) }
    let second = argument[argument.startIndex + 1]
    guard second.isPunctuation(":") || second.isPunctuation("=") else { return (nil, argument) }
    let third = argument[argument.startIndex + 2]
    if third.isPunctuation(":") || third.isPunctuation("=") { return (nil, argument) }
    let value = argument.dropFirst(third.isPunctuation(">") ? 3 : 2)
    switch first.kind {
    case .word: return (code.text(first.range), value)
    case .literal(let content): return (code.text(content), value)
    default: return (nil, argument)
    }
  }

  /// What is passed as the key of a call of `shape`; `nil` where nothing is.
  func key(of shape: FlagCall) -> ArraySlice<CodeToken>? {
    let arguments = all.map(labelled)
    switch shape.key {
    case .argument(let place):
      if let found = arguments.first(where: { $0.label.map(FlagCall.keyLabels.contains) ?? false }) {
        return found.value
      }
      guard place < arguments.count else { return nil }
      // A table of options has the key within.
      if let nested = nestedKey(in: all[place]) { return nested }
      return arguments[place].label == nil || code.language == .swift ? arguments[place].value : nil
    case .firstText:
      if let found = arguments.first(where: { $0.label.map(FlagCall.keyLabels.contains) ?? false }) {
        return found.value
      }
      return all.prefix(2).first { $0.count == 1 && isText($0) } ?? all.prefix(2).first { isConstantName($0) }
    case .within:
      if let found = arguments.first(where: { $0.label.map(FlagCall.keyLabels.contains) ?? false }) {
        return found.value
      }
      for argument in all { if let nested = nestedKey(in: argument) { return nested } }
      return nil
    case .table: return nil
    }
  }

  private func isText(_ argument: ArraySlice<CodeToken>) -> Bool {
    if case .literal? = argument.first?.kind { return true }
    return false
  }

  private func isConstantName(_ argument: ArraySlice<CodeToken>) -> Bool {
    guard let last = argument.last, last.kind == .word,
      argument.allSatisfy({ $0.kind == .word || $0.isPunctuation(".") })
    else { return false }
    let name = code.text(last.range)
    return name.count > 1 && name.allSatisfy { $0.isUppercase || $0 == "_" || $0.isNumber }
  }

  /// What stands behind a label for the key in a table, a request or a builder that is passed.
  private func nestedKey(in argument: ArraySlice<CodeToken>) -> ArraySlice<CodeToken>? {
    guard argument.count > 4, argument.contains(where: { $0.isPunctuation("{") || $0.isPunctuation("(") }) else {
      return nil
    }
    for index in argument.indices.dropFirst() {
      guard
        code.isPunctuation(index - 1, "{") || code.isPunctuation(index - 1, ",") || code.isPunctuation(index - 1, "(")
      else { continue }
      let label = code.word(index) ?? code.literal(index)
      guard let label, FlagCall.keyLabels.contains(label), index + 2 < argument.endIndex,
        code.isPunctuation(index + 1, ":") || code.isPunctuation(index + 1, "=")
      else { continue }
      let start = code.isPunctuation(index + 2, ">") ? index + 3 : index + 2
      let end = argument[start...].firstIndex {
        $0.isPunctuation(",") || $0.isPunctuation("}") || $0.isPunctuation(")")
      }
      return argument[start..<(end ?? argument.endIndex)]
    }
    return nil
  }

  /// The keys of the table that is passed, each the token of a literal.
  func tableKeys() -> [Int] {
    var keys: [Int] = []
    for argument in all.prefix(1) {
      var open = 0
      for index in argument.indices {
        if case .punctuation(let byte) = code.tokens[index].kind {
          if "([{".utf8.contains(byte) { open += 1 }
          if ")]}".utf8.contains(byte) { open -= 1 }
        }
        guard open == 1, code.literal(index) != nil,
          code.isPunctuation(index - 1, "{")
            || code.isPunctuation(index - 1, ",") || code.isPunctuation(index - 1, "(")
            || code.isPunctuation(index - 1, "[")
        else { continue }
        if code.isPunctuation(index + 1, ":") || code.isPunctuation(index + 1, "=")
          || (code.isPunctuation(index + 1, ",") && code.language == .java) || code.word(index + 1) == "to"
        {
          keys.append(index)
        }
      }
    }
    return keys
  }

  /// The default that a call of `shape` passes, where it is a literal.
  func codeDefault(of shape: FlagCall, key: ArraySlice<CodeToken>) -> FlagValue? {
    let arguments = all.map(labelled)
    if shape.codeDefault != .none,
      let found = arguments.first(where: { $0.label.map(FlagCall.defaultLabels.contains) ?? false })
    {
      return CodeValue.value(of: found.value, in: code)
    }
    guard let place = all.firstIndex(where: { $0.startIndex <= key.startIndex && key.endIndex <= $0.endIndex }) else {
      return nil
    }
    switch shape.codeDefault {
    case .none: return nil
    case .afterKey:
      guard place + 1 < arguments.count, arguments[place + 1].label == nil else { return nil }
      return CodeValue.value(of: all[place + 1], in: code)
    case .last:
      guard let last = arguments.last, arguments.count > place + 1, last.label == nil else { return nil }
      return CodeValue.value(of: last.value, in: code)
    }
  }
}
