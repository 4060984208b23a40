import ResultCache

/// A verdict that is executed again although it is known.
struct KeptVerdict: Sendable {
  var verdict: CachedVerdict
  /// Whether the remote store knew it and this machine did not.
  var isRemote: Bool
}
