/// Texts with any of which a word may end, in any case.
struct EndList: Sendable {
  /// In lower case.
  let texts: [[UInt8]]
  /// For each last byte, capitals as they stand in a word, which bytes precede it in a text: a bit for each of their low five bits,
  /// in which capitals and small letters are alike. That refuses most words.
  private let befores: [UInt32]

  /// - Parameter texts: in lower case, each of two bytes or more.
  init(_ texts: [String]) {
    self.texts = texts.map { Array($0.utf8) }
    var befores: [UInt32] = Array(repeating: 0, count: 256)
    for text in self.texts where text.count > 1 {
      let last = text[text.count - 1]
      for byte in [last, ByteClass.lower.contains(last) ? last - 32 : last] {
        befores[Int(byte)] |= 1 << UInt32(text[text.count - 2] & 31)
      }
    }
    self.befores = befores
  }

  /// Whether it is worth a look at the texts: `false` where `word` ends with none.
  @inline(__always)
  func mayEnd(_ word: ByteView) -> Bool {
    word.count > 1 && befores[Int(word[word.endIndex - 1])] &>> UInt32(word[word.endIndex - 2] & 31) & 1 == 1
  }

  /// Whether `word` ends with one of the texts.
  func ends(_ word: ByteView) -> Bool { mayEnd(word) && texts.contains { Self.isEnd($0, of: word) } }

  /// Whether `word` ends with `text`, which is one of ``texts``.
  static func isEnd(_ text: [UInt8], of word: ByteView) -> Bool {
    guard word.count >= text.count else { return false }
    var count = 1
    while count <= text.count, ASCII.lowercased(word[word.endIndex - count]) == text[text.count - count] { count += 1 }
    return count > text.count
  }
}
