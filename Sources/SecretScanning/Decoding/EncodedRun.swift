/// Bytes of the alphabets of base64 in a row, over several lines where they are wrapped.
struct EncodedRun {
  /// Its first line.
  var first: Range<Int>
  /// The others: each as long as the first, the last perhaps shorter.
  var others: [Range<Int>] = []

  /// Fewer bytes hold no credential that has a form of its own.
  static let minimumLength = 24

  /// Goes to the next run of at least `minimum` bytes from `start` on; `nil` where there is none.
  static func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, minimum: Int) -> EncodedRun? {
    guard let first = LetterRuns.next(in: bytes, from: start, minimum: minimum) else { return nil }
    var run = EncodedRun(first: first)
    run.joinLines(in: bytes)
    return run
  }

  private var last: Range<Int> { others.last ?? first }

  var upperBound: Int { last.upperBound }

  /// How many letters all lines have.
  var letterCount: Int { others.isEmpty ? first.count : others.count * first.count + last.count }

  /// Where the letter of a number stands.
  func offset(ofLetter number: Int) -> Int {
    let line = number / first.count
    return (line == 0 ? first : others[line - 1]).lowerBound + number % first.count
  }

  /// Calls `body` with all letters in one piece.
  func withLetters<Result>(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    if others.isEmpty { return body(UnsafeBufferPointer(rebasing: bytes[first])) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: letterCount) { letters in
      var end = letters[...].update(fromContentsOf: bytes[first])
      for line in others { end = letters[end...].update(fromContentsOf: bytes[line]) }
      return body(UnsafeBufferPointer(rebasing: letters[..<end]))
    }
  }

  /// Wrapped text has lines of one length, of which the last may be shorter.
  private mutating func joinLines(in bytes: UnsafeBufferPointer<UInt8>) {
    let length = first.count
    guard length <= Self.maximumLineLength else { return }
    while last.count == length, let start = Self.lineStart(in: bytes, behind: upperBound) {
      let end = LetterRuns.end(in: bytes, from: start)
      guard end > start, end - start <= length else { return }
      others.append(start..<end)
    }
  }

  private static let maximumLineLength = 1_000
  private static let maximumGap = 60

  /// Where the text goes on after a line end, written as one or as an escape, with indentation, quotes and comment marks.
  private static func lineStart(in bytes: UnsafeBufferPointer<UInt8>, behind start: Int) -> Int? {
    var offset = start
    var breaks = 0
    while offset < bytes.count, offset - start < maximumGap {
      let byte = bytes[offset]
      if byte == ASCII.newline {
        breaks += 1
      } else if byte == ASCII.backslash, offset + 1 < bytes.count, ByteClass.lineEscapes.contains(bytes[offset + 1]) {
        breaks += bytes[offset + 1] == UInt8(ascii: "n") ? 1 : 0
        offset += 1
      } else if byte == UInt8(ascii: "+"), breaks == 0 {
        // Joins strings. On the next line it is a letter of the alphabet.
      } else if !ByteClass.lineJoint.contains(byte) {
        return breaks == 1 ? offset : nil
      }
      offset += 1
    }
    return nil
  }
}
