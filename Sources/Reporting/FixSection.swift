import GateModel

/// What became of fixes: who fixed which files, what a fix did not reach, what went wrong, the diff where that is all there is.
struct FixSection {
  private static let mostPaths = 10
  private static let mostDiffLines = 400

  private let fixes: FixReport
  private let finding: FindingText
  private let style: TerminalStyle

  init(_ fixes: FixReport, finding: FindingText, style: TerminalStyle) {
    self.fixes = fixes
    self.finding = finding
    self.style = style
  }

  /// The lines, none where there is nothing to say.
  var lines: [String] {
    var lines = fixes.authors.filter { !$0.paths.isEmpty }.flatMap(authorLines)
    lines += bounded(fixes.kept.map { "\(style.paint(TerminalText.safe($0.path.description), .bold)): \($0.reason)" })
    for problem in fixes.problems {
      let name = problem.check.map { TerminalText.safe($0.name) } ?? "fix"
      lines.append(style.paint("\(name):", .bold, .yellow) + " " + joined(problem.message))
      if let hint = problem.hint { lines += finding.labelled("hint: ", hint, ink: .cyan, indent: 2) }
    }
    if let hint { lines += finding.labelled("hint: ", hint, ink: .cyan, indent: 0) }
    return lines + diffLines
  }

  private func authorLines(_ author: FixReport.Author) -> [String] {
    let verb = fixes.state == .applied ? "fixed by" : "could be fixed by"
    let head =
      style.paint("\(verb) \(TerminalText.safe(author.check.name)):", .bold, .green) + " "
      + Wording.count(author.paths.count, "file")
    return [head] + bounded(author.paths.map { "  " + style.paint(TerminalText.safe($0.description), .dim) })
  }

  /// How to have the fixes, where they were not written and the index could hold them.
  private var hint: String? {
    let names = fixes.authors.map { TerminalText.safe($0.check.name) }
    guard !names.isEmpty, fixes.diff == nil, fixes.state != .applied,
      !fixes.problems.contains(where: { $0.verdict != nil })
    else { return nil }
    let verb = fixes.state == .available ? "nothing was written; " : ""
    let command = "gate check --fix"
    return "\(verb)`\(command)` fixes what it can of \(Wording.series(names))"
  }

  private var diffLines: [String] {
    guard let diff = fixes.diff else { return [] }
    let all = TerminalText.lines(diff)
    let shown = all.prefix(Self.mostDiffLines).map { line in
      switch line.first {
      case "+": style.paint(line, .green)
      case "-": style.paint(line, .red)
      case "@": style.paint(line, .cyan)
      default: line
      }
    }
    let left = all.count - shown.count
    return shown + (left > 0 ? ["\(style.symbols.ellipsis) \(left) more lines; --format json has all"] : [])
  }

  private func bounded(_ lines: [String]) -> [String] {
    let left = lines.count - Self.mostPaths
    return left <= 1
      ? lines : lines.prefix(Self.mostPaths) + ["  \(style.symbols.ellipsis) and \(left) more; --format json lists all"]
  }

  private func joined(_ text: String) -> String { TerminalText.lines(text).joined(separator: " ") }
}
