/// Reads a ``CodeOutline`` in one pass over the tokens.
struct OutlineReader {
  private let code: TokenizedCode
  private(set) var functions: [CodeOutline.Function] = []
  private(set) var constants: [CodeOutline.Constant] = []

  /// A bracket that is open, or in Python and Ruby a block.
  private struct Scope {
    var opening: Int
    /// The bracket; 0 for a block that its indentation ends.
    var bracket: UInt8
    var container: String?
    /// The function whose body this is.
    var function: Int?
    var indentation = 0
    var isEnum = false
  }

  private var scopes: [Scope] = []
  /// The opening bracket of each `)` that was read.
  private var openings: [Int: Int] = [:]
  /// A type's name that was read, whose body is still to come.
  private var announced: (name: String, isEnum: Bool)?
  private static let maximumScopes = 500

  private static let containers: Set<String> = [
    "class", "struct", "enum", "object", "interface", "module", "namespace", "extension", "trait", "impl", "record",
    "protocol",
  ]
  private static let control: Set<String> = [
    "if", "for", "while", "switch", "catch", "return", "function", "func", "fn", "fun", "else", "do", "match", "when",
    "guard", "foreach", "using", "lock", "synchronized", "with", "elif", "elsif", "unless", "until", "and", "or", "not",
    "in", "new", "await", "yield", "throw", "try",
  ]

  init(_ code: TokenizedCode) {
    self.code = code
  }

  private var isIndented: Bool { code.language == .python || code.language == .ruby }

  mutating func read() {
    for index in code.tokens.indices {
      if isIndented, scopes.last?.bracket ?? 0 == 0, code.startsLine(index) { closeBlocks(before: index) }
      switch code.tokens[index].kind {
      case .word: readWord(index)
      case .punctuation(let byte): readPunctuation(byte, index)
      case .literal: readLiteral(index)
      case .opaque: continue
      }
    }
    for scope in scopes { close(scope, at: code.tokens.count) }
  }

  // MARK: Scopes

  private mutating func readWord(_ index: Int) {
    guard let word = code.word(index) else { return }
    if isIndented {
      if word == "def" { return openFunctionBlock(index) }
      if word == "class" || word == "module", code.startsLine(index), let name = code.word(index + 1) {
        scopes.append(Scope(opening: index, bracket: 0, container: name, indentation: code.indentation(index)))
      }
    } else if Self.containers.contains(word), let name = code.word(index + 1), !code.isPunctuation(index - 1, ".") {
      announced = (name, word == "enum" || code.word(index - 1) == "enum")
    }
  }

  private mutating func closeBlocks(before index: Int) {
    guard scopes.last?.bracket == 0 else { return }
    let indentation = code.indentation(index)
    while let last = scopes.last, last.bracket == 0, last.indentation >= indentation {
      close(last, at: index)
      scopes.removeLast()
    }
  }

  private mutating func close(_ scope: Scope, at index: Int) {
    if let function = scope.function { functions[function].body = scope.opening..<index }
  }

  private mutating func openFunctionBlock(_ index: Int) {
    var place = index + 1
    if code.isPunctuation(place + 1, ".") { place += 2 }
    guard let name = code.word(place), scopes.count < Self.maximumScopes else { return }
    var parameters: [CodeOutline.Parameter] = []
    if code.isPunctuation(place + 1, "("), let close = closing(of: place + 1) {
      parameters = ParameterReader(code).parameters(in: place + 2..<close)
    }
    functions.append(.init(name: name, parameters: parameters, body: index..<index))
    scopes.append(
      Scope(opening: index, bracket: 0, function: functions.count - 1, indentation: lineIndentation(index)))
  }

  /// The indentation of the line of the token, for `async def` and `private def`.
  private func lineIndentation(_ index: Int) -> Int {
    var first = index
    while first > 0, !code.startsLine(first) { first -= 1 }
    return code.indentation(first)
  }

  private func closing(of opening: Int) -> Int? {
    var open = 0
    for index in opening..<min(code.tokens.count, opening + 400) {
      if code.tokens[index].isPunctuation("(") { open += 1 }
      if code.tokens[index].isPunctuation(")") {
        open -= 1
        if open == 0 { return index }
      }
    }
    return nil
  }

  private mutating func readPunctuation(_ byte: UInt8, _ index: Int) {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["):
      if scopes.count < Self.maximumScopes { scopes.append(Scope(opening: index, bracket: byte)) }
    case UInt8(ascii: "{"): if scopes.count < Self.maximumScopes { openBrace(index) }
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      let bracket = byte == UInt8(ascii: ")") ? UInt8(ascii: "(") : byte - 2
      guard let place = scopes.lastIndex(where: { $0.bracket == bracket }) else { return }
      if byte == UInt8(ascii: ")") { openings[index] = scopes[place].opening }
      for scope in scopes[place...] { close(scope, at: index) }
      scopes.removeSubrange(place...)
    case UInt8(ascii: ">") where code.isPunctuation(index - 1, "=") && !code.isPunctuation(index + 1, "{"):
      addExpressionFunction(arrow: index - 1, body: index + 1)
    case UInt8(ascii: "=") where code.language == .kotlin: addExpressionFunction(arrow: index, body: index + 1)
    case UInt8(ascii: ";"): announced = nil
    default: return
    }
  }

  private mutating func openBrace(_ index: Int) {
    var scope = Scope(opening: index, bracket: UInt8(ascii: "{"))
    if let announced {
      (scope.container, scope.isEnum) = announced
      self.announced = nil
    } else if let header = header(before: index) {
      functions.append(.init(name: header.name, parameters: header.parameters, body: index..<index))
      scope.function = functions.count - 1
    } else {
      scope.container = objectName(before: index) ?? scopes.last(where: { $0.container != nil })?.container
    }
    scopes.append(scope)
  }

  /// `const NAME = {`, `NAME = Object.freeze({`, `NAME: {`
  private func objectName(before index: Int) -> String? {
    var place = index - 1
    if code.isPunctuation(place, "("), code.word(place - 1) != nil {
      place -= 2
      while code.isPunctuation(place, ".") { place -= 2 }
    }
    if code.isPunctuation(place, ":") { return code.word(place - 1) }
    guard code.isPunctuation(place, "=") else { return nil }
    return assignedName(before: place)
  }

  /// The name that stands before the `=` at `index`, behind which there may be a type.
  private func assignedName(before index: Int) -> String? {
    guard index > 0, !"=!<>+-*/%|&^?".unicodeScalars.contains(where: { code.isPunctuation(index - 1, $0) }) else {
      return nil
    }
    var place = index - 1
    while place >= 0, place > index - 12 {
      if code.isPunctuation(place, ":"), !code.isPunctuation(place - 1, ":") { return code.word(place - 1) }
      if code.isPunctuation(place, ";") || code.isPunctuation(place, ",") || code.isPunctuation(place, "{") { break }
      if code.startsLine(place) { break }
      place -= 1
    }
    guard let last = code.word(index - 1) else { return nil }
    // Go writes the type behind the name.
    if code.language == .go, let name = code.word(index - 2), name != "const", name != "var",
      !code.startsLine(index - 1)
    {
      return name
    }
    return last
  }

  // MARK: Functions

  /// The function whose body the `{` at `index` opens.
  private func header(before index: Int) -> (name: String, parameters: [CodeOutline.Parameter])? {
    var place = index - 1
    // `=> {`
    if code.isPunctuation(place, ">"), code.isPunctuation(place - 1, "=") { return arrow(before: place - 1) }
    for _ in 0..<24 {
      guard place > 0 else { return nil }
      if let opening = openings[place] {
        if code.isPunctuation(opening - 1, ")") {
          place = opening - 1
          continue
        }
        return named(opening: opening, closing: place)
      }
      guard case .punctuation(let byte) = code.tokens[place].kind else {
        place -= 1
        continue
      }
      guard ".<>-?:,[]&|*!'".utf8.contains(byte) else { return nil }
      place -= 1
    }
    return nil
  }

  private func named(opening: Int, closing: Int) -> (name: String, parameters: [CodeOutline.Parameter])? {
    var place = opening - 1
    if code.isPunctuation(place, ">") {
      while place > 0, place > opening - 20, !code.isPunctuation(place, "<") { place -= 1 }
      place -= 1
    }
    guard let name = code.word(place), !Self.control.contains(name), isDeclaration(of: place) else { return nil }
    return (name, ParameterReader(code).parameters(in: opening + 1..<closing))
  }

  /// Whether the name at `place`, which a parameter list follows, is declared there and not called.
  private func isDeclaration(of place: Int) -> Bool {
    let before = code.word(place - 1)
    switch code.language {
    case .swift: return before == "func"
    case .rust: return before == "fn"
    case .php: return before == "function" || (code.isPunctuation(place - 1, "&") && code.word(place - 2) == "function")
    case .go: return before == "func" || openings[place - 1].map { code.word($0 - 1) == "func" } ?? false
    case .kotlin:
      return before == "fun" || code.isPunctuation(place - 1, ">")
        || (code.isPunctuation(place - 1, ".") && code.word(place - 3) == "fun")
    case .javascript:
      if let before { return before == "function" || !Self.control.contains(before) }
      return place == 0 || code.isPunctuation(place - 1, "*") || code.isPunctuation(place - 1, "{")
        || code.isPunctuation(place - 1, "}") || code.isPunctuation(place - 1, ";")
        || code.isPunctuation(place - 1, ",") || code.isPunctuation(place - 1, ")")
    case .java, .csharp, .dart:
      if let before { return !Self.control.contains(before) }
      return code.isPunctuation(place - 1, ">") || code.isPunctuation(place - 1, "]")
        || code.isPunctuation(place - 1, "?")
    case .python, .ruby: return false
    }
  }

  /// `NAME = (parameters) =>`, `NAME = parameter =>`, `NAME(parameters) =>`
  private func arrow(before arrow: Int) -> (name: String, parameters: [CodeOutline.Parameter])? {
    var place = arrow - 1
    // A type of the result.
    if openings[place] == nil,
      code.word(place + 0) == nil || code.isPunctuation(place - 1, ":") || code.isPunctuation(place, ">")
    {
      while place > 0, place > arrow - 12, openings[place] == nil { place -= 1 }
    }
    var parameters: [CodeOutline.Parameter] = []
    var start = place
    if let opening = openings[place] {
      parameters = ParameterReader(code).parameters(in: opening + 1..<place)
      start = opening
      if code.language != .javascript, let found = named(opening: opening, closing: place) { return found }
    } else if let name = code.word(place) {
      parameters = [.init(label: name, name: name)]
    }
    var before = start - 1
    if code.word(before) == "async" { before -= 1 }
    if code.isPunctuation(before, ":") { return code.word(before - 1).map { ($0, parameters) } }
    guard code.isPunctuation(before, "=") else { return nil }
    return assignedName(before: before).map { ($0, parameters) }
  }

  /// A function whose body is one expression.
  private mutating func addExpressionFunction(arrow place: Int, body: Int) {
    let found = code.language == .kotlin ? header(before: place) : arrow(before: place)
    guard let found else { return }
    var open = 0
    var end = body
    while end < min(code.tokens.count, body + 200) {
      if case .punctuation(let byte) = code.tokens[end].kind {
        if "([{".utf8.contains(byte) { open += 1 }
        if ")]}".utf8.contains(byte) { open -= 1 }
        if open < 0 || (open == 0 && byte == UInt8(ascii: ";")) { break }
      } else if open == 0, end > body, let word = code.word(end), code.startsLine(end),
        ["fun", "val", "var", "class", "const", "let", "export", "function", "private", "public"].contains(word)
      {
        break
      }
      end += 1
    }
    functions.append(.init(name: found.name, parameters: found.parameters, body: body..<end))
  }

  // MARK: Constants

  private mutating func readLiteral(_ index: Int) {
    guard case .literal(let content) = code.tokens[index].kind, FlagKeyText.isPlausible(code.bytes[content]),
      !continues(index + 1)
    else { return }
    let container = scopes.last(where: { $0.container != nil })?.container
    let inner = scopes.last
    if code.isPunctuation(index - 1, "="), isAssignable(inner) {
      if let name = assignedName(before: index - 1) { add(container, name, index) }
    } else if inner?.bracket == UInt8(ascii: "{"), code.isPunctuation(index - 1, ":") {
      if let name = code.word(index - 2) ?? code.literal(index - 2) { add(container, name, index) }
    } else if code.isPunctuation(index - 1, ">"), code.isPunctuation(index - 2, "=") {
      if let name = code.word(index - 3) ?? code.literal(index - 3) { add(container, name, index) }
    } else if let inner, inner.bracket == UInt8(ascii: "("), inner.opening == index - 1, let name = code.word(index - 2)
    {
      let outer = scopes.dropLast().last
      if outer?.isEnum == true, !code.isPunctuation(index - 3, ".") { add(container, name, index) }
    } else if let inner, inner.bracket == UInt8(ascii: "("), code.isPunctuation(index - 1, ","),
      code.language == .php, code.word(inner.opening - 1) == "define", let name = code.literal(index - 2)
    {
      add(nil, name, index)
    }
  }

  /// Whether `=` in the scope gives a value to a name and not to an argument.
  private func isAssignable(_ scope: Scope?) -> Bool {
    guard let scope else { return true }
    if scope.bracket == 0 || scope.bracket == UInt8(ascii: "{") { return true }
    let before = code.word(scope.opening - 1)
    return scope.bracket == UInt8(ascii: "(") && (before == "const" || before == "var")
  }

  /// Whether the value goes on with the token at `index`.
  private func continues(_ index: Int) -> Bool {
    guard index < code.tokens.count, case .punctuation(let byte) = code.tokens[index].kind else { return false }
    if "+.%?|&*/".utf8.contains(byte) { return true }
    return "[(-".utf8.contains(byte) && !code.startsLine(index)
  }

  private mutating func add(_ container: String?, _ name: String, _ token: Int) {
    constants.append(.init(container: container, name: name, token: token))
  }
}
