import DocumentTree
import GateModel

extension OutputFormat {
  /// `actionlint -format '{{json .}}'`: a list of errors
  /// (https://github.com/rhysd/actionlint/blob/main/docs/usage.md#format).
  package static let actionlint = OutputFormat(name: "actionlint") { output, mapper throws(CheckError) in
    guard let document = try JSONOutput.parse(output.standardOutput) else { return [] }
    return document.elements.map { item in
      let range = item["line"]?.integer.map { line in
        // `end_column` is that of the last character.
        SourceRange(
          line: line, column: item["column"]?.integer, endColumn: item["end_column"]?.integer.map { $0 + 1 })
      }
      return Finding(
        rule: item["kind"]?.text ?? "actionlint", message: item["message"]?.text ?? "",
        path: (item["filepath"]?.text).flatMap { mapper.path($0.utf8) }, range: range)
    }
  }
}
