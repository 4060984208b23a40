package import GateModel

/// The findings as workflow commands, which GitHub Actions turns into annotations of the changed lines.
///
/// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands; GitHub shows ten of each
/// severity a step, so the heaviest findings come first.
package enum GitHubReport {
  /// One line a finding and one a check that could not run; empty when there is nothing to annotate. `sources` lets
  /// values of secrets be taken out of what other tools printed.
  package static func render(_ report: Report, sources: (any SourceLines)? = nil) -> String {
    let report = Redactor(report, sources: sources, mask: JSONReport.mask).redacted(report)
    var lines: [String] = []
    for check in report.checks where check.outcome.verdict == .errored {
      let text = Wording.list(check.outcome.reason ?? "could not run", check.outcome.hint, separator: "\n")
      lines.append(command("error", [("title", "gate: \(check.check.name)")], text))
    }
    for severity in Severity.allCases.reversed() {
      for check in report.checks {
        lines += check.outcome.findings.filter { $0.severity == severity }.map { annotation($0, of: check) }
      }
    }
    for check in report.checks where check.outcome.verdict == .failed && check.outcome.findings.isEmpty {
      lines.append(command("error", [("title", "gate: \(check.check.name)")], check.outcome.reason ?? "failed"))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func annotation(_ finding: Finding, of check: CheckReport) -> String {
    var properties: [(String, String)] = []
    if let path = finding.path {
      properties.append(("file", String(decoding: path.bytes, as: UTF8.self)))
      if let range = finding.range, range.line > 0 { properties += place(range) }
    }
    properties.append(("title", Wording.list(check.check.name, finding.rule, separator: ": ")))
    let name = finding.severity == .note ? "notice" : finding.severity.rawValue
    return command(name, properties, Wording.list(finding.message, finding.help, separator: "\n"))
  }

  /// Columns are taken by GitHub only where the place is in one line.
  private static func place(_ range: SourceRange) -> [(String, String)] {
    if let last = range.endLine, last > range.line { return [("line", "\(range.line)"), ("endLine", "\(last)")] }
    guard let column = range.column, column > 0 else { return [("line", "\(range.line)")] }
    let end = range.endColumn.flatMap { $0 > column ? [("endColumn", "\($0)")] : nil } ?? []
    return [("line", "\(range.line)"), ("col", "\(column)")] + end
  }

  private static func command(_ name: String, _ properties: [(String, String)], _ text: String) -> String {
    let list = properties.map { "\($0.0)=\(escaped($0.1, isProperty: true))" }.joined(separator: ",")
    return "::\(name) \(list)::\(escaped(text, isProperty: false))"
  }

  /// Line breaks are written out, so that nothing a tool says can begin a command of its own.
  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      case ":" where isProperty: escaped += "%3A"
      case "," where isProperty: escaped += "%2C"
      default:
        if TerminalText.isActive(scalar), scalar != "\t" {
          escaped += TerminalText.spelled(scalar)
        } else {
          escaped.unicodeScalars.append(scalar)
        }
      }
    }
    return escaped
  }
}
