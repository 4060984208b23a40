package import GateModel

/// The report as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), for code scanning services.
///
/// One run; a result is a finding, its rule named `check/rule`, since two tools may use one rule name for different
/// things. A check that could not run, and what is said of fixes, are notifications of the invocation.
package enum SARIFReport {
  /// GitHub refuses a file that has more results in a run
  /// (https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
  private static let mostResults = 25_000
  /// GitHub refuses a file that is longer than 10 MB when compressed by gzip. What tells results apart may not compress at
  /// all, and is held to this; the rest repeats, and is a megabyte at most when compressed.
  private static let mostBytes = 8_500_000
  /// These are told besides, and must not take the place of what is not known.
  private static let mostSilenced = 1_000
  /// Beyond this a text is cut: one message must not take the place of all others.
  private static let mostTextBytes = 8_000

  /// `report` as one SARIF document. `sources` tells findings apart by the lines they lie in, and lets values of secrets be
  /// taken out of what other tools printed.
  package static func render(
    _ report: Report, gateVersion: String? = nil, sources: (any SourceLines)? = nil
  ) -> String {
    let report = Redactor(report, sources: sources, mask: JSONReport.mask).redacted(report)
    var fingerprints = FindingFingerprints(report, sources: sources)
    var rules: [String: Int] = [:]
    var names: [String] = []
    var results: [JSONValue] = []
    let fixes = SuggestedFixes(report.fixes)
    let descriptions = descriptions(report)
    let (chosen, left) = chosen(report, fixes)
    for (check, finding) in chosen {
      let name = ruleName(finding, in: check)
      if rules[name] == nil {
        rules[name] = names.count
        names.append(name)
      }
      let fingerprint = fingerprints.next(finding, of: check)
      let edits = fixes.edits(for: finding, of: check.check)
      results.append(result(finding, rule: name, index: rules[name] ?? 0, fingerprint, edits))
    }
    for (check, silenced) in chosenSilenced(report, beside: chosen.count) {
      let name = ruleName(silenced.finding, in: check)
      if rules[name] == nil {
        rules[name] = names.count
        names.append(name)
      }
      let fingerprint = fingerprints.next(silenced.finding, of: check)
      results.append(
        result(silenced.finding, rule: name, index: rules[name] ?? 0, fingerprint, [], silenced: silenced))
    }
    let driver: [(key: String, value: JSONValue)] =
      [("name", .string("gate"))] + (gateVersion.map { [("version", .string($0))] } ?? [])
      + [("rules", .array(names.map { rule($0, descriptions[$0]) }))]
    let run: [(key: String, value: JSONValue)] = [
      ("tool", .object([("driver", .object(driver))])),
      ("automationDetails", .object([("id", .string(category(report)))])),
      ("columnKind", .string("unicodeCodePoints")),
      ("invocations", .array([invocation(report, left: left)])),
      ("results", .array(results)),
    ]
    return JSONValue.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")),
      ("runs", .array([.object(run)])),
    ]).text
  }

  /// What sets the results of one kind of run apart from another's: a service replaces those of the same category. The
  /// slash at the end says that no run has a name of its own.
  private static func category(_ report: Report) -> String {
    let shard = report.shard.map { "shard-\($0.shard.index)-of-\($0.shard.count)/" }
    return "gate/" + (report.hook.map { "\($0)/" } ?? "") + (shard ?? "")
  }

  /// The findings in the order of the report; of too many the heaviest, and how many are left.
  private static func chosen(
    _ report: Report, _ fixes: SuggestedFixes
  ) -> (findings: [(CheckReport, Finding)], left: Int) {
    let all = report.checks.flatMap { check in check.outcome.findings.map { (check, $0) } }
    let sizes = all.map { check, finding in
      fixes.edits(for: finding, of: check.check).reduce(size(of: finding)) { $0 + $1.text.utf8.count }
    }
    if all.count <= mostResults, sizes.reduce(0, +) <= mostBytes { return (all, 0) }
    let order = all.indices.sorted { (all[$1].1.severity, $0) < (all[$0].1.severity, $1) }
    var bytes = 0
    let kept = order.prefix(mostResults).prefix { index in
      bytes += sizes[index]
      return bytes <= mostBytes
    }
    return (kept.map { all[$0] }, all.count - kept.count)
  }

  /// What is known, as far as there is room: a service shows it as dismissed.
  private static func chosenSilenced(
    _ report: Report, beside count: Int
  ) -> ArraySlice<(CheckReport, SilencedFinding)> {
    let all = report.checks.flatMap { check in check.outcome.silenced.map { (check, $0) } }
    return all.prefix(min(mostSilenced, mostResults - count))
  }

  private static func size(of finding: Finding) -> Int {
    let texts = [finding.message, finding.help ?? ""].map { min($0.utf8.count, mostTextBytes) }
    // The path and the rule compress where they repeat, and the fingerprint of sixteen digits does not.
    return texts.reduce(16, +) + (finding.path?.bytes.count ?? 0) + finding.rule.utf8.count
  }

  private static func ruleName(_ finding: Finding, in check: CheckReport) -> String {
    check.check.name + "/" + (finding.rule.isEmpty ? "finding" : finding.rule)
  }

  private static func descriptions(_ report: Report) -> [String: RuleDescription] {
    let named = report.checks.flatMap { check in check.rules.map { (check.check.name + "/" + $0.rule, $0) } }
    return Dictionary(named, uniquingKeysWith: { first, _ in first })
  }

  private static func rule(_ name: String, _ description: RuleDescription?) -> JSONValue {
    guard let description else { return .object([("id", .string(name))]) }
    return .object([
      ("id", .string(name)), ("shortDescription", message(cut(description.title))),
      ("helpUri", .string(description.source)), ("help", message(cut(description.help))),
    ])
  }

  private static func invocation(_ report: Report, left: Int) -> JSONValue {
    var notifications = report.checks.compactMap { check in
      check.unexplained.map { notification(.error, "\(check.check.name): \($0)") }
    }
    notifications += FixNote.all(report).map { note in
      notification(note.severity, "\(note.name): \(note.text)", note.path)
    }
    if left > 0 {
      notifications.append(
        notification(.warning, "\(Wording.count(left, "finding")) more than a service takes were left out"))
    }
    let isDone = !report.isInterrupted && !report.checks.contains { $0.outcome.verdict == .errored }
    return .object([
      ("executionSuccessful", .bool(isDone)),
      ("exitCode", .integer(Int(report.exitStatus.rawValue))),
      ("toolExecutionNotifications", .array(notifications)),
    ])
  }

  private static func notification(
    _ severity: Severity, _ text: String, _ path: RepositoryPath? = nil
  ) -> JSONValue {
    let place = path.map { path in
      [(key: "locations", value: JSONValue.array([.object([("physicalLocation", location(path, nil))])]))]
    }
    return .object([("level", .string(severity.rawValue)), ("message", message(text))] + (place ?? []))
  }

  private static func result(
    _ finding: Finding, rule: String, index: Int, _ fingerprint: (digest: String, occurrence: Int),
    _ edits: [FixReport.Edit], silenced: SilencedFinding? = nil
  ) -> JSONValue {
    let member = finding.path.flatMap { ArchiveMember($0) }
    let place = member.map { "in \($0.name)" + (finding.range.map { ", line \($0.line)" } ?? "") + ": " } ?? ""
    let text = Wording.list(place + cut(finding.message), finding.help.map(cut), separator: "\n")
    var members: [(key: String, value: JSONValue)] = [
      ("ruleId", .string(rule)), ("ruleIndex", .integer(index)), ("level", .string(finding.severity.rawValue)),
      ("message", message(text.isEmpty ? rule : text)),
    ]
    if let path = finding.path {
      var parts = [(key: "physicalLocation", value: location(path, finding.range))]
      if member != nil {
        let name = JSONValue.object([("fullyQualifiedName", .string(path.description)), ("kind", .string("resource"))])
        parts.append(("logicalLocations", .array([name])))
      }
      members.append(("locations", .array([.object(parts)])))
    }
    var prints = [(key: "primaryLocationLineHash", value: JSONValue.string(lineHash(fingerprint)))]
    if let own = finding.fingerprint { prints.append(("gateFingerprint/v1", .string(own))) }
    members.append(("partialFingerprints", .object(prints)))
    if let validity = finding.validity {
      let state = JSONValue.string(validity.state.rawValue)
      members.append(("properties", .object([("validity", state), ("validityReason", .string(validity.reason))])))
    }
    if let silenced {
      let why = Wording.list(silenced.reason.map(cut), silenced.origin, separator: ", ")
      let justification = why.isEmpty ? [] : [(key: "justification", value: JSONValue.string(why))]
      let suppression = [(key: "kind", value: JSONValue.string(silenced.place.rawValue))] + justification
      members.append(("suppressions", .array([.object(suppression)])))
    }
    if !edits.isEmpty { members.append(("fixes", .array([fix(edits)]))) }
    return .object(members)
  }

  /// All edits of one file, as one fix.
  private static func fix(_ edits: [FixReport.Edit]) -> JSONValue {
    let replacements = edits.map { edit in
      let range = edit.range
      let region: [(key: String, value: JSONValue)] = [
        ("startLine", .integer(range.line)), ("startColumn", .integer(range.column ?? 1)),
        ("endLine", .integer(range.endLine ?? range.line)), ("endColumn", .integer(range.endColumn ?? 1)),
      ]
      return JSONValue.object([
        ("deletedRegion", .object(region)), ("insertedContent", .object([("text", .string(edit.text))])),
      ])
    }
    return .object([
      ("description", message("what the fixers of the checks make of it")),
      (
        "artifactChanges",
        .array([
          .object([("artifactLocation", artifact(edits[0].path)), ("replacements", .array(replacements))])
        ])
      ),
    ])
  }

  private static func cut(_ text: String) -> String {
    if text.utf8.count <= mostTextBytes { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: mostTextBytes - 3)
    while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
    return String(text.unicodeScalars[..<end]) + "…"
  }

  /// In the form of GitHub's own: sixteen digits, and the number among equal ones.
  private static func lineHash(_ fingerprint: (digest: String, occurrence: Int)) -> String {
    "\(fingerprint.digest.prefix(16)):\(fingerprint.occurrence)"
  }

  private static func message(_ text: String) -> JSONValue { .object([("text", .string(text))]) }

  private static func location(_ path: RepositoryPath, _ range: SourceRange?) -> JSONValue {
    // Lines of a member are none of the archive's.
    let member = ArchiveMember(path)
    let artifact = artifact(member?.archive ?? path)
    guard member == nil, let range, range.line > 0 else { return .object([("artifactLocation", artifact)]) }
    var region: [(key: String, value: JSONValue)] = [("startLine", .integer(range.line))]
    let isLong = (range.endLine ?? 0) > range.line
    if let column = range.column, column > 0 { region.append(("startColumn", .integer(column))) }
    if let last = range.endLine, isLong { region.append(("endLine", .integer(last))) }
    if let column = range.column, column > 0, let end = range.endColumn, isLong ? end > 0 : end >= column {
      region.append(("endColumn", .integer(end)))
    }
    return .object([("artifactLocation", artifact), ("region", .object(region))])
  }

  private static func artifact(_ path: RepositoryPath) -> JSONValue {
    .object([("uri", .string(uri(path))), ("uriBaseId", .string("%SRCROOT%"))])
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
