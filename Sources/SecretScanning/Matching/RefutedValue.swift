/// The value that was refuted last for what it is, wherever it stands: it may come a million times.
struct RefutedValue {
  private var range = 0..<0
  private var prefixCount = 0

  /// Whether `bytes[range]` are the same bytes, judged in the same way; `bytes` are the same on every call.
  func isKnown(_ range: Range<Int>, in bytes: [UInt8], prefixCount: Int = 0) -> Bool {
    prefixCount == self.prefixCount && !range.isEmpty && range.count == self.range.count
      && bytes.withUnsafeBufferPointer { bytes in
        range.indices.allSatisfy { bytes[$0] == bytes[$0 - range.lowerBound + self.range.lowerBound] }
      }
  }

  mutating func note(_ range: Range<Int>, prefixCount: Int = 0) {
    self.range = range
    self.prefixCount = prefixCount
  }
}
