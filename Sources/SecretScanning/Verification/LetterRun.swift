/// What a run of letters looks like: one that ends where letters end, and where a small letter meets a capital one.
struct LetterRun {
  private var count = 0
  private var upperCount = 0
  private var beginsUpper = false
  /// Of every two letters that follow each other, as ``LetterPairs/evidence(in:)`` has it.
  private var evidence = 0
  private var last = 0

  /// Takes the next letter; `pairs` is ``LetterPairs/table``.
  @inline(__always)
  mutating func append(_ letter: UInt8, _ pairs: [Int8]) {
    let number = Int(letter | 32) - 97
    let isUpper = letter & 32 == 0
    if count == 0 {
      beginsUpper = isUpper
    } else {
      evidence += Int(pairs[last * 26 + number])
    }
    last = number
    count += 1
    if isUpper { upperCount += 1 }
  }

  /// The number of its letters where they are a word, or an identifier made of them, 0 otherwise.
  ///
  /// A run counts as a word from three letters on, if its letters follow each other as in words and there is no odd change of
  /// case.
  var wordLength: Int {
    guard count >= 3, upperCount == count || upperCount == 0 || (upperCount == 1 && beginsUpper) else { return 0 }
    // Of random runs, one in twelve passes for a word; of words of four letters and more, four in five.
    return evidence > (count == 3 ? 1 : 0) ? count : 0
  }
}
