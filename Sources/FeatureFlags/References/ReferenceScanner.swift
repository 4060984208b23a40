import GateModel

/// Finds the calls of flag clients in one source file.
struct ReferenceScanner {
  private let bytes: [UInt8]
  private let path: RepositoryPath
  private let language: CodeLanguage
  private let clients: Set<FlagClient>
  private let tokens: [CodeToken]
  /// A call with more tokens than this is none that a person wrote.
  private static let maximumTokens = 5000

  static func references(in bytes: [UInt8], path: RepositoryPath) -> [FlagReference] {
    guard let language = CodeLanguage(path) else { return [] }
    let clients = ClientMentions.clients(in: bytes)
    if clients.isEmpty { return [] }
    let scanner = ReferenceScanner(
      bytes: bytes, path: path, language: language, clients: clients,
      tokens: CodeLexer.tokens(of: bytes, language: language))
    return scanner.references()
  }

  private func references() -> [FlagReference] {
    var found: [(range: Range<Int>, key: Range<Int>, call: String, shape: FlagCall)] = []
    for index in tokens.indices {
      guard tokens[index].kind == .word else { continue }
      var name = text(tokens[index].range)
      if language == .ruby, index + 1 < tokens.count, tokens[index + 1].isPunctuation("?") { name += "?" }
      let shapes = FlagCall.named(name).filter { clients.contains($0.client) }
      guard !shapes.isEmpty, let arguments = arguments(after: index, isPredicate: name.hasSuffix("?")) else {
        if name == "flagKey", let key = elementKey(after: index) { found.append(key) }
        continue
      }
      for shape in shapes where arguments.count >= shape.minimumArguments {
        guard let key = key(of: shape, in: arguments) else { continue }
        found.append((key.token.range, key.content, name, shape))
        break
      }
    }
    var lines = LineCounter(bytes)
    let isTest = TestPath.isTest(path)
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }.map { item in
      FlagReference(
        key: text(item.key), path: path, range: lines.range(of: item.range), call: item.call,
        client: item.shape.client, type: item.shape.type, isTest: isTest)
    }
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// `<FeatureFlag flagKey="…">` of OpenFeature's React SDK.
  private func elementKey(after index: Int) -> (range: Range<Int>, key: Range<Int>, call: String, shape: FlagCall)? {
    guard language == .javascript, clients.contains(.openFeature), index >= 2, index + 2 < tokens.count,
      tokens[index + 1].isPunctuation("="), case .literal(let content) = tokens[index + 2].kind
    else { return nil }
    let start = max(0, index - 40)
    guard let opening = tokens[start..<index].lastIndex(where: { $0.isPunctuation("<") }),
      opening + 1 < index, text(tokens[opening + 1].range) == "FeatureFlag"
    else { return nil }
    let shape = FlagCall(client: .openFeature, keyIndex: 0, minimumArguments: 1, type: nil)
    return (tokens[index + 2].range, content, "FeatureFlag", shape)
  }
}

extension ReferenceScanner {
  /// The arguments of the call whose name is at `index`, each as its tokens; `nil` where it is not called.
  private func arguments(after index: Int, isPredicate: Bool) -> [ArraySlice<CodeToken>]? {
    var next = index + (isPredicate ? 2 : 1)
    next = skipTypeArguments(from: next)
    guard next < tokens.count else { return nil }
    if tokens[next].isPunctuation("(") { return arguments(from: next + 1) }
    // Ruby calls without brackets.
    return language == .ruby ? bareArguments(from: next) : nil
  }

  /// Steps over `<T>`, in Rust over `::<T>`.
  private func skipTypeArguments(from start: Int) -> Int {
    var next = start
    if language == .rust, next + 1 < tokens.count, tokens[next].isPunctuation(":") { next += 2 }
    guard next < tokens.count, tokens[next].isPunctuation("<") else { return start }
    var open = 0
    for index in next..<min(tokens.count, next + 60) {
      if tokens[index].isPunctuation("<") { open += 1 }
      if tokens[index].isPunctuation(">") { open -= 1 }
      if tokens[index].isPunctuation("(") || tokens[index].isPunctuation(";") { return start }
      if open == 0 { return index + 1 }
    }
    return start
  }

  private func arguments(from start: Int) -> [ArraySlice<CodeToken>]? {
    var arguments: [ArraySlice<CodeToken>] = []
    var open = 0
    var first = start
    for index in start..<min(tokens.count, start + Self.maximumTokens) {
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

  /// `fetch_boolean_value flag_key: "a", …` up to the end of the line: only the first argument is needed, and a second
  /// one is taken to be there when a comma follows.
  private func bareArguments(from start: Int) -> [ArraySlice<CodeToken>]? {
    let end = tokens[start...].prefix(4).firstIndex { $0.isPunctuation(",") } ?? min(start + 1, tokens.count)
    guard end < tokens.count, tokens[end].isPunctuation(",") else {
      if case .literal = tokens[start].kind { return [tokens[start...start]] }
      return nil
    }
    return [tokens[start..<end], tokens[end...end]]
  }

  /// The literal that is the key: the labelled argument, or the one at the place of the key.
  private func key(
    of shape: FlagCall, in arguments: [ArraySlice<CodeToken>]
  ) -> (token: CodeToken, content: Range<Int>)? {
    for argument in arguments {
      if let label = label(of: argument), FlagCall.keyLabels.contains(label) {
        return literal(argument.dropFirst(2))
      }
    }
    guard shape.keyIndex < arguments.count else { return nil }
    return literal(arguments[shape.keyIndex])
  }

  private func label(of argument: ArraySlice<CodeToken>) -> String? {
    guard argument.count >= 3, let first = argument.first, first.kind == .word else { return nil }
    let mark = argument[argument.startIndex + 1]
    guard mark.isPunctuation(":") || mark.isPunctuation("=") else { return nil }
    return text(first.range)
  }

  private func literal(_ tokens: ArraySlice<CodeToken>) -> (token: CodeToken, content: Range<Int>)? {
    guard tokens.count == 1, let token = tokens.first, case .literal(let content) = token.kind,
      !content.isEmpty, String(validating: bytes[content], as: UTF8.self) != nil
    else { return nil }
    return (token, content)
  }
}
