package import GateModel

/// The findings as workflow commands, which GitHub Actions turns into annotations of the changed lines.
///
/// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands. Of each level GitHub shows ten a step
/// and drops the others without a word, so no more are written: one after the other from each check, that none hides the
/// others, and the last of ten says how many are left.
package enum GitHubReport {
  /// How many annotations of one level GitHub shows of a step.
  private static let mostOfLevel = 10

  /// One line an annotation; empty when there is nothing to annotate. `sources` lets values of secrets be taken out of what
  /// other tools printed.
  package static func render(_ report: Report, sources: (any SourceLines)? = nil) -> String {
    let report = Redactor(report, sources: sources, mask: JSONReport.mask).redacted(report)
    let notes = FixNote.all(report)
    var lines: [String] = []
    for severity in Severity.allCases.reversed() {
      var queues = [severity == .error ? report.checks.compactMap(unexplained) : []]
      queues += report.checks.map { check in
        check.outcome.findings.filter { $0.severity == severity }.map { annotation($0, of: check) }
      }
      queues.append(notes.filter { $0.severity == severity }.map(annotation))
      lines += bounded(taken(inTurn: queues), severity)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The first of each queue, then the second of each, and so on.
  private static func taken(inTurn queues: [[String]]) -> [String] {
    let longest = queues.map(\.count).max() ?? 0
    return (0..<longest).flatMap { index in queues.compactMap { index < $0.count ? $0[index] : nil } }
  }

  private static func bounded(_ lines: [String], _ severity: Severity) -> [String] {
    if lines.count <= mostOfLevel { return lines }
    let left = lines.count - mostOfLevel + 1
    let text = "and \(Wording.count(left, "more \(severity.rawValue)")): the log of this step and its summary have them"
    return lines.prefix(mostOfLevel - 1) + [command(name(of: severity), [("title", "gate")], text)]
  }

  private static func unexplained(_ check: CheckReport) -> String? {
    check.unexplained.map { command("error", [("title", "gate: \(check.check.name)")], $0) }
  }

  private static func annotation(_ note: FixNote) -> String {
    var properties = [("title", "gate: \(note.name)")]
    if let path = note.path { properties.insert(("file", String(decoding: path.bytes, as: UTF8.self)), at: 0) }
    return command(name(of: note.severity), properties, note.text)
  }

  private static func name(of severity: Severity) -> String { severity == .note ? "notice" : severity.rawValue }

  private static func annotation(_ finding: Finding, of check: CheckReport) -> String {
    var properties: [(String, String)] = []
    if let path = finding.path {
      properties.append(("file", String(decoding: path.bytes, as: UTF8.self)))
      if let range = finding.range, range.line > 0 { properties += place(range) }
    }
    properties.append(("title", Wording.list(check.check.name, finding.rule, separator: ": ")))
    return command(name(of: finding.severity), properties, Wording.list(finding.message, finding.help, separator: "\n"))
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
