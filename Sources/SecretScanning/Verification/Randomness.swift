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
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { counts in
      counts.initialize(repeating: 0)
      for byte in bytes { counts[Int(byte)] += 1 }
      let total = Double(bytes.count)
      return counts.reduce(0) { sum, count in
        if count == 0 { return sum }
        let share = Double(count) / total
        return sum - share * binaryLogarithm(share)
      }
    }
  }

  /// The share of bytes that belong to runs of letters which are words, or identifiers made of them.
  static func wordShare(of bytes: ArraySlice<UInt8>) -> Double { bytes.withView { wordShare(of: $0) } }

  /// The share of bytes that belong to runs of letters which are words, or identifiers made of them.
  static func wordShare(of bytes: ByteView) -> Double {
    var wordBytes = 0
    let pairs = LetterPairs.table
    var run = LetterRun()
    var before: UInt8 = 0
    for byte in bytes {
      let isLetter = ByteClass.letters.contains(byte)
      if !isLetter || (ByteClass.upper.contains(byte) && ByteClass.lower.contains(before)) {
        wordBytes += run.wordLength
        run = LetterRun()
      }
      if isLetter { run.append(byte, pairs) }
      before = byte
    }
    wordBytes += run.wordLength
    return bytes.isEmpty ? 0 : Double(wordBytes) / Double(bytes.count)
  }
}
