/// The text that an expression gives, as far as its literals tell.
enum ScriptExpression: Hashable {
  case literal(String)
  /// What is computed begins with this, which may be empty.
  case prefix(String)

  /// The value of the argument that begins at `start`.
  static func argument(of tokens: [ScriptToken], at start: Int) -> ScriptExpression {
    var reader = Reader(tokens: tokens, place: start)
    let isWhole = reader.sum()
    let ends = reader.token.map { $0.kind == .mark && [",", ")", "}", "]", ";"].contains($0.text) } ?? true
    return isWhole && ends ? .literal(reader.text) : .prefix(reader.text)
  }

  private struct Reader {
    let tokens: [ScriptToken]
    var place: Int
    var text = ""

    var token: ScriptToken? { place < tokens.count ? tokens[place] : nil }

    /// Operands between `+`. Returns whether all of it is known.
    mutating func sum() -> Bool {
      while true {
        guard operand() else { return false }
        guard token?.isMark("+") == true else { return true }
        place += 1
      }
    }

    private mutating func operand() -> Bool {
      guard let token else { return false }
      switch token.kind {
      case .string, .template:
        text += token.text
        place += 1
        return true
      case .templateStart: return template(token)
      case .word: return word(token.text)
      case .number, .regex, .mark, .templateRest: return false
      }
    }

    private mutating func template(_ start: ScriptToken) -> Bool {
      text += start.text
      place += 1
      // Only the directory of the file is known.
      guard directory(), let rest = token, rest.kind == .templateRest else { return false }
      text += rest.text
      place += 1
      return token?.kind != .templateRest && !(place < tokens.count && isInTemplate)
    }

    /// Whether more of the same template follows.
    private var isInTemplate: Bool {
      guard let token else { return false }
      return !(token.kind == .mark && [",", ")", "+"].contains(token.text))
    }

    private mutating func directory() -> Bool {
      if token?.isWord("__dirname") == true {
        place += 1
      } else if matches(["import", ".", "meta", ".", "dirname"]) {
        place += 5
      } else {
        return false
      }
      text += "."
      return true
    }

    private func matches(_ texts: [String]) -> Bool {
      tokens[place...].prefix(texts.count).map(\.text) == texts
    }

    private mutating func word(_ word: String) -> Bool {
      if directory() { return true }
      var next = place
      if word == "path", next + 2 < tokens.count, tokens[next + 1].isMark(".") { next += 2 }
      guard ["join", "resolve"].contains(tokens[next].text), next + 1 < tokens.count, tokens[next + 1].isMark("(")
      else {
        return false
      }
      place = next + 2
      // Without the file's directory it is meant from wherever the program runs.
      guard directory() else { return false }
      while token?.isMark(",") == true {
        place += 1
        if token?.isMark(")") == true { break }
        text += "/"
        guard sum() else { return false }
      }
      guard token?.isMark(")") == true else { return false }
      place += 1
      return true
    }
  }
}
