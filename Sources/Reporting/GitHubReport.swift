package import GateModel

/// The findings as workflow commands, which GitHub Actions turns into annotations of the changed lines.
///
/// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
package enum GitHubReport {
  /// One line an annotation; empty when there is nothing to annotate. `sources` lets values of secrets be taken out of what
  /// other tools printed.
  package static func render(_ report: Report, sources: (any SourceLines)? = nil) -> String {
    let report = Redactor(report, sources: sources, mask: JSONReport.mask).redacted(report)
    return Annotation.chosen(from: report, rest: "the log of this step and its summary have them")
      .map { command($0) + "\n" }.joined()
  }

  private static func command(_ annotation: Annotation) -> String {
    var properties: [(String, String)] = []
    if let path = annotation.path { properties.append(("file", String(decoding: path.bytes, as: UTF8.self))) }
    if let range = annotation.range { properties += place(range) }
    properties.append(("title", annotation.title))
    let name = annotation.severity == .note ? "notice" : annotation.severity.rawValue
    let list = properties.map { "\($0.0)=\(escaped($0.1, isProperty: true))" }.joined(separator: ",")
    return "::\(name) \(list)::\(escaped(annotation.text, isProperty: false))"
  }

  /// Columns are taken by GitHub only where the place is in one line.
  private static func place(_ range: SourceRange) -> [(String, String)] {
    if let last = range.endLine, last > range.line { return [("line", "\(range.line)"), ("endLine", "\(last)")] }
    guard let column = range.column, column > 0 else { return [("line", "\(range.line)")] }
    let end = range.endColumn.flatMap { $0 > column ? [("endColumn", "\($0)")] : nil } ?? []
    return [("line", "\(range.line)"), ("col", "\(column)")] + end
  }

  /// Line breaks are written out, so that nothing a tool says can begin a command of its own.
  private static func escaped(_ text: String, isProperty: Bool) -> String {
    TerminalText.escaped(text) { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      case "\t": "\t"
      case ":" where isProperty: "%3A"
      case "," where isProperty: "%2C"
      default: nil
      }
    }
  }
}
