/// Reads the logical lines of a Python text with how far each is indented.
struct PythonLines {
  let bytes: UnsafeBufferPointer<UInt8>
  private var lexer: PythonLexer
  private var countedTo = 0
  private var number = 1
  private var usesTabs = false
  private var usesBlanks = false
  /// Why the lines cannot be told.
  private(set) var fault: String?

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    lexer = PythonLexer(bytes, 0..<bytes.count)
  }

  /// The next line, and behind it the expressions in its formatted strings.
  mutating func next() -> [PythonLine]? {
    var line = PythonLine()
    var embedded: [PythonLine] = []
    while true {
      let token = lexer.next()
      switch token.kind {
      case .newline where line.lexemes.isEmpty: continue
      case .end where line.lexemes.isEmpty:
        fault = fault ?? lexer.fault
        return nil
      case .newline, .end:
        return [line] + embedded
      case .name, .number, .text, .mark:
        if line.lexemes.isEmpty { place(&line, at: token.range.lowerBound) }
        line.lexemes.append(lexeme(token))
        if token.isText { embed(lexer.string, in: line, &embedded) }
      }
    }
  }

  private func lexeme(_ token: PythonToken) -> PythonLine.Lexeme {
    var lexeme = PythonLine.Lexeme(token: token)
    if token.isName { lexeme.name = String(decoding: UnsafeBufferPointer(rebasing: bytes[token.range]), as: UTF8.self) }
    if token.isText { lexeme.string = lexer.string }
    return lexeme
  }

  private mutating func place(_ line: inout PythonLine, at start: Int) {
    for place in countedTo..<start where bytes[place] == 0x0A { number += 1 }
    countedTo = start
    line.number = number
    var begin = start
    while begin > 0, bytes[begin - 1] != 0x0A, bytes[begin - 1] != 0x0D { begin -= 1 }
    for byte in bytes[begin..<start] {
      switch byte {
      case 0x20: usesBlanks = true
      case 0x09: usesTabs = true
      // The mark of UTF-8 at the beginning.
      case 0x80... where begin == 0:
        line.column = 0
        return
      default: fault = fault ?? "is indented in a way that is not read"
      }
    }
    if usesTabs, usesBlanks { fault = fault ?? "is indented with tabs and with blanks" }
    line.column = start - begin
  }

  private func embed(_ string: PythonString, in line: PythonLine, _ lines: inout [PythonLine]) {
    for range in string.expressions where !range.isEmpty {
      var expression = PythonLine(column: line.column, number: line.number, isEmbedded: true)
      var lexer = PythonLexer(bytes, range)
      while true {
        let token = lexer.next()
        if case .end = token.kind { break }
        if case .newline = token.kind { continue }
        var lexeme = lexeme(token)
        if token.isText {
          lexeme.string = lexer.string
          embed(lexer.string, in: line, &lines)
        }
        expression.lexemes.append(lexeme)
      }
      lines.append(expression)
    }
  }
}
