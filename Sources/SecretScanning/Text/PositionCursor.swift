/// Turns ascending offsets into lines and columns, each byte looked at once.
///
/// Lines end at a line feed. Columns count Unicode scalars; of bytes that are no UTF-8 each counts one. A byte order mark is no
/// column.
struct PositionCursor {
  private let bytes: [UInt8]
  private var offset: Int
  private var line = 1
  private var column = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
  }

  /// Line and column of `target`, which must not lie before an earlier one.
  mutating func position(of target: Int) -> (line: Int, column: Int) {
    while offset < target {
      if bytes[offset] == ASCII.newline {
        line += 1
        column = 1
        offset += 1
      } else {
        column += 1
        offset += scalarLength()
      }
    }
    return (line, column)
  }

  /// How many bytes the scalar at `offset` has: 1 for a byte that starts no well-formed sequence (Unicode, table 3-7).
  private func scalarLength() -> Int {
    let first = bytes[offset]
    if first < 0x80 { return 1 }
    let count: Int
    var second: ClosedRange<UInt8> = 0x80...0xbf
    switch first {
    case 0xc2...0xdf: count = 2
    case 0xe0: (count, second) = (3, 0xa0...0xbf)
    case 0xed: (count, second) = (3, 0x80...0x9f)
    case 0xe1...0xef: count = 3
    case 0xf0: (count, second) = (4, 0x90...0xbf)
    case 0xf4: (count, second) = (4, 0x80...0x8f)
    case 0xf1...0xf3: count = 4
    default: return 1
    }
    guard offset + count <= bytes.count, second.contains(bytes[offset + 1]) else { return 1 }
    return bytes[(offset + 2)..<(offset + count)].allSatisfy { (0x80...0xbf).contains($0) } ? count : 1
  }
}
