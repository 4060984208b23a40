/// Words that have to be near a match.
extension ScanPass {
  /// ``Verification/near(_:within:)``, for which a text full of such places is not looked through for each.
  mutating func isNear(_ words: [String], of candidate: Candidate, within distance: Int) -> Bool {
    if near.isEmpty { near = Array(repeating: nil, count: scanner.rules.count) }
    let memo = near[candidate.rule] ?? NearMemo(words)
    near[candidate.rule] = memo
    let range = candidate.range
    let area = max(0, range.lowerBound - distance)..<min(bytes.count, range.upperBound + distance)
    return bytes.withView { memo.occurs(in: $0, area) }
  }

  /// Whether the words that have to be near are nowhere around `window`, so that a match there would be none.
  func isSurelyFar(from window: Range<Int>, within distance: Int, rule: Int) -> Bool {
    guard !near.isEmpty, let memo = near[rule] else { return false }
    let area = max(0, window.lowerBound - distance)..<min(bytes.count, window.upperBound + distance)
    return bytes.withView { memo.isSurelyAbsent(in: $0, area) }
  }
}
