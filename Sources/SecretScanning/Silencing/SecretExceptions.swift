import DocumentTree
package import GateModel
internal import Digests

/// All exceptions that are in force for one content, and the key of its fingerprints.
package struct SecretExceptions: Sendable {
  /// What is asked about.
  struct Subject {
    var rule: String
    var family: String
    var secret: ArraySlice<UInt8>
    var fingerprint: String
    var path: RepositoryPath
    var line: Int
    var commit: String?
  }

  /// Whether something is excepted.
  enum Answer {
    case no
    case covered(SecretException)
    /// It was until then.
    case expired(SecretException)
  }

  private struct Place: Hashable {
    var path: RepositoryPath
    var line: Int
  }

  private struct Digest: Hashable {
    var path: RepositoryPath
    var sha1: String
  }

  package private(set) var all: [SecretException] = []
  /// Keys the fingerprints, see ``SecretBaseline``; empty where the content has no baseline.
  package let key: [UInt8]
  /// The baseline's name, where there is one.
  package let baseline: RepositoryPath?
  /// Rules of the project's own, and what they except; `nil` where it has none.
  package var gitleaks: GitleaksConfiguration?
  private let today: CalendarDay
  private var byFingerprint: [String: [Int]] = [:]
  private var byPlace: [Place: [Int]] = [:]
  private var byDigest: [Digest: [Int]] = [:]
  private var general: [Int] = []

  /// - Parameter today: decides which exceptions have expired.
  package init(
    _ exceptions: [SecretException] = [], key: [UInt8] = [], baseline: RepositoryPath? = nil, today: CalendarDay
  ) {
    self.key = key
    self.baseline = baseline
    self.today = today
    for exception in exceptions { add(exception) }
  }

  private mutating func add(_ exception: SecretException) {
    let number = all.count
    all.append(exception)
    switch exception.target {
    case .secret(let fingerprint): byFingerprint[fingerprint, default: []].append(number)
    case .place(let path, _, let line, _): byPlace[Place(path: path, line: line), default: []].append(number)
    case .digest(let path, let sha1): byDigest[Digest(path: path, sha1: sha1), default: []].append(number)
    case .findings: general.append(number)
    case .nothing: break
    }
  }

  /// Whether an exception covers `subject`: one that has not expired wins.
  func answer(on subject: Subject) -> Answer {
    var expired: SecretException?
    for number in candidates(for: subject) {
      let exception = all[number]
      guard covers(exception, subject) else { continue }
      guard let until = exception.until, until < today else { return .covered(exception) }
      expired = exception
    }
    return expired.map { .expired($0) } ?? .no
  }

  private func candidates(for subject: Subject) -> [Int] {
    var numbers = byFingerprint[subject.fingerprint] ?? []
    numbers += byPlace[Place(path: subject.path, line: subject.line)] ?? []
    if !byDigest.isEmpty {
      for text in DetectSecretsBaseline.spellings(of: subject.secret) {
        let sha1 = Digest256.hex(Digest160.of(text))
        numbers += byDigest[Digest(path: subject.path, sha1: sha1)] ?? []
      }
    }
    return numbers + general
  }

  private func covers(_ exception: SecretException, _ subject: Subject) -> Bool {
    switch exception.target {
    case .secret, .digest: true
    case .nothing: false
    case .findings(let rule, let path, let fingerprint):
      (rule == nil || rule == subject.rule) && path?.matches(subject.path) ?? true
        && (fingerprint == nil || fingerprint == subject.fingerprint)
    case .place(_, let rule, _, let commit):
      Self.mean(rule, subject.rule, subject.family) && (commit == nil || commit == subject.commit)
    }
  }

  /// On one line gitleaks's generic rule finds what gate has a provider's rule for.
  private static func mean(_ name: String, _ rule: String, _ family: String) -> Bool {
    name.hasPrefix("generic") || GitleaksRuleNames.mean(name, id: rule, family: family)
  }

  /// `finding`, which `commit` recorded first, as a silenced one where a list has it for that commit alone. For who learns of
  /// the commit after the scan.
  package func silenced(_ finding: Finding, recordedBy commit: String) -> SilencedFinding? {
    for list in gitleaks?.allowlists ?? [] where !list.needsAll && list.commits.contains(commit) {
      return SilencedFinding(finding, place: .external, origin: "\(GitleaksConfiguration.path):\(list.position.line)")
    }
    guard let path = finding.path, let line = finding.range?.line else { return nil }
    for number in byPlace[Place(path: path, line: line)] ?? [] {
      guard case .place(_, let rule, _, commit) = all[number].target, Self.mean(rule, finding.rule, "") else {
        continue
      }
      return SilencedFinding(
        finding, place: .external, origin: all[number].origin, reason: all[number].justification)
    }
    return nil
  }

  /// The exceptions that `silenced`, which must tell of the whole content, does not speak of, each with its reason.
  ///
  /// - Parameter hasCommits: whether the content is that of commits: elsewhere what names one is not looked for.
  package func unused(beside silenced: [SilencedFinding], hasCommits: Bool = false) -> [SecretException] {
    let used = Set(silenced.compactMap(\.origin))
    return all.filter { exception in
      if !hasCommits, case .place(_, _, _, .some) = exception.target { return false }
      return !used.contains(exception.origin)
    }
  }

  /// What is to be said of ``unused(beside:hasCommits:)``, as warnings at the exceptions' places.
  package func findingsOnUnused(beside silenced: [SilencedFinding], hasCommits: Bool = false) -> [Finding] {
    unused(beside: silenced, hasCommits: hasCommits).map { exception in
      var message = "the exception silences nothing"
      if let reason = reasonOfIdleness(exception.target) { message += ": \(reason)" }
      if let until = exception.until, until < today { message = "the exception expired on \(until)" }
      return Finding(
        rule: "unused-exception", severity: .warning, message: message, path: RepositoryPath(exception.file),
        range: SourceRange(line: exception.line),
        help: exception.file == baseline?.description
          ? "`gate secrets baseline --prune` takes out what is not found any more" : "take it out")
    }
  }

  /// Why an exception cannot silence anything, where that is plain.
  private func reasonOfIdleness(_ target: SecretException.Target) -> String? {
    switch target {
    case .nothing(let reason): return reason
    case .findings(let rule?, _, _):
      let known = SecretRule.all.map(\.id) + (gitleaks?.rules.map(\.id) ?? [])
      if known.contains(rule) { return nil }
      let nearest = NearestName.match(for: rule, among: known)
      return "no rule is called `\(rule)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "")
    case .secret, .findings, .place, .digest: return nil
    }
  }
}
