package import GateModel

/// The report as JUnit's XML, as CI servers read it: one suite, one test case a check.
///
/// Keeps to the strictest reader, Jenkins' `junit-10.xsd`, which refuses a whole file for one attribute that it does not know.
package enum JUnitReport {
  /// `report` as one XML document. `sources` lets values of secrets be taken out of what other tools printed.
  package static func render(_ report: Report, sources: (any SourceLines)? = nil) -> String {
    let report = Redactor(report, sources: sources, mask: JSONReport.mask).redacted(report)
    let notes = FixNote.all(report)
    let faults = notes.filter { $0.severity == .error }
    let number = { (verdict: CheckOutcome.Verdict) in report.checks.count { $0.outcome.verdict == verdict } }
    let counts = [
      ("tests", String(report.checks.count + faults.count)), ("failures", String(number(.failed) + faults.count)),
      ("errors", String(number(.errored))),
    ]
    // Jenkins' schema knows `skipped` of a suite and not of all of them.
    let totals = XMLText.attributes(counts + [("time", seconds(report.duration))])
    let suite = XMLText.attributes(
      counts + [("skipped", String(number(.skipped))), ("time", seconds(report.duration))])
    let name = XMLText.attributes([
      ("name", Wording.list("gate", report.hook, report.shard.map { "shard \($0.shard)" }, separator: " "))
    ])
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites\(name)\(totals)>"]
    lines.append("  <testsuite\(name)\(suite)>")
    for check in report.checks { lines += testCase(check) }
    for fault in faults {
      let head = XMLText.attributes([
        ("name", "\(fault.topic) \(fault.name)"), ("classname", "gate.\(fault.topic)"), ("time", "0.000"),
      ])
      let message = (fault.path.map { "\($0): " } ?? "") + fault.text
      lines.append("    <testcase\(head)>")
      lines += ["      " + XMLText.element("failure", [("message", message)], ""), "    </testcase>"]
    }
    let told = notes.filter { $0.severity < .error }.map { note in
      "\(note.path.map { "\($0): " } ?? "")\(note.text)"
    }
    if !told.isEmpty { lines.append("    " + XMLText.element("system-out", [], told.joined(separator: "\n"))) }
    lines += ["  </testsuite>", "</testsuites>"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func testCase(_ check: CheckReport) -> [String] {
    let outcome = check.outcome
    let head = XMLText.attributes([
      ("name", check.check.name), ("classname", "gate.\(check.kind)"), ("time", seconds(check.duration)),
    ])
    var body: [String] = []
    switch outcome.verdict {
    case .passed: break
    case .failed:
      let counts = Wording.count(of: outcome.findings)
      let message = outcome.reason ?? (counts.isEmpty ? "failed" : counts)
      body.append(
        XMLText.element("failure", [("message", message)], outcome.findings.map(line).joined(separator: "\n")))
    case .errored:
      body.append(XMLText.element("error", [("message", outcome.reason ?? "could not run")], outcome.hint ?? ""))
    case .skipped: body.append(XMLText.element("skipped", [("message", outcome.reason ?? "")], ""))
    }
    // What fails no check has no element of its own; a flaky test must be seen all the same.
    var told = outcome.verdict == .failed ? [] : outcome.findings.filter { $0.severity > .note }.map(line)
    if !outcome.output.isEmpty, check.kind != SecretPlaces.kind {
      told.append(EscapeSequences.removed(from: outcome.output))
    }
    if !told.isEmpty { body.append(XMLText.element("system-out", [], told.joined(separator: "\n"))) }
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

  private static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let milliseconds = String(attoseconds / 1_000_000_000_000_000 + 1_000)
    return "\(seconds).\(milliseconds.dropFirst())"
  }
}
