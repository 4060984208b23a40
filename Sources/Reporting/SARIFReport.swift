package import GateModel

/// The report as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), for code scanning services.
///
/// One run; a result is a finding, its rule named `check/rule`, since two tools may use one rule name for different
/// things. A check that could not run is a notification of the invocation.
package enum SARIFReport {
  /// `report` as one SARIF document. `sources` lets values of secrets be taken out of what other tools printed.
  package static func render(
    _ report: Report, gateVersion: String? = nil, sources: (any SourceLines)? = nil
  ) -> String {
    let report = Redactor(report, sources: sources, mask: JSONReport.mask).redacted(report)
    var rules: [String: Int] = [:]
    var names: [String] = []
    var results: [JSONValue] = []
    for check in report.checks {
      for finding in check.outcome.findings {
        let name = ruleName(finding, in: check)
        if rules[name] == nil {
          rules[name] = names.count
          names.append(name)
        }
        results.append(result(finding, rule: name, index: rules[name] ?? 0))
      }
    }
    let driver: [(key: String, value: JSONValue)] =
      [("name", .string("gate"))] + (gateVersion.map { [("version", .string($0))] } ?? [])
      + [("rules", .array(names.map { .object([("id", .string($0))]) }))]
    let run: [(key: String, value: JSONValue)] = [
      ("tool", .object([("driver", .object(driver))])),
      ("columnKind", .string("unicodeCodePoints")),
      ("invocations", .array([invocation(report)])),
      ("results", .array(results)),
    ]
    return JSONValue.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")),
      ("runs", .array([.object(run)])),
    ]).text
  }

  private static func ruleName(_ finding: Finding, in check: CheckReport) -> String {
    check.check.name + "/" + (finding.rule.isEmpty ? "finding" : finding.rule)
  }

  private static func invocation(_ report: Report) -> JSONValue {
    let errored = report.checks.filter { $0.outcome.verdict == .errored }
    let notifications = errored.map { check in
      let reason = Wording.list(check.outcome.reason ?? "could not run", check.outcome.hint, separator: "\n")
      return JSONValue.object([
        ("level", .string("error")), ("message", message("\(check.check.name): \(reason)")),
      ])
    }
    return .object([
      ("executionSuccessful", .bool(errored.isEmpty && !report.isInterrupted)),
      ("exitCode", .integer(Int(report.exitStatus.rawValue))),
      ("toolExecutionNotifications", .array(notifications)),
    ])
  }

  private static func result(_ finding: Finding, rule: String, index: Int) -> JSONValue {
    let text = Wording.list(finding.message, finding.help, separator: "\n")
    var members: [(key: String, value: JSONValue)] = [
      ("ruleId", .string(rule)), ("ruleIndex", .integer(index)), ("level", .string(finding.severity.rawValue)),
      ("message", message(text.isEmpty ? rule : text)),
    ]
    if let path = finding.path {
      members.append(("locations", .array([.object([("physicalLocation", location(path, finding.range))])])))
    }
    if let fingerprint = finding.fingerprint {
      members.append(("partialFingerprints", .object([("gateFingerprint/v1", .string(fingerprint))])))
    }
    return .object(members)
  }

  private static func message(_ text: String) -> JSONValue { .object([("text", .string(text))]) }

  private static func location(_ path: RepositoryPath, _ range: SourceRange?) -> JSONValue {
    let artifact = JSONValue.object([("uri", .string(uri(path))), ("uriBaseId", .string("%SRCROOT%"))])
    guard let range, range.line > 0 else { return .object([("artifactLocation", artifact)]) }
    var region: [(key: String, value: JSONValue)] = [("startLine", .integer(range.line))]
    let isLong = (range.endLine ?? 0) > range.line
    if let column = range.column, column > 0 { region.append(("startColumn", .integer(column))) }
    if let last = range.endLine, isLong { region.append(("endLine", .integer(last))) }
    if let column = range.column, column > 0, let end = range.endColumn, isLong ? end > 0 : end >= column {
      region.append(("endColumn", .integer(end)))
    }
    return .object([("artifactLocation", artifact), ("region", .object(region))])
  }

  /// The path as a relative reference (RFC 3986), every byte that is not unreserved written as `%XX`.
  private static func uri(_ path: RepositoryPath) -> String {
    let digits = Array("0123456789ABCDEF")
    var uri = ""
    for byte in path.bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        uri.append("%")
        uri.append(digits[Int(byte >> 4)])
        uri.append(digits[Int(byte & 15)])
      }
    }
    return uri
  }
}
