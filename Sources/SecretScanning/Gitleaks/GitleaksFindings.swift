import GateModel

/// Makes findings of what the rules of a `.gitleaks.toml` find, beside those of gate's own rules.
struct GitleaksFindings {
  let configuration: GitleaksConfiguration
  let text: GitleaksText
  let judge: SecretJudge
  let key: [UInt8]

  /// Something that a rule found, in the text as it is or in what is encoded there.
  private struct Match {
    var rule: Int
    /// Where the secret, or what is encoded, stands.
    var secret: Range<Int>
    /// `nil` where the file's name is what was found.
    var match: Range<Int>?
    var line: Int
    /// What the place says, where it is encoded.
    var decoded: GitleaksDecoding.Hit?
  }

  /// Adds the findings to `result`. Of two rules for one secret gate's own tells it, unless that is a generic one.
  func add(to result: inout SecretScan) throws(SecretScanningError) {
    var scan = GitleaksScan(configuration, text)
    try scan.run()
    var decoding = GitleaksDecoding(configuration, text)
    try decoding.run()
    let incomplete = scan.incomplete.union(decoding.incomplete)
    var matches = scan.hits.map { Match(rule: $0.rule, secret: $0.secret, match: $0.match, line: $0.line) }
    matches += decoding.hits.map { Match(rule: $0.rule, secret: $0.range, match: $0.range, line: 0, decoded: $0) }
    if matches.isEmpty, incomplete.isEmpty { return }
    let silencing = Silencing.located(in: text.bytes)
    var cursor = PositionCursor(text.bytes)
    matches.sort { ($0.secret.lowerBound, $0.rule) < ($1.secret.lowerBound, $1.rule) }
    for match in matches {
      let rule = configuration.rules[match.rule]
      let finding = finding(rule, match, &cursor)
      if let range = finding.range {
        if result.silenced.contains(where: { Self.overlap($0.finding.range, range) }) { continue }
        let others = result.findings.indices.filter { Self.overlap(result.findings[$0].range, range) }
        if others.contains(where: { !result.findings[$0].rule.hasPrefix("generic") }) { continue }
        for index in others.reversed() { result.findings.remove(at: index) }
      }
      try judge.add(
        finding,
        SecretJudge.Subject(
          family: rule.id, secret: match.secret, bytes: text.bytes,
          matchLine: match.decoded == nil ? match.line : finding.range?.line, isOfOwnRule: true),
        isCommented: match.match != nil && silencing.covers(match.match ?? match.secret, rule: rule.id), to: &result)
    }
    result.findings += incomplete.sorted().map(incompleteness)
  }

  private func finding(_ rule: GitleaksRule, _ match: Match, _ cursor: inout PositionCursor) -> Finding {
    let name = rule.description.isEmpty ? rule.id : rule.description
    let help = "A rule of \(GitleaksConfiguration.path) says so. Take it out of the file, or say there that it is none."
    guard match.match != nil else {
      return Finding(
        rule: rule.id, message: "\(name): the file's name says what it holds", path: text.path, help: help,
        fingerprint: Fingerprint.make(family: rule.id, secret: text.path.bytes[...], key: key))
    }
    let start = cursor.position(of: match.secret.lowerBound, in: text.bytes)
    var ahead = cursor
    let end = ahead.position(of: match.secret.upperBound, in: text.bytes)
    let secret = match.decoded?.secret[...] ?? text.bytes[match.secret]
    let title = ([name] + (match.decoded?.encodings.map(\.phrase) ?? [])).joined(separator: ", ")
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
