extension PythonLine {
  /// The place of the bracket that closes the one at `open`.
  func closing(_ open: Int) -> Int? {
    var depth = 0
    for place in open..<lexemes.count {
      guard case .mark(let mark) = lexemes[place].token.kind else { continue }
      if "([{".utf8.contains(mark) { depth += 1 }
      if ")]}".utf8.contains(mark) { depth -= 1 }
      if depth == 0 { return place }
    }
    return nil
  }

  /// The first place outside of all brackets.
  func topLevel(where isMeant: (Lexeme) -> Bool) -> Int? {
    var depth = 0
    for (place, lexeme) in lexemes.enumerated() {
      if depth == 0, isMeant(lexeme) { return place }
      guard case .mark(let mark) = lexeme.token.kind else { continue }
      if "([{".utf8.contains(mark) { depth += 1 }
      if ")]}".utf8.contains(mark) { depth -= 1 }
    }
    return nil
  }

  /// What commas part between two places.
  func arguments(from start: Int, to end: Int) -> [PythonLine] {
    var arguments: [PythonLine] = []
    var depth = 0
    var begin = start
    for place in start..<max(start, end) {
      if case .mark(let mark) = lexemes[place].token.kind {
        if "([{".utf8.contains(mark) { depth += 1 }
        if ")]}".utf8.contains(mark) { depth -= 1 }
        if mark == UInt8(ascii: ","), depth == 0 {
          if place > begin { arguments.append(part(begin..<place)) }
          begin = place + 1
        }
      }
    }
    if begin < end { arguments.append(part(begin..<end)) }
    return arguments
  }

  /// The last name of `a.b.c`, where it is nothing else.
  var dottedEnd: String? {
    for (place, lexeme) in lexemes.enumerated() {
      guard place % 2 == 0 ? lexeme.token.isName : lexeme.isMark(".") else { return nil }
    }
    return lexemes.count % 2 == 1 ? lexemes.last?.name : nil
  }
}
