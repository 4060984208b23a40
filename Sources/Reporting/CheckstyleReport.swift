package import GateModel

/// The findings as Checkstyle's XML, which most review tools and editors read.
///
/// What concerns no file is put down to gate.yml, for the format knows nothing but files.
package enum CheckstyleReport {
  private static let fallback = RepositoryPath("gate.yml")

  /// `report` as one XML document, files in path order. `sources` lets values of secrets be taken out of what other tools
  /// printed.
  package static func render(_ report: Report, sources: (any SourceLines)? = nil) -> String {
    let report = Redactor(report, sources: sources, mask: JSONReport.mask).redacted(report)
    var files: [RepositoryPath: [String]] = [:]
    for check in report.checks {
      for finding in check.outcome.findings {
        files[finding.path ?? fallback, default: []].append(error(finding, of: check))
      }
      if let reason = check.unexplained {
        files[fallback, default: []].append(error(.error, reason, source: check.check.name))
      }
    }
    for note in FixNote.all(report) where note.severity > .note {
      files[note.path ?? fallback, default: []].append(error(note.severity, note.text, source: note.topic))
    }
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<checkstyle version=\"4.3\">"]
    for (path, errors) in files.sorted(by: { $0.key < $1.key }) {
      let name = String(decoding: path.bytes, as: UTF8.self)
      lines.append("  <file\(XMLText.attributes([("name", name)]))>")
      lines += errors.map { "    " + $0 } + ["  </file>"]
    }
    return (lines + ["</checkstyle>"]).joined(separator: "\n") + "\n"
  }

  private static func error(_ finding: Finding, of check: CheckReport) -> String {
    let text = Wording.list(finding.message, finding.help, separator: "\n")
    let source = Wording.list(check.check.name, finding.rule, separator: ".")
    return error(finding.severity, text, source: source, range: finding.range)
  }

  private static func error(
    _ severity: Severity, _ text: String, source: String, range: SourceRange? = nil
  ) -> String {
    var values = [("line", String(max(1, range?.line ?? 1)))]
    if let column = range?.column, column > 0 { values.append(("column", String(column))) }
    values.append(("severity", severity == .note ? "info" : severity.rawValue))
    values += [("message", text), ("source", "gate." + source)]
    return XMLText.element("error", values, "")
  }
}
