/// A value of a known format, that is assigned to a name of which the anchor is part.
struct AssignedValue: Hashable, Sendable {
  /// Words of which the name must hold one, in lower case and without `_`, `-` and `.`; none for any name.
  var names: [String]
  var pieces: [Piece]
  /// Whether the anchor must be the last of the name: what follows it says that something else is meant (`token_id`).
  var endsName = false

  /// The value, where `anchor` is part of the name that it is assigned to.
  ///
  /// - Parameter program: that of ``pieces``.
  func match(
    _ program: PieceProgram, in bytes: ByteView, anchor: Range<Int>, memo: AssignmentMemo, runs: RunMemo
  ) -> Range<Int>? {
    // The name first: it is wrong far more often than there is no assignment.
    if !names.isEmpty {
      let name = memo.name(in: bytes, anchor: anchor)
      guard names.contains(where: { Self.holds($0, in: bytes, name) }) else { return nil }
    }
    if endsName, memo.name(in: bytes, anchor: anchor).upperBound != anchor.upperBound { return nil }
    guard let start = memo.assignment(in: bytes, anchor: anchor)?.valueStart,
      case .ends(let end) = program.match(in: bytes, from: start, runs: runs),
      Boundary.isEnd(end, in: bytes, lastClass: program.lastClass)
    else { return nil }
    return start..<end
  }

  /// Whether `bytes[name]` holds `word`, which must be in lower case, in any case and with `_`, `-` and `.` anywhere in it.
  private static func holds(_ word: String, in bytes: ByteView, _ name: Range<Int>) -> Bool {
    let word = word.utf8
    guard name.count >= word.count, let first = word.first else { return false }
    for start in name where ASCII.lowercased(bytes[start]) == first {
      var offset = start
      let isWhole = word.allSatisfy { letter in
        while offset < name.upperBound, ByteClass.separators.contains(bytes[offset]) { offset += 1 }
        guard offset < name.upperBound, ASCII.lowercased(bytes[offset]) == letter else { return false }
        offset += 1
        return true
      }
      if isWhole { return true }
    }
    return false
  }
}
