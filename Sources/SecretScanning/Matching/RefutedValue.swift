/// The value that was refuted last for what it is, wherever it stands: it may come a million times.
struct RefutedValue {
  private var range = 0..<0
  private var prefixCount = 0

  /// Whether `bytes[range]` are the same bytes, judged in the same way; `bytes` are the same on every call.
  func isKnown(_ range: Range<Int>, in bytes: ByteView, prefixCount: Int = 0) -> Bool {
    guard prefixCount == self.prefixCount, !range.isEmpty, range.count == self.range.count else { return false }
    let distance = range.lowerBound - self.range.lowerBound
    var offset = range.lowerBound
    while offset < range.upperBound, bytes[offset] == bytes[offset - distance] { offset += 1 }
    return offset == range.upperBound
  }

  mutating func note(_ range: Range<Int>, prefixCount: Int = 0) {
    self.range = range
    self.prefixCount = prefixCount
  }
}
