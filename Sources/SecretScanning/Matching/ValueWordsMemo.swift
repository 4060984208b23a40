/// The words of the last value but for the digits at its end: values that are counted through, `value-1`, `value-2`, have the same.
struct ValueWordsMemo {
  private var stem = 0..<0
  private var words: ValueWords?

  /// The words of the value at `value`; `bytes` are the same on every call.
  mutating func words(of value: Range<Int>, in bytes: ByteView) -> ValueWords {
    var end = value.upperBound
    while end > value.lowerBound, ByteClass.digits.contains(bytes[end - 1]) { end -= 1 }
    let (stem, digits) = (value.lowerBound..<end, bytes[end..<value.upperBound])
    if let words, isKnown(stem, in: bytes) { return words.adding(digits: digits) }
    let words = ValueWords(bytes[stem])
    (self.stem, self.words) = (stem, words)
    return words.adding(digits: digits)
  }

  private func isKnown(_ stem: Range<Int>, in bytes: ByteView) -> Bool {
    guard stem.count == self.stem.count else { return false }
    let distance = stem.lowerBound - self.stem.lowerBound
    var offset = stem.lowerBound
    while offset < stem.upperBound, bytes[offset] == bytes[offset - distance] { offset += 1 }
    return offset == stem.upperBound
  }
}
