/// A bitmap as git compresses it: runs of equal 64-bit words, and words as they are between them (gitformat-bitmap(5),
/// "Serialization format for an EWAH bitmap").
enum EWAHBitmap {
  /// The numbers of the bits that are set, ascending, from the bitmap that starts at `offset`; `offset` is then behind it.
  ///
  /// - Parameter limit: bits from here on must not be set.
  /// - Returns: `nil` where the bitmap is not well-formed.
  static func bits(_ bytes: UnsafeRawBufferPointer, at offset: inout Int, end: Int, limit: Int) -> [Int]? {
    guard end - offset >= 8 else { return nil }
    let wordCount = Int(bytes.number(at: offset + 4))
    offset += 8
    // The words, and where the last run is described, which only matters to who appends.
    guard wordCount <= (end - offset) / 8, end - offset - wordCount * 8 >= 4 else { return nil }
    let wordsEnd = offset + wordCount * 8
    defer { offset = wordsEnd + 4 }
    var bits: [Int] = []
    var position = 0
    while offset < wordsEnd {
      let word = bytes.longNumber(at: offset)
      offset += 8
      let run = Int(word >> 1 & 0xffff_ffff) * 64
      if word & 1 == 1 {
        guard position <= limit, run <= limit - position + 63 else { return nil }
        // The last word of a run may reach beyond what there is to number.
        bits.append(contentsOf: position..<min(position + run, limit))
      }
      position += run
      let literals = Int(word >> 33)
      guard literals <= (wordsEnd - offset) / 8 else { return nil }
      for _ in 0..<literals {
        var word = bytes.longNumber(at: offset)
        offset += 8
        while word != 0 {
          let bit = position + word.trailingZeroBitCount
          guard bit < limit else { return nil }
          bits.append(bit)
          word &= word - 1
        }
        position += 64
      }
    }
    return bits
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func longNumber(at offset: Int) -> UInt64 {
    UInt64(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
