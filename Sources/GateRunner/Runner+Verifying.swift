import GateModel
import ResultCache

extension Runner {
  /// What there is to say of the verdicts that were kept for what `execution` looked at. Where some differ, the check is executed
  /// once more on just that, which tells an input that no key names from a check that does not always say the same.
  ///
  /// - Parameter job: what was executed.
  func verification(
    of kept: [CacheKey: KeptVerdict], _ execution: inout Execution, _ job: CheckJob
  ) async -> CacheVerification {
    let comparison = KeptComparison(kept, with: execution)
    var result = CacheVerification(
      verifiedCount: comparison.verifiedCount, unverifiedCount: comparison.unverifiedCount)
    if comparison.differing.isEmpty { return result }
    let again = await executedAgain(comparison.differing, execution, job)
    for pair in comparison.differing {
      let cause = Self.cause(of: pair, again)
      execution.wrong.formUnion(pair.keys)
      if cause == .unstable { execution.unstable.formUnion(pair.keys) }
      result.differences.append(
        CacheVerification.Difference(
          path: pair.path, kept: pair.kept.verdict.outcome, recordedAt: pair.kept.verdict.recordedAt,
          isRemote: pair.kept.isRemote, fresh: pair.fresh, cause: cause))
    }
    return result
  }

  /// One more execution, of a check that judges each file by itself on the files in question alone.
  private func executedAgain(
    _ differing: [KeptComparison.Pair], _ execution: Execution, _ job: CheckJob
  ) async -> Execution {
    var ready = execution.ready
    var job = job
    let paths = Set(differing.compactMap(\.path))
    if !paths.isEmpty, let keys = ready.keys {
      let chosen = zip(ready.missing, keys).filter { paths.contains($0.0.path) }
      ready.missing = chosen.map(\.0)
      ready.keys = chosen.map(\.1)
      job.files = ready.missing
    }
    let outcome = await self.outcome(of: execution.check, job, execution.place)
    return Execution(
      check: execution.check, ready: ready, outcome: outcome, place: execution.place, duration: .zero, worked: .zero)
  }

  private static func cause(
    of pair: KeptComparison.Pair, _ again: Execution
  ) -> CacheVerification.Difference.Cause {
    let part = again.parts.first { pair.keys.contains($0.key) }
    let verdict = again.outcome.verdict
    guard let outcome = part?.outcome ?? (verdict == .passed || verdict == .failed ? again.outcome : nil) else {
      return .unknown
    }
    return KeptComparison.areEqual(outcome, pair.fresh) ? .undeclaredInput : .unstable
  }
}
