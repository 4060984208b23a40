/// Finds where a long run of letters of base64 may begin, sixteen bytes at a time.
///
/// A run of 23 bytes holds two words of eight bytes that follow each other, wherever it begins. So every second word is looked
/// at, and where that may be all letters, its neighbours too.
enum LetterWords {
  /// Shorter runs may lie between the words.
  static let minimumRunLength = 23

  private static let wordSize = 8
  private static let distance = 16
  private static var highBits: SIMD2<UInt64> { each(0x80) }

  /// A place from `start` on, before which no run of at least ``minimumRunLength`` letters begins.
  static func skip(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var word = start
    while word &+ (distance + wordSize) <= raw.count {
      let letters = perhapsLetters(in: words(in: raw, at: word, word &+ distance))
      if letters[0] == highBits[0], isInRun(word, in: raw) { break }
      word &+= distance
      if letters[1] == highBits[0], isInRun(word, in: raw) { break }
      word &+= distance
    }
    return max(start, word - distance + 1)
  }

  /// Whether the word before or behind is all letters. At either end of the text nobody knows.
  private static func isInRun(_ word: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
    guard word >= wordSize, word + 2 * wordSize <= bytes.count else { return true }
    let letters = letters(in: words(in: bytes, at: word - wordSize, word + wordSize))
    return letters[0] == highBits[0] || letters[1] == highBits[0]
  }

  private static func words(in bytes: UnsafeRawBufferPointer, at first: Int, _ second: Int) -> SIMD2<UInt64> {
    SIMD2(
      bytes.loadUnaligned(fromByteOffset: first, as: UInt64.self),
      bytes.loadUnaligned(fromByteOffset: second, as: UInt64.self))
  }

  /// Of each byte that is of ``Alphabet/isLetter`` the highest bit, and nothing else.
  ///
  /// Each sum sets the highest bit of the bytes at or above a bound, and nothing carries over: bytes beyond ASCII are cut down
  /// first and left out at the end. Of comparisons of vectors the compiler (Swift 6.3) makes no wide instructions.
  static func letters(in words: SIMD2<UInt64>) -> SIMD2<UInt64> {
    let ascii = words & each(0x7f)
    let lower = ascii | each(0x20)
    let isAlphabetic = (lower &+ each(0x80 - 0x61)) & ~(lower &+ each(0x80 - 0x7b))
    // `/` stands ahead of the digits.
    let isDigit = (ascii &+ each(0x80 - 0x2f)) & ~(ascii &+ each(0x80 - 0x3a))
    let isPlus = ~((ascii ^ each(UInt8(ascii: "+"))) &+ each(0x7f))
    let isHyphen = ~((ascii ^ each(UInt8(ascii: "-"))) &+ each(0x7f))
    let isUnderscore = ~((ascii ^ each(UInt8(ascii: "_"))) &+ each(0x7f))
    return (isAlphabetic | isDigit | isPlus | isHyphen | isUnderscore) & ~words & highBits
  }

  /// The same at half the price, with `,`, `.` and the bytes from `[` and `{` on among the letters.
  static func perhapsLetters(in words: SIMD2<UInt64>) -> SIMD2<UInt64> {
    let ascii = words & each(0x7f)
    let isAtLeastA = (ascii | each(0x20)) &+ each(0x80 - 0x61)
    let isPlusToNine = (ascii &+ each(0x80 - 0x2b)) & ~(ascii &+ each(0x80 - 0x3a))
    return (isAtLeastA | isPlusToNine) & ~words & highBits
  }

  private static func each(_ byte: UInt8) -> SIMD2<UInt64> { SIMD2(repeating: UInt64(byte) &* 0x0101_0101_0101_0101) }
}
