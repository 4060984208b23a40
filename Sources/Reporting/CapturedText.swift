/// The end of what a tool printed, as lines of text.
struct CapturedText {
  let style: TerminalStyle
  /// How many lines to show.
  let limit: Int

  private static let longestLine = 500

  /// The last lines of `output`, indented behind a bar, with a word on what is not shown; none where it is blank.
  func lines(_ output: String) -> [String] {
    var lines = TerminalText.lines(EscapeSequences.removed(from: output))
    let isBlank = { (line: String) in line.allSatisfy(\.isWhitespace) }
    lines = Array(lines.drop(while: isBlank))
    let cut = max(0, lines.count - limit)
    let bar = style.paint("  " + style.symbols.bar, .dim)
    let note =
      cut == 0
      ? [] : [style.paint("  \(style.symbols.ellipsis) \(Wording.count(cut, "line")) before this not shown", .dim)]
    return note + lines.suffix(limit).map { $0.isEmpty ? bar : bar + " " + shortened($0) }
  }

  private func shortened(_ line: String) -> String {
    guard line.utf8.count > Self.longestLine, line.count > Self.longestLine else { return line }
    return line.prefix(Self.longestLine) + style.symbols.ellipsis
  }
}
