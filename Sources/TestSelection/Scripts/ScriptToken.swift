/// One piece of JavaScript or TypeScript code; comments are none.
struct ScriptToken: Hashable {
  enum Kind: Hashable {
    case word
    /// The text between quotes, escapes resolved.
    case string
    /// The text of a template literal without `${`.
    case template
    /// The text of a template literal up to its first `${`.
    case templateStart
    /// The text behind a `}` of a template literal.
    case templateRest
    case number
    case regex
    /// One byte of punctuation.
    case mark
  }

  var kind: Kind
  var text: String

  init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  /// Whether it is this punctuation.
  func isMark(_ mark: String) -> Bool { kind == .mark && text == mark }

  func isWord(_ word: String) -> Bool { kind == .word && text == word }
}
