/// `NAME = value` with a plain value: one that is told without running anything.
struct PythonConstant {
  let name: String
  let value: PythonLine

  init?(_ line: PythonLine) {
    guard line.lexemes.count > 2, line.lexemes[0].token.isName, line.lexemes[1].isMark("="),
      !PythonNames.keywords.contains(line.lexemes[0].name), !Self.isSpecial(line.lexemes[0].name)
    else { return nil }
    let value = line.part(2..<line.lexemes.count)
    guard value.lexemes.allSatisfy(Self.isPlain) else { return nil }
    // A text in front of brackets is asked for a part of it, or is called.
    for (left, right) in zip(value.lexemes, value.lexemes.dropFirst())
    where (right.isMark("[") || right.isMark("(")) && !Self.isMark(left) { return nil }
    for (left, right) in zip(value.lexemes, value.lexemes.dropFirst())
    where (right.isMark("[") || right.isMark("(")) && (left.isMark(")") || left.isMark("]") || left.isMark("}")) {
      return nil
    }
    name = line.lexemes[0].name
    self.value = value
  }

  private static func isSpecial(_ name: String) -> Bool { name.hasPrefix("__") && name.hasSuffix("__") }

  private static func isMark(_ lexeme: PythonLine.Lexeme) -> Bool {
    if case .mark = lexeme.token.kind { true } else { false }
  }

  private static func isPlain(_ lexeme: PythonLine.Lexeme) -> Bool {
    switch lexeme.token.kind {
    case .number: true
    case .text: !lexeme.string.isFormatted
    case .name: ["None", "True", "False"].contains(lexeme.name)
    case .mark(let mark): "()[]{},:-".utf8.contains(mark)
    case .newline, .end: false
    }
  }
}
