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
    var end = self
    end.advance(to: range.upperBound)
    return SourceRange(line: line, column: column, endLine: end.line, endColumn: end.column)
  }

  /// The lines and columns of ranges in any order.
  static func ranges(of ranges: [Range<Int>], in bytes: [UInt8]) -> [SourceRange] {
    var lines = LineCounter(bytes)
    var found = [SourceRange](repeating: SourceRange(line: 1), count: ranges.count)
    for index in ranges.indices.sorted(by: { ranges[$0].lowerBound < ranges[$1].lowerBound }) {
      found[index] = lines.range(of: ranges[index])
    }
    return found
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
