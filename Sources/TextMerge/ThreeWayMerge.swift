/// Joins two edits of one text.
package enum ThreeWayMerge {
  /// `base` with both what `ours` and what `theirs` changed in it, or `nil` where the two get in each other's way.
  ///
  /// They do where they change the same lines, or lines that touch, in different ways: git's rule (git-merge-file(1)). Where
  /// it is open which of several equal lines were changed, both readings must give the same text. What is no text (a NUL
  /// byte) is taken whole from the one side that changed it.
  package static func merge(base: [UInt8], ours: [UInt8], theirs: [UInt8]) -> [UInt8]? {
    if ours == theirs || theirs == base { return ours }
    if ours == base { return theirs }
    let sides = [Lines(base), Lines(ours), Lines(theirs)]
    if sides.contains(where: \.isBinary) { return nil }
    var numbering = LineNumbers()
    let numbers = sides.map { numbering.numbers(of: $0) }
    guard let merged = merge(sides, numbers) else { return nil }
    // Read from the end, every run of changed lines lies as far up as it can instead of as far down.
    let mirrored = numbers.map { Array($0.reversed()) }
    guard let other = merge(sides.map(\.count), mirrored) else { return nil }
    return isSame(merged, other, numbers) ? bytes(of: merged, sides) : nil
  }

  /// A run of lines of one of the three texts: 0 the base, 1 ours, 2 theirs.
  private struct Piece {
    var side: Int
    var lines: Range<Int>
  }

  private static func merge(_ sides: [Lines], _ numbers: [[Int32]]) -> [Piece]? {
    merge(sides.map(\.count), numbers)
  }

  /// The pieces that the merged text is made of, `nil` where the edits conflict.
  private static func merge(_ counts: [Int], _ numbers: [[Int32]]) -> [Piece]? {
    let ours = LineDiff.hunks(from: numbers[0], to: numbers[1])
    let theirs = LineDiff.hunks(from: numbers[0], to: numbers[2])
    var pieces: [Piece] = []
    var position = 0
    var (next, nextTheirs) = (0, 0)
    while next < ours.count || nextTheirs < theirs.count {
      let mine = next < ours.count ? ours[next] : nil
      let other = nextTheirs < theirs.count ? theirs[nextTheirs] : nil
      if let hunk = mine, other.map({ hunk.old.upperBound < $0.old.lowerBound }) ?? true {
        take(hunk, side: 1, &position, &pieces)
        next += 1
      } else if let hunk = other, mine.map({ hunk.old.upperBound < $0.old.lowerBound }) ?? true {
        take(hunk, side: 2, &position, &pieces)
        nextTheirs += 1
      } else {
        let group = Group(ours[next...], theirs[nextTheirs...])
        guard numbers[1][group.ours].elementsEqual(numbers[2][group.theirs]) else { return nil }
        take(Hunk(old: group.base, new: group.ours), side: 1, &position, &pieces)
        next += group.ourHunks
        nextTheirs += group.theirHunks
      }
    }
    pieces.append(Piece(side: 0, lines: position..<counts[0]))
    return pieces
  }

  private static func take(_ hunk: Hunk, side: Int, _ position: inout Int, _ pieces: inout [Piece]) {
    pieces.append(Piece(side: 0, lines: position..<hunk.old.lowerBound))
    pieces.append(Piece(side: side, lines: hunk.new))
    position = hunk.old.upperBound
  }

  /// Whether the pieces of the texts and those of their mirror images give the same lines.
  private static func isSame(_ merged: [Piece], _ mirrored: [Piece], _ numbers: [[Int32]]) -> Bool {
    let lines = merged.flatMap { numbers[$0.side][$0.lines] }
    let others = mirrored.reversed().flatMap { piece in
      let count = numbers[piece.side].count
      return numbers[piece.side][(count - piece.lines.upperBound)..<(count - piece.lines.lowerBound)]
    }
    return lines == others
  }

  private static func bytes(of pieces: [Piece], _ sides: [Lines]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(max(sides[1].bytes.count, sides[2].bytes.count))
    for piece in pieces { bytes += sides[piece.side][piece.lines] }
    return bytes
  }
}

/// Hunks of both sides that overlap or touch, directly or through one another.
private struct Group {
  var base: Range<Int>
  var ours: Range<Int>
  var theirs: Range<Int>
  var ourHunks = 0
  var theirHunks = 0

  /// The group that the first hunks of the two sides begin; they overlap or touch.
  init(_ ourRest: ArraySlice<Hunk>, _ theirRest: ArraySlice<Hunk>) {
    let first = (ourRest[ourRest.startIndex], theirRest[theirRest.startIndex])
    let start = min(first.0.old.lowerBound, first.1.old.lowerBound)
    var end = start
    while true {
      let ourNext = ourRest.dropFirst(ourHunks).first
      let theirNext = theirRest.dropFirst(theirHunks).first
      if let hunk = ourNext, hunk.old.lowerBound <= end {
        end = max(end, hunk.old.upperBound)
        ourHunks += 1
      } else if let hunk = theirNext, hunk.old.lowerBound <= end {
        end = max(end, hunk.old.upperBound)
        theirHunks += 1
      } else {
        break
      }
    }
    base = start..<end
    ours = Self.range(of: ourRest.prefix(ourHunks), covering: base, before: first.0)
    theirs = Self.range(of: theirRest.prefix(theirHunks), covering: base, before: first.1)
  }

  /// The lines of one side that stand where `base` stood.
  private static func range(of hunks: ArraySlice<Hunk>, covering base: Range<Int>, before first: Hunk) -> Range<Int> {
    let last = hunks.last ?? first
    let start = first.new.lowerBound - (first.old.lowerBound - base.lowerBound)
    let end = last.new.upperBound + (base.upperBound - last.old.upperBound)
    return start..<end
  }
}
