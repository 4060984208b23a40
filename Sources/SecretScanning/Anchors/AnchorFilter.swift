/// What the bytes next to an anchor must be, if one of its rules is to match there.
///
/// Most anchors are short, and most of what they hit is part of a word: `sk_` in `task_id`. To see that takes a look at two or
/// three bytes, to ask the rules takes a hundred times as long.
struct AnchorFilter: Sendable {
  /// What follows the anchor, in each of the `count` bytes behind it.
  private let followers: ByteClass
  private let count: Int
  /// Whether the credential begins with the anchor.
  private let isAtStart: Bool

  /// More bytes hardly ever decide.
  private static let maximumCount = 8

  /// The filter of an anchor that concerns rules with these matchers; `nil` where every place is worth asking about.
  init?(_ matchers: [SecretMatcher]) {
    var followers: ByteClass?
    var count = Self.maximumCount
    var isAtStart = true
    for matcher in matchers {
      guard case .shape(let shape) = matcher, let first = shape.pieces.first?.opening else { return nil }
      followers = followers?.union(first.members) ?? first.members
      count = min(count, first.count)
      if shape.lead != nil { isAtStart = false }
    }
    guard let followers else { return nil }
    self.followers = followers
    self.count = count
    self.isAtStart = isAtStart
  }

  /// Whether one of the rules may match at `anchor`. What it denies, none of them finds.
  func passes(_ anchor: Range<Int>, in bytes: ByteView) -> Bool {
    guard anchor.upperBound + count <= bytes.count else { return false }
    for offset in anchor.upperBound..<(anchor.upperBound + count) where !followers.contains(bytes[offset]) {
      return false
    }
    return !isAtStart || Boundary.isStart(anchor.lowerBound, in: bytes)
  }
}

extension Piece {
  /// So many bytes of a class are at the start of everything that the piece matches; `nil` where it may match nothing.
  fileprivate var opening: (members: ByteClass, count: Int)? {
    switch self {
    case .run(let members, let counts): counts.lowerBound > 0 ? (members, counts.lowerBound) : nil
    case .literal(let text): text.utf8.first.map { (ByteClass($0), 1) }
    case .either(let texts):
      texts.contains("") || texts.isEmpty
        ? nil : (texts.compactMap(\.utf8.first).reduce(ByteClass("")) { $0.union(ByteClass($1)) }, 1)
    case .optional: nil
    }
  }
}
