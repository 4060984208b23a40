import GateModel
import ResultCache

/// What was executed for one check, and which verdicts follow from it.
struct Execution: Sendable {
  let check: any Check
  let ready: PlannedCheck.Ready
  let outcome: CheckOutcome
  /// `nil` for a check that reads blobs.
  let place: CheckPlace?
  let duration: Duration
  /// How long it took once it had a place to run in, which is what the next run may expect.
  let worked: Duration
  /// The keys under which a wrong verdict was kept.
  var wrong: Set<CacheKey> = []
  /// Those of them on which the check does not always say the same: nothing is kept there.
  var unstable: Set<CacheKey> = []

  /// What the run adds to what is known of the check's time; `nil` for one that came to no verdict and may have ended early.
  var timing: CheckTiming? {
    guard outcome.verdict == .passed || outcome.verdict == .failed else { return nil }
    // The time of a task does not follow the number of its files.
    return CheckTiming(
      duration: worked, fileCount: check.traits.grain == .task ? 0 : ready.missing.count,
      failed: outcome.verdict == .failed)
  }

  /// What it came to under one key.
  struct Part: Sendable {
    var key: CacheKey
    /// `nil` where the key is a task's.
    var path: RepositoryPath?
    var outcome: CheckOutcome
  }

  /// What it came to under each key.
  ///
  /// One file has an outcome of its own only where the findings tell the whole truth about each file; a verdict that holds for a
  /// whole batch says nothing about its members.
  var parts: [Part] {
    guard let keys = ready.keys, outcome.verdict == .passed || outcome.verdict == .failed else { return [] }
    if check.traits.grain == .task { return keys.prefix(1).map { Part(key: $0, path: nil, outcome: outcome) } }
    if check.traits.grain == .closure { return closureParts(keys) }
    let paths = Set(ready.missing.map(\.path))
    // What is said of a member of an archive is said of the archive.
    func file(_ finding: Finding) -> RepositoryPath? {
      finding.path.flatMap { paths.contains($0) ? $0 : $0.possibleArchives.first(where: paths.contains) }
    }
    guard outcome.attributed, outcome.findings.allSatisfy({ file($0) != nil }) else { return [] }
    let findings = Dictionary(grouping: outcome.findings, by: file)
    let silenced = Dictionary(grouping: outcome.silenced) { file($0.finding) }
    return zip(ready.missing, keys).map { file, key in
      var part = CheckOutcome.judged(by: findings[file.path] ?? [])
      part.silenced = silenced[file.path] ?? []
      return Part(key: key, path: file.path, outcome: part)
    }
  }

  /// Of a check that judges each file with all that it needs: one that came through at once passed, and where the whole run
  /// passed also one of which nothing more is known. A failure is a file's own where a finding lies in it.
  private func closureParts(_ keys: [CacheKey]) -> [Part] {
    let findings = Dictionary(grouping: outcome.findings, by: \.path)
    return zip(ready.missing, keys).compactMap { file, key in
      let own = findings[file.path] ?? []
      switch outcome.fileResults?[file.path]?.verdict {
      case .passed: return Part(key: key, path: file.path, outcome: .judged(by: own))
      case .flaky: return nil
      case .failed: return Part(key: key, path: file.path, outcome: CheckOutcome(.failed, findings: own))
      case nil:
        let judged = CheckOutcome.judged(by: own)
        return judged.verdict == .failed || outcome.verdict == .passed
          ? Part(key: key, path: file.path, outcome: judged) : nil
      }
    }
  }

  /// The verdicts that may be kept, with their keys.
  func entries(recordedAt date: Int64) -> [(CacheKey, CachedVerdict)] {
    let verdicts = verdicts(recordedAt: date)
    guard let key = ready.auditKey, outcome.verdict == .passed || outcome.verdict == .failed else { return verdicts }
    // Whatever the audit came to, what passed in it is known from now on as what was executed, and the rest is not known.
    return verdicts + [(key, CachedVerdict(outcome: CheckOutcome(.passed), duration: duration, recordedAt: date))]
  }

  private func verdicts(recordedAt date: Int64) -> [(CacheKey, CachedVerdict)] {
    // Where single files have verdicts of their own, a flaky one is none of those.
    guard outcome.mayBeKept || check.traits.grain == .closure else { return [] }
    let parts = parts.filter { isKept($0.outcome) && !unstable.contains($0.key) }
    let duration = check.traits.grain == .task ? duration : duration / max(1, ready.missing.count)
    return parts.map { ($0.key, CachedVerdict(outcome: $0.outcome, duration: duration, recordedAt: date)) }
  }

  /// What the keys of those verdicts were made of.
  func manifests(secret: [UInt8], in scope: CheckScope, recordedAt date: Int64) -> [ManifestPlace: KeyManifest] {
    if check.traits.grain == .closure {
      let passed = Set(parts.filter { $0.outcome.verdict == .passed }.compactMap(\.path))
      let files = ready.missing.filter { passed.contains($0.path) }
      return ready.contexts?.closureManifests(of: check, files, in: scope, secret: secret, recordedAt: date) ?? [:]
    }
    let files = check.traits.grain == .task ? ready.files : ready.missing
    return ready.contexts?.manifests(of: check, files, whole: ready.whole, secret: secret, recordedAt: date) ?? [:]
  }

  private func isKept(_ outcome: CheckOutcome) -> Bool {
    outcome.verdict == .passed || (outcome.verdict == .failed && check.traits.keepsFailures)
  }
}
