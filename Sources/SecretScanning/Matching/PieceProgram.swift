/// The pieces of a format one after the other, with all their letters in one place: to follow them counts no reference.
final class PieceProgram: Sendable {
  private enum Kind: UInt8 {
    case run
    case literal
    /// The literals that follow, of which the first counts that is there.
    case either
    /// The steps that follow, or nothing.
    case optional
  }

  private struct Step {
    var kind: Kind
    /// Of a run.
    var members = ByteClass(low: 0, high: 0)
    /// How many bytes of a run.
    var counts = 0...0
    /// Where the letters of a literal are; of what has steps, those.
    var range = 0..<0
  }

  private let steps: [Step]
  private let letters: [UInt8]
  /// What may not follow the credential, or it would be a part of something longer.
  let lastClass: ByteClass?

  init(_ pieces: [Piece]) {
    var (steps, letters): ([Step], [UInt8]) = ([], [])
    Self.add(pieces, to: &steps, &letters)
    self.steps = steps
    self.letters = letters
    lastClass = pieces.last?.lastClass
  }

  private static func add(_ pieces: [Piece], to steps: inout [Step], _ letters: inout [UInt8]) {
    for piece in pieces {
      switch piece {
      case .run(let members, let counts):
        steps.append(Step(kind: .run, members: members, counts: counts))
      case .literal(let text):
        steps.append(Step(kind: .literal, range: letters.count..<(letters.count + text.utf8.count)))
        letters += text.utf8
      case .either(let texts):
        add(texts.map { .literal($0) }, behind: .either, to: &steps, &letters)
      case .optional(let pieces):
        add(pieces, behind: .optional, to: &steps, &letters)
      }
    }
  }

  private static func add(_ pieces: [Piece], behind kind: Kind, to steps: inout [Step], _ letters: inout [UInt8]) {
    let place = steps.count
    steps.append(Step(kind: kind))
    add(pieces, to: &steps, &letters)
    steps[place].range = (place + 1)..<steps.count
  }

  /// What came of a match.
  enum Outcome {
    case ends(Int)
    /// No match; none begins before `clear` either, if all between is one run of what the first piece is made of.
    case nothing(clear: Int)
  }

  /// Where the pieces end when they start at `start`.
  func match(in bytes: ByteView, from start: Int, runs: RunMemo) -> Outcome {
    steps.withUnsafeBufferPointer { steps in
      letters.withUnsafeBufferPointer { letters in
        let walk = Walk(steps: steps, letters: letters, bytes: bytes, runs: runs)
        guard let first = steps.first, first.kind == .run else {
          return walk.end(of: 0..<steps.count, from: start).map { .ends($0) } ?? .nothing(clear: start)
        }
        let runEnd = walk.end(ofRun: first, from: start)
        if first.counts.contains(runEnd - start), let end = walk.end(of: 1..<steps.count, from: runEnd) {
          return .ends(end)
        }
        if runEnd - start < first.counts.upperBound { return .nothing(clear: runEnd) }
        // The run was cut at the most that there may be, and goes on instead of what has to follow: so it is for every start
        // more than so many bytes before its end.
        guard first.counts.upperBound > RunMemo.minimumLimit, runEnd < bytes.endIndex, cannotFollow(first, steps)
        else { return .nothing(clear: start) }
        let wholeEnd = runs.end(of: first.members, in: bytes, from: start, limit: bytes.endIndex)
        return .nothing(clear: wholeEnd - first.counts.upperBound - 1)
      }
    }
  }

  /// Whether what has to follow the run is no part of it.
  private func cannotFollow(_ run: Step, _ steps: UnsafeBufferPointer<Step>) -> Bool {
    guard steps.count > 1, steps[1].kind == .literal, !steps[1].range.isEmpty else { return false }
    return !run.members.contains(letters[steps[1].range.lowerBound])
  }

  private struct Walk {
    let steps: UnsafeBufferPointer<Step>
    let letters: UnsafeBufferPointer<UInt8>
    let bytes: ByteView
    let runs: RunMemo

    func end(of range: Range<Int>, from start: Int) -> Int? {
      var offset = start
      var number = range.lowerBound
      while number < range.upperBound {
        switch steps[number].kind {
        case .run:
          let end = end(ofRun: steps[number], from: offset)
          guard steps[number].counts.contains(end - offset) else { return nil }
          offset = end
        case .literal:
          guard has(steps[number], at: offset) else { return nil }
          offset += steps[number].range.count
        case .either:
          let choices = steps[number].range
          guard let choice = choices.first(where: { has(steps[$0], at: offset) }) else { return nil }
          offset += steps[choice].range.count
          number = choices.upperBound - 1
        case .optional:
          let inner = steps[number].range
          offset = end(of: inner, from: offset) ?? offset
          number = inner.upperBound - 1
        }
        number += 1
      }
      return offset
    }

    /// No further than allowed: whether something longer was cut is the boundary's question.
    func end(ofRun step: Step, from start: Int) -> Int {
      let limit = min(bytes.endIndex, start + step.counts.upperBound)
      if step.counts.upperBound > RunMemo.minimumLimit {
        return runs.end(of: step.members, in: bytes, from: start, limit: limit)
      }
      var end = start
      while end < limit, step.members.contains(bytes[end]) { end += 1 }
      return end
    }

    private func has(_ literal: Step, at offset: Int) -> Bool {
      guard offset + literal.range.count <= bytes.endIndex else { return false }
      var index = 0
      while index < literal.range.count, bytes[offset + index] == letters[literal.range.lowerBound + index] {
        index += 1
      }
      return index == literal.range.count
    }
  }
}
