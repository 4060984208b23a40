extension PythonLine {
  /// Its statements, which semicolons part.
  var statements: [PythonLine] {
    lexemes.split { $0.isMark(";") }.map { part($0.startIndex..<$0.endIndex) }
  }

  /// Of `import a.b as c` and `from a import b as c` the last names, and what they are called here; not `*`.
  var importedNames: [(name: String, alias: String?)] {
    var names: [(name: String, alias: String?)] = []
    guard let start = begins(with: "from") ? lexemes.firstIndex(where: { $0.name == "import" }) : lexemes.startIndex
    else { return [] }
    var place = start + 1
    while place < lexemes.count {
      if lexemes[place].name == "as" {
        place += 1
        if place < lexemes.count, let last = names.indices.last { names[last].alias = lexemes[place].name }
      } else if lexemes[place].token.isName {
        if lexemes[place - 1].isMark("."), !names.isEmpty { names.removeLast() }
        names.append((lexemes[place].name, nil))
      }
      place += 1
    }
    return names
  }

  /// `name = other`, of names alone.
  var alias: (name: String, meaning: String)? {
    guard lexemes.count == 3, lexemes[0].token.isName, lexemes[1].isMark("="), lexemes[2].token.isName,
      !lexemes[0].name.hasPrefix("__"), !PythonNames.keywords.contains(lexemes[2].name)
    else { return nil }
    return (lexemes[0].name, lexemes[2].name)
  }

  /// Without the name that it gives a value to.
  var withoutTarget: PythonLine {
    let isAssignment =
      lexemes.count > 2 && lexemes[0].token.isName && lexemes[1].isMark("=") && !lexemes[2].isMark("=")
    return isAssignment ? part(2..<lexemes.count) : self
  }
}
