/// What came of a program that was started.
package struct ToolResult: Hashable, Sendable {
  /// How it ended.
  package enum End: Hashable, Sendable {
    case exited(Int32)
    /// It was ended by this signal, sent by itself or by someone else.
    case signalled(Int32)
    /// It ran longer than it may and was killed.
    case timedOut
    /// The task that awaited it was cancelled, and it was killed.
    case cancelled
  }

  package var end: End
  package var standardOutput: [UInt8]
  package var standardError: [UInt8]
  /// Both streams in the order in which their pieces arrived. Pieces that were written within one wake-up of ours may be
  /// swapped: the system does not tell.
  package var combined: [UInt8]
  /// Whether something was left out of the middle of an output because it was longer than the limit.
  package var isTruncated: Bool
  package var duration: Duration

  package init(
    end: End, standardOutput: [UInt8] = [], standardError: [UInt8] = [], combined: [UInt8] = [],
    isTruncated: Bool = false, duration: Duration = .zero
  ) {
    self.end = end
    self.standardOutput = standardOutput
    self.standardError = standardError
    self.combined = combined
    self.isTruncated = isTruncated
    self.duration = duration
  }
}
