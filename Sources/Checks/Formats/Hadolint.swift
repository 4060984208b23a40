import DocumentTree
import GateModel

extension OutputFormat {
  /// `hadolint -f json`: a list of results. Whether one fails the run is the `failure-threshold` of `.hadolint.yaml`, so all
  /// that it prints when it fails is an error.
  package static let hadolint = OutputFormat(name: "hadolint") { output, mapper throws(CheckError) in
    guard let document = try JSONOutput.parse(output.standardOutput) else { return [] }
    return document.elements.map { item in
      let rule = item["code"]?.text ?? "hadolint"
      let range = item["line"]?.integer.map { SourceRange(line: $0, column: item["column"]?.integer) }
      return Finding(
        rule: rule, severity: output.isPass ? .warning : .error, message: item["message"]?.text ?? "",
        path: (item["file"]?.text).flatMap { mapper.path($0.utf8) }, range: range,
        help: rule.hasPrefix("DL") ? "https://github.com/hadolint/hadolint/wiki/\(rule)" : nil)
    }
  }
}
