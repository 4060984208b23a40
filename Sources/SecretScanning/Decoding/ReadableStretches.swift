/// Finds the parts of an encoded run that decode to ASCII text.
///
/// In base64 of ASCII text three letters of four come from a part of the alphabet (the high bit of each byte is 0, and few bytes
/// below the space are text), in hexadecimal every other digit. What stands ahead of an encoded text in the same run (a path,
/// `Basic_`, a binary header) only shifts it: each of the four alignments, and the two of hexadecimal, is followed by itself. An image, a
/// font or random bytes hardly ever are text for so long.
struct ReadableStretches {
  /// Letters of the run, counted over its pieces.
  struct Stretch {
    var letters: Range<Int>
    var encoding: Encoding
    /// Number of the first letter of a group, modulo the size of a group.
    var alignment: Int
  }

  /// 18 bytes.
  static let minimumBase64 = 24
  static let minimumHexadecimal = 32
  /// Stretches of one alignment with no more letters between them are one: names and messages are not all ASCII.
  private static let maximumGap = 48
  private static let wayCount = 6

  private(set) var stretches: [Stretch] = []
  // One number a way, and no arrays: there is a run in every other line of a text, and hardly one of them is encoded.
  private var lastBad = SIMD8<Int>(repeating: -1)
  /// Where the stretch under way begins, -1 where there is none, and where it ends so far.
  private var pendingStarts = SIMD8<Int>(repeating: -1)
  private var pendingEnds = SIMD8<Int>(repeating: 0)
  private let minimums: SIMD8<Int>

  /// The stretches of `run` of at least `minimum` letters in base64.
  init(of run: EncodedRun, in bytes: UnsafeBufferPointer<UInt8>, minimum: Int = minimumBase64) {
    minimums = SIMD8(
      lowHalf: SIMD4(repeating: minimum), highHalf: SIMD4(repeating: Self.minimumHexadecimal))
    var letter = 0
    Self.misfits.withUnsafeBufferPointer { misfits in
      for piece in run.pieces {
        for offset in piece {
          var bad = misfits[(letter & 3) << 8 | Int(bytes[offset])]
          while bad != 0 {
            let way = bad.trailingZeroBitCount
            if letter - lastBad[way] > minimums[way] { note(way, from: lastBad[way], to: letter) }
            lastBad[way] = letter
            bad &= bad - 1
          }
          letter += 1
        }
      }
    }
    for way in 0..<Self.wayCount {
      if letter - lastBad[way] > minimums[way] { note(way, from: lastBad[way], to: letter) }
      flush(way)
    }
    stretches.sort { $0.letters.lowerBound < $1.letters.lowerBound }
  }

  /// `before` is the last letter that does not fit, `end` the next one: their groups are in part text.
  private mutating func note(_ way: Int, from before: Int, to end: Int) {
    let found = max(0, before)..<end
    if pendingStarts[way] < 0 || found.lowerBound - pendingEnds[way] > Self.maximumGap {
      flush(way)
      pendingStarts[way] = found.lowerBound
    }
    pendingEnds[way] = end
  }

  private mutating func flush(_ way: Int) {
    guard pendingStarts[way] >= 0 else { return }
    let letters = pendingStarts[way]..<pendingEnds[way]
    stretches.append(
      way < 4
        ? Stretch(letters: letters, encoding: .base64, alignment: way)
        : Stretch(letters: letters, encoding: .hexadecimal, alignment: way - 4))
    pendingStarts[way] = -1
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
