/// The header of a class.
struct PythonClassHeader {
  private(set) var facts: DefinitionFacts.Class
  /// What it says beyond the names of other classes.
  private(set) var computed: [PythonLine] = []

  /// - Parameters:
  ///   - line: from `class` to the colon.
  ///   - libraryNames: names that are those of Python's library, whatever the project calls so elsewhere.
  init(_ line: PythonLine, libraryNames: Set<String>) {
    facts = DefinitionFacts.Class(line.lexemes[1].name)
    guard let open = line.lexemes.firstIndex(where: { $0.isMark("(") }),
      let close = line.lexemes.lastIndex(where: { $0.isMark(")") }), close > open
    else { return }
    for argument in line.arguments(from: open + 1, to: close) {
      if argument.lexemes.count > 1, argument.lexemes[1].isMark("=") {
        let isAbstract = argument.lexemes[0].name == "metaclass" && argument.lexemes.last?.name == "ABCMeta"
        if !isAbstract { facts.isRegistered = true }
        computed.append(argument.part(2..<argument.lexemes.count))
      } else if let base = argument.dottedEnd {
        facts.bases.insert(base)
        let isLibrary = libraryNames.contains(argument.lexemes[0].name)
        if isLibrary, !PythonNames.quietBases.contains(base) { facts.hasUnknownBase = true }
      } else {
        // `Generic[T]` is what stands before the bracket, and any other is not known.
        if argument.lexemes.first?.token.isName == true, argument.lexemes.contains(where: { $0.isMark("[") }),
          let bracket = argument.lexemes.firstIndex(where: { $0.isMark("[") }),
          let base = argument.part(0..<bracket).dottedEnd
        {
          facts.bases.insert(base)
        } else {
          facts.hasUnknownBase = true
        }
        computed.append(argument)
      }
    }
  }
}
