import GateModel

extension [CheckOutcome] {
  /// One outcome for the parts of a check's work: the worst verdict, all findings, all output, in order.
  func combined() -> CheckOutcome {
    let order: [CheckOutcome.Verdict] = [.errored, .skipped, .failed, .passed]
    let verdict = order.first { verdict in contains { $0.verdict == verdict } } ?? .passed
    let decisive = first { $0.verdict == verdict }
    var combined = CheckOutcome(
      verdict, findings: flatMap(\.findings), output: map(\.output).filter { !$0.isEmpty }.joined(separator: "\n"),
      reason: decisive?.reason, hint: decisive?.hint, attributed: allSatisfy(\.attributed))
    combined.isMisuse = decisive?.isMisuse ?? false
    combined.silenced = flatMap(\.silenced)
    combined.mayBeKept = allSatisfy(\.mayBeKept)
    combined.fileResults = FileResult.joined(map(\.fileResults))
    return combined
  }
}

extension [Finding] {
  /// The findings, each once, in order: some tools say the same thing twice.
  func withoutDuplicates() -> [Finding] {
    var seen: Set<Finding> = []
    return filter { seen.insert($0).inserted }
  }
}

extension RepositoryPath {
  /// The path as seen from `root`, in which it lies.
  func relative(to root: RepositoryPath) -> RepositoryPath {
    guard !root.bytes.isEmpty, isInside(root), bytes.count > root.bytes.count else { return self }
    return RepositoryPath(bytes: bytes[(root.bytes.count + 1)...])
  }
}
