#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How random a text looks.
enum Randomness {
  #if canImport(Darwin)
    private static func binaryLogarithm(_ value: Double) -> Double { Darwin.log2(value) }
  #else
    private static func binaryLogarithm(_ value: Double) -> Double { Glibc.log2(value) }
  #endif

  /// Shannon's entropy of the distribution of bytes, in bits a byte; 0 for the empty text.
  static func entropy(of bytes: some Collection<UInt8>) -> Double {
    var counts: [Int] = Array(repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    let total = Double(bytes.count)
    return counts.reduce(0) { sum, count in
      if count == 0 { return sum }
      let share = Double(count) / total
      return sum - share * binaryLogarithm(share)
    }
  }

  /// The share of bytes that belong to runs of letters which a person could pronounce: words, and identifiers made of them.
  ///
  /// A run ends where letters end and where a small letter meets a capital one. It counts as a word from four letters on, if
  /// it has vowels, not too many consonants in a row, and no odd change of case.
  static func wordShare(of bytes: ArraySlice<UInt8>) -> Double {
    var wordBytes = 0
    var run: [UInt8] = []
    for byte in bytes {
      let isUpper = ByteClass.upper.contains(byte)
      if !ByteClass.letters.contains(byte) {
        wordBytes += isWord(run) ? run.count : 0
        run = []
      } else if isUpper, let last = run.last, ByteClass.lower.contains(last) {
        wordBytes += isWord(run) ? run.count : 0
        run = [byte]
      } else {
        run.append(byte)
      }
    }
    wordBytes += isWord(run) ? run.count : 0
    return bytes.isEmpty ? 0 : Double(wordBytes) / Double(bytes.count)
  }

  private static func isWord(_ run: [UInt8]) -> Bool {
    guard run.count >= 3 else { return false }
    let upperCount = run.count { ByteClass.upper.contains($0) }
    guard upperCount == run.count || upperCount == 0 || (upperCount == 1 && ByteClass.upper.contains(run[0])) else {
      return false
    }
    var vowels = 0
    var consonantsInARow = 0
    var rare = 0
    for byte in run.map(ASCII.lowercased) {
      if ByteClass.vowels.contains(byte) {
        vowels += 1
        consonantsInARow = 0
      } else {
        consonantsInARow += 1
        if consonantsInARow > 4 { return false }
      }
      if ByteClass.rareLetters.contains(byte) { rare += 1 }
    }
    return vowels * 5 >= run.count && rare * 4 <= run.count
  }
}
