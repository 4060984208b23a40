/// How much of long lines is handed out: each has to be walked through to the place that is shown.
struct LineBudget {
  private var rest = 128 << 20
  /// Shorter ones are free, in bytes.
  private static let shortLength = 1 << 13

  mutating func allows(_ byteCount: Int) -> Bool {
    if byteCount > Self.shortLength { rest -= byteCount }
    return rest > 0 || byteCount <= Self.shortLength
  }
}
