package import GateModel

/// The report for a person: one line a check, then what is wrong and where, then a closing line.
///
/// When all is well there is the closing line alone.
package enum TextReport {
  /// How many findings of one check are shown.
  static let mostFindings = 50
  /// How many lines of a tool's output are shown, and how many when asked for more.
  static let mostOutput = (usual: 40, verbose: 1_000)

  /// `report` as lines of text, each ended by a line break.
  ///
  /// - Parameters:
  ///   - verbose: Shows also what passed, what was skipped and why, notes, and what tools printed.
  ///   - sources: The lines that findings point at; without them there are no excerpts. Secrets in them are not shown.
  package static func render(
    _ report: Report, style: TerminalStyle, verbose: Bool, sources: (any SourceLines)?
  ) -> String {
    let report = Redactor(report, sources: sources, mask: style.symbols.mask).redacted(report)
    let finding = FindingText(style: style, sources: sources, secrets: SecretPlaces(in: report))
    let sections = report.checks
      .map { CheckSection($0, finding: finding, style: style, verbose: verbose).lines }
      .filter { !$0.isEmpty }
    var blocks: [[String]] = []
    if verbose || !sections.isEmpty || report.exitStatus != .passed {
      blocks.append(CheckTable(style: style).lines(report.checks.filter { verbose || $0.outcome.verdict != .skipped }))
    }
    blocks += sections
    if let fixes = report.fixes { blocks.append(FixSection(fixes, finding: finding, style: style).lines) }
    blocks += report.checks.map { TraceSection(finding: finding, style: style).lines($0) }
    blocks.append(VerificationSection(finding: finding, style: style).lines(report))
    blocks.append(deferred(report).map { [style.paint($0, .dim)] } ?? [])
    blocks.append([ClosingLine(style: style).text(report)])
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// What was left to pre-push, in one line; `nil` where nothing was.
  private static func deferred(_ report: Report) -> String? {
    let names = report.checks.compactMap { check in
      check.deferral.map { deferral in
        TerminalText.safe(check.check.name) + (deferral.expected.map { " (about \(Wording.roughTime($0)))" } ?? "")
      }
    }
    return names.isEmpty ? nil : "deferred to pre-push: " + names.joined(separator: ", ")
  }
}
