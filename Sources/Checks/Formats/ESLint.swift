import DocumentTree
import GateModel

extension OutputFormat {
  /// `eslint --format json`: a list of files, each with its messages
  /// (https://eslint.org/docs/latest/use/formatters/#json). Severity 2 is an error, 1 a warning.
  package static let eslint = OutputFormat(name: "eslint") { output, mapper throws(CheckError) in
    guard let document = try JSONOutput.parse(output.standardOutput) else { return [] }
    return document.elements.flatMap { file in
      let path = (file["filePath"]?.text).flatMap { mapper.path($0.utf8) }
      return (file["messages"]?.elements ?? []).map { finding($0, path) }
    }
  }

  private static func finding(_ message: DocumentNode, _ path: RepositoryPath?) -> Finding {
    let text = message["message"]?.text ?? ""
    let range = message["line"]?.integer.map { line in
      SourceRange(
        line: line, column: message["column"]?.integer, endLine: message["endLine"]?.integer,
        endColumn: message["endColumn"]?.integer)
    }
    let isError = message["severity"]?.integer == 2
    // eslint warns about a file that its configuration ignores when the file is named; the project wants it so.
    if !isError, message["ruleId"]?.text == nil, text.hasPrefix("File ignored") {
      return Finding(rule: "ignored-file", severity: .note, message: text, path: path)
    }
    return Finding(
      rule: message["ruleId"]?.text ?? "syntax", severity: isError ? .error : .warning, message: text, path: path,
      range: range)
  }
}
