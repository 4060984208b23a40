import GateModel

/// One scan of one text, or of a window of it.
struct ScanPass {
  let scanner: SecretScanner
  let bytes: [UInt8]
  private let path: RepositoryPath
  private(set) var traits: FileTraits
  private var silencing: Silencing
  var candidates: [Candidate] = []
  /// 0 for the text of a file, 1 for what is encoded in it, and so on.
  let depth: Int
  /// How many bytes may still be decoded.
  var decodingBudget: Int
  /// For each rule, up to where it has been told what is there: anchors before that are part of a match.
  private var looked: [Int]
  private var found: [Int32]
  /// Where the word is that tells a manifest with secrets.
  private(set) var manifestKinds: [Int] = []
  private let memo = AssignmentMemo()
  private let runs = RunMemo()
  /// For each rule where the words are that have to be near; empty before the first that asks.
  var near: [NearMemo?] = []
  private var exemplification: Exemplification?
  private var madeUp = RefutedValue()
  private var values = ValueMemo()
  /// For each rule with a pattern that leaps over other text, how many bytes it may still leap over.
  private var leaps: [Int: Int] = [:]
  private var repeated = RepeatedText()
  private var searches: PatternSearches
  /// For each anchor where it was last that nothing came of it; empty in texts of few anchors.
  private var refuted: [Int] = []
  /// Whether a text that repeats itself is judged once, which changes no answer.
  var skipsRepeats = true
  /// What begins elsewhere is told by another window.
  private let own: Range<Int>
  var progress: ScanProgress

  /// Findings of one rule in one file. A file with more is not read to the end by anybody.
  static let findingLimit = 1_000

  /// Hits of one anchor that are looked at: so many, or one in 8 bytes, whichever is more. Time stays linear in the size of
  /// the text, whatever the text is. Of those that ``AnchorFilter`` refuses at a glance there may be any number.
  static func hitLimit(byteCount: Int) -> Int { max(10_000, byteCount / 8) }

  init(scanner: SecretScanner, bytes: [UInt8], path: RepositoryPath) {
    self.init(
      scanner: scanner, bytes: bytes, path: path, own: 0..<bytes.count,
      progress: ScanProgress(ruleCount: scanner.rules.count))
  }

  /// - Parameters:
  ///   - own: Where the matches begin that ``result(cursor:judge:)`` tells; those around them are found too, for they decide
  ///     which of several matches is told.
  ///   - progress: What the windows before came to.
  init(scanner: SecretScanner, bytes: [UInt8], path: RepositoryPath, own: Range<Int>, progress: ScanProgress) {
    self.own = own
    self.progress = progress
    self.scanner = scanner
    self.bytes = bytes
    self.path = path
    traits = FileTraits(path: path)
    silencing = Silencing(bytes)
    looked = Array(repeating: 0, count: scanner.rules.count)
    searches = PatternSearches(ruleCount: scanner.rules.count)
    found = progress.found
    depth = 0
    decodingBudget = Self.decodingBudget(byteCount: bytes.count)
  }

  /// A pass over what is encoded in the text of another.
  init(within pass: ScanPass, decoded bytes: [UInt8], unquoted: Bool) {
    scanner = pass.scanner
    self.bytes = bytes
    path = pass.path
    traits = pass.traits
    traits.hasUnquotedValues = unquoted
    silencing = Silencing(bytes)
    own = 0..<bytes.count
    progress = ScanProgress(ruleCount: pass.scanner.rules.count)
    looked = Array(repeating: 0, count: scanner.rules.count)
    searches = PatternSearches(ruleCount: scanner.rules.count)
    found = progress.found
    depth = pass.depth + 1
    decodingBudget = pass.decodingBudget
  }

  /// Finds the candidates.
  mutating func run() throws(SecretScanningError) {
    let index = scanner.index
    var hits = AnchorHits(
      lengths: index.lengths, limit: Self.hitLimit(byteCount: bytes.count), isFiltered: index.isFiltered)
    try bytes.withUnsafeBufferPointer { (buffer) throws(SecretScanningError) in
      try index.engine.scan(buffer, into: &hits)
    }
    for anchor in hits.exceeded { progress.markIncomplete(index.rules(ofAnchor: anchor)) }
    // What it leaves out is in documents that are then read as others are.
    if hits.exceeded.contains(AnchorIndex.manifestNumber) { progress.isDecodingCutShort = true }
    index.keepWorthAsking(&hits, in: bytes)
    hits.sort()
    if skipsRepeats, hits.hits.count > Self.fewHits { refuted = Array(repeating: -1, count: index.anchors.count) }
    for hit in hits.hits {
      let number = Int(hit.anchor)
      let start = Int(hit.start)
      if number < Silencing.anchors.count {
        silencing.add(form: number, at: start)
      } else if number == AnchorIndex.manifestNumber, KubernetesSecret.isKind(bytes, at: start) {
        manifestKinds.append(start)
      }
      let anchor = start..<(start + Int(index.lengths[number]))
      try examine(anchor, number: number)
    }
    if own.lowerBound == 0, depth == 0, !scanner.fileRules.isEmpty { try searchAsFile() }
    try searchEncoded()
  }

  /// Finds what the name of the file tells.
  private mutating func searchAsFile() throws(SecretScanningError) {
    guard bytes.count <= CredentialFile.sizeLimit, let file = CredentialFile(path: path) else { return }
    for rule in scanner.fileRules {
      let plan = scanner.plans[rule]
      guard case .file(file, _) = plan.match else { continue }
      var start = 0
      while start < bytes.count, found[rule] < Self.findingLimit {
        let area = start..<bytes.count
        guard let match = try search(plan, rule, in: area, startingBy: bytes.count) else { break }
        var candidate = Candidate(
          range: match.secret, rule: rule, severity: plan.rule.severity, note: nil,
          prefixCount: plan.rule.prefixCount ?? 0)
        start = max(start + 1, match.whole.upperBound)
        guard isReal(&candidate, plan) else { continue }
        found[rule] += 1
        candidates.append(candidate)
      }
    }
  }

  /// So many are not worth remembering what came of them.
  private static let fewHits = 1_000

  private mutating func examine(_ anchor: Range<Int>, number: Int) throws(SecretScanningError) {
    let owners = scanner.index.owners(ofAnchor: number)
    guard !refuted.isEmpty, scanner.index.isLocal[number] else {
      for owner in owners { try examine(anchor, number: number, rule: scanner.index.rule(ofOwner: owner)) }
      return
    }
    if isRepeated(anchor, number: number) {
      refuted[number] = anchor.lowerBound
      return
    }
    let count = candidates.count
    // What lies in a match was not judged.
    var isJudged = true
    for owner in owners {
      let rule = scanner.index.rule(ofOwner: owner)
      if looked[rule] > anchor.lowerBound { isJudged = false }
      try examine(anchor, number: number, rule: rule)
    }
    refuted[number] = isJudged && candidates.count == count ? anchor.lowerBound : -1
  }

  /// Whether everything that the rules of the anchor look at is what it was where nothing came of it.
  private mutating func isRepeated(_ anchor: Range<Int>, number: Int) -> Bool {
    let (last, reach) = (refuted[number], SecretRule.localReach)
    guard last >= reach, anchor.upperBound + reach <= bytes.count else { return false }
    let area = (anchor.lowerBound - reach)..<(anchor.upperBound + reach)
    return repeated.repeats(area, distance: anchor.lowerBound - last, in: bytes)
  }

  private mutating func examine(_ anchor: Range<Int>, number: Int, rule: Int) throws(SecretScanningError) {
    if anchor.lowerBound < looked[rule] { return }
    let result = scanner.borrowedPlans[rule]._withUnsafeGuaranteedRef { plan in
      Result { () throws(SecretScanningError) in try examine(anchor, number: number, rule: rule, plan) }
    }
    try result.get()
  }

  private mutating func examine(
    _ anchor: Range<Int>, number: Int, rule: Int, _ plan: RulePlan
  ) throws(SecretScanningError) {
    if traits.isLockFile && plan.isToldByName || !bytes.withView({ plan.mayMatch(anchor, in: $0) }) { return }
    guard found[rule] < Self.findingLimit else {
      progress.markIncomplete(rule)
      return
    }
    guard let match = try match(plan, anchor: anchor, rule: rule) else { return }
    let prefixCount = plan.rule.prefixCount(forAnchor: scanner.index.anchors[number])
    var candidate = Candidate(
      range: match.range, rule: rule, severity: plan.rule.severity, note: nil, prefixCount: prefixCount)
    if let doubt = match.doubt { candidate.doubt(doubt) }
    // The same value again, by another anchor of the name.
    looked[rule] = max(looked[rule], match.range.upperBound)
    guard isReal(&candidate, plan) else { return }
    found[rule] += 1
    candidates.append(candidate)
  }

  private mutating func isReal(_ candidate: inout Candidate, _ plan: RulePlan) -> Bool {
    if !plan.judgesValues, isMadeUp(candidate, plan) { return false }
    for verification in plan.verifications {
      if case .near(let words, let distance) = verification {
        if isNear(words, of: candidate, within: distance) { continue } else { return false }
      }
      let judgement = verification.judge(
        candidate.range, in: bytes, prefixCount: candidate.prefixCount, traits: traits, values: &values)
      switch judgement {
      case .holds: continue
      case .tells(let fact): candidate.tell(fact)
      case .doubtful(let reason): candidate.doubt(reason)
      case .minor(let reason): candidate.doubt(reason, severity: .note)
      case .refuted: return false
      }
    }
    if plan.judgesValues, isMadeUp(candidate, plan) { return false }
    if PublishedExamples.isOfInstalledClient(bytes[candidate.range]) {
      candidate.doubt("an application that everybody installs has it, and so it is no secret", severity: .note)
    }
    if plan.rule.rank == .generic, isExample(candidate.range) { return false }
    if plan.rule.rank != .provider, traits.isTest || traits.isManual {
      // What stands between user and server may be a server's that is there.
      let isSure = plan.rule.rank == .form && plan.rule.family != .privateKey && candidate.severity == .error
      candidate.lower(to: isSure ? .warning : .note, traits.isTest ? "it stands in a test" : "it stands in a manual")
    }
    return true
  }

  private mutating func isMadeUp(_ candidate: Candidate, _ plan: RulePlan) -> Bool {
    // Some look at what they find themselves: a key's base64 has its own idea of repetition.
    if plan.judgesPlaceholders { return false }
    let (range, prefixCount) = (candidate.range, candidate.prefixCount)
    let madeUp = madeUp
    let isMadeUp = bytes.withView { bytes in
      madeUp.isKnown(range, in: bytes, prefixCount: prefixCount)
        || Placeholder.isMadeUp(bytes[range].dropFirst(prefixCount)) || Placeholder.isPublished(bytes[range])
    }
    if isMadeUp { self.madeUp.note(range, prefixCount: prefixCount) }
    return isMadeUp
  }

  private mutating func isExample(_ range: Range<Int>) -> Bool {
    let exemplification = exemplification ?? Exemplification()
    self.exemplification = exemplification
    return bytes.withView { exemplification.isAbout(range, in: $0) }
  }

  private mutating func match(
    _ plan: RulePlan, anchor: Range<Int>, rule: Int
  ) throws(SecretScanningError) -> (range: Range<Int>, doubt: String?)? {
    switch plan.way {
    case .shape:
      let runs = runs
      switch bytes.withView({ Shape.match(plan.program, behind: plan.lead, in: $0, anchor: anchor, runs: runs) }) {
      case .found(let range): return (range, nil)
      case .nothing(let clear):
        looked[rule] = max(looked[rule], clear - plan.longestAnchor + 1)
        return nil
      }
    case .assigned:
      guard case .assigned(let value) = plan.match else { return nil }
      let (memo, runs) = (memo, runs)
      return bytes.withView { value.match(plan.program, in: $0, anchor: anchor, memo: memo, runs: runs) }
        .map { ($0, nil) }
    case .special(let special):
      return match(special, anchor: anchor)
    case .file:
      return nil
    case .pattern(let before, let after):
      let window = max(looked[rule], anchor.lowerBound - before)..<min(bytes.count, anchor.upperBound + after)
      if let distance = plan.nearDistance, isSurelyFar(from: window, within: distance, rule: rule) { return nil }
      guard !plan.leaps || mayLeap(over: window, rule: rule) else { return nil }
      // What begins behind the anchor belongs to a later one.
      var found = try search(plan, rule, in: window, startingBy: anchor.upperBound)
      // What ends before the anchor belongs to one before it, which was too far from the words to be asked about.
      while plan.nearDistance != nil, let end = found?.whole.upperBound, window.lowerBound < end,
        end <= anchor.lowerBound
      {
        found = try search(plan, rule, in: end..<window.upperBound, startingBy: anchor.upperBound)
      }
      // What failed to begin here fails for the anchors that follow, too: a text ahead of one holds no other.
      if found == nil { looked[rule] = max(looked[rule], anchor.lowerBound) }
      return found.map { ($0.secret, nil) }
    case .patternBehind(let distance):
      let window = max(looked[rule], anchor.lowerBound)..<min(bytes.count, anchor.upperBound + distance)
      guard let found = try search(plan, rule, in: window, startingBy: window.upperBound) else { return nil }
      // What the window cuts off belongs to a later anchor, whose window reaches as far as it needs.
      let isWhole = found.whole.upperBound < window.upperBound || window.upperBound == bytes.count
      return isWhole ? (found.secret, nil) : nil
    }
  }

  private mutating func search(
    _ plan: RulePlan, _ rule: Int, in window: Range<Int>, startingBy latest: Int
  ) throws(SecretScanningError) -> (whole: Range<Int>, secret: Range<Int>)? {
    switch try searches.search(plan, rule).firstMatch(in: bytes, window, startingBy: latest) {
    case .nothing: return nil
    case .found(let whole, let secret): return (whole, secret)
    case .undecided:
      progress.markIncomplete(rule)
      return nil
    }
  }

  /// Whether a pattern that leaps over whatever is between two parts, and so may look at all of its window for every anchor, has
  /// not yet done so twice for each byte.
  private mutating func mayLeap(over window: Range<Int>, rule: Int) -> Bool {
    let left = leaps[rule, default: 2 * bytes.count + Self.minimumLeaps] - window.count
    leaps[rule] = left
    if left < 0 { progress.markIncomplete(rule) }
    return left >= 0
  }

  /// In bytes: a thousand of the longest windows.
  private static let minimumLeaps = 2 << 20

  private func match(_ special: SpecialMatcher, anchor: Range<Int>) -> (range: Range<Int>, doubt: String?)? {
    switch special {
    case .genericAssignment:
      return GenericAssignment(in: bytes, anchor: anchor, traits: traits, memo: memo)
        .map { ($0.range, $0.doubt) }
    case .privateKeyBlock:
      return PrivateKeyBlock(in: bytes, anchor: anchor)
        .map { ($0.range, $0.doubt) }
    case .serviceAccountKey:
      guard let block = PrivateKeyBlock(in: bytes, anchor: anchor) else { return nil }
      let area = bytes[max(0, block.range.lowerBound - 2_048)..<min(bytes.count, block.range.upperBound + 2_048)]
      let isAccount = ["service_account", "client_email"].allSatisfy { ASCII.contains(area, ignoringCase: $0) }
      return isAccount ? (block.range, block.doubt) : nil
    case .keyFile:
      return KeyFile.plain(in: bytes, anchor: anchor).map { ($0.range, nil) }
    case .keyStore:
      return KeyFile.protected(in: bytes, anchor: anchor).map { ($0.range, "a password protects it") }
    case .puttyKey:
      let end = min(bytes.count, anchor.upperBound + 16_384)
      guard let lines = PuTTYKey.privateLines(in: bytes, from: anchor.upperBound, to: end) else { return nil }
      return (anchor.lowerBound..<lines, nil)
    }
  }

  /// Where the secrets are, in order, without overlap.
  func ranges() -> [Range<Int>] {
    CandidateSelection.select(candidates, ranks: scanner.ranks).map(\.range)
  }

  /// What the candidates come to, as `judge` has it. `cursor` stands before all of them, and afterwards behind them.
  mutating func result(
    cursor: inout PositionCursor, judge: SecretJudge
  ) throws(SecretScanningError) -> SecretScan {
    var result = SecretScan()
    if candidates.isEmpty { return result }
    for candidate in CandidateSelection.select(candidates, ranks: scanner.ranks) {
      guard own.contains(candidate.range.lowerBound) else { continue }
      progress.count(candidate.rule)
      let rule = scanner.plans[candidate.rule].rule
      let start = cursor.position(of: candidate.range.lowerBound, in: bytes)
      let end = cursor.position(of: candidate.range.upperBound, in: bytes)
      let finding = finding(of: candidate, rule: rule, start: start, end: end, key: judge.key ?? scanner.fingerprintKey)
      let count = result.findings.count
      try judge.add(
        finding, SecretJudge.Subject(family: rule.family.name, secret: candidate.range, bytes: bytes),
        isCommented: silencing.covers(candidate.range, rule: rule.id), to: &result)
      // Nobody asks about what is silenced.
      if result.findings.count > count { keep(candidate, as: finding) }
    }
    return result
  }

  private func keep(_ candidate: Candidate, as finding: Finding) {
    guard let vault = scanner.vault, let fingerprint = finding.fingerprint else { return }
    let key = SecretVault.Key(rule: finding.rule, fingerprint: fingerprint)
    vault.keep(candidate.decoded?.secret ?? Array(bytes[candidate.range]), at: candidate.range, of: bytes, as: key)
  }

  private func finding(
    of candidate: Candidate, rule: SecretRule, start: (line: Int, column: Int), end: (line: Int, column: Int),
    key: [UInt8]
  ) -> Finding {
    let secret = candidate.decoded.map { $0.secret[...] } ?? bytes[candidate.range]
    let preview = Redaction.preview(of: secret, prefixCount: candidate.prefixCount)
    let note = candidate.note.map { " (\($0))" } ?? ""
    let title = ([rule.title] + (candidate.decoded?.encodings.map(\.phrase) ?? [])).joined(separator: ", ")
    return Finding(
      rule: rule.id, severity: candidate.severity, message: "\(title): \(preview)\(note)", path: path,
      range: SourceRange(
        line: start.line, column: start.column, endLine: end.line == start.line ? nil : end.line, endColumn: end.column),
      help: rule.help,
      fingerprint: Fingerprint.make(family: rule.family.name, secret: secret, key: key))
  }
}
