import DocumentTree
import GateModel

extension OutputFormat {
  /// SARIF 2.1.0 on standard output (OASIS, sections 3.27 to 3.30).
  package static let sarif = OutputFormat(name: "sarif") { output, mapper throws(CheckError) in
    guard let document = try JSONOutput.parse(output.standardOutput) else { return [] }
    guard let runs = document["runs"] else { throw CheckError("its JSON output has no `runs`, so it is no SARIF") }
    return runs.elements.flatMap { run in
      let rules = run["tool"]?["driver"]?["rules"]?.elements ?? []
      return (run["results"]?.elements ?? []).compactMap { finding($0, rules, mapper) }
    }
  }

  private static func finding(_ result: DocumentNode, _ rules: [DocumentNode], _ mapper: PathMapper) -> Finding? {
    if !(result["suppressions"]?.elements ?? []).isEmpty { return nil }
    if let kind = result["kind"]?.text, kind != "fail" { return nil }
    let rule = rules.first { $0["id"]?.text == result["ruleId"]?.text }
    let level = result["level"]?.text ?? rule?["defaultConfiguration"]?["level"]?.text ?? "warning"
    if level == "none" { return nil }
    let location = result["locations"]?.elements.first?["physicalLocation"]
    let region = location?["region"]
    let range = region?["startLine"]?.integer.map { line in
      SourceRange(
        line: line, column: region?["startColumn"]?.integer, endLine: region?["endLine"]?.integer,
        endColumn: region?["endColumn"]?.integer)
    }
    return Finding(
      rule: result["ruleId"]?.text ?? rule?["id"]?.text ?? "sarif",
      severity: level == "error" ? .error : level == "note" ? .note : .warning,
      message: result["message"]?["text"]?.text ?? "",
      path: (location?["artifactLocation"]?["uri"]?.text).flatMap { mapper.path(bytes(ofURI: $0)) }, range: range,
      help: rule?["helpUri"]?.text)
  }

  /// The path of a `file:` or relative URI reference: percent-decoded (RFC 3986, section 2.1).
  private static func bytes(ofURI uri: String) -> [UInt8] {
    let text = uri.dropping(prefix: "file://") ?? uri
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(value)
        rest.removeFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}
