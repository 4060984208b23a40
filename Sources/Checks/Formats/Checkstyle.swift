import DocumentTree
import GateModel

extension OutputFormat {
  /// Checkstyle's XML on standard output: `<file name>` elements with `<error line column severity message source>`.
  package static let checkstyle = OutputFormat(name: "checkstyle") { output, mapper throws(CheckError) in
    var findings: [Finding] = []
    var path: RepositoryPath?
    var reader = XMLReader(output.standardOutput)
    while let event = try reader.next() {
      switch event {
      case .start("file", let attributes):
        path = attributes["name"].flatMap { mapper.path($0.utf8) }
      case .start("error", let attributes):
        let range = attributes["line"].flatMap { Int($0) }.map {
          SourceRange(line: max(1, $0), column: attributes["column"].flatMap { Int($0) })
        }
        findings.append(
          Finding(
            rule: attributes["source"] ?? "checkstyle", severity: severity(attributes["severity"]),
            message: attributes["message"] ?? "", path: path, range: range))
      case .end("file"):
        path = nil
      case .start, .end, .text:
        break
      }
    }
    return findings
  }

  private static func severity(_ word: String?) -> Severity {
    switch word {
    case "info", "note": .note
    case "warning": .warning
    default: .error
    }
  }
}
