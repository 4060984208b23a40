/// Finds long runs of letters of base64, eight bytes at a time.
///
/// A run of 23 bytes holds two words of eight bytes that follow each other, wherever it begins. So every second word is looked
/// at, and where that may be all letters, its neighbours too.
enum LetterWords {
  /// Shorter runs may lie between the words.
  static let minimumRunLength = 23

  private static let wordSize = 8
  private static let distance = 16

  /// The next run of at least `minimum` letters, ``minimumRunLength`` or more, that begins at `start` or behind it. Where there
  /// is none but perhaps at the end of the text, the answer is `nil`, and `start` moves to where that may begin.
  static func nextRun(in bytes: UnsafeBufferPointer<UInt8>, from start: inout Int, minimum: Int) -> Range<Int>? {
    var floor = start
    var word = start
    while word &+ (distance + wordSize) <= bytes.count {
      if perhapsLetters(in: load(bytes, at: word)) != highBits {
        word &+= distance
        if perhapsLetters(in: load(bytes, at: word)) != highBits {
          word &+= distance
          continue
        }
      }
      guard letters(in: load(bytes, at: word)) == highBits else {
        word &+= distance
        continue
      }
      let run = first(in: bytes, before: word, floor: floor)..<end(in: bytes, from: word &+ wordSize)
      if run.count >= minimum { return run }
      // What ends a run is no letter.
      floor = run.upperBound &+ 1
      word = floor
    }
    start = max(floor, word &- distance &+ 1)
    return nil
  }

  /// The first place from `start` on that holds no letter.
  static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end &+ wordSize <= bytes.count {
      let others = ~letters(in: load(bytes, at: end)) & highBits
      if others != 0 { return end &+ others.trailingZeroBitCount / 8 }
      end &+= wordSize
    }
    while end < bytes.count, isLetter(bytes[end]) { end &+= 1 }
    return end
  }

  /// Where the letters begin that end before `end`, at `floor` or behind it.
  private static func first(in bytes: UnsafeBufferPointer<UInt8>, before end: Int, floor: Int) -> Int {
    var first = end
    while first &- wordSize >= floor {
      let others = ~letters(in: load(bytes, at: first &- wordSize)) & highBits
      if others != 0 { return first &- others.leadingZeroBitCount / 8 }
      first &-= wordSize
    }
    while first > floor, isLetter(bytes[first &- 1]) { first &-= 1 }
    return first
  }

  /// Eight bytes, the first of them in the lowest ones.
  @inline(__always)
  private static func load(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { letters(in: UInt64(byte)) & 0x80 != 0 }

  /// Of each byte that is of ``Alphabet/isLetter`` the highest bit, and nothing else.
  ///
  /// Each sum sets the highest bit of the bytes at or above a bound, and nothing carries over: bytes beyond ASCII are cut down
  /// first and left out at the end.
  @inline(__always)
  static func letters(in word: UInt64) -> UInt64 {
    let ascii = word & each(0x7f)
    let lower = ascii | each(0x20)
    let isAlphabetic = (lower &+ each(0x80 - 0x61)) & ~(lower &+ each(0x80 - 0x7b))
    // `/` stands ahead of the digits.
    let isDigit = (ascii &+ each(0x80 - 0x2f)) & ~(ascii &+ each(0x80 - 0x3a))
    let isPlus = ~((ascii ^ each(UInt8(ascii: "+"))) &+ each(0x7f))
    let isHyphen = ~((ascii ^ each(UInt8(ascii: "-"))) &+ each(0x7f))
    let isUnderscore = ~((ascii ^ each(UInt8(ascii: "_"))) &+ each(0x7f))
    return (isAlphabetic | isDigit | isPlus | isHyphen | isUnderscore) & ~word & highBits
  }

  /// The same at half the price, with `,`, `.` and the bytes from `[` and `{` on among the letters.
  @inline(__always)
  static func perhapsLetters(in word: UInt64) -> UInt64 {
    let ascii = word & each(0x7f)
    let isAtLeastA = (ascii | each(0x20)) &+ each(0x80 - 0x61)
    let isPlusToNine = (ascii &+ each(0x80 - 0x2b)) & ~(ascii &+ each(0x80 - 0x3a))
    return (isAtLeastA | isPlusToNine) & ~word & highBits
  }

  @inline(__always)
  private static var highBits: UInt64 { each(0x80) }

  @inline(__always)
  private static func each(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }
}
