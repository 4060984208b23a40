/// Tells texts that may be a flag's key from those that hardly are.
enum FlagKeyText {
  private static let maximumLength = 120

  /// Whether a text may be a key: one word of the characters that keys are made of, or several joined by `-`, `_`, `.`, `:`
  /// or `/`.
  static func isPlausible(_ text: ArraySlice<UInt8>) -> Bool {
    guard (2...maximumLength).contains(text.count), let first = text.first, isWord(first) else { return false }
    return text.allSatisfy { isWord($0) || "-.:/".utf8.contains($0) }
  }

  /// Whether keys hold the byte within their words.
  static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "_")
  }

  /// Whether a key that is looked for in texts goes on over the byte.
  static func isRun(_ byte: UInt8) -> Bool { isWord(byte) || byte == UInt8(ascii: "-") }

  /// The letters and digits alone, in lower case: the same for all ways of writing a key.
  static func folded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    text.filter { isWord($0) && $0 != UInt8(ascii: "_") }.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  }

  /// Adds what the runs of word bytes and `-` in a text are, folded.
  static func insertRuns(of text: ArraySlice<UInt8>, into runs: inout Set<[UInt8]>) {
    var start = text.startIndex
    while start < text.endIndex {
      var end = start
      while end < text.endIndex, isRun(text[end]) { end += 1 }
      if end - start <= maximumLength { runs.insert(folded(text[start..<end])) }
      start = end + 1
    }
  }
}
