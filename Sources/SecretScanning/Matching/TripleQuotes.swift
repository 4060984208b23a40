/// Where `"""` stands in a text, which opens a docstring or ends one.
final class TripleQuotes {
  /// Three quotes or more, and how many times three stand before.
  private struct Run {
    var range: Range<Int>
    var countBefore: Int
  }

  /// How far a docstring may reach back.
  private let reach: Int
  private var runs: [Run] = []
  /// All runs are known that begin before.
  private var end = 0

  init(reach: Int = 65_536) { self.reach = reach }

  /// Whether an odd number of them stands before `start`, in the part of the text that a docstring may reach back to; `bytes` are
  /// the same on every call.
  func isInside(_ start: Int, in bytes: ByteView) -> Bool {
    look(upTo: start, in: bytes)
    return count(in: max(0, start - reach)..<start) % 2 == 1
  }

  private func look(upTo start: Int, in bytes: ByteView) {
    while end < start {
      guard bytes[end] == UInt8(ascii: "\"") else {
        end += 1
        continue
      }
      let begin = end
      while end < bytes.endIndex, bytes[end] == UInt8(ascii: "\"") { end += 1 }
      guard end - begin >= 3 else { continue }
      let countBefore = runs.last.map { $0.countBefore + $0.range.count / 3 } ?? 0
      runs.append(Run(range: begin..<end, countBefore: countBefore))
    }
  }

  /// How many times three quotes stand in `area`, up to which all runs are known.
  private func count(in area: Range<Int>) -> Int {
    let first = firstRun { $0.range.upperBound > area.lowerBound }
    let last = firstRun { $0.range.lowerBound >= area.upperBound } - 1
    guard first <= last else { return 0 }
    let head = max(area.lowerBound, runs[first].range.lowerBound)
    if first == last { return max(0, min(area.upperBound, runs[first].range.upperBound) - head) / 3 }
    return (runs[first].range.upperBound - head) / 3 + runs[last].countBefore - runs[first + 1].countBefore
      + (min(area.upperBound, runs[last].range.upperBound) - runs[last].range.lowerBound) / 3
  }

  /// The number of the first run for which `holds` does, as it does for all behind it.
  private func firstRun(where holds: (Run) -> Bool) -> Int {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(runs[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
