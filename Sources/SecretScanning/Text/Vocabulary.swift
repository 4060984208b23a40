/// Words that values are made of, each with what it says of the value; in a tree, for the words of a text come in any number.
final class Vocabulary: Sendable {
  /// The kinds of a word, or of all the parts of one that known words make up entirely.
  struct Kinds: OptionSet {
    let rawValue: UInt8
    static let known = Self(rawValue: 1)
    static let credential = Self(rawValue: 2)
    static let dummy = Self(rawValue: 4)
  }

  /// For each node and letter the node behind it; 0 for none.
  private let next: [UInt16]
  /// For each node the kinds of the word that ends there.
  private let kinds: [Kinds]

  private static let letterCount = 26
  private static let longestWord = 14
  private static let longestRun = 48

  /// - Parameter lists: words in lower case with spaces between, of letters alone, and of what kind they are; of a word in several
  ///   lists the last holds.
  init(_ lists: [(words: String, kinds: Kinds)]) {
    var next: [UInt16] = Array(repeating: 0, count: Self.letterCount)
    var kinds: [Kinds] = [[]]
    for list in lists {
      for word in list.words.utf8.split(whereSeparator: ByteClass.whitespace.contains)
      where word.allSatisfy(ByteClass.lower.contains) {
        var node = 0
        for letter in word {
          let place = node * Self.letterCount + Int(letter) - 97
          if next[place] == 0 {
            next[place] = UInt16(kinds.count)
            kinds.append([])
            next.append(contentsOf: repeatElement(0, count: Self.letterCount))
          }
          node = Int(next[place])
        }
        kinds[node] = list.kinds
      }
    }
    self.next = next
    self.kinds = kinds
  }

  /// Of the ways to put `word`, letters alone in either case, together from known words the one that ends first; empty where there
  /// is none.
  func kinds(of word: ByteView) -> Kinds {
    next.withUnsafeBufferPointer { next in
      kinds.withUnsafeBufferPointer { kinds in
        let walk = Walk(word: word, next: next, kinds: kinds)
        if let whole = walk.whole(word.count) ?? walk.stem() { return whole }
        if word.count > Self.longestRun { return [] }
        return withUnsafeTemporaryAllocation(of: Kinds.self, capacity: Self.longestRun + 1) { walk.parts($0) }
      }
    }
  }

  private struct Walk {
    let word: ByteView
    let next: UnsafeBufferPointer<UInt16>
    let kinds: UnsafeBufferPointer<Kinds>

    /// The node behind `node` for the letter at `offset`; 0 for none.
    @inline(__always)
    private func step(_ node: Int, _ offset: Int) -> Int {
      Int(next[node &* Vocabulary.letterCount &+ Int(word[word.startIndex &+ offset] | 32) &- 97])
    }

    /// Of `functions` and `encoded`, of which the list has `function` and `encode`.
    func stem() -> Kinds? {
      guard word.count >= 5 else { return nil }
      return stem("s") ?? stem("es") ?? stem("ed") ?? stem("d") ?? stem("ing") ?? stem("er")
    }

    private func stem(_ ending: StaticString) -> Kinds? {
      ASCII.endsIgnoringCase(word, with: ending) ? whole(word.count - ending.utf8CodeUnitCount) : nil
    }

    /// The kinds of the first letters, where they are in the list as they are.
    func whole(_ count: Int) -> Kinds? {
      var node = 0
      for offset in 0..<count {
        node = step(node, offset)
        if node == 0 { return nil }
      }
      return kinds[node].isEmpty ? nil : kinds[node]
    }

    /// `reached` has room for one more than there are letters.
    func parts(_ reached: UnsafeMutableBufferPointer<Kinds>) -> Kinds {
      let count = word.count
      for end in 0...count { reached.initializeElement(at: end, to: []) }
      reached[0] = .known
      for start in 0..<count where !reached[start].isEmpty {
        let before = reached[start]
        var node = 0
        // Shorter parts than three letters turn up in every word.
        let shortest = min(count, start + 3)
        for end in (start + 1)..<(min(count, start + Vocabulary.longestWord) + 1) {
          node = step(node, end - 1)
          if node == 0 { break }
          if end >= shortest, reached[end].isEmpty, !kinds[node].isEmpty { reached[end] = before.union(kinds[node]) }
        }
        if start == 0, count >= 2, isPair(at: 0, "m", "y") { reached[2] = before }
        if start + 2 <= count, reached[start + 2].isEmpty, isPair(at: start, "d", "b") { reached[start + 2] = before }
      }
      return reached[count]
    }

    @inline(__always)
    private func isPair(at offset: Int, _ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
      word[word.startIndex + offset] | 32 == UInt8(ascii: first)
        && word[word.startIndex + offset + 1] | 32 == UInt8(ascii: second)
    }
  }
}
