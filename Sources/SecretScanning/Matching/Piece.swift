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

  /// The class of the last byte: what may not follow the credential, or it would be a part of something longer.
  var lastClass: ByteClass? {
    switch self {
    case .run(let members, _): members
    case .literal, .either, .optional: nil
    }
  }
}
