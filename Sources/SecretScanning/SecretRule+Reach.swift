/// How far from an anchor a rule looks: a text that repeats itself over so many bytes is judged once.
extension SecretRule {
  /// In bytes, to either side of an anchor.
  static let localReach = 2_048

  /// Whether all that decides about a match lies within ``localReach`` bytes of the anchor.
  var isLocal: Bool { match.isLocal && verifications.allSatisfy(\.isLocal) }
}

extension SecretMatcher {
  /// Whether the matcher sees no more than a name, a value and what is between and around them.
  fileprivate var isLocal: Bool {
    switch self {
    case .shape(let shape):
      (shape.lead?.count.upperBound ?? 0) <= Self.farthest && shape.pieces.farthest <= Self.farthest
    case .assigned(let value): value.pieces.farthest <= Self.farthest
    case .pattern(_, let before, let after): before + after <= Self.farthest
    case .patternBehind(_, let distance): distance <= Self.farthest
    case .file: true
    case .special(let special): special == .genericAssignment
    }
  }

  /// In bytes; with names and gaps at either end still within reach.
  private static let farthest = 1_024
}

extension [Piece] {
  /// How far the pieces reach at most.
  fileprivate var farthest: Int {
    reduce(0) { sum, piece in
      switch piece {
      case .run(_, let count): sum + Swift.min(count.upperBound, .max >> 8)
      case .literal(let text): sum + text.utf8.count
      case .either(let texts): sum + (texts.map(\.utf8.count).max() ?? 0)
      case .optional(let pieces): sum + pieces.farthest
      }
    }
  }
}

extension Verification {
  fileprivate var isLocal: Bool {
    guard case .near(_, let distance) = self else { return true }
    return distance <= 512
  }
}
