/// What came of one check.
package struct CheckOutcome: Hashable, Sendable {
  /// The outcome in one word.
  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    case passed
    /// The content is not as it should be.
    case failed
    /// The check could not run: tool missing, crash, time-out.
    case errored
    /// There was nothing to check, or the run ended first.
    case skipped
  }

  package var verdict: Verdict
  package var findings: [Finding]
  /// What was found and is known: it has no part in the verdict.
  package var silenced: [SilencedFinding] = []
  /// What the check's commands printed, in order, bounded; replayed when the verdict comes from the cache.
  package var output: String
  /// Why, for an errored or skipped verdict.
  package var reason: String?
  /// What to do next, where that is known.
  package var hint: String?
  /// The files that `findings` tell the whole truth about, one by one; `nil` where the verdict holds for the job only as a
  /// whole (a tool failed without saying on which file). Only attributable verdicts are kept per file.
  package var attributed: Bool
  /// What came of each file that was run by itself; `nil` where the check's command does not say so. A file that is missing
  /// here was not run, or nothing is known of it. Has no part in what is kept of the verdict.
  package var fileResults: [RepositoryPath: FileResult]?
  /// Whether the verdict may answer for a later run: not where the same content failed once and passed the next time.
  package var mayBeKept = true
  /// Whether an errored verdict comes of something that somebody wrote down for gate, as in gate.yml: see ``ExitStatus/misuse``.
  package var isMisuse = false

  package init(
    _ verdict: Verdict, findings: [Finding] = [], output: String = "", reason: String? = nil, hint: String? = nil,
    attributed: Bool = true
  ) {
    self.verdict = verdict
    self.findings = findings
    self.output = output
    self.reason = reason
    self.hint = hint
    self.attributed = attributed
  }

  /// The files that were run in full and passed at once, which may be kept one by one; `nil` where nothing is known of single
  /// files.
  package var passedFiles: Set<RepositoryPath>? {
    fileResults.map { results in Set(results.lazy.filter { $0.value.verdict == .passed }.map(\.key)) }
  }

  /// A verdict that follows from findings alone: failed when one is an error.
  package static func judged(by findings: [Finding], output: String = "") -> CheckOutcome {
    CheckOutcome(findings.contains { $0.severity == .error } ? .failed : .passed, findings: findings, output: output)
  }

  /// A check that could not run.
  package static func errored(_ reason: String, hint: String? = nil, output: String = "") -> CheckOutcome {
    CheckOutcome(.errored, output: output, reason: reason, hint: hint, attributed: false)
  }

  /// A check that could not run, for the reason that `error` gives.
  package static func errored(_ error: CheckError) -> CheckOutcome {
    var outcome = CheckOutcome.errored(error.message, hint: error.hint)
    outcome.isMisuse = error.isMisuse
    return outcome
  }
}
