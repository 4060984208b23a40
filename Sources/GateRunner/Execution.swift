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

  /// What the run adds to what is known of the check's time; `nil` for one that came to no verdict and may have ended early.
  var timing: CheckTiming? {
    guard outcome.verdict == .passed || outcome.verdict == .failed else { return nil }
    // The time of a task does not follow the number of its files.
    return CheckTiming(
      duration: worked, fileCount: check.traits.grain == .file ? ready.missing.count : 0,
      failed: outcome.verdict == .failed)
  }

  /// The verdicts that may be kept, with their keys.
  ///
  /// One file's verdict is kept only where the findings tell the whole truth about each file; a verdict that holds for a
  /// whole batch says nothing about its members.
  func entries(recordedAt date: Int64) -> [(CacheKey, CachedVerdict)] {
    guard let keys = ready.keys, outcome.verdict == .passed || outcome.verdict == .failed else { return [] }
    if check.traits.grain == .task {
      guard let key = keys.first, isKept(outcome) else { return [] }
      return [(key, CachedVerdict(outcome: outcome, duration: duration, recordedAt: date))]
    }
    let paths = Set(ready.missing.map(\.path))
    guard outcome.attributed, outcome.findings.allSatisfy({ $0.path.map(paths.contains) ?? false }) else { return [] }
    let findings = Dictionary(grouping: outcome.findings, by: \.path)
    return zip(ready.missing, keys).compactMap { file, key in
      let verdict = CheckOutcome.judged(by: findings[file.path] ?? [])
      guard isKept(verdict) else { return nil }
      return (key, CachedVerdict(outcome: verdict, duration: duration / ready.missing.count, recordedAt: date))
    }
  }

  /// What the keys of those verdicts were made of.
  func manifests(secret: [UInt8], recordedAt date: Int64) -> [ManifestPlace: KeyManifest] {
    let files = check.traits.grain == .task ? ready.files : ready.missing
    return ready.contexts?.manifests(of: check, files, whole: ready.whole, secret: secret, recordedAt: date) ?? [:]
  }

  private func isKept(_ outcome: CheckOutcome) -> Bool {
    outcome.verdict == .passed || (outcome.verdict == .failed && check.traits.keepsFailures)
  }
}
