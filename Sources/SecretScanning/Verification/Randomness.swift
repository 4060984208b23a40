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

  /// The share of bytes that belong to runs of letters which are words, or identifiers made of them.
  ///
  /// A run ends where letters end and where a small letter meets a capital one. It counts as a word from three letters on, if
  /// its letters follow each other as in words and there is no odd change of case.
  static func wordShare(of bytes: ArraySlice<UInt8>) -> Double {
    var wordBytes = 0
    var start = bytes.startIndex
    for index in bytes.indices {
      let byte = bytes[index]
      if !ByteClass.letters.contains(byte) {
        wordBytes += wordLength(bytes[start..<index])
        start = index + 1
      } else if index > start, ByteClass.upper.contains(byte), ByteClass.lower.contains(bytes[index - 1]) {
        wordBytes += wordLength(bytes[start..<index])
        start = index
      }
    }
    wordBytes += wordLength(bytes[start...])
    return bytes.isEmpty ? 0 : Double(wordBytes) / Double(bytes.count)
  }

  private static func wordLength(_ run: ArraySlice<UInt8>) -> Int {
    guard run.count >= 3 else { return 0 }
    let upperCount = run.count { ByteClass.upper.contains($0) }
    let isCapitalized = upperCount == 1 && ByteClass.upper.contains(run[run.startIndex])
    guard upperCount == run.count || upperCount == 0 || isCapitalized else { return 0 }
    // Of random runs, one in twelve passes for a word; of words of four letters and more, four in five.
    return LetterPairs.evidence(in: run) > (run.count == 3 ? 1 : 0) ? run.count : 0
  }
}
