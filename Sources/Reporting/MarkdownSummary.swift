package import GateModel

/// The report as Markdown for the page of a CI run: GitHub's step summary
/// (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary).
package enum MarkdownSummary {
  /// GitHub refuses a summary of more than a mebibyte, all of it.
  package static let mostBytes = 1 << 20
  private static let mostDiffBytes = 1 << 16

  /// `report` in as many bytes as `room`, the heaviest findings first where not all fit. `sources` lets values of secrets be
  /// taken out of what other tools printed.
  package static func render(
    _ report: Report, room: Int = mostBytes, sources: (any SourceLines)? = nil
  ) -> String {
    let report = Redactor(report, sources: sources, mask: JSONReport.mask).redacted(report)
    var page = Page(room: room)
    let closing = ClosingLine(style: TerminalStyle(colour: false, width: 100)).text(report)
    page.add("### \(MarkdownText.escaped(closing))\n\n\(MarkdownText.escaped(report.subject))\n\n")
    page.add("| check | verdict | files | answered by | time |\n|---|---|---|---|---|\n")
    for check in report.checks { page.add(row(check)) }
    if let summary = VerificationText.summary(report) { page.add("\n\(MarkdownText.escaped(summary))\n") }
    for note in FixNote.all(report) {
      let place = note.path.map { MarkdownText.code("\($0)") + ": " } ?? ""
      page.add("\n**\(MarkdownText.escaped(note.name))**: \(place)\(MarkdownText.escaped(note.text))\n")
    }
    if let diff = report.fixes?.diff, diff.utf8.count <= mostDiffBytes {
      page.add(MarkdownText.block(diff, language: "diff"))
    }
    for check in report.checks { add(check, to: &page) }
    return page.text
  }

  private static func row(_ check: CheckReport) -> String {
    let outcome = check.outcome
    let source =
      outcome.verdict == .skipped ? "" : check.isCached ? "cache" : check.cachedCount > 0 ? "run and cache" : "run"
    let verdict = Wording.list(
      outcome.verdict.rawValue, outcome.verdict == .skipped ? outcome.reason : nil, separator: ": ")
    let cells = [
      MarkdownText.escaped(check.check.name), MarkdownText.escaped(verdict), "\(check.fileCount)", source,
      check.duration == .zero ? "" : Wording.time(check.duration),
    ]
    return "| " + cells.joined(separator: " | ") + " |\n"
  }

  private static func add(_ check: CheckReport, to page: inout Page) {
    let findings = check.outcome.findings
    let told = check.unexplained
    if findings.isEmpty, told == nil { return }
    let head = told ?? Wording.count(of: findings)
    page.add("\n#### \(MarkdownText.escaped(check.check.name)): \(MarkdownText.escaped(head))\n\n")
    if findings.isEmpty { return }
    page.add("| where | what |\n|---|---|\n")
    for severity in Severity.allCases.reversed() {
      for finding in findings where finding.severity == severity { page.add(row(finding)) }
    }
  }

  private static func row(_ finding: Finding) -> String {
    var place = finding.path.map { "\($0)" } ?? ""
    if !place.isEmpty, let range = finding.range, range.line > 0 {
      place += ":\(range.line)" + (range.column.map { ":\($0)" } ?? "")
    }
    let rule = finding.rule.isEmpty ? "" : " (\(MarkdownText.escaped(finding.rule)))"
    let help = finding.help.map { "<br>" + MarkdownText.escaped($0) } ?? ""
    let text = "**\(finding.severity.rawValue)** \(MarkdownText.escaped(finding.message))\(rule)\(help)"
    return "| \(place.isEmpty ? "" : MarkdownText.code(place)) | \(text) |\n"
  }

  /// Text that grows up to a limit. What does not fit is counted, and a last line says so.
  private struct Page {
    private let room: Int
    private var bytes = 0
    private var parts: [String] = []
    private var left = 0
    private static let reserve = 100

    init(room: Int) { self.room = max(0, room - Self.reserve) }

    mutating func add(_ part: String) {
      // After the first part that does not fit a smaller one would stand under the wrong heading.
      if left > 0 || bytes + part.utf8.count > room {
        left += 1
        return
      }
      bytes += part.utf8.count
      parts.append(part)
    }

    var text: String {
      if room == 0 { return "" }
      return parts.joined() + (left > 0 ? "\n\(left) more lines do not fit here; the log has them.\n" : "")
    }
  }
}
