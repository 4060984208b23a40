package import GateModel

/// The findings as GitLab's Code Quality report (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).
///
/// GitLab shows one of several entries with the same fingerprint, so each has its own; and it needs a file and a line of
/// each, so what concerns no file is put down to gate.yml.
package enum GitLabReport {
  private static let fallback = RepositoryPath("gate.yml")

  /// `report` as one JSON array. `sources` tells findings apart by the lines they lie in, and lets values of secrets be taken
  /// out of what other tools printed.
  package static func render(_ report: Report, sources: (any SourceLines)? = nil) -> String {
    let report = Redactor(report, sources: sources, mask: JSONReport.mask).redacted(report)
    var fingerprints = FindingFingerprints(report, sources: sources)
    var issues: [JSONValue] = []
    for check in report.checks {
      for finding in check.outcome.findings {
        issues.append(issue(finding, of: check, severity(of: finding.severity), &fingerprints))
      }
      if let reason = check.unexplained {
        let finding = Finding(rule: "", message: "\(check.check.name): \(reason)")
        issues.append(issue(finding, of: check, "critical", &fingerprints))
      }
    }
    for note in FixNote.all(report) where note.severity > .note {
      let check = CheckReport(check: CheckID(note.name), kind: note.topic, outcome: CheckOutcome(.failed))
      let finding = Finding(rule: note.topic, severity: note.severity, message: note.text, path: note.path)
      issues.append(issue(finding, of: check, severity(of: note.severity), &fingerprints))
    }
    return JSONValue.array(issues).text
  }

  private static func severity(of severity: Severity) -> String {
    switch severity {
    case .note: "info"
    case .warning: "minor"
    case .error: "major"
    }
  }

  private static func issue(
    _ finding: Finding, of check: CheckReport, _ severity: String, _ fingerprints: inout FindingFingerprints
  ) -> JSONValue {
    let fingerprint = fingerprints.next(finding, of: check)
    let path = String(decoding: (finding.path ?? fallback).bytes, as: UTF8.self)
    let line = max(1, finding.range?.line ?? 1)
    return .object([
      ("description", .string(Wording.list(finding.message, finding.help, separator: "\n"))),
      ("check_name", .string(Wording.list(check.check.name, finding.rule, separator: "/"))),
      ("fingerprint", .string("\(fingerprint.digest)-\(fingerprint.occurrence)")),
      ("severity", .string(severity)),
      (
        "location",
        .object([("path", .string(path)), ("lines", .object([("begin", .integer(line))]))])
      ),
    ])
  }
}
