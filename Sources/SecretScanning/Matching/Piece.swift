/// One part of a credential's format: enough for most of them, at the price of a loop over bytes.
enum Piece: Hashable, Sendable {
  /// As many bytes of a class as there are, up to the range's end, and at least its start. Nothing is given back afterwards.
  case run(ByteClass, ClosedRange<Int>)
  case literal(String)
  /// The first of these that is there.
  case either([String])
  /// These, or nothing.
  case optional([Piece])

  static func run(_ count: Int, of members: ByteClass) -> Piece { .run(members, count...count) }
  static func run(_ count: ClosedRange<Int>, of members: ByteClass) -> Piece { .run(members, count) }

  /// A UUID in its usual form, in lower or upper case (RFC 9562).
  static let uuid: [Piece] = [
    .run(8, of: .anyCaseHex), .literal("-"), .run(4, of: .anyCaseHex), .literal("-"), .run(4, of: .anyCaseHex),
    .literal("-"), .run(4, of: .anyCaseHex), .literal("-"), .run(12, of: .anyCaseHex),
  ]

  /// Where the piece ends when it starts at `start`, or `nil` where it does not match.
  func end(in bytes: [UInt8], from start: Int, runs: RunMemo? = nil) -> Int? {
    switch self {
    case .run(let members, let counts):
      var end = start
      // No further than allowed: whether something longer was cut is the boundary's question.
      let limit = min(bytes.count, start + counts.upperBound)
      if let runs, counts.upperBound > RunMemo.minimumLimit {
        end = runs.end(of: members, in: bytes, from: start, limit: limit)
      } else {
        while end < limit, members.contains(bytes[end]) { end += 1 }
      }
      return counts.contains(end - start) ? end : nil
    case .literal(let text):
      return ASCII.has(text, at: start, in: bytes) ? start + text.utf8.count : nil
    case .either(let texts):
      return texts.first { ASCII.has($0, at: start, in: bytes) }.map { start + $0.utf8.count }
    case .optional(let pieces):
      return Self.end(of: pieces, in: bytes, from: start, runs: runs) ?? start
    }
  }

  static func end(of pieces: [Piece], in bytes: [UInt8], from start: Int, runs: RunMemo? = nil) -> Int? {
    var offset = start
    for piece in pieces {
      guard let end = piece.end(in: bytes, from: offset, runs: runs) else { return nil }
      offset = end
    }
    return offset
  }

  /// The class of the last byte: what may not follow the credential, or it would be a part of something longer.
  var lastClass: ByteClass? {
    switch self {
    case .run(let members, _): members
    case .literal, .either, .optional: nil
    }
  }
}
