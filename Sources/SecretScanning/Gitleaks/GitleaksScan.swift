import GateModel

/// One scan of one text by the rules of a `.gitleaks.toml`, as gitleaks 8.30 does it.
struct GitleaksScan {
  /// What a rule found.
  struct Hit {
    /// The rule's number.
    var rule: Int
    var secret: Range<Int>
    /// `nil` where the file's name is what was found.
    var match: Range<Int>?
    /// Of the match, counted from 1.
    var line = 1
    var column = 1
  }

  private let configuration: GitleaksConfiguration
  private let text: GitleaksText
  private(set) var hits: [Hit] = []
  /// Rules that did not look everywhere.
  private(set) var incomplete: Set<Int> = []

  init(_ configuration: GitleaksConfiguration, _ text: GitleaksText) {
    self.configuration = configuration
    self.text = text
  }

  /// Finds the hits, in the order of the rules, but for those that only help others.
  mutating func run() throws(SecretScanningError) {
    if text.path == GitleaksConfiguration.path { return }
    for list in configuration.allowlists where try list.allowsAll(of: text) { return }
    let present = try configuration.keywords.present(in: text.bytes)
    for (number, rule) in configuration.rules.enumerated() where configuration.disabled[rule.id] == nil {
      if rule.keywords.isEmpty || rule.keywords.contains(where: present.contains) { try apply(rule, number) }
    }
    hits = hits.filter { !configuration.rules[$0.rule].skipsReport && hasRequired($0) }
  }

  private mutating func apply(_ rule: GitleaksRule, _ number: Int) throws(SecretScanningError) {
    for list in rule.allowlists where try list.allowsAll(of: text) { return }
    if let path = rule.path {
      let bytes = text.path.bytes
      let isText = String(validating: bytes, as: UTF8.self) != nil
      guard let found = try path.matches(in: bytes, isText: isText, limit: 1), !found.isEmpty else { return }
      if rule.regex == nil { hits.append(Hit(rule: number, secret: 0..<0, match: nil)) }
    }
    guard let regex = rule.regex else { return }
    guard let matches = try regex.matches(in: text.bytes, isText: text.isText, limit: ScanPass.findingLimit) else {
      incomplete.insert(number)
      return
    }
    if matches.count == ScanPass.findingLimit { incomplete.insert(number) }
    var counter = LineCursor(text.bytes)
    for match in matches {
      var (line, column) = counter.position(of: match.range.lowerBound)
      // gitleaks counts a line end to the line that follows.
      if !match.range.isEmpty, text.bytes[match.range.lowerBound] == ASCII.newline { (line, column) = (line + 1, 1) }
      guard let hit = try hit(rule, number, regex, match.range) else { continue }
      hits.append(Hit(rule: number, secret: hit.secret, match: hit.match, line: line, column: column))
    }
  }

  private func hit(
    _ rule: GitleaksRule, _ number: Int, _ regex: GoMatcher, _ range: Range<Int>
  ) throws(SecretScanningError) -> GitleaksAllowlist.Subject? {
    var match = range
    while !match.isEmpty, text.bytes[match.lowerBound] == ASCII.newline { match.removeFirstByte() }
    while !match.isEmpty, text.bytes[match.upperBound - 1] == ASCII.newline { match.removeLastByte() }
    var subject = GitleaksAllowlist.Subject(secret: match, match: match)
    // The groups are those of the match by itself, what is around it left out.
    if let again = try regex.matches(in: text.bytes[match], isText: text.isText, limit: 1)?.first {
      let group =
        rule.secretGroup > 0
        ? again.groups.indices.contains(rule.secretGroup - 1) ? again.groups[rule.secretGroup - 1] ?? 0..<0 : nil
        : again.groups.compactMap { $0 }.first { !$0.isEmpty }
      if let group { subject.secret = (group.lowerBound + match.lowerBound)..<(group.upperBound + match.lowerBound) }
    }
    if rule.entropy != 0, GitleaksEntropy.of(text.bytes[subject.secret]) <= rule.entropy { return nil }
    for list in configuration.allowlists + rule.allowlists where try list.allows(subject, in: text) { return nil }
    return subject
  }

  private func hasRequired(_ hit: Hit) -> Bool {
    configuration.rules[hit.rule].required.allSatisfy { required in
      hits.contains { other in
        configuration.rules[other.rule].id == required.id
          && required.withinLines.map { abs(other.line - hit.line) <= $0 } ?? true
          && required.withinColumns.map { abs(other.column - hit.column) <= $0 } ?? true
      }
    }
  }

  /// Lines and byte columns of ascending offsets.
  private struct LineCursor {
    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1
    private var start = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func position(of target: Int) -> (line: Int, column: Int) {
      while offset < target {
        if bytes[offset] == ASCII.newline {
          line += 1
          start = offset + 1
        }
        offset += 1
      }
      return (line, target - start + 1)
    }
  }
}

extension Range<Int> {
  fileprivate mutating func removeFirstByte() { self = (lowerBound + 1)..<upperBound }
  fileprivate mutating func removeLastByte() { self = lowerBound..<(upperBound - 1) }
}
