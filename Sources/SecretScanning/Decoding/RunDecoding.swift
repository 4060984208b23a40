/// Decodes the readable stretches of an encoded run.
struct RunDecoding {
  let bytes: UnsafeBufferPointer<UInt8>
  let run: EncodedRun

  /// Longer texts are documents, whose own words say what is in them.
  private static let maximumValueLength = 1_024
  private static let maximumNameLength = 64
  private static let maximumNameGap = 48

  /// Writes `stretch` as the region under way, with the name in front that it is assigned to where it is a value of one line.
  func write(_ stretch: ReadableStretches.Stretch, to text: inout DecodedText) {
    let size = stretch.encoding == .base64 ? 4 : 2
    let total = run.letterCount
    var first = stretch.letters.lowerBound
    first -= (first - stretch.alignment) & (size - 1)
    if first < 0 { first += size }
    let beyond = (stretch.letters.upperBound - stretch.alignment) & (size - 1)
    let end = min(total, stretch.letters.upperBound + (beyond == 0 ? 0 : size - beyond))
    guard first < end else { return }

    let isWhole = first == 0 && end == total
    let name = isWhole && run.pieces.count == 1 ? self.name : nil
    if let name {
      for offset in name { text.append(bytes[offset], from: offset, to: offset + 1) }
      for byte in "=\"".utf8 { text.append(byte, from: run.pieces[0].lowerBound, to: run.pieces[0].lowerBound) }
    }
    let valueStart = text.openCount
    decode(first..<end, stretch, to: &text)
    guard let name else { return }
    let value = text.open.dropFirst(valueStart)
    if value.count <= Self.maximumValueLength, value.allSatisfy({ (0x20..<0x7f).contains($0) && !Self.ends($0) }) {
      text.append(UInt8(ascii: "\""), from: paddingEnd, to: paddingEnd)
    } else {
      text.dropFirst(name.count + 2)
    }
  }

  private static func ends(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == ASCII.backslash }

  private func decode(_ letters: Range<Int>, _ stretch: ReadableStretches.Stretch, to text: inout DecodedText) {
    let bitsPerLetter: UInt32 = stretch.encoding == .base64 ? 6 : 4
    var resumption = letters.lowerBound
    var accumulator: UInt32 = 0
    var bitCount: UInt32 = 0
    var start = 0
    var number = 0
    for piece in run.pieces {
      defer { number += piece.count }
      let wanted = letters.clamped(to: number..<(number + piece.count))
      for letter in wanted {
        let offset = piece.lowerBound + letter - number
        guard letter >= resumption else { continue }
        guard let value = Self.value(of: bytes[offset], stretch.encoding) else {
          // No digit of hexadecimal: its pair says nothing.
          resumption = letter + 2 - (letter - stretch.alignment) & 1
          bitCount = 0
          continue
        }
        if bitCount == 0 { start = offset }
        accumulator = accumulator << bitsPerLetter | UInt32(value)
        bitCount += bitsPerLetter
        guard bitCount >= 8 else { continue }
        bitCount -= 8
        let isLast = letter + 1 == run.letterCount
        text.append(
          UInt8(truncatingIfNeeded: accumulator >> bitCount), from: start, to: isLast ? paddingEnd : offset + 1)
        start = offset
      }
    }
  }

  private static func value(of letter: UInt8, _ encoding: Encoding) -> UInt8? {
    encoding == .base64 ? Base64.value(of: letter) : ASCII.hexValue(of: letter)
  }

  /// The end of the run with the `=` that fill it up.
  private var paddingEnd: Int {
    var end = run.upperBound
    while end < bytes.count, end - run.upperBound < 2, bytes[end] == UInt8(ascii: "=") { end += 1 }
    return end
  }

  /// The name that the run is assigned to: behind it a `:` or `=`, once, with quotes, brackets and spaces.
  private var name: Range<Int>? {
    var end = run.pieces[0].lowerBound
    let floor = max(0, end - Self.maximumNameGap)
    var operators = 0
    while end > floor, ByteClass.nameJoint.contains(bytes[end - 1]) {
      operators += ByteClass.assignmentSigns.contains(bytes[end - 1]) ? 1 : 0
      end -= 1
    }
    guard (1...2).contains(operators) else { return nil }
    var start = end
    while start > 0, end - start < Self.maximumNameLength, ByteClass.dottedName.contains(bytes[start - 1]) {
      start -= 1
    }
    return end - start >= 2 ? start..<end : nil
  }
}

extension EncodedRun {
  /// How many letters all pieces have.
  var letterCount: Int { pieces.reduce(0) { $0 + $1.count } }
}
