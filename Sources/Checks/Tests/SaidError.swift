/// Finds the sentence that matters in what a program says of an error.
enum SaidError {
  /// The first lines of an assertion's message, on one line: `no way` and `1 !== 2` stand apart from each other.
  static func message(_ text: some StringProtocol, lines: Int = 3) -> String {
    let kept = text.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }.filter { !$0.isEmpty }
    return kept.prefix(lines).joined(separator: " ")
  }

  /// The line of the shape `TypeError: what happened`, `nil` where none has it.
  static func line(in text: some StringProtocol) -> String? {
    let found = text.split(whereSeparator: \.isNewline).first { line in
      guard let colon = line.firstIndex(of: ":") else { return false }
      let name = line[..<colon]
      return name.hasSuffix("Error") && name.first?.isUppercase == true && !name.contains(" ")
    }
    return found.map { String($0) }
  }
}
