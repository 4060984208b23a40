/// Whether a line of Python is well formed, as far as its tokens tell: what is not fails for all that load the file, and not only
/// for those that use what it stands in.
///
/// Names, numbers and texts have operators between them, operators have something to work on, and a line that has to end with a
/// colon does. Meaning is not looked at.
struct PythonSyntax {
  private enum Item: Equatable {
    case start
    case name, number, text
    case open(UInt8)
    case close
    case sign(String)
    case word(String)
  }

  private static let signs: [[String]] = [
    ["**=", "//=", ">>=", "<<=", "..."],
    [
      "**", "//", ">>", "<<", "<=", ">=", "==", "!=", "->", "+=", "-=", "*=", "/=", "%=", "@=", "&=", "|=", "^=", ":=",
      "<>",
    ],
  ]
  private static let softWords: Set<String> = ["match", "case", "type"]
  /// Words behind which nothing has to come.
  private static let closingWords: Set<String> = ["return", "raise", "yield", "pass", "break", "continue"]
  /// Words that stand between two values.
  private static let middleWords: Set<String> = ["and", "or", "in", "is", "as"]
  private static let blockWords: Set<String> = ["else", "try", "finally", "except", "lambda"]
  private static let headWords: Set<String> = [
    "if", "elif", "else", "for", "while", "try", "except", "finally", "with", "def", "class",
  ]

  static func isWellFormed(_ line: PythonLine) -> Bool {
    if line.isEmbedded { return true }
    for statement in line.statements where !isWellFormed(statement: statement) { return false }
    return true
  }

  private static func isWellFormed(statement line: PythonLine) -> Bool {
    let items = items(line)
    let first = line.begins(with: "async") ? 1 : 0
    let isSoft = first == 0 && softWords.contains(line.lexemes[0].name)
    var brackets: [UInt8] = []
    var before = Item.start
    for (place, item) in items.enumerated() {
      let followsSoftWord = isSoft && place == 1
      if place == 1, item == .sign("="), before == .text || before == .number { return false }
      if !followsSoftWord, !canFollow(item, before, in: brackets.last, isInImport: isImport(line)) { return false }
      if case .open(let mark) = item { brackets.append(mark) }
      if item == .close { _ = brackets.popLast() }
      before = item
    }
    guard canEnd(before) else { return false }
    if first < line.lexemes.count, headWords.contains(line.lexemes[first].name) { return line.headerEnd != nil }
    return before != .sign(":") || isSoft
  }

  private static func isImport(_ line: PythonLine) -> Bool { line.begins(with: "from") || line.begins(with: "import") }

  private static func items(_ line: PythonLine) -> [Item] {
    var items: [Item] = []
    var place = 0
    while place < line.lexemes.count {
      let lexeme = line.lexemes[place]
      place += 1
      switch lexeme.token.kind {
      case .name:
        let isWord = PythonNames.keywords.contains(lexeme.name) && !["None", "True", "False"].contains(lexeme.name)
        items.append(isWord ? .word(lexeme.name) : .name)
      case .number: items.append(.number)
      case .text: items.append(.text)
      case .mark(let mark):
        if "([{".utf8.contains(mark) {
          items.append(.open(mark))
        } else if ")]}".utf8.contains(mark) {
          items.append(.close)
        } else {
          // `.5`
          if mark == UInt8(ascii: "."), place < line.lexemes.count, case .number = line.lexemes[place].token.kind,
            items.last.map(isValue) != true
          {
            continue
          }
          let sign = sign(line, place - 1)
          place += sign.utf8.count - 1
          items.append(sign == "..." && items.last != .word("from") ? .name : .sign(sign))
        }
      case .newline, .end: continue
      }
    }
    return items
  }

  /// The longest operator that begins at a place.
  private static func sign(_ line: PythonLine, _ place: Int) -> String {
    var bytes: [UInt8] = []
    var end = place
    while end < line.lexemes.count, end < place + 3, case .mark(let mark) = line.lexemes[end].token.kind,
      end == place || line.lexemes[end].token.range.lowerBound == line.lexemes[end - 1].token.range.upperBound
    {
      bytes.append(mark)
      end += 1
    }
    for (shorter, known) in signs.enumerated() where bytes.count >= 3 - shorter {
      let text = String(decoding: bytes.prefix(3 - shorter), as: UTF8.self)
      if known.contains(text) { return text }
    }
    return String(decoding: bytes.prefix(1), as: UTF8.self)
  }

  private static func isValue(_ item: Item) -> Bool {
    item == .name || item == .number || item == .text || item == .close
  }

  /// - Parameter bracket: the innermost that is open.
  private static func canFollow(_ item: Item, _ before: Item, in bracket: UInt8?, isInImport: Bool) -> Bool {
    switch item {
    case .start: return false
    case .text: return before == .text || !isValue(before) && before != .sign(".")
    case .number: return !isValue(before) && before != .sign(".")
    case .name: return !isValue(before)
    case .open(let mark): return before != .sign(".") && (mark != UInt8(ascii: "{") || !isValue(before))
    case .close:
      if case .open = before { return true }
      return isValue(before) || before == .sign(",") || before == .sign(":") || before == .sign("*")
        || before == .word("yield")
        || before == .sign("/")
    case .word(let word): return canFollow(word: word, before)
    case .sign(let sign): return canFollow(sign: sign, before, in: bracket, isInImport: isInImport)
    }
  }

  private static func canFollow(word: String, _ before: Item) -> Bool {
    if middleWords.contains(word) {
      return isValue(before) || before == .word("not") && word == "in" || before == .sign("*")
        || word == "in" && before == .sign(",")
    }
    switch word {
    case "if", "else", "for", "async", "import":
      return isValue(before) || before == .start || before == .word("async") || before == .sign(".")
        || before == .sign("...")
    case "from": return before == .start || isValue(before) || before == .word("yield")
    case "not": return before != .sign(".")
    case "lambda", "await", "yield":
      return !isValue(before) && before != .sign(".")
    default: return before == .start || before == .word("async") || before == .sign(":")
    }
  }

  private static func canFollow(sign: String, _ before: Item, in bracket: UInt8?, isInImport: Bool) -> Bool {
    switch sign {
    case "+", "-", "~": return before != .sign(".")
    case "*", "**":
      if case .open = before { return true }
      if case .word(let word) = before {
        return ["import", "in", "return", "yield", "for", "lambda", "except"].contains(word)
      }
      return isValue(before) || before == .start || [.sign(","), .sign("="), .sign(":")].contains(before)
    case ",": return isValue(before) || before == .sign("*") || before == .sign("/") || before == .sign(":")
    case "/": return isValue(before) || before == .sign(",")
    case ":":
      if case .word(let word) = before { return blockWords.contains(word) }
      // A part of a list: `[:2]`, `[1, :]`, `[::2]`.
      let isOpen = before == .open(UInt8(ascii: "["))
      if isOpen || before == .sign(",") || before == .sign(":") { return isOpen || bracket == UInt8(ascii: "[") }
      return isValue(before) || before == .sign("*") || before == .sign("/")
    case ".":
      if isValue(before) { return true }
      return isInImport && [.word("from"), .sign("."), .sign("...")].contains(before)
    case "...": return isInImport
    case "=": return isValue(before) || before == .sign(",")
    case "@": return isValue(before) || before == .start
    default: return isValue(before)
    }
  }

  private static func canEnd(_ last: Item) -> Bool {
    switch last {
    case .word(let word): closingWords.contains(word)
    case .sign(let sign): sign == ":" || sign == "," || sign == "*"
    case .open, .start: false
    case .name, .number, .text, .close: true
    }
  }
}
