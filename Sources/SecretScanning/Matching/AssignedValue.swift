/// A value of a known format, that is assigned to a name of which the anchor is part.
struct AssignedValue: Hashable, Sendable {
  /// Words of which the name must hold one, in lower case and without `_`, `-` and `.`; none for any name.
  var names: [String]
  var pieces: [Piece]

  /// The value, where `anchor` is part of the name that it is assigned to.
  func match(in bytes: [UInt8], anchor: Range<Int>) -> Range<Int>? {
    guard let assignment = Assignment(in: bytes, anchor: anchor), hasName(bytes[assignment.name]) else { return nil }
    let start = assignment.valueStart
    guard let end = Piece.end(of: pieces, in: bytes, from: start),
      Boundary.isEnd(end, in: bytes, lastClass: pieces.last?.lastClass)
    else { return nil }
    return start..<end
  }

  private func hasName(_ name: ArraySlice<UInt8>) -> Bool {
    if names.isEmpty { return true }
    let folded = name.filter(ByteClass.alphanumeric.contains)[...]
    return names.contains { ASCII.contains(folded, ignoringCase: $0) }
  }
}
