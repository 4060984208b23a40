package import GateModel

/// A verdict as the store keeps it.
package struct CachedVerdict: Hashable, Sendable {
  /// What came of the check; passed or failed.
  package var outcome: CheckOutcome
  /// How long the check took when it ran.
  package var duration: Duration
  /// When it ran, in seconds since 1970.
  package var recordedAt: Int64

  package init(outcome: CheckOutcome, duration: Duration, recordedAt: Int64) {
    self.outcome = outcome
    self.duration = duration
    self.recordedAt = recordedAt
  }

  /// The largest encoding that is kept, in bytes. A verdict with more findings than fit is worked out anew each time: cut
  /// short it would not say what the run said.
  static let maximumByteCount = 1 << 20

  /// The output that is kept, in bytes; of more, the beginning and the end.
  static let maximumOutput = 64 << 10

  /// Whether the store takes it: a check that could not run, or did not, has no verdict.
  var isKept: Bool { outcome.verdict == .passed || outcome.verdict == .failed }
}
