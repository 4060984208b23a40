/// Words of which any may occur in a text: all are looked for in one pass.
struct WordList: Sendable {
  /// In order of their first bytes.
  private let words: [[UInt8]]
  /// For each byte where the words begin that start with it; one more than there are bytes.
  private let bounds: [UInt16]
  private let ignoresCase: Bool

  /// - Parameter words: in lower case, none empty; of the text, capitals count as small letters.
  init(ignoringCase words: [String]) { self.init(words, ignoresCase: true) }

  /// - Parameter words: none empty.
  init(exactly words: [String]) { self.init(words, ignoresCase: false) }

  private init(_ words: [String], ignoresCase: Bool) {
    let sorted = words.map { Array($0.utf8) }.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    self.words = sorted
    self.ignoresCase = ignoresCase
    bounds = (0...256).map { first in UInt16(sorted.count { Int($0.first ?? 0) < first }) }
  }

  /// Whether `bytes` hold one of the words.
  func occurs(in bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { text in
      bounds.withUnsafeBufferPointer { bounds in text.indices.contains { isOne(at: $0, in: text, bounds) } }
    }
  }

  /// Whether `bytes` begin with one of the words.
  func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { text in
      bounds.withUnsafeBufferPointer { bounds in !text.isEmpty && isOne(at: 0, in: text, bounds) }
    }
  }

  private func isOne(
    at start: Int, in text: UnsafeBufferPointer<UInt8>, _ bounds: UnsafeBufferPointer<UInt16>
  ) -> Bool {
    let first = Int(folded(text[start]))
    let (low, high) = (Int(bounds[first]), Int(bounds[first + 1]))
    if low == high { return false }
    return (low..<high).contains { isAt(start, words[$0], in: text) }
  }

  private func isAt(_ start: Int, _ word: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard start + word.count <= text.count else { return false }
    return word.indices.dropFirst().allSatisfy { folded(text[start + $0]) == word[$0] }
  }

  private func folded(_ byte: UInt8) -> UInt8 { ignoresCase ? ASCII.lowercased(byte) : byte }
}
