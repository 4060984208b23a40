/// A trie of anchors, walked anew from every byte: needs no library, and is ready long before Vectorscan is loaded.
///
/// It runs over text folded to lower case; an anchor whose case counts is compared with the text itself afterwards. An
/// automaton that never goes back would be faster over long texts, but takes a millisecond to make, which a small file would
/// pay; the way down from a byte is no longer than the longest anchor.
struct PortableAnchorEngine: AnchorEngine {
  private let anchors: [Anchor]
  private let trie: Trie

  init(anchors: [Anchor]) {
    self.anchors = anchors
    trie = Trie(anchors: anchors)
  }

  func scan(_ bytes: UnsafeBufferPointer<UInt8>, into hits: inout AnchorHits) {
    trie.roots.withUnsafeBufferPointer { roots in
      trie.states.withUnsafeBufferPointer { states in
        for (start, byte) in bytes.enumerated() {
          var state = Int(roots[Int(byte)])
          var end = start + 1
          while state != 0 {
            if states[state].ending != 0 { report(state: state, start..<end, in: bytes, to: &hits) }
            guard end < bytes.count else { break }
            let next = ASCII.lowercased(bytes[end])
            state = Int(states[state].child)
            while state != 0, states[state].byte != next { state = Int(states[state].sibling) }
            end += 1
          }
        }
      }
    }
  }

  private func report(
    state: Int, _ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>, to hits: inout AnchorHits
  ) {
    var number = Int(trie.states[state].ending)
    while number != 0 {
      let anchor = anchors[number - 1]
      if anchor.ignoresCase || bytes[range].elementsEqual(anchor.bytes) {
        hits.add(anchor: number - 1, end: range.upperBound)
      }
      number = Int(trie.others[number - 1])
    }
  }
}

/// The folded anchors by their bytes, children of a state in a list.
private struct Trie {
  struct State {
    var byte: UInt8
    /// The first of the states that follow, 0 for none.
    var child: UInt16 = 0
    /// The next state with the same one before it, 0 for none.
    var sibling: UInt16 = 0
    /// The number of an anchor that ends here, counted from 1; 0 for none.
    var ending: UInt16 = 0
  }

  /// The state after each first byte, 0 where no anchor begins so; for letters in both cases.
  private(set) var roots: [UInt16] = Array(repeating: 0, count: 256)
  /// State 0 stands for none.
  private(set) var states: [State] = [State(byte: 0)]
  /// By anchor: the next one that ends in the same state, counted from 1; 0 for none.
  private(set) var others: [UInt16]

  init(anchors: [Anchor]) {
    others = Array(repeating: 0, count: anchors.count)
    states.reserveCapacity(anchors.reduce(1) { $0 + $1.bytes.count })
    for (number, anchor) in anchors.enumerated() { insert(anchor, number: number) }
    for letter in UInt8(ascii: "A")...UInt8(ascii: "Z") { roots[Int(letter)] = roots[Int(letter) + 32] }
  }

  private mutating func insert(_ anchor: Anchor, number: Int) {
    guard let first = anchor.bytes.first.map(ASCII.lowercased) else { return }
    if roots[Int(first)] == 0 { roots[Int(first)] = add(first) }
    var state = Int(roots[Int(first)])
    for raw in anchor.bytes.dropFirst() {
      let byte = ASCII.lowercased(raw)
      var next = Int(states[state].child)
      while next != 0, states[next].byte != byte { next = Int(states[next].sibling) }
      if next == 0 {
        next = Int(add(byte))
        states[next].sibling = states[state].child
        states[state].child = UInt16(next)
      }
      state = next
    }
    others[number] = states[state].ending
    states[state].ending = UInt16(number + 1)
  }

  private mutating func add(_ byte: UInt8) -> UInt16 {
    states.append(State(byte: byte))
    return UInt16(states.count - 1)
  }
}
