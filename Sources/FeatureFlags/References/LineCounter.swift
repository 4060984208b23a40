import GateModel

/// Turns offsets that grow into lines and columns, counting each byte once.
struct LineCounter {
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  private var column = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The lines and columns of `range`, which must not begin before the last one.
  mutating func range(of range: Range<Int>) -> SourceRange {
    advance(to: range.lowerBound)
    var result = SourceRange(line: line, column: column)
    advance(to: range.upperBound)
    (result.endLine, result.endColumn) = (line, column)
    return result
  }

  private mutating func advance(to target: Int) {
    while offset < min(target, bytes.count) {
      if bytes[offset] == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if bytes[offset] & 0xC0 != 0x80 {
        column += 1
      }
      offset += 1
    }
  }
}
