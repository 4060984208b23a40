/// Which of several matches of the same bytes is told.
enum CandidateSelection {
  /// The candidates of which none overlaps another, in order of their place. The more specific rule wins, then what is written
  /// plainly, then the longer match, then the rule that is listed first. Of a value that only its name tells, what it says in
  /// base64 or hexadecimal wins: it has the fingerprint that it has elsewhere.
  static func select(_ candidates: [ScanPass.Candidate], ranks: [SecretRule.Rank]) -> [ScanPass.Candidate] {
    let preferred = candidates.sorted { left, right in
      let leftRank = ranks[left.rule]
      let rightRank = ranks[right.rule]
      if leftRank != rightRank { return leftRank < rightRank }
      let (leftPlain, rightPlain) = (isPreferred(left, leftRank), isPreferred(right, rightRank))
      if leftPlain != rightPlain { return leftPlain }
      if left.range.count != right.range.count { return left.range.count > right.range.count }
      return (left.rule, left.range.lowerBound) < (right.rule, right.range.lowerBound)
    }
    var chosen: [ScanPass.Candidate] = []
    for candidate in preferred {
      let position = insertionPoint(of: candidate.range, in: chosen)
      let isFree =
        (position == 0 || chosen[position - 1].range.upperBound <= candidate.range.lowerBound)
        && (position == chosen.count || chosen[position].range.lowerBound >= candidate.range.upperBound)
      if isFree { chosen.insert(candidate, at: position) }
    }
    return chosen
  }

  private static func isPreferred(_ candidate: ScanPass.Candidate, _ rank: SecretRule.Rank) -> Bool {
    let isHidden = candidate.decoded?.encodings.last?.hidesAll ?? false
    return rank == .generic && isHidden || rank != .generic && candidate.decoded == nil
  }

  private static func insertionPoint(of range: Range<Int>, in chosen: [ScanPass.Candidate]) -> Int {
    var low = 0
    var high = chosen.count
    while low < high {
      let middle = (low + high) / 2
      if chosen[middle].range.lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
