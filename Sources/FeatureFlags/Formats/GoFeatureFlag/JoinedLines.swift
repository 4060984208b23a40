/// A query as go-feature-flag hands it to its parser: the lines without the blanks at their starts, one behind the other.
///
/// Nothing is put between them, so that `and` at the end of one grows together with the name at the start of the next.
struct JoinedLines {
  static let help = "the lines are joined without a blank; end each with one, or write the query on one line"

  private(set) var scalars: [Unicode.Scalar] = []
  /// Where each of `scalars` stands in the query, and its end.
  private var origins: [Int] = []
  /// The places in `scalars` where lines meet.
  private var joints: [Int] = []

  init(_ query: [Unicode.Scalar]) {
    var isAtStart = true
    for (index, scalar) in query.enumerated() {
      if scalar == "\n" {
        joints.append(scalars.count)
        isAtStart = true
      } else if !isAtStart || scalar != " " {
        isAtStart = false
        scalars.append(scalar)
        origins.append(index)
      }
    }
    origins.append(query.count)
  }

  /// Where the character at `place` stands in the query.
  func origin(_ place: Int) -> Int { origins[max(0, min(place, origins.count - 1))] }

  /// Whether lines meet without a blank within the range or at its ends.
  func hasGlue(from: Int, to: Int) -> Bool {
    joints.contains { joint in
      joint > 0 && joint < scalars.count && from <= joint && joint <= to && scalars[joint - 1] != " "
    }
  }
}
