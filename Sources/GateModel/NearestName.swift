/// Finds the name that was probably meant.
package enum NearestName {
  /// The candidate closest to `name`, or `nil` where none is near enough to be a slip of the keyboard: at most a third of
  /// the letters wrong, swapped neighbours counting once (Damerau's distance).
  package static func match(for name: String, among candidates: some Sequence<String>) -> String? {
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let distance = distance(Array(name.lowercased().utf8), Array(candidate.lowercased().utf8))
      if distance <= max(1, max(name.utf8.count, candidate.utf8.count) / 3), distance < best?.distance ?? Int.max {
        best = (candidate, distance)
      }
    }
    return best?.name
  }

  /// How many letters have to be typed, left out or exchanged to make one text of the other; swapped neighbours count once.
  package static func distance(from left: String, to right: String) -> Int {
    distance(Array(left.utf8), Array(right.utf8))
  }

  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        let substitution = last[column] + (left[row] == right[column] ? 0 : 1)
        var cost = min(substitution, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
