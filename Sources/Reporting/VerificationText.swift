import GateModel

/// Kept verdicts that turned out to be wrong, in words.
enum VerificationText {
  /// `verified 12 kept verdicts, 1 differs`; `nil` where nothing was to be verified.
  static func summary(_ report: Report) -> String? {
    guard let sum = report.verification else { return nil }
    let wrong = sum.differences.count
    let left = sum.unverifiedCount
    return "verified \(Wording.count(sum.verifiedCount, "kept verdict")), \(wrong) differ\(wrong == 1 ? "s" : "")"
      + (left > 0 ? "; \(left) could not be compared" : "")
  }

  /// What was kept and what came of it now: `was kept as passed, and failed (1 error)`.
  static func sentence(_ difference: CacheVerification.Difference) -> String {
    let source = difference.isRemote ? " in the remote cache" : ""
    let isSame = difference.kept.verdict == difference.fresh.verdict
    let counts = { (outcome: CheckOutcome) in
      let text = Wording.count(of: outcome.findings)
      return text.isEmpty ? "" : " (\(text))"
    }
    let kept = difference.kept.verdict.rawValue + counts(difference.kept)
    let fresh = difference.fresh.verdict.rawValue + counts(difference.fresh)
    return "was kept\(source) as \(kept), and now \(fresh)" + (isSame ? ": other findings" : "")
  }

  /// What is probably the matter, and what to do about it.
  static func advice(_ difference: CacheVerification.Difference, of check: CheckID) -> String {
    let name = TerminalText.safe(check.name)
    switch difference.cause {
    case .undeclaredInput:
      return
        "executed a third time it said the same, so it probably depends on something that its key does not name: declare it "
        + "with `inputs:` or `env:`; `gate check --trace --check \(name)` lists what its tools read"
    case .unstable:
      return
        "executed a third time it said something else: the check is not deterministic. Its verdict is no longer kept; mend "
        + "the check, or say `cache: false`"
    case .unknown:
      return "executed a third time it came to no verdict, so what is the matter is not known"
    }
  }

  /// That a wrong verdict is left in the remote cache.
  static let remote =
    "this run may not write to the remote cache, which still has the wrong verdict: verify it where gate may (in CI)"
}
