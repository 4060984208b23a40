/// A text in which `«…»` marks what is expected to be found: the clean bytes, and the marked ranges of them.
struct MarkedText {
  var bytes: [UInt8] = []
  var ranges: [Range<Int>] = []

  init(_ text: String) {
    var start: Int?
    for scalar in text.unicodeScalars {
      if scalar == "\u{ab}" {
        start = bytes.count
      } else if scalar == "\u{bb}" {
        if let opened = start { ranges.append(opened..<bytes.count) }
        start = nil
      } else {
        bytes += Array(String(scalar).utf8)
      }
    }
  }
}

/// Random numbers that are the same on every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
