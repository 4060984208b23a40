import GateModel

/// Makes one outcome of several parts of the same check.
enum OutcomeMerging {
  /// The worst verdict of `outcomes`, with all their findings in path order and their output one after the other.
  static func merged(_ outcomes: [CheckOutcome]) -> CheckOutcome {
    if outcomes.count == 1 { return outcomes[0] }
    var merged = CheckOutcome(.passed)
    for outcome in outcomes {
      if rank(outcome.verdict) > rank(merged.verdict) {
        merged.verdict = outcome.verdict
        merged.reason = outcome.reason
        merged.hint = outcome.hint
        merged.isMisuse = outcome.isMisuse
      }
      merged.findings += outcome.findings
      merged.silenced += outcome.silenced
      merged.output += outcome.output
      merged.attributed = merged.attributed && outcome.attributed
      merged.mayBeKept = merged.mayBeKept && outcome.mayBeKept
    }
    merged.fileResults = FileResult.joined(outcomes.map(\.fileResults))
    merged.findings.sort(by: precedes)
    merged.silenced.sort { precedes($0.finding, $1.finding) }
    return merged
  }

  private static func rank(_ verdict: CheckOutcome.Verdict) -> Int {
    switch verdict {
    case .passed: 0
    case .skipped: 1
    case .failed: 2
    case .errored: 3
    }
  }

  private static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    switch (left.path, right.path) {
    case (nil, .some): true
    case (.some, nil): false
    case (let leftPath?, let rightPath?) where leftPath != rightPath: leftPath < rightPath
    default: (left.range?.line ?? 0, left.range?.column ?? 0) < (right.range?.line ?? 0, right.range?.column ?? 0)
    }
  }
}
