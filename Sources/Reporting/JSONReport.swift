package import GateModel

/// The report for programs: `Config/report.schema.json` says what each key means.
///
/// Every key of the schema is present and `null` where nothing is known, but `output` (left out when nothing was
/// printed), `path_bytes` (there only for a path that is not UTF-8) and `validity` (only where issuers were asked). Keys come in a fixed order, checks in that of
/// the plan, and findings as the check gave them, all of them.
package enum JSONReport {
  /// Grows when a key goes away or changes its meaning; a new key is no new version.
  package static let schemaVersion = 1

  /// What stands for a secret that a tool printed.
  static let mask = "[secret]"

  /// `report` as one JSON document.
  ///
  /// - Parameters:
  ///   - gateVersion: The version of gate, for the key `gate`.
  ///   - sources: Lets values of secrets that the run found be taken out of what other tools printed.
  package static func render(
    _ report: Report, gateVersion: String? = nil, sources: (any SourceLines)? = nil
  ) -> String {
    let report = Redactor(report, sources: sources, mask: mask).redacted(report)
    return JSONValue.object([
      ("schema", .string("gate-report")),
      ("version", .integer(schemaVersion)),
      ("gate", .optional(gateVersion)),
      ("hook", .optional(report.hook)),
      ("subject", .string(report.subject)),
      ("exit", .integer(Int(report.exitStatus.rawValue))),
      ("interrupted", .bool(report.isInterrupted)),
      ("duration_ms", .milliseconds(report.duration)),
      ("summary", summary(report)),
      ("checks", .array(report.checks.map(check))),
      ("fixes", report.fixes.map(fixes) ?? .null),
      ("shard", report.shard.map(shard) ?? .null),
    ]).text
  }

  private static func summary(_ report: Report) -> JSONValue {
    let verdicts = CheckOutcome.Verdict.allCases.map { verdict in
      (key: verdict.rawValue, value: JSONValue.integer(report.checks.count { $0.outcome.verdict == verdict }))
    }
    let severities = Severity.allCases.reversed().map { severity in
      let count = report.checks.reduce(0) { $0 + $1.outcome.findings.count { $0.severity == severity } }
      return (key: severity.rawValue, value: JSONValue.integer(count))
    }
    return .object(
      verdicts + [
        ("cached", .integer(report.checks.count { $0.isCached && $0.outcome.verdict != .skipped })),
        ("findings", .object(severities)),
      ])
  }

  private static func check(_ check: CheckReport) -> JSONValue {
    let outcome = check.outcome
    var members: [(key: String, value: JSONValue)] = [
      ("id", .string(check.check.name)),
      ("kind", .string(check.kind)),
      ("verdict", .string(outcome.verdict.rawValue)),
      ("reason", .optional(outcome.reason)),
      ("hint", .optional(outcome.hint)),
      ("files", .integer(check.fileCount)),
      ("cached_files", .integer(check.cachedCount)),
      ("remote_files", .integer(check.remoteCount)),
      ("cached", .bool(check.isCached)),
      ("duration_ms", .milliseconds(check.duration)),
    ]
    if !outcome.output.isEmpty, check.kind != SecretPlaces.kind { members.append(("output", .string(outcome.output))) }
    if let deferral = check.deferral {
      let expected = deferral.expected.map(JSONValue.milliseconds) ?? .null
      let files = deferral.files.map { [("files", JSONValue.integer($0.count)), ("of", .integer($0.total))] } ?? []
      members.append(("deferred", .object([("hook", .string("pre-push")), ("expected_ms", expected)] + files)))
    }
    if let note = check.note { members.append(("note", .string(note))) }
    if let verification = check.verification { members.append(("verification", self.verification(verification))) }
    if let trace = check.trace { members.append(("trace", self.trace(trace))) }
    members.append(("findings", .array(outcome.findings.map(finding))))
    if !outcome.silenced.isEmpty { members.append(("silenced", .array(outcome.silenced.map(silenced)))) }
    return .object(members)
  }

  private static func silenced(_ silenced: SilencedFinding) -> JSONValue {
    .object([
      ("place", .string(silenced.place.rawValue)), ("origin", .optional(silenced.origin)),
      ("reason", .optional(silenced.reason)), ("finding", finding(silenced.finding)),
    ])
  }

  private static func verification(_ verification: CacheVerification) -> JSONValue {
    let outcome = { (outcome: CheckOutcome) in
      JSONValue.object([
        ("verdict", .string(outcome.verdict.rawValue)), ("findings", .array(outcome.findings.map(finding))),
      ])
    }
    let differences = verification.differences.map { difference in
      JSONValue.object(
        (difference.path.map(members(of:)) ?? [("path", .null)]) + [
          ("cause", .string(difference.cause.rawValue)), ("remote", .bool(difference.isRemote)),
          ("recorded_at", .integer(Int(difference.recordedAt))), ("kept", outcome(difference.kept)),
          ("fresh", outcome(difference.fresh)),
        ])
    }
    return .object([
      ("verified", .integer(verification.verifiedCount)), ("unverified", .integer(verification.unverifiedCount)),
      ("remote_still_wrong", .bool(verification.isRemoteWrong)), ("differences", .array(differences)),
    ])
  }

  private static func trace(_ trace: ToolTrace) -> JSONValue {
    .object([
      ("problem", .optional(trace.problem)),
      (
        "places",
        .array(trace.places.map { .object([("kind", .string($0.kind.rawValue))] + members(of: $0.path)) })
      ),
    ])
  }

  private static func shard(_ shard: ShardReport) -> JSONValue {
    .object([
      ("index", .integer(shard.shard.index)), ("count", .integer(shard.shard.count)),
      ("units", .integer(shard.units)), ("own_units", .integer(shard.ownUnits)), ("digest", .string(shard.digest)),
    ])
  }

  private static func fixes(_ fixes: FixReport) -> JSONValue {
    .object([
      ("state", .string(fixes.state.rawValue)),
      (
        "checks",
        .array(
          fixes.authors.map { author in
            .object([
              ("id", .string(author.check.name)), ("files", .array(author.paths.map { .object(members(of: $0)) })),
            ])
          })
      ),
      ("kept", .array(fixes.kept.map { .object(members(of: $0.path) + [("reason", .string($0.reason))]) })),
      (
        "problems",
        .array(
          fixes.problems.map { problem in
            .object([
              ("check", .optional(problem.check?.name)), ("message", .string(problem.message)),
              ("hint", .optional(problem.hint)),
            ])
          })
      ),
      ("diff", .optional(fixes.diff)),
    ])
  }

  private static func finding(_ finding: Finding) -> JSONValue {
    let path = finding.path.map(members(of:)) ?? [("path", .null)]
    let validity = finding.validity.map { validity in
      (
        key: "validity",
        value: JSONValue.object([
          ("state", .string(validity.state.rawValue)), ("reason", .string(validity.reason)),
        ])
      )
    }
    return .object(
      [("rule", .string(finding.rule)), ("severity", .string(finding.severity.rawValue))]
        + [("message", .string(finding.message))] + path + [
          ("line", .place(finding.range?.line)),
          ("column", .place(finding.range?.column)),
          ("end_line", .place(finding.range?.endLine)),
          ("end_column", .place(finding.range?.endColumn)),
          ("help", .optional(finding.help)),
          ("fingerprint", .optional(finding.fingerprint)),
        ] + (validity.map { [$0] } ?? []))
  }

  /// A path as text and, where text cannot say it, as bytes.
  static func members(of path: RepositoryPath) -> [(key: String, value: JSONValue)] {
    if let text = String(validating: path.bytes, as: UTF8.self) { return [("path", .string(text))] }
    let repaired = String(decoding: path.bytes, as: UTF8.self)
    return [("path", .string(repaired)), ("path_bytes", .string(Base64.encode(path.bytes)))]
  }
}
