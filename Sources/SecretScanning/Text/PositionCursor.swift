/// Turns ascending offsets into lines and columns, each byte looked at once.
///
/// Lines end at a line feed. Columns count Unicode scalars; of bytes that are no UTF-8 each counts one. A byte order mark is no
/// column.
struct PositionCursor {
  private var offset: Int
  private var line = 1
  private var column = 1

  /// A cursor at the start of a text that begins with `bytes`.
  init(_ bytes: [UInt8]) {
    offset = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
  }

  /// Line and column of `target` in `bytes`, which must not lie before an earlier one.
  mutating func position(of target: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    if offset < target {
      bytes.withUnsafeBufferPointer { bytes in
        passLines(upTo: min(target, bytes.count), in: bytes)
        passScalars(upTo: target, in: bytes)
      }
    }
    return (line, column)
  }

  /// Goes on in a text of which the first `count` bytes were taken away.
  mutating func move(by count: Int) { offset -= count }

  private mutating func passLines(upTo target: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    let count = Self.lineCount(in: bytes, from: offset, upTo: target)
    if count == 0 { return }
    line += count
    column = 1
    var start = target
    while bytes[start - 1] != ASCII.newline { start -= 1 }
    offset = start
  }

  /// How many lines end there, eight bytes at a time: files of gigabytes come this way.
  private static func lineCount(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, upTo end: Int) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var count = 0
    var index = start
    while index &+ 8 <= end {
      let others = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ 0x0a0a_0a0a_0a0a_0a0a
      // The highest bit of each byte that is not 0. Nothing carries over.
      let marks = ((others & 0x7f7f_7f7f_7f7f_7f7f) &+ 0x7f7f_7f7f_7f7f_7f7f | others) & 0x8080_8080_8080_8080
      count &+= 8 &- marks.nonzeroBitCount
      index &+= 8
    }
    while index < end {
      if bytes[index] == ASCII.newline { count &+= 1 }
      index &+= 1
    }
    return count
  }

  private mutating func passScalars(upTo target: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(bytes)
    while offset < target {
      if target - offset >= 8, raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
        offset += 8
        column += 8
      } else {
        offset += Self.scalarLength(at: offset, in: bytes)
        column += 1
      }
    }
  }

  /// How many bytes the scalar at `offset` has: 1 for a byte that starts no well-formed sequence (Unicode, table 3-7).
  private static func scalarLength(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
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
