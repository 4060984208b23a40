import DocumentTree
import GateModel

extension OutputFormat {
  /// `shellcheck -f json1`: an object with `comments` (shellcheck(1)). It fails on `info` and `style` as
  /// well, so those are errors too: whoever does not want them sets `severity=` in `.shellcheckrc`, where editors see it.
  package static let shellcheck = OutputFormat(name: "shellcheck") { output, mapper throws(CheckError) in
    guard let document = try JSONOutput.parse(output.standardOutput) else { return [] }
    guard let comments = document["comments"] else { throw CheckError("its JSON output has no `comments`") }
    return comments.elements.map { item in
      let code = item["code"]?.integer.map { "SC\($0)" } ?? "shellcheck"
      let range = item["line"]?.integer.map { line in
        SourceRange(
          line: line, column: item["column"]?.integer, endLine: item["endLine"]?.integer,
          endColumn: item["endColumn"]?.integer)
      }
      return Finding(
        rule: code, severity: output.isPass ? .warning : .error, message: item["message"]?.text ?? "",
        path: (item["file"]?.text).flatMap { mapper.path($0.utf8) }, range: range,
        help: "https://www.shellcheck.net/wiki/\(code)")
    }
  }
}
