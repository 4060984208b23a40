/// A function while its lines are read.
struct PythonFunction {
  var part: DefinitionFacts.Part
  var text: DefinitionCut.PartText
  let column: Int
  let signature: PythonSignature
  private(set) var lines: [PythonLine] = []

  init(part: DefinitionFacts.Part, text: DefinitionCut.PartText, column: Int, signature: PythonSignature) {
    self.part = part
    self.text = text
    self.column = column
    self.signature = signature
  }

  mutating func add(_ group: [PythonLine]) { lines += group }

  /// The lines of the function itself: not those of functions and classes in it.
  var ownLines: [PythonLine] {
    var own: [PythonLine] = []
    var inner: Int?
    for line in lines where !line.isEmbedded {
      if let column = inner {
        if line.column > column { continue }
        inner = nil
      }
      own.append(line)
      if line.isDefinition { inner = line.column }
    }
    return own
  }

  /// Whether it does no more than define a function and return it, as a decorator does that registers nothing.
  var isWrapper: Bool {
    guard let first = lines.first else { return false }
    var own = lines.filter { !$0.isEmbedded && $0.column == first.column }
    own.removeAll { line in line.lexemes.allSatisfy { $0.token.isText } }
    own.removeAll { line in line.lexemes.first?.isMark("@") == true && PythonDecorator.name(line) == "wraps" }
    guard own.count == 2, own[0].isDefinition, !own[0].begins(with: "class"), own[1].begins(with: "return"),
      own[1].lexemes.count == 2,
      let name = own[0].lexemes.first(where: { !["def", "async"].contains($0.name) })?.name
    else { return false }
    return own[1].lexemes[1].name == name
  }

  /// Names that mean something of the function's own wherever it uses them: its parameters and what it gives a value to.
  ///
  /// Names of functions and classes in it are not looked at, nor those of comprehensions: outside of these they may mean something
  /// else. Imported names mean what is imported.
  var ownNames: Set<String> {
    var names = Set(signature.parameters)
    for line in ownLines {
      for statement in line.statements { names.formUnion(statement.assignedNames) }
    }
    for line in lines where line.begins(with: "global") || line.begins(with: "nonlocal") {
      for lexeme in line.lexemes { names.remove(lexeme.name) }
    }
    return names
  }
}

extension PythonLine {
  /// Whether it begins a function or a class.
  var isDefinition: Bool {
    begins(with: "def") || begins(with: "class")
      || (begins(with: "async") && lexemes.count > 1 && lexemes[1].name == "def")
  }

  /// The names that a statement gives a value to by `=`, `for`, `with … as` or `except … as`.
  var assignedNames: Set<String> {
    if begins(with: "import") || begins(with: "from") || isDefinition { return [] }
    var start = 0
    if begins(with: "async") { start = 1 }
    if start < lexemes.count, lexemes[start].name == "for" {
      return names(start + 1, until: { $0.name == "in" }) ?? []
    }
    if start < lexemes.count, ["with", "except"].contains(lexemes[start].name) {
      var names: Set<String> = []
      for (place, lexeme) in lexemes.enumerated() where lexeme.name == "as" && place + 1 < lexemes.count {
        if lexemes[place + 1].token.isName { names.insert(lexemes[place + 1].name) }
      }
      return names
    }
    return names(0, until: { $0.isMark("=") }) ?? []
  }

  /// The names from a place on, up to what ends the list outside of brackets; `nil` where there is anything but names, commas,
  /// stars and brackets.
  private func names(_ start: Int, until isEnd: (Lexeme) -> Bool) -> Set<String>? {
    var names: Set<String> = []
    var depth = 0
    for (place, lexeme) in lexemes.enumerated().dropFirst(start) {
      if depth == 0, isEnd(lexeme) {
        let isComparison = place + 1 < lexemes.count && lexeme.isMark("=") && lexemes[place + 1].isMark("=")
        return isComparison ? nil : names
      }
      if lexeme.token.isName {
        if PythonNames.keywords.contains(lexeme.name) { return nil }
        names.insert(lexeme.name)
      } else if lexeme.isMark("(") {
        // A call is no list of names.
        if place > start, lexemes[place - 1].token.isName { return nil }
        depth += 1
      } else if lexeme.isMark(")") {
        depth -= 1
      } else if !(lexeme.isMark(",") || lexeme.isMark("*")) {
        return nil
      }
    }
    return nil
  }
}
