/// How large and how old the store may grow.
package struct StoreLimits: Hashable, Sendable {
  /// The size of the file, in bytes.
  package var maximumBytes: Int64
  /// How long a verdict is kept that nobody asks for.
  package var maximumAge: Duration

  package init(maximumBytes: Int64, maximumAge: Duration) {
    self.maximumBytes = maximumBytes
    self.maximumAge = maximumAge
  }

  /// 256 MB and 30 days.
  package static let standard = StoreLimits(maximumBytes: 256 << 20, maximumAge: .seconds(30 * 86_400))
}
