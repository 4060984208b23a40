package import GateModel

/// The plan for a person: what would run, on which files, where and why.
package enum PlanText {
  private static let mostFiles = 5

  /// `plan` as lines of text, each ended by a line break; `verbose` names every file.
  package static func render(_ plan: PlanReport, style: TerminalStyle, verbose: Bool = false) -> String {
    let names = plan.entries.map { TerminalText.safe($0.check.name) }
    let nameWidth = names.map(DisplayWidth.of).max() ?? 0
    let digits = plan.entries.map { String($0.files.count).count }.max() ?? 1
    let counts = plan.entries.map { count($0, digits: digits) }
    let countWidth = counts.map(\.count).max() ?? 0
    var lines: [String] = []
    for (index, entry) in plan.entries.enumerated() {
      let (symbol, word, ink) = look(of: entry.action, style: style)
      let name = names[index] + String(repeating: " ", count: nameWidth - DisplayWidth.of(names[index]))
      var line = style.paint(symbol, ink) + " " + style.paint(name, .bold) + "  "
      line += style.paint(word, ink) + String(repeating: " ", count: 7 - word.count)
      if !counts[index].isEmpty {
        line += "  " + counts[index] + String(repeating: " ", count: countWidth - counts[index].count)
      }
      let hasPlace = entry.action == .run || entry.action == .cached
      let place = hasPlace ? TerminalText.safe(entry.place) : ""
      let why = Wording.list(place, TerminalText.safe(entry.reason), separator: "; ")
      lines.append((why.isEmpty ? line : line + "  " + why).trimmingSpaceAtEnd())
      let indent = String(repeating: " ", count: nameWidth + 4)
      lines += files(of: entry, style: style, verbose: verbose).map { indent + style.paint($0, .dim) }
    }
    return (lines + (lines.isEmpty ? [] : [""]) + [closing(plan, style: style)]).joined(separator: "\n") + "\n"
  }

  private static func look(of action: PlanAction, style: TerminalStyle) -> (String, String, Ink) {
    switch action {
    case .run: (style.symbols.run, "run", .yellow)
    case .cached: (style.symbols.passed, "cached", .green)
    case .nothing: (style.symbols.skipped, "nothing", .dim)
    case .errored: (style.symbols.errored, "errored", .yellow)
    case .deferred: (style.symbols.skipped, "later", .dim)
    }
  }

  private static func count(_ entry: PlanReport.Entry, digits: Int) -> String {
    if entry.files.isEmpty { return "" }
    let padding = String(repeating: " ", count: digits - String(entry.files.count).count)
    let known = entry.cachedCount > 0 && !entry.isCached ? ", \(entry.cachedCount) cached" : ""
    let remote = entry.remoteCount > 0 ? ", \(entry.remoteCount) from the remote cache" : ""
    return padding + Wording.count(entry.files.count, "file") + known + remote
  }

  /// The first files, as many as fit a line; one a line where all are wanted.
  private static func files(of entry: PlanReport.Entry, style: TerminalStyle, verbose: Bool) -> [String] {
    let names = entry.files.lazy.map { TerminalText.safe($0.description) }
    if verbose { return Array(names) }
    if entry.files.isEmpty || entry.action != .run { return [] }
    var shown = Array(names.prefix(mostFiles))
    let fits = { (count: Int) in
      shown.prefix(count).reduce(0) { $0 + DisplayWidth.of($1) + 2 } + 12 < style.width - entry.check.name.count
    }
    while shown.count > 1, !fits(shown.count) { shown.removeLast() }
    let left = entry.files.count - shown.count
    let line = shown.joined(separator: ", ")
    return [left > 0 ? line + " \(style.symbols.ellipsis) and \(left) more" : line]
  }

  private static func closing(_ plan: PlanReport, style: TerminalStyle) -> String {
    let number = { (action: PlanAction) in plan.entries.count { $0.action == action } }
    let parts = Wording.list(
      "\(number(.run)) to run", number(.cached) > 0 ? "\(number(.cached)) from cache" : nil,
      number(.nothing) > 0 ? "\(number(.nothing)) with nothing to do" : nil,
      number(.deferred) > 0 ? "\(number(.deferred)) for pre-push" : nil,
      number(.errored) > 0 ? "\(number(.errored)) that could not run" : nil)
    let what = Wording.list(plan.hook, plan.subject, separator: ", ")
    return style.paint("gate:", .bold) + " "
      + (plan.entries.isEmpty ? "no checks" : style.paint(parts, .bold)) + " (\(TerminalText.safe(what)))"
  }
}

extension String {
  fileprivate func trimmingSpaceAtEnd() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
