/// Decodes the readable stretches of an encoded run.
struct RunDecoding {
  /// The text that the run is part of.
  let bytes: UnsafeBufferPointer<UInt8>
  let run: EncodedRun
  /// All letters of the run, in one piece.
  let letters: UnsafeBufferPointer<UInt8>

  /// Longer texts are documents, whose own words say what is in them.
  private static let maximumValueLength = 1_024
  private static let maximumNameLength = 64
  private static let maximumNameGap = 48

  /// Writes `stretch` as the region under way, with the name in front that it is assigned to where it is a value of one line.
  /// The answer says where the region comes from.
  func write(_ stretch: ReadableStretches.Stretch, to text: inout DecodedText) -> DecodedText.Source {
    let wanted = groups(of: stretch)
    let name = wanted.count == letters.count ? self.name : nil
    if let name {
      text.append(bytes[name])
      text.append("=\"".utf8)
    }
    let valueStart = text.open.count
    stretch.encoding == .base64 ? decodeBase64(wanted, to: &text) : decodeHexadecimal(wanted, to: &text)
    guard let name else { return .letters(run, first: wanted.lowerBound, nameCount: 0) }
    let value = text.open.dropFirst(valueStart)
    if value.allSatisfy({ (0x20..<0x7f).contains($0) && $0 != UInt8(ascii: "\"") && $0 != ASCII.backslash }) {
      text.append("\"".utf8)
      return .letters(run, first: 0, nameCount: name.count + 2)
    }
    text.dropFirst(valueStart)
    return .letters(run, first: 0, nameCount: 0)
  }

  /// The end of the run, that ends at `end`, with the `=` that fill it up.
  static func paddedEnd(of end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var padded = end
    while padded < bytes.count, padded - end < 2, bytes[padded] == UInt8(ascii: "=") { padded += 1 }
    return padded
  }

  /// The letters of whole groups: of base64 those that are text in part as well, of hexadecimal only those that are.
  private func groups(of stretch: ReadableStretches.Stretch) -> Range<Int> {
    let (start, end) = (stretch.letters.lowerBound, stretch.letters.upperBound)
    if stretch.encoding == .hexadecimal {
      let first = start + (start - stretch.alignment) & 1
      return first..<(end - (end - first) & 1)
    }
    var first = start - (start - stretch.alignment) & 3
    if first < 0 { first += 4 }
    return first..<min(letters.count, end + (stretch.alignment - end) & 3)
  }

  private func decodeBase64(_ wanted: Range<Int>, to text: inout DecodedText) {
    let source = UnsafeBufferPointer(rebasing: letters[wanted])
    text.append(count: source.count * 3 / 4) { target in
      Alphabet.base64Values.withUnsafeBufferPointer { values in
        var (next, letter) = (0, 0)
        while letter + 4 <= source.count {
          let word =
            UInt32(values[Int(source[letter])]) << 18 | UInt32(values[Int(source[letter + 1])]) << 12
            | UInt32(values[Int(source[letter + 2])]) << 6 | UInt32(values[Int(source[letter + 3])])
          target[next] = UInt8(truncatingIfNeeded: word >> 16)
          target[next + 1] = UInt8(truncatingIfNeeded: word >> 8)
          target[next + 2] = UInt8(truncatingIfNeeded: word)
          letter += 4
          next += 3
        }
        // Two or three letters are left of a run without padding.
        if next < target.count {
          target[next] = values[Int(source[letter])] << 2 | values[Int(source[letter + 1])] >> 4
        }
        if next + 1 < target.count {
          target[next + 1] = values[Int(source[letter + 1])] << 4 | values[Int(source[letter + 2])] >> 2
        }
      }
    }
  }

  private func decodeHexadecimal(_ wanted: Range<Int>, to text: inout DecodedText) {
    let source = UnsafeBufferPointer(rebasing: letters[wanted])
    text.append(count: source.count / 2) { target in
      Alphabet.hexadecimalValues.withUnsafeBufferPointer { values in
        for next in target.indices {
          target[next] = values[Int(source[next * 2])] << 4 | values[Int(source[next * 2 + 1])]
        }
      }
    }
  }

  /// The name that the run is assigned to, where the run is a value of one line: behind it a `:` or `=`, with quotes, brackets
  /// and spaces.
  private var name: Range<Int>? {
    guard run.others.isEmpty, letters.count * 3 / 4 <= Self.maximumValueLength else { return nil }
    var end = run.first.lowerBound
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
