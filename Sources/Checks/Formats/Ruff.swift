import DocumentTree
import GateModel

extension OutputFormat {
  /// `ruff check --output-format json`: a list of diagnostics (https://docs.astral.sh/ruff/settings/#output-format).
  package static let ruff = OutputFormat(name: "ruff") { output, mapper throws(CheckError) in
    guard let document = try JSONOutput.parse(output.standardOutput) else { return [] }
    return document.elements.map { item in
      let start = item["location"]
      let end = item["end_location"]
      let range = start?["row"]?.integer.map { line in
        SourceRange(
          line: line, column: start?["column"]?.integer, endLine: end?["row"]?.integer,
          endColumn: end?["column"]?.integer)
      }
      return Finding(
        rule: item["code"]?.text ?? "syntax", severity: item["severity"]?.text == "warning" ? .warning : .error,
        message: item["message"]?.text ?? "", path: (item["filename"]?.text).flatMap { mapper.path($0.utf8) },
        range: range, help: item["fix"]?["message"]?.text ?? item["url"]?.text)
    }
  }
}
