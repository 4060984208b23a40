import GateModel

extension CheckReport {
  /// Why the check did not pass, where no finding says it: it could not run, or failed without naming a place.
  var unexplained: String? {
    switch outcome.verdict {
    case .errored: Wording.list(outcome.reason ?? "could not run", outcome.hint, separator: "\n")
    case .failed: outcome.findings.isEmpty ? outcome.reason ?? "failed" : nil
    case .passed, .skipped: nil
    }
  }
}
