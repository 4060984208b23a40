import GateModel

/// One scan of one text.
struct ScanPass {
  /// A match that stood up to its rule.
  struct Candidate {
    var range: Range<Int>
    var rule: Int
    var severity: Severity
    var note: String?
    var prefixCount: Int
  }

  private let scanner: SecretScanner
  private let bytes: [UInt8]
  private let path: RepositoryPath
  private let traits: FileTraits
  private var silencing: Silencing
  private var candidates: [Candidate] = []
  /// For each rule, up to where it has been told what is there: anchors before that are part of a match.
  private var looked: [Int]
  private var found: [Int]
  /// Rules that did not look everywhere.
  private var incomplete: Set<Int> = []

  /// Findings of one rule in one file. A file with more is not read to the end by anybody.
  static let findingLimit = 1_000

  /// Hits of one anchor that are looked at: so many, or one in 32 bytes, whichever is more. Time stays linear in the size of
  /// the text, whatever the text is.
  static func hitLimit(byteCount: Int) -> Int { max(10_000, byteCount / 32) }

  init(scanner: SecretScanner, bytes: [UInt8], path: RepositoryPath) {
    self.scanner = scanner
    self.bytes = bytes
    self.path = path
    traits = FileTraits(path: path)
    silencing = Silencing(bytes)
    looked = Array(repeating: 0, count: scanner.rules.count)
    found = Array(repeating: 0, count: scanner.rules.count)
  }

  /// Finds the candidates.
  mutating func run() throws(SecretScanningError) {
    var hits = AnchorHits(anchors: scanner.index.anchors, limit: Self.hitLimit(byteCount: bytes.count))
    try locate(into: &hits)
    for anchor in hits.exceeded { incomplete.formUnion(scanner.index.rules[Int(anchor)]) }
    hits.sort()
    for hit in hits.hits {
      let number = Int(hit.anchor)
      let start = Int(hit.start)
      if number < Silencing.anchors.count { silencing.add(form: number, at: start) }
      let anchor = start..<(start + scanner.index.anchors[number].bytes.count)
      for rule in scanner.index.rules[number] { try examine(anchor, number: number, rule: rule) }
    }
  }

  private func locate(into hits: inout AnchorHits) throws(SecretScanningError) {
    // `withUnsafeBufferPointer` would lose the error's type.
    let result: Result<AnchorHits, SecretScanningError> = bytes.withUnsafeBufferPointer { [hits] buffer in
      var collected = hits
      do throws(SecretScanningError) {
        try scanner.index.engine.scan(buffer, into: &collected)
        return .success(collected)
      } catch {
        return .failure(error)
      }
    }
    hits = try result.get()
  }

  private mutating func examine(_ anchor: Range<Int>, number: Int, rule: Int) throws(SecretScanningError) {
    let definition = scanner.rules[rule]
    if anchor.lowerBound < looked[rule] || (traits.isLockFile && definition.rank == .generic) { return }
    guard found[rule] < Self.findingLimit else {
      incomplete.insert(rule)
      return
    }
    guard let match = try match(definition.match, anchor: anchor, rule: rule) else { return }
    let prefixCount = definition.prefixCount(forAnchor: scanner.index.anchors[number])
    var candidate = Candidate(
      range: match.range, rule: rule, severity: definition.severity, note: nil, prefixCount: prefixCount)
    if let doubt = match.doubt { candidate.doubt(doubt) }
    // The same value again, by another anchor of the name.
    looked[rule] = max(looked[rule], match.range.upperBound)
    guard isReal(&candidate, definition) else { return }
    found[rule] += 1
    candidates.append(candidate)
  }

  private func isReal(_ candidate: inout Candidate, _ rule: SecretRule) -> Bool {
    let secret = bytes[candidate.range]
    if case .special = rule.match {
      // These look at what they find themselves: a key's base64 has its own idea of repetition.
    } else if Placeholder.isMadeUp(secret.dropFirst(candidate.prefixCount)) || Placeholder.isPublished(secret) {
      return false
    }
    for verification in rule.verifications {
      switch verification.judge(candidate.range, in: bytes, prefixCount: candidate.prefixCount) {
      case .holds: continue
      case .doubtful(let reason): candidate.doubt(reason)
      case .refuted: return false
      }
    }
    return true
  }

  private mutating func match(
    _ matcher: SecretMatcher, anchor: Range<Int>, rule: Int
  ) throws(SecretScanningError) -> (range: Range<Int>, doubt: String?)? {
    switch matcher {
    case .shape(let shape):
      return shape.match(in: bytes, anchor: anchor).map { ($0, nil) }
    case .assigned(let value):
      return value.match(in: bytes, anchor: anchor).map { ($0, nil) }
    case .special(let special):
      return match(special, anchor: anchor)
    case .pattern(let pattern, let before, let after):
      let window = max(looked[rule], anchor.lowerBound - before)..<min(bytes.count, anchor.upperBound + after)
      switch try scanner.compiled(pattern, rule: rule).firstMatch(in: bytes, window) {
      case .nothing: return nil
      case .found(let whole, let secret):
        // What the window cuts off belongs to a later anchor, whose window reaches as far as it needs.
        let isWhole = whole.upperBound < window.upperBound || window.upperBound == bytes.count
        return isWhole || whole.lowerBound <= anchor.upperBound ? (secret, nil) : nil
      case .undecided:
        incomplete.insert(rule)
        return nil
      }
    }
  }

  private func match(_ special: SpecialMatcher, anchor: Range<Int>) -> (range: Range<Int>, doubt: String?)? {
    switch special {
    case .genericAssignment:
      return GenericAssignment(in: bytes, anchor: anchor, allowsUnquoted: traits.hasUnquotedValues)
        .map { ($0.range, $0.doubt) }
    case .privateKeyBlock:
      return PrivateKeyBlock(in: bytes, anchor: anchor)
        .map { ($0.range, $0.isEncrypted ? "a passphrase protects it" : nil) }
    case .serviceAccountKey:
      guard let block = PrivateKeyBlock(in: bytes, anchor: anchor) else { return nil }
      let area = bytes[max(0, block.range.lowerBound - 2_048)..<min(bytes.count, block.range.upperBound + 2_048)]
      let isAccount = ["service_account", "client_email"].allSatisfy { ASCII.contains(area, ignoringCase: $0) }
      return isAccount ? (block.range, nil) : nil
    case .puttyKey:
      let end = min(bytes.count, anchor.upperBound + 16_384)
      guard let lines = PuTTYKey.privateLines(in: bytes, from: anchor.upperBound, to: end) else { return nil }
      return (anchor.lowerBound..<lines, nil)
    }
  }

  /// Where the secrets are, in order, without overlap.
  func ranges() -> [Range<Int>] {
    CandidateSelection.select(candidates, ranks: scanner.rules.map(\.rank)).map(\.range)
  }

  /// The findings that the candidates come to.
  func findings() -> [Finding] {
    var cursor = PositionCursor(bytes)
    var findings: [Finding] = []
    for candidate in CandidateSelection.select(candidates, ranks: scanner.rules.map(\.rank)) {
      let rule = scanner.rules[candidate.rule]
      if silencing.covers(candidate.range, rule: rule.id) { continue }
      let start = cursor.position(of: candidate.range.lowerBound)
      let end = cursor.position(of: candidate.range.upperBound)
      findings.append(finding(of: candidate, rule: rule, start: start, end: end))
    }
    return findings + incomplete.sorted().map(incompleteness)
  }

  private func finding(
    of candidate: Candidate, rule: SecretRule, start: (line: Int, column: Int), end: (line: Int, column: Int)
  ) -> Finding {
    let secret = bytes[candidate.range]
    let preview = Redaction.preview(of: secret, prefixCount: candidate.prefixCount)
    let note = candidate.note.map { " (\($0))" } ?? ""
    let fingerprint = Fingerprint.make(family: rule.family.name, secret: secret, key: scanner.fingerprintKey)
    scanner.vault?.keep(candidate.range, of: bytes, as: SecretVault.Key(rule: rule.id, fingerprint: fingerprint))
    return Finding(
      rule: rule.id, severity: candidate.severity, message: "\(rule.title): \(preview)\(note)", path: path,
      range: SourceRange(
        line: start.line, column: start.column, endLine: end.line == start.line ? nil : end.line, endColumn: end.column),
      help: rule.help,
      fingerprint: fingerprint)
  }

  private func incompleteness(ofRule rule: Int) -> Finding {
    Finding(
      rule: "secret-scan-incomplete", severity: .error,
      message: "rule \(scanner.rules[rule].id) did not look at the whole file: too many places look like what it finds",
      path: path, help: "Split the file, exclude it from the check, or disable the rule.")
  }
}

extension ScanPass.Candidate {
  /// Lowers the severity, and says why.
  mutating func doubt(_ reason: String) {
    severity = min(severity, .warning)
    note = note.map { "\($0); \(reason)" } ?? reason
  }
}
