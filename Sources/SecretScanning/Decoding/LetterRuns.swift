internal import CByteMasks

/// Finds long runs of letters of base64, 64 bytes at a time: each of them is a bit of one word, and no loop looks at bytes.
enum LetterRuns {
  private static let blockSize = 64

  /// The next run of at least `minimum` letters that begins at `start` or behind it.
  static func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, minimum: Int) -> Range<Int>? {
    var block = start
    // Where the letters begin that are next to the block.
    var first = start
    while block < bytes.count {
      let letters = letters(in: bytes, at: block)
      let lead = (~letters).trailingZeroBitCount
      if lead < blockSize {
        if block &+ lead &- first >= minimum { return first..<(block &+ lead) }
        if let run = run(in: letters, minimum: minimum) {
          return (block &+ run.lowerBound)..<(block &+ run.upperBound)
        }
        first = block &+ blockSize &- (~letters).leadingZeroBitCount
      }
      block &+= blockSize
    }
    return bytes.count &- first >= minimum ? first..<bytes.count : nil
  }

  /// The first place from `start` on that holds no letter.
  static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var block = start
    while block < bytes.count {
      let count = (~letters(in: bytes, at: block)).trailingZeroBitCount
      if count < blockSize { return block &+ count }
      block &+= blockSize
    }
    return bytes.count
  }

  /// The first run of `minimum` bits that does not reach the end, for there it may go on.
  @inline(__always)
  private static func run(in letters: UInt64, minimum: Int) -> Range<Int>? {
    // A bit for each letter that `count` letters begin with.
    var starts = letters
    var count = 1
    if minimum >= 16 {
      // Nearly always, and without a branch that depends on the text.
      starts &= starts >> 1
      starts &= starts >> 2
      starts &= starts >> 4
      starts &= starts >> 8
      count = 16
    }
    while count &* 2 <= minimum {
      starts &= starts >> UInt64(count)
      count &*= 2
    }
    // Few get so far.
    while starts != 0 {
      let start = starts.trailingZeroBitCount
      let end = start &+ (~(letters >> UInt64(start))).trailingZeroBitCount
      if end >= blockSize { return nil }
      if end &- start >= minimum { return start..<end }
      starts &= ~0 << UInt64(end)
    }
    return nil
  }

  /// A bit for each of 64 bytes, or of those that are left, that is a letter of base64 in either alphabet.
  @inline(__always)
  private static func letters(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt64 {
    guard let base = bytes.baseAddress else { return 0 }
    let count = bytes.count &- offset
    return count >= blockSize ? gate_letters(base + offset) : gate_last_letters(base + offset, count)
  }
}
