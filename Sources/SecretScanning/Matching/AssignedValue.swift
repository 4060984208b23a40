/// A value of a known format, that is assigned to a name of which the anchor is part.
struct AssignedValue: Hashable, Sendable {
  /// Words of which the name must hold one, in lower case and without `_`, `-` and `.`; none for any name.
  var names: [String]
  var pieces: [Piece]

  /// The value, where `anchor` is part of the name that it is assigned to.
  func match(in bytes: [UInt8], anchor: Range<Int>, memo: AssignmentMemo, runs: RunMemo) -> Range<Int>? {
    guard let assignment = memo.assignment(in: bytes, anchor: anchor) else { return nil }
    // The value first: of dozens of rules that know a name, one at most knows the form.
    let start = assignment.valueStart
    guard let end = Piece.end(of: pieces, in: bytes, from: start, runs: runs),
      Boundary.isEnd(end, in: bytes, lastClass: pieces.last?.lastClass)
    else { return nil }
    if !names.isEmpty {
      let name = memo.foldedName(in: bytes)
      guard names.contains(where: { ASCII.contains(name, ignoringCase: $0) }) else { return nil }
    }
    return start..<end
  }
}
