import GateModel

/// Makes findings of what the rules of a `.gitleaks.toml` find, beside those of gate's own rules.
struct GitleaksFindings {
  let configuration: GitleaksConfiguration
  let text: GitleaksText
  let judge: SecretJudge
  let key: [UInt8]

  /// Adds the findings to `result`. Of two rules for one secret gate's own tells it, unless that is a generic one.
  func add(to result: inout SecretScan) throws(SecretScanningError) {
    var scan = GitleaksScan(configuration, text)
    try scan.run()
    if scan.hits.isEmpty, scan.incomplete.isEmpty { return }
    let silencing = Silencing.located(in: text.bytes)
    var cursor = PositionCursor(text.bytes)
    let hits = scan.hits.sorted { ($0.secret.lowerBound, $0.rule) < ($1.secret.lowerBound, $1.rule) }
    for hit in hits {
      let rule = configuration.rules[hit.rule]
      let finding = finding(rule, hit, &cursor)
      if let range = finding.range {
        if result.silenced.contains(where: { Self.overlap($0.finding.range, range) }) { continue }
        let others = result.findings.indices.filter { Self.overlap(result.findings[$0].range, range) }
        if others.contains(where: { !result.findings[$0].rule.hasPrefix("generic") }) { continue }
        for index in others.reversed() { result.findings.remove(at: index) }
      }
      try judge.add(
        finding,
        SecretJudge.Subject(
          family: rule.id, secret: hit.secret, bytes: text.bytes, matchLine: hit.line, isOfOwnRule: true),
        isCommented: hit.match != nil && silencing.covers(hit.match ?? hit.secret, rule: rule.id), to: &result)
    }
    result.findings += scan.incomplete.sorted().map(incompleteness)
  }

  private func finding(_ rule: GitleaksRule, _ hit: GitleaksScan.Hit, _ cursor: inout PositionCursor) -> Finding {
    let title = rule.description.isEmpty ? rule.id : rule.description
    let help = "A rule of \(GitleaksConfiguration.path) says so. Take it out of the file, or say there that it is none."
    guard hit.match != nil else {
      return Finding(
        rule: rule.id, message: "\(title): the file's name says what it holds", path: text.path, help: help,
        fingerprint: Fingerprint.make(family: rule.id, secret: text.path.bytes[...], key: key))
    }
    let start = cursor.position(of: hit.secret.lowerBound, in: text.bytes)
    var ahead = cursor
    let end = ahead.position(of: hit.secret.upperBound, in: text.bytes)
    let secret = text.bytes[hit.secret]
    return Finding(
      rule: rule.id, message: "\(title): \(Redaction.preview(of: secret, prefixCount: 0))", path: text.path,
      range: SourceRange(
        line: start.line, column: start.column, endLine: end.line == start.line ? nil : end.line, endColumn: end.column),
      help: help, fingerprint: Fingerprint.make(family: rule.id, secret: secret, key: key))
  }

  private func incompleteness(ofRule number: Int) -> Finding {
    Finding(
      rule: "secret-scan-incomplete", severity: .error,
      message:
        "rule \(configuration.rules[number].id) did not look at the whole file: its pattern takes too long, or finds too much",
      path: text.path, help: "Make the pattern simpler, or exclude the file.")
  }

  private static func overlap(_ left: SourceRange?, _ right: SourceRange) -> Bool {
    guard let left, let start = left.column, let end = left.endColumn, let otherStart = right.column,
      let otherEnd = right.endColumn
    else { return false }
    return (left.line, start) < (right.endLine ?? right.line, otherEnd)
      && (right.line, otherStart) < (left.endLine ?? left.line, end)
  }
}
