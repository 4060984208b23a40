/// Finds the parts of an encoded run that decode to ASCII text.
///
/// In base64 of ASCII text three letters of four come from a part of the alphabet (the high bit of each byte is 0, and few bytes
/// below the space are text), in hexadecimal every other digit. What stands ahead of an encoded text in the same run (a path,
/// `Basic_`, a binary header) only shifts it: each of the four alignments, and the two of hexadecimal, is followed by itself. An
/// image, a font or random bytes hardly ever are text for so long.
enum ReadableStretches {
  /// Letters of the run, counted over its lines.
  struct Stretch {
    var letters: Range<Int>
    var encoding: Encoding
    /// Number of the first letter of a group, modulo the size of a group.
    var alignment: Int
  }

  /// 18 bytes.
  static let minimumBase64 = 24
  private static let minimumHexadecimal = 32
  /// Stretches of one alignment with no more letters between them are one: names and messages are not all ASCII.
  private static let maximumGap = 48

  /// The stretches of at least `minimum` letters in base64.
  static func find(in letters: UnsafeBufferPointer<UInt8>, minimum: Int = minimumBase64) -> [Stretch] {
    var stretches: [Stretch] = []
    misfits.withUnsafeBufferPointer { misfits in
      if minimum >= minimumBase64, !mayHoldText(letters, misfits) { return }
      for way in 0..<4 {
        forEach(way, in: letters, minimum: minimum, misfits) { found in
          // The group of a letter that does not fit is text in part.
          add(max(0, found.lowerBound - 1)..<found.upperBound, alignment: way, to: &stretches)
        }
      }
      for way in 4..<6 {
        forEach(way, in: letters, minimum: minimumHexadecimal, misfits) { found in
          stretches.append(Stretch(letters: found, encoding: .hexadecimal, alignment: way - 4))
        }
      }
    }
    if stretches.count > 1 { stretches.sort { $0.letters.lowerBound < $1.letters.lowerBound } }
    return stretches
  }

  /// Whether five groups of four letters in a row may be text in one and the same way: 24 letters hold so many, wherever they
  /// begin. Looks at one group in five and back from there; nearly all words and paths end here.
  private static func mayHoldText(
    _ letters: UnsafeBufferPointer<UInt8>, _ misfits: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var last = wholeGroups - 1
    while 4 * last + 4 <= letters.count {
      var bad: UInt8 = 0
      var group = last
      while true {
        let letter = 4 * group
        bad |= misfits[Int(letters[letter])] | misfits[1 << 8 | Int(letters[letter + 1])]
        bad |= misfits[2 << 8 | Int(letters[letter + 2])] | misfits[3 << 8 | Int(letters[letter + 3])]
        if bad == allWays { break }
        if group == last - wholeGroups + 1 { return true }
        group -= 1
      }
      last = group + wholeGroups
    }
    return false
  }

  private static let wholeGroups = (minimumBase64 - 3) / 4
  private static let allWays: UInt8 = 0x3f

  private static func add(_ letters: Range<Int>, alignment: Int, to stretches: inout [Stretch]) {
    if let last = stretches.last, last.alignment == alignment,
      letters.lowerBound - last.letters.upperBound <= maximumGap
    {
      stretches[stretches.count - 1].letters = last.letters.lowerBound..<letters.upperBound
    } else {
      stretches.append(Stretch(letters: letters, encoding: .base64, alignment: alignment))
    }
  }

  /// Looks at one letter in `minimum` and back from there.
  private static func forEach(
    _ way: Int, in letters: UnsafeBufferPointer<UInt8>, minimum: Int, _ misfits: UnsafeBufferPointer<UInt8>,
    _ body: (Range<Int>) -> Void
  ) {
    let mask: UInt8 = 1 << UInt8(way)
    func fits(_ letter: Int) -> Bool { misfits[(letter & 3) << 8 | Int(letters[letter])] & mask == 0 }
    var floor = 0
    while floor + minimum <= letters.count {
      var letter = floor + minimum - 1
      while letter >= floor, fits(letter) { letter -= 1 }
      if letter >= floor {
        floor = letter + 1
        continue
      }
      var end = floor + minimum
      while end < letters.count, fits(end) { end += 1 }
      body(floor..<end)
      floor = end + 1
    }
  }

  /// For each number of a letter modulo 4, and each byte, the ways of reading in which it is not part of text.
  private static let misfits: [UInt8] = (0..<4).flatMap { number in
    (UInt8.min...UInt8.max).map { byte in
      var bad: UInt8 = 0
      for alignment in 0..<4 where !fits(byte, at: (number - alignment) & 3) { bad |= 1 << UInt8(alignment) }
      for alignment in 0..<2 where !fitsHexadecimal(byte, at: (number - alignment) & 1) {
        bad |= 1 << UInt8(4 + alignment)
      }
      return bad
    }
  }

  private static func fits(_ byte: UInt8, at place: Int) -> Bool {
    guard let value = Base64.value(of: byte) else { return false }
    switch place {
    // The first byte's upper six bits: tab, line ends, or 0x20 to 0x7f.
    case 0: return value == 2 || value == 3 || (8..<32).contains(value)
    // In the lower four, the second byte's upper four.
    case 1: return value & 15 == 0 || (2..<8).contains(value & 15)
    // In the lower two, the third byte's upper two.
    case 2: return value & 3 < 2
    default: return true
    }
  }

  private static func fitsHexadecimal(_ byte: UInt8, at place: Int) -> Bool {
    guard ASCII.isHexDigit(byte) else { return false }
    return place == 1 || byte == UInt8(ascii: "0") || (UInt8(ascii: "2")...UInt8(ascii: "7")).contains(byte)
  }
}
