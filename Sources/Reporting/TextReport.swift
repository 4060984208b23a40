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
    blocks.append((notes(report) + [deferred(report)].compactMap { $0 }).map { style.paint($0, .dim) })
    blocks.append([ClosingLine(style: style).text(report)])
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// So much of what a change does is said in a report that is about what is wrong.
  private static let maximumAnnounced = 5

  /// What a change does, how files were chosen, and how many of them wait: a line for each check that has something to say of that.
  private static func notes(_ report: Report) -> [String] {
    report.checks.flatMap { check in
      let name = TerminalText.safe(check.check.name)
      var lines = check.note.map { ["\(name): \(TerminalText.safe($0))"] } ?? []
      let announced = check.outcome.findings.filter(\.isAnnouncement)
      lines += announced.prefix(maximumAnnounced).map { "\(name): \(TerminalText.safe($0.message))" }
      if announced.count > maximumAnnounced { lines.append("\(name): and \(announced.count - maximumAnnounced) more") }
      if let deferral = check.deferral, let files = deferral.files {
        let time = deferral.expected.map { " (about \(Wording.roughTime($0)))" } ?? ""
        lines.append(
          "\(name): \(files.total - files.count) of \(Wording.count(files.total, "affected test file")) run, "
            + "\(files.count) deferred to pre-push\(time)")
      }
      return lines
    }
  }

  /// The checks that were left to pre-push, in one line; `nil` where none was.
  private static func deferred(_ report: Report) -> String? {
    let names = report.checks.filter { $0.deferral?.files == nil }.compactMap { check in
      check.deferral.map { deferral in
        TerminalText.safe(check.check.name) + (deferral.expected.map { " (about \(Wording.roughTime($0)))" } ?? "")
      }
    }
    return names.isEmpty ? nil : "deferred to pre-push: " + names.joined(separator: ", ")
  }
}
