/// What is known of the last value but for the digits at its end: values that are counted through, `value-1`, `value-2`, differ in
/// nothing else.
struct ValueMemo {
  private var stem = 0..<0
  private var present = ByteClass(low: 0, high: 0)
  private var digitCount = 0
  /// `nil` where nobody asked for them yet.
  private var words: ValueWords?

  /// The bytes that occur in the value at `value`; `bytes` are the same on every call.
  mutating func present(in bytes: ByteView, _ value: Range<Int>) -> ByteClass {
    let digits = look(at: value, in: bytes)
    return digits.isEmpty ? present : present.union(ByteClass(of: digits))
  }

  /// The value at `value`, of which `present` are the bytes; `bytes` are the same on every call.
  mutating func credential(in bytes: ByteView, _ value: Range<Int>, _ present: ByteClass) -> CredentialValue {
    let digits = look(at: value, in: bytes)
    let known = words ?? ValueWords(bytes[stem])
    words = known
    return CredentialValue(
      bytes[value], present, digitCount: digitCount + digits.count, known.adding(digits: digits))
  }

  /// Looks at all before the digits at the end of the value, and returns those.
  private mutating func look(at value: Range<Int>, in bytes: ByteView) -> ByteView {
    var end = value.upperBound
    while end > value.lowerBound, ByteClass.digits.contains(bytes[end - 1]) { end -= 1 }
    let stem = value.lowerBound..<end
    if stem != self.stem {
      if !isKnown(stem, in: bytes) {
        present = ByteClass(of: bytes[stem])
        digitCount = ASCII.digitCount(of: bytes[stem])
        words = nil
      }
      self.stem = stem
    }
    return bytes[end..<value.upperBound]
  }

  private func isKnown(_ stem: Range<Int>, in bytes: ByteView) -> Bool {
    guard stem.count == self.stem.count else { return false }
    let distance = stem.lowerBound - self.stem.lowerBound
    var offset = stem.lowerBound
    while offset < stem.upperBound, bytes[offset] == bytes[offset - distance] { offset += 1 }
    return offset == stem.upperBound
  }
}
