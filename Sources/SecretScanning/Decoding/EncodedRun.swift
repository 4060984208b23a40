/// Bytes of the alphabets of base64 in a row, over several lines where they are wrapped.
struct EncodedRun {
  /// Its pieces, one a line.
  var pieces: [Range<Int>]

  /// Fewer bytes hold no credential that has a form of its own.
  static let minimumLength = 24

  /// Goes to the next run of at least `minimum` bytes from `start` on; `nil` where there is none.
  ///
  /// Looks at one byte in `minimum` of a text of short words, and at none more than three times.
  static func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, minimum: Int) -> EncodedRun? {
    Alphabet.table.withUnsafeBufferPointer { table in
      var floor = start
      while floor + minimum <= bytes.count {
        let probe = floor + minimum - 1
        var first = probe
        guard table[Int(bytes[probe])] & Alphabet.base64 != 0 else {
          floor = probe + 1
          continue
        }
        while first > floor, table[Int(bytes[first - 1])] & Alphabet.base64 != 0 { first -= 1 }
        if first > floor {
          floor = first
          continue
        }
        var run = EncodedRun(pieces: [floor..<end(in: bytes, from: probe + 1, table)])
        run.joinLines(in: bytes, table)
        return run
      }
      return nil
    }
  }

  private static func end(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ table: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var end = start
    while end < bytes.count, table[Int(bytes[end])] & Alphabet.base64 != 0 { end += 1 }
    return end
  }

  var upperBound: Int { pieces[pieces.count - 1].upperBound }

  /// Wrapped text has lines of one length, of which the last may be shorter.
  private mutating func joinLines(in bytes: UnsafeBufferPointer<UInt8>, _ table: UnsafeBufferPointer<UInt8>) {
    let length = pieces[0].count
    guard length <= Self.maximumLineLength else { return }
    while pieces[pieces.count - 1].count == length, let start = Self.lineStart(in: bytes, behind: upperBound) {
      let end = Self.end(in: bytes, from: start, table)
      guard end > start, end - start <= length else { return }
      pieces.append(start..<end)
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

/// What each byte can be in encoded text, as bits.
enum Alphabet {
  static let base64: UInt8 = 1
  static let hexadecimal: UInt8 = 2

  static let table: [UInt8] = (UInt8.min...UInt8.max).map { byte in
    (ByteClass.base64.contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") ? base64 : 0)
      | (ASCII.isHexDigit(byte) ? hexadecimal : 0)
  }
}
