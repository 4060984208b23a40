/// Numbers in bytes, the lowest byte first, as far as there are bytes.
extension UnsafeRawBufferPointer {
  /// The number of `count` bytes at `offset`; `nil` where they are not all there, or it does not fit.
  func littleEndian(_ count: Int, at offset: Int) -> Int? {
    guard offset >= 0, offset <= self.count - count else { return nil }
    let value = (0..<count).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(self[offset + $1]) }
    return Int(exactly: value)
  }

  /// The bytes of a range; `nil` where they are not all there.
  func part(_ start: Int, count: Int) -> UnsafeRawBufferPointer? {
    guard start >= 0, count >= 0, start <= self.count, count <= self.count - start else { return nil }
    return UnsafeRawBufferPointer(rebasing: self[start..<(start + count)])
  }
}
