/// Words of which any may occur in a text: all are looked for in one pass.
struct WordList: Sendable {
  /// The bytes of all words, in order of their first ones.
  private let letters: [UInt8]
  /// Where in `letters` each word begins; one more than there are words.
  private let starts: [UInt16]
  /// For each byte the number of the first word that starts with it; one more than there are bytes.
  private let bounds: [UInt16]
  /// For each byte, capitals as they stand in the text, which bytes follow it in a word: a bit for each of their low five bits, in
  /// which capitals and small letters are alike. That refuses most places of any text.
  private let seconds: [UInt32]
  private let ignoresCase: Bool

  /// - Parameter words: in lower case, none empty; of the text, capitals count as small letters.
  init(ignoringCase words: [String]) { self.init(words, ignoresCase: true) }

  /// - Parameter words: none empty.
  init(exactly words: [String]) { self.init(words, ignoresCase: false) }

  private init(_ words: [String], ignoresCase: Bool) {
    let sorted = words.map { Array($0.utf8) }.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    self.ignoresCase = ignoresCase
    letters = sorted.flatMap { $0 }
    starts = sorted.reduce(into: [0]) { $0.append(($0.last ?? 0) + UInt16($1.count)) }
    bounds = (0...256).map { first in UInt16(sorted.count { Int($0.first ?? 0) < first }) }
    var seconds: [UInt32] = Array(repeating: 0, count: 256)
    for word in sorted {
      guard let first = word.first else { continue }
      seconds[Int(first)] |= word.count > 1 ? 1 << UInt32(word[1] & 31) : .max
    }
    if ignoresCase {
      for capital in UInt8(ascii: "A")...UInt8(ascii: "Z") { seconds[Int(capital)] |= seconds[Int(capital) + 32] }
    }
    self.seconds = seconds
  }

  /// Whether `bytes` hold one of the words.
  func occurs(in bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { text in
      seconds.withUnsafeBufferPointer { seconds in
        for start in text.indices where mayBegin(at: start, in: text, seconds) && isOne(at: start, in: text) {
          return true
        }
        return false
      }
    }
  }

  /// Whether `bytes` begin with one of the words.
  func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { text in
      seconds.withUnsafeBufferPointer { seconds in
        !text.isEmpty && mayBegin(at: 0, in: text, seconds) && isOne(at: 0, in: text)
      }
    }
  }

  @inline(__always)
  private func mayBegin(
    at start: Int, in text: UnsafeBufferPointer<UInt8>, _ seconds: UnsafeBufferPointer<UInt32>
  ) -> Bool {
    let following = seconds[Int(text[start])]
    // At the end there is room for words of one letter alone, after which anything may come.
    guard start + 1 < text.count else { return following == .max }
    return following >> UInt32(text[start + 1] & 31) & 1 == 1
  }

  private func isOne(at start: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    let first = Int(folded(text[start]))
    return letters.withUnsafeBufferPointer { letters in
      for number in Int(bounds[first])..<Int(bounds[first + 1]) {
        let word = Int(starts[number])..<Int(starts[number + 1])
        guard start + word.count <= text.count else { continue }
        var index = 1
        while index < word.count, folded(text[start + index]) == letters[word.lowerBound + index] { index += 1 }
        if index == word.count { return true }
      }
      return false
    }
  }

  private func folded(_ byte: UInt8) -> UInt8 { ignoresCase ? ASCII.lowercased(byte) : byte }
}
