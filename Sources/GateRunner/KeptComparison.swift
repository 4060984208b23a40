import GateModel
import ResultCache

/// Compares an execution with the verdicts that were kept under its keys.
struct KeptComparison {
  /// A kept verdict beside what came of the check now.
  struct Pair {
    /// The keys that the verdict was kept under: several where a check that judges each file by itself now says something of all
    /// of them together.
    var keys: [CacheKey]
    var path: RepositoryPath?
    var kept: KeptVerdict
    var fresh: CheckOutcome
  }

  /// How many kept verdicts were compared.
  private(set) var verifiedCount = 0
  /// How many could not be.
  private(set) var unverifiedCount = 0
  /// The pairs that differ.
  private(set) var differing: [Pair] = []

  /// - Parameter kept: what was known under keys of `execution`.
  init(_ kept: [CacheKey: KeptVerdict], with execution: Execution) {
    let isComparable = execution.place?.isExact ?? true
    let pairs = isComparable ? Self.pairs(kept, execution) : []
    verifiedCount = pairs.reduce(0) { $0 + $1.keys.count }
    unverifiedCount = kept.count - verifiedCount
    differing = pairs.filter { !Self.areEqual($0.kept.verdict.outcome, $0.fresh) }
  }

  /// Whether two outcomes say the same: the verdict, and the findings in any order. What a tool prints besides may hold times and
  /// names of temporary files.
  static func areEqual(_ left: CheckOutcome, _ right: CheckOutcome) -> Bool {
    if left.verdict != right.verdict || left.findings.count != right.findings.count { return false }
    if left.findings == right.findings { return true }
    let counts = { (findings: [Finding]) in Dictionary(findings.map { ($0, 1) }, uniquingKeysWith: +) }
    return counts(left.findings) == counts(right.findings)
  }

  private static func pairs(_ kept: [CacheKey: KeptVerdict], _ execution: Execution) -> [Pair] {
    let parts = execution.parts
    if !parts.isEmpty {
      return parts.compactMap { part in
        kept[part.key].map { Pair(keys: [part.key], path: part.path, kept: $0, fresh: part.outcome) }
      }
    }
    // A verdict on all files at once: comparable where all of them had one.
    let verdict = execution.outcome.verdict
    guard verdict == .passed || verdict == .failed, let keys = execution.ready.keys,
      keys.allSatisfy({ kept[$0] != nil })
    else { return [] }
    let all = keys.compactMap { kept[$0] }
    guard var first = all.first else { return [] }
    first.verdict.outcome = OutcomeMerging.merged(all.map(\.verdict.outcome))
    first.isRemote = all.contains(where: \.isRemote)
    return [Pair(keys: keys, path: nil, kept: first, fresh: execution.outcome)]
  }
}
