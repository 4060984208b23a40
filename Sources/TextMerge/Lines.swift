/// A text cut into lines, each with its line end, so that the lines one after the other are the text again.
///
/// Bytes, not characters: a file need not be UTF-8, and a line end is `\n` alone (with a `\r` before it where the file has
/// one). A last line without `\n` is another line than the same with it, as it is to git.
package struct Lines: Hashable, Sendable {
  package let bytes: [UInt8]
  /// Where each line begins, and at last where the text ends.
  private let starts: [Int]

  package init(_ bytes: [UInt8]) {
    var starts = [0]
    bytes.withUnsafeBufferPointer { buffer in
      for index in buffer.indices where buffer[index] == UInt8(ascii: "\n") { starts.append(index + 1) }
    }
    if starts[starts.count - 1] != bytes.count { starts.append(bytes.count) }
    self.bytes = bytes
    self.starts = starts
  }

  /// How many lines there are; none in an empty text.
  package var count: Int { starts.count - 1 }

  /// One line, with its line end.
  package subscript(index: Int) -> ArraySlice<UInt8> { bytes[starts[index]..<starts[index + 1]] }

  /// Several lines in a row, with their line ends.
  package subscript(range: Range<Int>) -> ArraySlice<UInt8> {
    bytes[starts[range.lowerBound]..<starts[range.upperBound]]
  }

  /// Whether the text is none: it holds a NUL byte near its start, which is git's rule as well.
  package var isBinary: Bool { bytes.prefix(8000).contains(0) }

  func span(_ index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }
}

/// Gives every distinct line of several texts a number, so that lines are compared as fast as numbers are.
struct LineNumbers {
  private var known: [Key: Int32] = [:]

  /// The numbers of the lines of `lines`, in order; equal lines have equal numbers, in this text and in all others.
  mutating func numbers(of lines: Lines) -> [Int32] {
    known.reserveCapacity(known.count + lines.count)
    return (0..<lines.count).map { index in
      let next = Int32(truncatingIfNeeded: known.count)
      let key = Key(bytes: lines.bytes, span: lines.span(index))
      if let number = known[key] { return number }
      known[key] = next
      return next
    }
  }

  /// A line where it lies, hashed and compared as a block of memory.
  private struct Key: Hashable {
    let bytes: [UInt8]
    let span: Range<Int>

    static func == (left: Self, right: Self) -> Bool {
      guard left.span.count == right.span.count else { return false }
      return left.bytes[left.span].elementsEqual(right.bytes[right.span])
    }

    func hash(into hasher: inout Hasher) {
      bytes.withUnsafeBytes { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[span])) }
    }
  }
}
