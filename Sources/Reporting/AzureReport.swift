package import GateModel

/// The findings as logging commands, which Azure Pipelines shows above the log of a run.
///
/// https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
package enum AzureReport {
  /// One line an annotation; empty when there is nothing to annotate. `sources` lets values of secrets be taken out of what
  /// other tools printed.
  package static func render(_ report: Report, sources: (any SourceLines)? = nil) -> String {
    let report = Redactor(report, sources: sources, mask: JSONReport.mask).redacted(report)
    // There is no level below a warning.
    return Annotation.chosen(from: report, rest: "the log of this step has them")
      .filter { $0.severity > .note }.map { command($0) + "\n" }.joined()
  }

  /// `text` with nothing in it that the agent takes for a command, whatever a tool printed: it looks for them anywhere in a
  /// line.
  package static func shielded(_ text: String) -> String {
    var shielded: [UInt8] = []
    for byte in text.utf8 {
      if byte == UInt8(ascii: "[") || byte | 0x20 == UInt8(ascii: "v"), shielded.suffix(2).elementsEqual("##".utf8) {
        shielded.append(UInt8(ascii: " "))
      }
      shielded.append(byte)
    }
    return String(decoding: shielded, as: UTF8.self)
  }

  private static func command(_ annotation: Annotation) -> String {
    var properties = [("type", annotation.severity.rawValue)]
    if let path = annotation.path { properties.append(("sourcepath", String(decoding: path.bytes, as: UTF8.self))) }
    if let range = annotation.range {
      properties.append(("linenumber", "\(range.line)"))
      if let column = range.column, column > 0 { properties.append(("columnnumber", "\(column)")) }
    }
    properties.append(("code", annotation.title))
    let list = properties.map { "\($0.0)=\(escaped($0.1, isProperty: true));" }.joined()
    return "##vso[task.logissue \(list)]\(escaped(annotation.text, isProperty: false))"
  }

  /// Line breaks are written out, so that nothing a tool says can begin a command of its own.
  private static func escaped(_ text: String, isProperty: Bool) -> String {
    TerminalText.escaped(isProperty ? text : shielded(text)) { scalar in
      switch scalar {
      case "%": "%AZP25"
      case "\r": "%0D"
      case "\n": "%0A"
      case "\t": "\t"
      case ";" where isProperty: "%3B"
      case "]" where isProperty: "%5D"
      default: nil
      }
    }
  }
}
