package import GateModel

/// The report as JUnit's XML, as CI servers read it: one suite, one test case a check.
package enum JUnitReport {
  /// `report` as one XML document. `sources` lets values of secrets be taken out of what other tools printed.
  package static func render(_ report: Report, sources: (any SourceLines)? = nil) -> String {
    let report = Redactor(report, sources: sources, mask: JSONReport.mask).redacted(report)
    let number = { (verdict: CheckOutcome.Verdict) in report.checks.count { $0.outcome.verdict == verdict } }
    let totals = attributes([
      ("tests", String(report.checks.count)), ("failures", String(number(.failed))),
      ("errors", String(number(.errored))),
      ("skipped", String(number(.skipped))), ("time", seconds(report.duration)),
    ])
    let name = attributes([("name", Wording.list("gate", report.hook, separator: " "))])
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites\(name)\(totals)>"]
    lines.append("  <testsuite\(name)\(totals)>")
    for check in report.checks { lines += testCase(check) }
    lines += ["  </testsuite>", "</testsuites>"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func testCase(_ check: CheckReport) -> [String] {
    let outcome = check.outcome
    let head = attributes([
      ("name", check.check.name), ("classname", "gate.\(check.kind)"), ("time", seconds(check.duration)),
    ])
    var body: [String] = []
    switch outcome.verdict {
    case .passed: break
    case .failed:
      let counts = Wording.count(of: outcome.findings)
      let message = outcome.reason ?? (counts.isEmpty ? "failed" : counts)
      body.append(element("failure", [("message", message)], outcome.findings.map(line).joined(separator: "\n")))
    case .errored:
      body.append(element("error", [("message", outcome.reason ?? "could not run")], outcome.hint ?? ""))
    case .skipped: body.append(element("skipped", [("message", outcome.reason ?? "")], ""))
    }
    if !outcome.output.isEmpty, check.kind != SecretPlaces.kind {
      body.append(element("system-out", [], EscapeSequences.removed(from: outcome.output)))
    }
    if body.isEmpty { return ["    <testcase\(head)/>"] }
    return ["    <testcase\(head)>"] + body.map { "      " + $0 } + ["    </testcase>"]
  }

  private static func line(_ finding: Finding) -> String {
    let place = finding.path.map { path in
      guard let range = finding.range, range.line > 0 else { return "\(path): " }
      return "\(path):\(range.line)" + (range.column.map { ":\($0)" } ?? "") + ": "
    }
    let rule = finding.rule.isEmpty ? "" : " [\(finding.rule)]"
    let help = finding.help.map { "\n  help: \($0)" } ?? ""
    return "\(place ?? "")\(finding.severity.rawValue): \(finding.message)\(rule)\(help)"
  }

  private static func element(_ name: String, _ values: [(String, String)], _ text: String) -> String {
    let head = name + attributes(values)
    return text.isEmpty ? "<\(head)/>" : "<\(head)>\(escaped(text, isAttribute: false))</\(name)>"
  }

  private static func attributes(_ values: [(String, String)]) -> String {
    values.map { " \($0.0)=\"\(escaped($0.1, isAttribute: true))\"" }.joined()
  }

  private static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let milliseconds = String(attoseconds / 1_000_000_000_000_000 + 1_000)
    return "\(seconds).\(milliseconds.dropFirst())"
  }

  /// `text` as XML 1.0 takes it: characters that it forbids are written out, since no reference can stand for them.
  private static func escaped(_ text: String, isAttribute: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n", "\t":
        if isAttribute { escaped += "&#\(scalar.value);" } else { escaped.unicodeScalars.append(scalar) }
      case "\r": escaped += "&#13;"
      case "\u{fffe}", "\u{ffff}": escaped += TerminalText.spelled(scalar)
      default:
        if TerminalText.isActive(scalar) {
          escaped += TerminalText.spelled(scalar)
        } else {
          escaped.unicodeScalars.append(scalar)
        }
      }
    }
    return escaped
  }
}
