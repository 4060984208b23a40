/// Up to where a text repeats what it says so many bytes before: a text of one line over and over is judged once.
struct RepeatedText {
  private var distance = 0
  /// Each byte here is the same as that `distance` bytes before.
  private var known = 0..<0

  /// Whether every byte of `area` is the same as that `distance` bytes before it; each is compared once where areas come in order,
  /// and `bytes` are the same on every call.
  mutating func repeats(_ area: Range<Int>, distance: Int, in bytes: [UInt8]) -> Bool {
    let continues =
      distance == self.distance && known.lowerBound <= area.lowerBound && area.lowerBound <= known.upperBound
    let start = continues ? known.upperBound : area.lowerBound
    if start >= area.upperBound { return true }
    let isSame = bytes.withUnsafeBufferPointer { bytes in
      (start..<area.upperBound).allSatisfy { bytes[$0] == bytes[$0 - distance] }
    }
    if isSame {
      known = (continues ? known.lowerBound : start)..<area.upperBound
      self.distance = distance
    }
    return isSame
  }
}
