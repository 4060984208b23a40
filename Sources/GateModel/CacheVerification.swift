/// What came of executing a check again whose verdicts were known already (`gate check --verify-cache`).
package struct CacheVerification: Hashable, Sendable {
  /// A verdict that came out otherwise than it was kept.
  package struct Difference: Hashable, Sendable {
    /// Why, as far as one more execution tells.
    package enum Cause: String, Hashable, Sendable, CaseIterable {
      /// It came out the same once more: the verdict depends on something that its key does not name.
      case undeclaredInput = "undeclared-input"
      /// It came out otherwise once more: on the same content the check does not always say the same.
      case unstable = "not-deterministic"
      /// The last execution came to no verdict.
      case unknown
    }

    /// The file that the verdict is about, `nil` where it is about all files of the check together.
    package var path: RepositoryPath?
    /// The outcome that was kept.
    package var kept: CheckOutcome
    /// When that was, in seconds since 1970.
    package var recordedAt: Int64
    /// Whether it came from the remote cache.
    package var isRemote: Bool
    /// What came of the check now.
    package var fresh: CheckOutcome
    package var cause: Cause

    package init(
      path: RepositoryPath?, kept: CheckOutcome, recordedAt: Int64, isRemote: Bool, fresh: CheckOutcome, cause: Cause
    ) {
      self.path = path
      self.kept = kept
      self.recordedAt = recordedAt
      self.isRemote = isRemote
      self.fresh = fresh
      self.cause = cause
    }
  }

  /// How many kept verdicts were worked out again and compared.
  package var verifiedCount: Int
  /// How many could not be compared: the check came to no verdict, or ran on something else than what is recorded.
  package var unverifiedCount: Int
  /// Those of the compared ones that were wrong, in path order.
  package var differences: [Difference]
  /// Whether a wrong verdict still lies in the remote cache, which this run may not write.
  package var isRemoteWrong: Bool

  package init(
    verifiedCount: Int = 0, unverifiedCount: Int = 0, differences: [Difference] = [], isRemoteWrong: Bool = false
  ) {
    self.verifiedCount = verifiedCount
    self.unverifiedCount = unverifiedCount
    self.differences = differences
    self.isRemoteWrong = isRemoteWrong
  }

  /// The same, where it turns out that nothing was compared after all.
  package var invalidated: CacheVerification {
    CacheVerification(unverifiedCount: unverifiedCount + verifiedCount)
  }
}

extension Report {
  /// The verifications of all checks as one, `nil` where none was asked for.
  package var verification: CacheVerification? {
    let all = checks.compactMap(\.verification)
    if all.isEmpty { return nil }
    return all.reduce(into: CacheVerification()) { sum, part in
      sum.verifiedCount += part.verifiedCount
      sum.unverifiedCount += part.unverifiedCount
      sum.differences += part.differences
      sum.isRemoteWrong = sum.isRemoteWrong || part.isRemoteWrong
    }
  }
}
