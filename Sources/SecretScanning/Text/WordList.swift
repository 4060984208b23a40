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
  /// What words begin with, as it may stand in a text.
  private let firsts: ByteClass
  private let ignoresCase: Bool
  /// The length of the longest word.
  let longest: Int

  /// - Parameter words: in lower case, none empty; of the text, capitals count as small letters.
  init(ignoringCase words: [String]) { self.init(words, ignoresCase: true) }

  /// - Parameter words: none empty.
  init(exactly words: [String]) { self.init(words, ignoresCase: false) }

  private init(_ words: [String], ignoresCase: Bool) {
    let sorted = words.map { Array($0.utf8) }.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    self.ignoresCase = ignoresCase
    longest = sorted.map(\.count).max() ?? 0
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
    firsts = ByteClass(where: { seconds[Int($0)] != 0 })
  }

  /// Whether `bytes` hold one of the words.
  func occurs(in bytes: ArraySlice<UInt8>) -> Bool { bytes.withView { occurs(in: $0) } }

  /// Whether `bytes` begin with one of the words.
  func begins(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.withView { begins($0) } }

  /// Whether `bytes` hold one of the words.
  func occurs(in bytes: ByteView) -> Bool { firstPlace(in: bytes) != nil }

  /// Where the first of the words begins in `bytes`.
  func firstPlace(in bytes: ByteView) -> Int? {
    if bytes.isEmpty { return nil }
    return seconds.withUnsafeBufferPointer { seconds in
      var byte = bytes[bytes.startIndex]
      for start in bytes.startIndex..<(bytes.endIndex - 1) {
        let next = bytes[start + 1]
        if seconds[Int(byte)] &>> UInt32(next & 31) & 1 == 1, isOne(at: start, in: bytes) { return start }
        byte = next
      }
      return seconds[Int(byte)] == .max && isOne(at: bytes.endIndex - 1, in: bytes) ? bytes.endIndex - 1 : nil
    }
  }

  /// Whether `bytes` begin with one of the words.
  func begins(_ bytes: ByteView) -> Bool {
    guard let byte = bytes.first else { return false }
    let following = seconds[Int(byte)]
    // At the end there is room for words of one letter alone, after which anything may come.
    let mayBegin =
      bytes.count > 1 ? following &>> UInt32(bytes[bytes.startIndex + 1] & 31) & 1 == 1 : following == .max
    return mayBegin && isOne(at: bytes.startIndex, in: bytes)
  }

  /// Whether one of the words may occur in a text of these bytes: `false` spares a look at it.
  func mayOccur(among bytes: ByteClass) -> Bool { firsts.intersects(bytes) }

  private func isOne(at start: Int, in text: ByteView) -> Bool {
    let first = Int(folded(text[start]))
    return letters.withUnsafeBufferPointer { letters in
      for number in Int(bounds[first])..<Int(bounds[first + 1]) {
        let word = Int(starts[number])..<Int(starts[number + 1])
        guard start + word.count <= text.endIndex else { continue }
        var index = 1
        while index < word.count, folded(text[start + index]) == letters[word.lowerBound + index] { index += 1 }
        if index == word.count { return true }
      }
      return false
    }
  }

  private func folded(_ byte: UInt8) -> UInt8 { ignoresCase ? ASCII.lowercased(byte) : byte }
}
