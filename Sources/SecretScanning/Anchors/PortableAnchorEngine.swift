/// An Aho-Corasick automaton over byte classes: needs no library, and is ready sooner than Vectorscan is loaded.
///
/// It runs over text folded to lower case; an anchor whose case counts is compared with the text itself afterwards.
struct PortableAnchorEngine: AnchorEngine {
  private let anchors: [Anchor]
  /// The column of each byte in `transitions`; column 0 is for bytes that no anchor has.
  private let columns: [UInt8]
  private let columnCount: Int
  /// `state * columnCount + column` → next state.
  private let transitions: [UInt16]
  /// Anchors that end in a state, the longer first: the range of `endings` that belongs to it.
  private let endingBounds: [Int32]
  private let endings: [UInt16]

  init(anchors: [Anchor]) {
    self.anchors = anchors
    var trie = Trie(anchors: anchors)
    let failures = trie.closeTransitions()
    columns = trie.columns
    columnCount = trie.columnCount
    transitions = trie.transitions
    var bounds: [Int32] = [0]
    var all: [UInt16] = []
    var endingsOfState: [[UInt16]] = trie.endings
    for state in failures.order { endingsOfState[state] += endingsOfState[failures.links[state]] }
    for ends in endingsOfState {
      all += ends
      bounds.append(Int32(all.count))
    }
    endings = all
    endingBounds = bounds
  }

  func scan(_ bytes: UnsafeBufferPointer<UInt8>, into hits: inout AnchorHits) {
    transitions.withUnsafeBufferPointer { transitions in
      columns.withUnsafeBufferPointer { columns in
        endingBounds.withUnsafeBufferPointer { bounds in
          var state = 0
          for (offset, byte) in bytes.enumerated() {
            state = Int(transitions[state &* columnCount &+ Int(columns[Int(byte)])])
            if bounds[state] != bounds[state &+ 1] { report(state: state, end: offset + 1, in: bytes, to: &hits) }
          }
        }
      }
    }
  }

  private func report(state: Int, end: Int, in bytes: UnsafeBufferPointer<UInt8>, to hits: inout AnchorHits) {
    for index in endingBounds[state]..<endingBounds[state + 1] {
      let number = Int(endings[Int(index)])
      let anchor = anchors[number]
      let start = end - anchor.bytes.count
      if anchor.ignoresCase || bytes[start..<end].elementsEqual(anchor.bytes) { hits.add(anchor: number, end: end) }
    }
  }
}

/// The trie of the folded anchors, on its way to becoming an automaton.
private struct Trie {
  var columns: [UInt8]
  var columnCount: Int
  /// 0 stands for "none yet" until the transitions are closed: no edge leads back to the root.
  var transitions: [UInt16]
  var endings: [[UInt16]]

  init(anchors: [Anchor]) {
    var present: [Bool] = Array(repeating: false, count: 256)
    for anchor in anchors { for byte in anchor.bytes { present[Int(ASCII.lowercased(byte))] = true } }
    var table: [UInt8] = Array(repeating: 0, count: 256)
    var count = 1
    for byte in 0..<256 where present[byte] {
      table[byte] = UInt8(count)
      count += 1
    }
    for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { table[Int(byte)] = table[Int(byte) + 32] }
    columns = table
    columnCount = count
    let mostStates = anchors.reduce(1) { $0 + $1.bytes.count }
    transitions = Array(repeating: 0, count: count)
    transitions.reserveCapacity(mostStates * count)
    endings = [[]]
    endings.reserveCapacity(mostStates)
    for (number, anchor) in anchors.enumerated() { insert(anchor, number: number) }
  }

  private mutating func insert(_ anchor: Anchor, number: Int) {
    var state = 0
    for byte in anchor.bytes {
      let edge = state * columnCount + Int(columns[Int(byte)])
      if transitions[edge] == 0 {
        transitions[edge] = UInt16(endings.count)
        endings.append([])
        transitions.append(contentsOf: repeatElement(0, count: columnCount))
      }
      state = Int(transitions[edge])
    }
    endings[state].append(UInt16(number))
  }

  /// Fills in where to go on when no anchor continues. Returns each state's failure link, and the states, the shallow first.
  mutating func closeTransitions() -> (links: [Int], order: [Int]) {
    var links: [Int] = Array(repeating: 0, count: endings.count)
    var order: [Int] = []
    for column in 1..<max(columnCount, 2) where column < columnCount && transitions[column] != 0 {
      order.append(Int(transitions[column]))
    }
    var next = 0
    while next < order.count {
      let state = order[next]
      next += 1
      for column in 0..<columnCount {
        let edge = state * columnCount + column
        let fallback = transitions[links[state] * columnCount + column]
        if transitions[edge] == 0 {
          transitions[edge] = fallback
        } else {
          links[Int(transitions[edge])] = Int(fallback)
          order.append(Int(transitions[edge]))
        }
      }
    }
    return (links, order)
  }
}
