/// Reads what a JavaScript or TypeScript module needs.
///
/// Imports come from tokens. Every other quoted text that may name a file is looked up too, and means nothing where there is none.
struct ScriptReader {
  /// Begins the name of a ``FileFacts/Need/Form/tree`` that stands for all modules whose path begins with the rest.
  static let prefixMark = "="

  private let tokens: [ScriptToken]
  private var facts = FileFacts()
  private var seen: Set<FileFacts.Need> = []
  /// The names by which `require` goes here.
  private var requirers: Set<String> = ["require"]

  static func facts(of bytes: [UInt8]) -> FileFacts {
    let (tokens, plain) = ScriptLexer.read(bytes)
    var reader = ScriptReader(tokens: tokens)
    reader.findRequirers()
    for place in tokens.indices {
      switch tokens[place].kind {
      case .word: reader.word(at: place)
      case .string where tokens[place].text == "*" || tokens[place].text.hasSuffix("/*"): reader.add(.tree, "")
      case .string, .template, .templateStart, .templateRest, .number, .regex, .mark: continue
      }
    }
    reader.addTexts(plain)
    return reader.facts
  }

  private init(tokens: [ScriptToken]) {
    self.tokens = tokens
  }

  private mutating func add(_ form: FileFacts.Need.Form, _ name: String) {
    let need = FileFacts.Need(form, name)
    if seen.insert(need).inserted { facts.needs.append(need) }
  }

  private func token(_ place: Int) -> ScriptToken? { tokens.indices.contains(place) ? tokens[place] : nil }

  private func isMark(_ place: Int, _ mark: String) -> Bool { token(place)?.isMark(mark) == true }

  /// `const load = createRequire(import.meta.url)`.
  private mutating func findRequirers() {
    for place in tokens.indices where tokens[place].isWord("createRequire") {
      let name = isMark(place - 1, ".") ? place - 4 : place - 2
      if isMark(name + 1, "="), let found = token(name), found.kind == .word { requirers.insert(found.text) }
    }
  }
}

// MARK: - Imports

extension ScriptReader {
  private static let mockers: Set<String> = [
    "mock", "unmock", "doMock", "doUnmock", "dontMock", "deepUnmock", "unstable_mockModule", "setMock", "requireActual",
    "requireMock", "importActual", "importMock", "createMockFromModule", "genMockFromModule",
  ]

  private mutating func word(at place: Int) {
    let word = tokens[place].text
    switch word {
    case "from" where isLiteral(place + 1): add(.module, tokens[place + 1].text)
    case "import":
      if isLiteral(place + 1) {
        add(.module, tokens[place + 1].text)
      } else if isMark(place + 1, "."), token(place + 2)?.isWord("meta") == true {
        meta(at: place + 3)
      } else {
        call(at: place + 1)
      }
    case _ where requirers.contains(word):
      if isMark(place + 1, ".") { member(at: place + 2) } else { call(at: place + 1) }
    case _ where Self.mockers.contains(word):
      if isMark(place - 1, "."), ["jest", "vi", "vitest"].contains(token(place - 2)?.text) { call(at: place + 1) }
      // Chains: `jest.mock('./a').mock('./b')`.
      if isMark(place - 1, "."), isMark(place - 2, ")") { call(at: place + 1) }
    case "URL", "Worker", "SharedWorker", "fork", "addInitScript", "module": optional(at: place + 1)
    case "glob", "globSync", "readdir", "readdirSync", "opendir", "opendirSync": add(.tree, "")
    default: break
    }
  }

  private func isLiteral(_ place: Int) -> Bool {
    guard let token = token(place) else { return false }
    return token.kind == .string || token.kind == .template
  }

  /// The first argument of a call whose bracket, or type arguments, are at `place`; `nil` where it is no call with arguments.
  private func argument(at place: Int) -> ScriptExpression? {
    var place = place
    if isMark(place, "?"), isMark(place + 1, ".") { place += 2 }
    if isMark(place, "<") {
      var depth = 0
      repeat {
        if isMark(place, "<") { depth += 1 }
        if isMark(place, ">"), !isMark(place - 1, "=") { depth -= 1 }
        place += 1
      } while depth > 0 && place < tokens.count
    }
    guard isMark(place, "("), !isMark(place + 1, ")") else { return nil }
    return ScriptExpression.argument(of: tokens, at: place + 1)
  }

  private mutating func call(at place: Int) {
    switch argument(at: place) {
    case .literal(let name): add(.module, name)
    case .prefix(let prefix): add(prefix: prefix)
    case nil: break
    }
  }

  private mutating func add(prefix: String) {
    if prefix.contains("/") { add(.tree, Self.prefixMark + prefix) } else { facts.isOpaque = true }
  }

  /// What may as well be an address as a module.
  private mutating func optional(at place: Int) {
    switch argument(at: place) {
    case .literal(let name): if !name.isEmpty, !name.contains(":") { add(.text, name) }
    case .prefix(let prefix): if prefix.hasPrefix(".") { add(prefix: prefix) }
    case nil: break
    }
  }

  /// `require.resolve`, `require.context`, `require.ensure`.
  private mutating func member(at place: Int) {
    switch token(place)?.text {
    case "resolve": call(at: place + 1)
    case "context":
      guard case .literal(let directory) = argument(at: place + 1) else { return facts.isOpaque = true }
      add(prefix: directory.hasSuffix("/") ? directory : directory + "/")
    case "ensure": facts.isOpaque = true
    default: break
    }
  }

  /// `import.meta.resolve`, `import.meta.glob`.
  private mutating func meta(at place: Int) {
    guard isMark(place, "."), let name = token(place + 1)?.text else { return }
    if name == "resolve" { call(at: place + 2) }
    guard name.hasPrefix("glob") else { return }
    var next = place + 2
    while next < tokens.count, !isMark(next, "(") { next += 1 }
    next += isMark(next + 1, "[") ? 2 : 1
    repeat {
      guard isLiteral(next) else { return facts.isOpaque = true }
      let pattern = tokens[next].text
      if !pattern.hasPrefix("!") { add(prefix: String(pattern.prefix { !"*?[{(".contains($0) })) }
      next += 1
      guard isMark(next, ",") else { return }
      next += 1
    } while isLiteral(next)
  }
}

// MARK: - Texts

extension ScriptReader {
  private static let endings = [".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".jsx", ".tsx", ".vue", ".svelte"]

  private mutating func addTexts(_ plain: [UInt8]) {
    QuotedText.forEach(in: plain) { offset, content in
      guard !content.contains(0x20), let text = String(validating: content, as: UTF8.self) else { return }
      if seen.contains(FileFacts.Need(.module, text)) { return }
      if text.hasPrefix("./") || text.hasPrefix("../") || Self.endings.contains(where: { text.hasSuffix($0) })
        || Self.followsImport(offset, in: plain)
      {
        add(.text, text)
      } else if content.count <= 200, content.allSatisfy({ ScriptLexer.isWord($0) || "./-*@".utf8.contains($0) }) {
        add(.path, text)
      }
    }
  }

  /// Whether the quote follows a word that imports, in whatever text that is.
  private static func followsImport(_ offset: Int, in bytes: [UInt8]) -> Bool {
    var end = offset
    while end > 0, bytes[end - 1] <= 0x20 || bytes[end - 1] == UInt8(ascii: "(") { end -= 1 }
    return ["from", "import", "require"].contains { word in
      end >= word.utf8.count && bytes[..<end].suffix(word.utf8.count).elementsEqual(word.utf8)
    }
  }
}
