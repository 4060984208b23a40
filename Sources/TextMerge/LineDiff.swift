/// What differs between two lists of lines.
///
/// Eugene Myers, "An O(ND) Difference Algorithm and Its Variations" (Algorithmica 1, 1986), in its variant of linear space:
/// memory grows with the number of lines, never with their product. Lines that only one side has are set apart first.
/// Where two texts have so little in common that the search would take long, it settles for a good split instead of the
/// best one: the result is then longer than need be, and still right.
package enum LineDiff {
  /// The differences between `old` and `new`, in order, with at least one common line between any two of them.
  package static func hunks(from old: Lines, to new: Lines) -> [Hunk] {
    var numbers = LineNumbers()
    return hunks(from: numbers.numbers(of: old), to: numbers.numbers(of: new))
  }

  /// The same for lines that have been numbered.
  static func hunks(from old: [Int32], to new: [Int32]) -> [Hunk] {
    var prefix = 0
    while prefix < old.count, prefix < new.count, old[prefix] == new[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < min(old.count, new.count) - prefix, old[old.count - 1 - suffix] == new[new.count - 1 - suffix] {
      suffix += 1
    }
    var marks = Marks(oldCount: old.count, newCount: new.count)
    mark(old, prefix..<(old.count - suffix), new, prefix..<(new.count - suffix), &marks)
    marks.slide(old, new)
    return marks.hunks
  }

  private static func mark(
    _ old: [Int32], _ oldRange: Range<Int>, _ new: [Int32], _ newRange: Range<Int>, _ marks: inout Marks
  ) {
    let oldKnown = Set(old[oldRange])
    let newKnown = Set(new[newRange])
    // What is left after lines of one side only are marked, with where it came from.
    var oldPlaces: [Int] = []
    var newPlaces: [Int] = []
    for index in oldRange {
      if newKnown.contains(old[index]) { oldPlaces.append(index) } else { marks.old[index] = true }
    }
    for index in newRange {
      if oldKnown.contains(new[index]) { newPlaces.append(index) } else { marks.new[index] = true }
    }
    var search = SnakeSearch(old: oldPlaces.map { old[$0] }, new: newPlaces.map { new[$0] })
    search.run(
      removed: { marks.old[oldPlaces[$0]] = true },
      added: { marks.new[newPlaces[$0]] = true })
  }
}

/// Which lines of each side are in no common subsequence.
private struct Marks {
  var old: [Bool]
  var new: [Bool]

  init(oldCount: Int, newCount: Int) {
    old = Array(repeating: false, count: oldCount)
    new = Array(repeating: false, count: newCount)
  }

  /// The marked lines, put together.
  var hunks: [Hunk] {
    var hunks: [Hunk] = []
    var oldIndex = 0
    var newIndex = 0
    while oldIndex < old.count || newIndex < new.count {
      let start = (oldIndex, newIndex)
      while oldIndex < old.count, old[oldIndex] { oldIndex += 1 }
      while newIndex < new.count, new[newIndex] { newIndex += 1 }
      if (oldIndex, newIndex) != start {
        hunks.append(Hunk(old: start.0..<oldIndex, new: start.1..<newIndex))
      } else {
        oldIndex += 1
        newIndex += 1
      }
    }
    return hunks
  }

  /// Moves every run of marked lines as far down as it can go: among equal lines it is open which of them were put in, and
  /// two diffs of one text must not answer that differently. (git does the same before it merges.)
  mutating func slide(_ oldLines: [Int32], _ newLines: [Int32]) {
    Self.slide(&old, oldLines)
    Self.slide(&new, newLines)
  }

  private static func slide(_ marks: inout [Bool], _ lines: [Int32]) {
    var start = 0
    while start < marks.count {
      guard marks[start] else {
        start += 1
        continue
      }
      var end = start
      while end < marks.count, marks[end] { end += 1 }
      // A run that meets the next one takes it along.
      while end < marks.count, lines[start] == lines[end] {
        marks[start] = false
        marks[end] = true
        start += 1
        end += 1
        while end < marks.count, marks[end] { end += 1 }
      }
      start = end
    }
  }
}
