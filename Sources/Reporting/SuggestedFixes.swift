import GateModel

/// The fixes that a run knows and has not written, by the findings that they mend.
struct SuggestedFixes {
  /// Longer ones are for the diff.
  private static let mostBytes = 1 << 16

  private let edits: [RepositoryPath: [FixReport.Edit]]
  private let authors: [CheckID: Set<RepositoryPath>]

  init(_ fixes: FixReport?) {
    guard let fixes, fixes.state == .available else {
      edits = [:]
      authors = [:]
      return
    }
    edits = Dictionary(grouping: fixes.edits, by: \.path)
    authors = Dictionary(fixes.authors.map { ($0.check, Set($0.paths)) }, uniquingKeysWith: { $0.union($1) })
  }

  /// What the fixers make of the lines of a finding, where the fixer of its own check had a hand in the file; of the whole file
  /// where the finding names no line.
  func edits(for finding: Finding, of check: CheckID) -> [FixReport.Edit] {
    guard let path = finding.path, authors[check]?.contains(path) == true, let all = edits[path] else { return [] }
    let chosen = all.filter { edit in
      guard let range = finding.range, range.line > 0 else { return true }
      let lines = range.line...max(range.line, range.endLine ?? range.line)
      return lines.overlaps(Self.lines(edit.range))
    }
    return chosen.reduce(0) { $0 + $1.text.utf8.count } > Self.mostBytes ? [] : chosen
  }

  /// The lines that an edit is about; the two that it comes between, where it takes none away.
  private static func lines(_ range: SourceRange) -> ClosedRange<Int> {
    let end = range.endLine ?? range.line
    let last = range.endColumn == 1 ? end - 1 : end
    return last < range.line ? max(1, last)...range.line : range.line...last
  }
}
