package import GateModel

/// What a key is made of, for a person.
package enum ExplanationText {
  /// As many parts of one group are shown that did not change.
  private static let mostParts = 20

  /// `explanation` as lines of text, each ended by a line break; `age` is how long ago a time was, in words.
  package static func render(
    _ explanation: KeyExplanation, style: TerminalStyle, now: Int64
  ) -> String {
    var lines: [String] = []
    var group: String?
    var shown = 0
    var left = 0
    let width = explanation.parts.map { DisplayWidth.of(name(of: $0)) }.max() ?? 0
    func close() {
      if left > 0 { lines.append("    \(style.symbols.ellipsis) and \(left) more") }
      (shown, left) = (0, 0)
    }
    for part in explanation.parts where part.change != .removed {
      if part.group != group {
        close()
        group = part.group
        lines.append(style.paint(part.group, .bold))
      }
      if part.change == nil, shown >= mostParts { left += 1 } else { lines.append(line(part, width: width, style)) }
      shown += 1
    }
    close()
    let removed = explanation.parts.filter { $0.change == .removed }
    if !removed.isEmpty { lines.append(style.paint("no longer part of it", .bold)) }
    lines += removed.prefix(mostParts).map { "  - \($0.group) \(name(of: $0))" }
    if removed.count > mostParts { lines.append("    \(style.symbols.ellipsis) and \(removed.count - mostParts) more") }
    if let key = explanation.key { lines.append("key \(key)") }
    return (lines + (lines.isEmpty ? [] : [""]) + [closing(explanation, style, now)]).joined(separator: "\n") + "\n"
  }

  private static func line(_ part: KeyExplanation.Part, width: Int, _ style: TerminalStyle) -> String {
    let mark = part.change.map { $0 == .added ? "+" : "~" } ?? " "
    let name = name(of: part)
    let padding = String(repeating: " ", count: width - DisplayWidth.of(name))
    let text = "  \(mark) \(name)\(padding)  \(TerminalText.safe(part.value ?? ""))"
    return part.change == nil ? text : style.paint(text + "  (\(part.change?.rawValue ?? ""))", .yellow)
  }

  private static func name(of part: KeyExplanation.Part) -> String { TerminalText.safe(part.name.description) }

  private static func closing(_ explanation: KeyExplanation, _ style: TerminalStyle, _ now: Int64) -> String {
    let subject =
      TerminalText.safe(explanation.check.name)
      + (explanation.file.map { " on \(TerminalText.safe($0.description))" } ?? "")
    return style.paint("gate:", .bold) + " \(subject): " + TerminalText.safe(state(explanation, now))
  }

  private static func state(_ explanation: KeyExplanation, _ now: Int64) -> String {
    func age(_ time: Int64) -> String {
      Wording.time(.seconds(max(0, now.subtractingReportingOverflow(time).partialValue)))
    }
    switch explanation.status {
    case .known(let time): return "the verdict is known, from \(age(time)) ago"
    case .none(let reason), .impossible(let reason): return reason
    case .unknown:
      guard let time = explanation.comparedWith else {
        return "no verdict is known, and no earlier one to compare with"
      }
      let changed = explanation.parts.filter { $0.change != nil }.map { "\($0.group) \($0.name)" }
      let names = Wording.series(Array(changed.prefix(3)) + (changed.count > 3 ? ["\(changed.count - 3) more"] : []))
      if changed.isEmpty { return "no verdict is known: the one from \(age(time)) ago was dropped" }
      return "no verdict is known; since the one from \(age(time)) ago there changed: \(names)"
    }
  }
}
