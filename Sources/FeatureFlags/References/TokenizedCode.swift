/// The tokens of a file and its bytes.
struct TokenizedCode {
  let bytes: [UInt8]
  let language: CodeLanguage
  let tokens: [CodeToken]

  init(_ bytes: [UInt8], language: CodeLanguage) {
    self.bytes = bytes
    self.language = language
    tokens = CodeLexer.tokens(of: bytes, language: language)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The word at `index`, `nil` where there is none.
  func word(_ index: Int) -> String? {
    guard tokens.indices.contains(index), tokens[index].kind == .word else { return nil }
    return text(tokens[index].range)
  }

  func isPunctuation(_ index: Int, _ byte: Unicode.Scalar) -> Bool {
    tokens.indices.contains(index) && tokens[index].isPunctuation(byte)
  }

  /// The text of the literal at `index`, `nil` where there is none.
  func literal(_ index: Int) -> String? {
    guard tokens.indices.contains(index), case .literal(let content) = tokens[index].kind else { return nil }
    return String(validating: bytes[content], as: UTF8.self)
  }

  /// Whether a line ends between the token before `index` and that at `index`.
  func startsLine(_ index: Int) -> Bool {
    guard index > 0, index < tokens.count else { return true }
    let gap =
      tokens[index - 1].range
      .upperBound..<max(
        tokens[index - 1].range.upperBound, tokens[index].range.lowerBound)
    return bytes[gap].contains(UInt8(ascii: "\n"))
  }

  /// How many bytes stand before the token in its line.
  func indentation(_ index: Int) -> Int {
    var start = tokens[index].range.lowerBound
    let end = start
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return end - start
  }
}
