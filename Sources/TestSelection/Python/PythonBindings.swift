/// What the names of a function stand for, where that can be told.
struct PythonBindings {
  private var literals: Set<String> = []
  private var builtins: Set<String> = []

  init() {}

  init(_ function: PythonFunction) {
    guard
      function.lines.contains(where: { line in line.lexemes.contains { $0.name == "getattr" || $0.name == "hasattr" } })
    else { return }
    var binders: [String: Int] = [:]
    var literalBinders: [String: Int] = [:]
    var builtinBinders: [String: Int] = [:]
    for line in function.lines {
      for (place, lexeme) in line.lexemes.enumerated() where lexeme.token.isName {
        if lexeme.name == "for", let loop = Self.loop(line, place) {
          for name in loop.targets {
            if loop.isLiteral { literalBinders[name, default: 0] += 1 }
            if loop.isBuiltin { builtinBinders[name, default: 0] += 1 }
          }
        }
        if Self.binds(line, place) { binders[lexeme.name, default: 0] += 1 }
      }
    }
    for name in function.signature.parameters { binders[name, default: 0] += 1 }
    literals = Set(literalBinders.filter { binders[$0.key] == $0.value }.keys)
    builtins = Set(builtinBinders.filter { binders[$0.key] == $0.value }.keys)
    // Who asks for an attribute names it.
    let parameters = function.signature.parameters
    if ["__getattr__", "__getattribute__"].contains(function.part.name), parameters.count == 2,
      binders[parameters[1]] == 1
    {
      literals.insert(parameters[1])
    }
  }

  /// Whether the name stands only for texts that the function holds.
  func namesLiterals(_ name: String) -> Bool { literals.contains(name) }

  /// Whether what it stands for has no attributes of the project's.
  func isBuiltin(_ name: String) -> Bool { builtins.contains(name) || PythonNames.builtinTypes.contains(name) }

  /// Whether the name at `place` may be given a value there: anywhere but where it is plainly read.
  private static func binds(_ line: PythonLine, _ place: Int) -> Bool {
    if place > 0, line.lexemes[place - 1].isMark(".") { return false }
    if line.begins(with: "global") || line.begins(with: "nonlocal") { return true }
    let before = place > 0 ? line.lexemes[place - 1] : nil
    if before?.name == "as" || before?.name == "def" || before?.name == "class" { return true }
    if place + 2 < line.lexemes.count, line.lexemes[place + 1].isMark(":"), line.lexemes[place + 2].isMark("=") {
      return true
    }
    // In what a loop goes over names.
    var start = place
    while start > 0,
      line.lexemes[start - 1].isMark(",") || line.lexemes[start - 1].isMark("(")
        || line.lexemes[start - 1].token.isName && !PythonNames.keywords.contains(line.lexemes[start - 1].name)
    { start -= 1 }
    if start > 0, ["for", "lambda"].contains(line.lexemes[start - 1].name) { return true }
    if line.isDefinition || line.begins(with: "import") || line.begins(with: "from") { return true }
    // Left of any `=` outside of brackets; an annotated name or a pattern may be one, too.
    if line.begins(with: "case") { return true }
    var depth = 0
    for later in line.lexemes.indices {
      let lexeme = line.lexemes[later]
      if case .mark(let mark) = lexeme.token.kind {
        if "([{".utf8.contains(mark) { depth += 1 }
        if ")]}".utf8.contains(mark) { depth -= 1 }
      }
      if depth == 0, later > place, lexeme.isMark("="), !isComparison(line, later) { return true }
    }
    return false
  }

  private static func isComparison(_ line: PythonLine, _ place: Int) -> Bool {
    if place + 1 < line.lexemes.count, line.lexemes[place + 1].isMark("=") { return true }
    return place > 0 && ["=", "!", "<", ">"].contains { line.lexemes[place - 1].isMark($0) }
  }

  private struct Loop {
    var targets: [String] = []
    var isLiteral = true
    var isBuiltin = true
  }

  /// `for a, b in values`
  private static func loop(_ line: PythonLine, _ place: Int) -> Loop? {
    var loop = Loop()
    guard let middle = line.lexemes[place...].firstIndex(where: { $0.name == "in" }) else { return nil }
    for lexeme in line.lexemes[(place + 1)..<middle] {
      if lexeme.token.isName { loop.targets.append(lexeme.name) }
    }
    guard middle + 1 < line.lexemes.count else { return nil }
    // One display in brackets, or texts and commas up to what ends the loop's head.
    let open = line.lexemes[middle + 1]
    let isDisplay = open.isMark("(") || open.isMark("[") || open.isMark("{")
    guard isDisplay, let close = line.closing(middle + 1) else { return nil }
    let next = close + 1 < line.lexemes.count ? line.lexemes[close + 1] : nil
    let ends = next.map {
      $0.isMark(":") || $0.isMark(")") || $0.isMark("]") || $0.isMark("}") || ["if", "for"].contains($0.name)
    }
    guard ends ?? line.isEmbedded else { return nil }
    for lexeme in line.lexemes[(middle + 1)...close] {
      switch lexeme.token.kind {
      case .text:
        loop.isBuiltin = false
        if lexeme.string.isFormatted { loop.isLiteral = false }
      case .name:
        loop.isLiteral = false
        if !PythonNames.builtinTypes.contains(lexeme.name) { loop.isBuiltin = false }
      case .mark(let mark):
        if !"()[]{},".utf8.contains(mark) {
          loop.isLiteral = false
          loop.isBuiltin = false
        }
      case .number, .newline, .end: loop.isBuiltin = false
      }
    }
    return loop
  }
}
