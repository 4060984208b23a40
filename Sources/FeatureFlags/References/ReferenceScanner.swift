import GateModel

/// Finds in one source file what it asks flag clients for, and what other files need to know of it.
struct ReferenceScanner {
  let code: TokenizedCode
  private let clients: Set<FlagClient>
  private let outline: CodeOutline
  private let words: Set<String>
  /// What was found, with the bytes that it covers, from which lines and columns are told at last.
  private var calls: [(range: Range<Int>, call: ReferenceFacts.Call)] = []
  private var openCalls: [(ranges: [Range<Int>], call: ReferenceFacts.OpenCall)] = []
  private var wrappers: [ReferenceFacts.Wrapper] = []

  /// Calls by these names are often those of something else.
  private static let commonNames: Set<String> = [
    "isEnabled", "IsEnabled", "is_enabled", "is_enabled?", "isOn", "isOff", "IsOn", "IsOff", "is_on", "is_off", "on?",
    "off?", "getValue", "get_value", "GetValue", "getValueAsync", "GetValueAsync", "variable", "Variable", "flag",
    "Flag", "boolean", "Boolean", "variant", "Variant", "String", "Int", "Number", "Object", "Float", "Bool",
    "Integer", "Double", "Struct", "getVariable", "getFlag", "GetFlag", "get_flag", "variation", "getVariant",
    "GetVariant", "get_variant",
  ]
  /// What the name of a function of flags, or of what it belongs to, often says.
  static let hints = WordSearch([
    "flag", "feature", "toggle", "enabled", "variation", "variant", "experiment", "treatment", "gate", "rollout",
  ])

  /// - Parameter words: names of functions whose calls are wanted.
  init(_ code: TokenizedCode, clients: Set<FlagClient>, words: Set<String> = []) {
    self.code = code
    self.clients = clients
    self.words = words
    outline = CodeOutline(code)
  }

  /// The facts but for mentions.
  mutating func facts() -> ReferenceFacts {
    for index in code.tokens.indices where code.tokens[index].kind == .word && mayMatter(index) { readWord(index) }
    var ranges = calls.map(\.range)
    for call in openCalls { ranges += call.ranges }
    ranges += outline.constants.map { code.tokens[$0.token].range }
    var places = LineCounter.ranges(of: ranges, in: code.bytes)[...]
    var facts = ReferenceFacts()
    for found in calls.map(\.call) {
      var call = found
      call.range = places.removeFirst()
      facts.calls.append(call)
    }
    facts.calls.sort { ($0.range.line, $0.range.column ?? 0) < ($1.range.line, $1.range.column ?? 0) }
    for found in openCalls {
      var call = found.call
      for place in call.arguments.indices { call.arguments[place].range = places.removeFirst() }
      facts.openCalls.append(call)
    }
    for constant in outline.constants {
      let place = places.removeFirst()
      guard let value = code.literal(constant.token) else { continue }
      facts.constants.append(
        .init(container: constant.container, name: constant.name, value: value, range: place))
    }
    facts.wrappers = wrappers
    return facts
  }

  private mutating func readWord(_ index: Int) {
    var name = code.text(code.tokens[index].range)
    if code.language == .ruby, code.isPunctuation(index + 1, "?") { name += "?" }
    let shapes = clients.isEmpty ? [] : FlagCall.named(name).filter { $0.client.map(clients.contains) ?? true }
    if shapes.isEmpty, !isHint(name, index) {
      addElement(index, name)
      return
    }
    guard !isDeclared(index), let arguments = CallArguments(of: code, after: index, isPredicate: name.hasSuffix("?")),
      !arguments.all.isEmpty
    else {
      addElement(index, name)
      return
    }
    if add(shapes, name, index, arguments) { return }
    addOpenCall(name, index, arguments)
  }

  /// Whether the name is that of a function which is declared here.
  private func isDeclared(_ index: Int) -> Bool {
    guard let before = code.word(index - 1) else { return false }
    return ["def", "func", "fun", "fn", "function", "class"].contains(before)
  }

  private func isHint(_ name: String, _ index: Int) -> Bool {
    let next = index + (name.hasSuffix("?") ? 2 : 1)
    guard code.isPunctuation(next, "(") || code.language == .ruby else { return false }
    // A constant of an enumeration is declared as if it were called.
    if !words.isEmpty, words.contains(name) { return name.utf8.contains { $0 >= 0x61 && $0 <= 0x7A } }
    if Self.hints.isFound(in: code.bytes, code.tokens[index].range) { return true }
    guard let qualifier = qualifier(of: index) else { return false }
    return Self.hints.isFound(in: code.bytes, code.tokens[qualifier].range)
  }

  /// The token of what the function is taken from.
  private func qualifier(of index: Int) -> Int? {
    var place: Int?
    if code.isPunctuation(index - 1, ".") { place = index - (code.isPunctuation(index - 2, "?") ? 3 : 2) }
    if code.isPunctuation(index - 1, ">"), code.isPunctuation(index - 2, "-") { place = index - 3 }
    if code.isPunctuation(index - 1, ":"), code.isPunctuation(index - 2, ":") { place = index - 3 }
    guard let place, place >= 0, code.tokens[place].kind == .word else { return nil }
    return place
  }

  /// Whether the word may be called, or be an attribute.
  private func mayMatter(_ index: Int) -> Bool {
    guard index + 1 < code.tokens.count else { return false }
    switch code.tokens[index + 1].kind {
    case .punctuation(let byte):
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "<"), UInt8(ascii: "?"): return true
      case UInt8(ascii: ":"): return code.language == .rust || code.language == .ruby
      case UInt8(ascii: "="): return code.language == .javascript
      case UInt8(ascii: "{"): return code.language == .go
      default: return false
      }
    case .literal, .word: return code.language == .ruby
    case .opaque: return false
    }
  }

  // MARK: Calls of clients

  private mutating func add(
    _ shapes: [FlagCall], _ name: String, _ index: Int, _ arguments: CallArguments
  ) -> Bool {
    for shape in shapes where arguments.all.count >= shape.minimumArguments {
      if shape.key == .table {
        let keys = arguments.tableKeys()
        for token in keys {
          guard let key = code.literal(token) else { continue }
          append(shape, name, .literal(key), code.tokens[token].range, nil)
        }
        if !keys.isEmpty { return true }
        continue
      }
      guard let tokens = arguments.key(of: shape), let key = KeyExpression.key(of: tokens, in: code) else { continue }
      let range = KeyExpression.range(of: tokens)
      let codeDefault = arguments.codeDefault(of: shape, key: tokens)
      switch key {
      case .literal: append(shape, name, key, range, codeDefault)
      case .name(let parts):
        if let only = parts.first, parts.count == 1, let found = outline.parameter(only, at: index) {
          wrappers.append(
            .init(
              name: found.function.name, place: found.place, label: found.function.parameters[found.place].label,
              client: shape.client, type: shape.type, codeDefault: codeDefault))
          return true
        }
        append(shape, name, key, range, codeDefault)
      case .computed:
        if Self.commonNames.contains(name) || shape.isOverride { continue }
        append(shape, name, key, range, codeDefault)
      }
      return true
    }
    return false
  }

  private mutating func append(
    _ shape: FlagCall, _ name: String, _ key: ReferenceFacts.Key, _ range: Range<Int>, _ codeDefault: FlagValue?
  ) {
    if case .name = key, shape.isOverride { return }
    let isUnresolved = if case .computed = key { true } else { false }
    let kind: FlagReference.Kind = isUnresolved ? .unresolved : shape.isOverride ? .override : .read
    var call = ReferenceFacts.Call(
      kind: kind, name: name, client: shape.client, type: shape.type, key: key, range: SourceRange(line: 1),
      codeDefault: codeDefault)
    // A name that others use too tells too little where its value is not known.
    if case .name = key, Self.commonNames.contains(name) { call.isGuess = true }
    calls.append((range, call))
  }

  /// `<FeatureFlag flagKey="…">` of OpenFeature's React SDK and its like.
  private mutating func addElement(_ index: Int, _ name: String) {
    guard code.language == .javascript, let clients = Self.elements[name], index >= 2, index + 2 < code.tokens.count,
      code.tokens[index + 1].isPunctuation("="), case .literal(let content) = code.tokens[index + 2].kind,
      !content.isEmpty
    else { return }
    let start = max(0, index - 40)
    guard let opening = code.tokens[start..<index].lastIndex(where: { $0.isPunctuation("<") }),
      opening + 1 < index, let element = code.word(opening + 1), let client = clients[element],
      self.clients.contains(client)
    else { return }
    append(
      FlagCall(client, key: .argument(0)), element, .literal(code.text(content)), code.tokens[index + 2].range, nil)
  }

  private static let elements: [String: [String: FlagClient]] = [
    "flagKey": ["FeatureFlag": .openFeature],
    "feature": ["IfFeatureEnabled": .growthBook],
    "name": ["FeatureString": .growthBook],
    "flag": ["PostHogFeature": .postHog],
  ]

  // MARK: Calls of others

  private mutating func addOpenCall(_ name: String, _ index: Int, _ arguments: CallArguments) {
    var found: [ReferenceFacts.OpenCall.Argument] = []
    var ranges: [Range<Int>] = []
    for (place, argument) in arguments.all.prefix(4).enumerated() {
      let (label, value) = arguments.labelled(argument)
      guard let key = KeyExpression.key(of: value, in: code) else { continue }
      switch key {
      case .literal(let text): guard FlagKeyText.isPlausible(Array(text.utf8)[...]) else { continue }
      case .name(let parts): guard parts.count > 1 || KeyExpression.isConstantName(parts[0]) else { continue }
      case .computed: continue
      }
      found.append(.init(place: place, label: label, key: key, range: SourceRange(line: 1)))
      ranges.append(KeyExpression.range(of: value))
    }
    guard !found.isEmpty else { return }
    let last = arguments.all.last.flatMap {
      arguments.all.count > 1 ? CodeValue.value(of: arguments.labelled($0).value, in: code) : nil
    }
    openCalls.append(
      (
        ranges,
        .init(
          name: name, qualifier: qualifier(of: index).flatMap { code.word($0) }, arguments: found, codeDefault: last)
      ))
  }
}
