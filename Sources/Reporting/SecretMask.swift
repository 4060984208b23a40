/// What is hidden in a source line that holds a secret, beyond the secret itself.
///
/// A line with one secret often holds another that no rule knows, so every long unbroken piece of it is hidden as
/// well; the name to which a value is given stays, for it tells the reader which line this is.
enum SecretMask {
  /// Unbroken text of this length or more may be a secret.
  static let suspiciousLength = 16

  /// The ranges to hide in `line`: the `known` ones, and every long piece outside them.
  static func ranges(in line: [Unicode.Scalar], known: [Range<Int>]) -> [Range<Int>] {
    let inside = known.map { $0.clamped(to: 0..<line.count) }.filter { !$0.isEmpty }
    var hidden = inside + inside.flatMap { repetitions(of: $0, in: line) }
    var start = 0
    for end in 0...line.count where end == line.count || isDelimiter(line[end]) {
      if end - start >= suspiciousLength, !isName(line[start..<end]) || !isGivenValue(line[end...]) {
        hidden.append(start..<end)
      }
      start = end + 1
    }
    return SecretPlaces.merged(hidden)
  }

  /// How far from a secret it is looked for again.
  private static let repetitionReach = 256

  /// Where else near `range` the same stands: users are called like their passwords.
  private static func repetitions(of range: Range<Int>, in line: [Unicode.Scalar]) -> [Range<Int>] {
    let start = max(0, range.lowerBound - repetitionReach)
    let end = min(line.count, range.upperBound + repetitionReach)
    guard range.count >= 3, range.count <= repetitionReach, end - start >= 2 * range.count else { return [] }
    return (start...(end - range.count)).compactMap { first in
      let other = first..<(first + range.count)
      return !other.overlaps(range) && line[other].elementsEqual(line[range]) ? other : nil
    }
  }

  private static func isDelimiter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", ":", "\"", "'", "`", ",", ";", "(", ")", "[", "]", "{", "}", "<", ">": true
    default: scalar.properties.isWhitespace
    }
  }

  /// Whether the piece is made of short words of letters, as `AWS_SECRET_ACCESS_KEY` is.
  private static func isName(_ piece: ArraySlice<Unicode.Scalar>) -> Bool {
    var word = 0
    for scalar in piece {
      switch scalar {
      case "a"..."z", "A"..."Z": word += 1
      case "_", "-", ".": word = 0
      default: return false
      }
      if word >= suspiciousLength { return false }
    }
    return true
  }

  /// Whether what follows a piece gives it a value.
  private static func isGivenValue(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    let next = rest.first { $0 != " " && $0 != "\"" && $0 != "'" && $0 != "]" }
    return next == "=" || next == ":"
  }
}
