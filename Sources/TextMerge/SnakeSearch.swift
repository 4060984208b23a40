/// The recursion of Myers' linear-space algorithm over two lists of numbers.
struct SnakeSearch {
  private let old: [Int32]
  private let new: [Int32]
  /// The furthest old position reached on each diagonal, from the start and from the end.
  private var forward: [Int]
  private var backward: [Int]
  /// Where diagonal 0 lies in these lists.
  private let zero: Int
  /// How many steps a search may take before it settles for what it has.
  private let patience: Int

  init(old: [Int32], new: [Int32]) {
    self.old = old
    self.new = new
    zero = new.count + 1
    forward = Array(repeating: 0, count: old.count + new.count + 3)
    backward = forward
    // The root of what a full search would look at keeps the whole near linear; below that, small texts get the best answer.
    patience = max(256, Int(Double(old.count + new.count).squareRoot()))
  }

  /// A part of both lists that is still to be looked at.
  private struct Box {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// Names every position that is in no common subsequence. Keeps its own stack, so that no text is too long for it.
  mutating func run(removed: (Int) -> Void, added: (Int) -> Void) {
    var stack = [Box(old: 0..<old.count, new: 0..<new.count)]
    while let box = stack.popLast() {
      var (low, high) = (box.old.lowerBound, box.old.upperBound)
      var (newLow, newHigh) = (box.new.lowerBound, box.new.upperBound)
      while low < high, newLow < newHigh, old[low] == new[newLow] {
        low += 1
        newLow += 1
      }
      while low < high, newLow < newHigh, old[high - 1] == new[newHigh - 1] {
        high -= 1
        newHigh -= 1
      }
      if low == high {
        for index in newLow..<newHigh { added(index) }
      } else if newLow == newHigh {
        for index in low..<high { removed(index) }
      } else {
        let split = split(Box(old: low..<high, new: newLow..<newHigh))
        let isInside = low...high ~= split.old && newLow...newHigh ~= split.new
        guard isInside, split != (low, newLow), split != (high, newHigh) else {
          // No progress would be made; that all of it differs is right in any case.
          for index in low..<high { removed(index) }
          for index in newLow..<newHigh { added(index) }
          continue
        }
        stack.append(Box(old: split.old..<high, new: split.new..<newHigh))
        stack.append(Box(old: low..<split.old, new: newLow..<split.new))
      }
    }
  }

  private typealias Point = (old: Int, new: Int)

  /// A point through which a shortest path leads, found from both ends at once. Both sides of `box` hold lines, and neither
  /// the first nor the last ones are equal, so the point is no corner of it.
  private mutating func split(_ box: Box) -> Point {
    let oldLow = box.old.lowerBound
    let oldHigh = box.old.upperBound
    let newLow = box.new.lowerBound
    let newHigh = box.new.upperBound
    let lowest = oldLow - newHigh
    let highest = oldHigh - newLow
    let start = oldLow - newLow
    let end = oldHigh - newHigh
    let isOdd = (start - end) % 2 != 0
    forward[zero + start] = oldLow
    backward[zero + end] = oldHigh
    var forwardRange = start...start
    var backwardRange = end...end
    var steps = 1
    while true {
      forwardRange = widened(forwardRange, lowest, highest, &forward, outside: -1)
      for diagonal in stride(from: forwardRange.upperBound, through: forwardRange.lowerBound, by: -2) {
        let below = forward[zero + diagonal - 1]
        let above = forward[zero + diagonal + 1]
        var position = below >= above ? below + 1 : above
        while position < oldHigh, position - diagonal < newHigh, old[position] == new[position - diagonal] {
          position += 1
        }
        forward[zero + diagonal] = position
        if isOdd, backwardRange.contains(diagonal), backward[zero + diagonal] <= position {
          return (position, position - diagonal)
        }
      }
      backwardRange = widened(backwardRange, lowest, highest, &backward, outside: .max)
      for diagonal in stride(from: backwardRange.upperBound, through: backwardRange.lowerBound, by: -2) {
        let below = backward[zero + diagonal - 1]
        let above = backward[zero + diagonal + 1]
        var position = below < above ? below : above - 1
        while position > oldLow, position - diagonal > newLow, old[position - 1] == new[position - diagonal - 1] {
          position -= 1
        }
        backward[zero + diagonal] = position
        if !isOdd, forwardRange.contains(diagonal), position <= forward[zero + diagonal] {
          return (position, position - diagonal)
        }
      }
      steps += 1
      if steps > patience { return furthest(box, forwardRange, backwardRange) }
    }
  }

  /// The diagonals of the next step: one more on each side, or one fewer where the edge of the box is reached, so that the
  /// parity stays right. What lies beyond is filled with a value that no path prefers.
  private func widened(
    _ range: ClosedRange<Int>, _ lowest: Int, _ highest: Int, _ reached: inout [Int], outside: Int
  ) -> ClosedRange<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    if low > lowest {
      low -= 1
      reached[zero + low - 1] = outside
    } else {
      low += 1
    }
    if high < highest {
      high += 1
      reached[zero + high + 1] = outside
    } else {
      high -= 1
    }
    return low...max(low, high)
  }

  /// The point that either search has got furthest to.
  private func furthest(_ box: Box, _ forwardRange: ClosedRange<Int>, _ backwardRange: ClosedRange<Int>) -> Point {
    var best: Point = (box.old.lowerBound, box.new.lowerBound)
    var bestSum = Int.min
    for diagonal in stride(from: forwardRange.lowerBound, through: forwardRange.upperBound, by: 2) {
      let position = min(forward[zero + diagonal], box.old.upperBound)
      let point = (position, position - diagonal)
      if box.new.contains(point.1) || point.1 == box.new.upperBound, point.0 + point.1 > bestSum {
        bestSum = point.0 + point.1
        best = point
      }
    }
    var bestBack: Point = (box.old.upperBound, box.new.upperBound)
    var bestBackSum = Int.max
    for diagonal in stride(from: backwardRange.lowerBound, through: backwardRange.upperBound, by: 2) {
      let position = max(backward[zero + diagonal], box.old.lowerBound)
      let point = (position, position - diagonal)
      if box.new.contains(point.1) || point.1 == box.new.upperBound, point.0 + point.1 < bestBackSum {
        bestBackSum = point.0 + point.1
        bestBack = point
      }
    }
    let ahead = bestSum - box.old.lowerBound - box.new.lowerBound
    let behind = box.old.upperBound + box.new.upperBound - bestBackSum
    return ahead >= behind ? best : bestBack
  }
}
