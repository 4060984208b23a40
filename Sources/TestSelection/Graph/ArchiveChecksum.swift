/// What tells a damaged archive from a whole one: not a digest, as whoever could write another archive could write its checksum, too.
/// A digest of ten megabytes takes as long as choosing the tests.
enum ArchiveChecksum {
  static let byteCount = 8

  /// Four sums side by side, each of every fourth 8 bytes. A step maps what was summed one to one, and what comes to it one to one,
  /// so no change within 8 bytes is missed.
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var lanes = (a: UInt64(1), b: UInt64(2), c: UInt64(3), d: UInt64(4))
    let whole = bytes.count & ~31
    for offset in stride(from: 0, to: whole, by: 32) {
      lanes.a = step(lanes.a, word(bytes, offset))
      lanes.b = step(lanes.b, word(bytes, offset + 8))
      lanes.c = step(lanes.c, word(bytes, offset + 16))
      lanes.d = step(lanes.d, word(bytes, offset + 24))
    }
    var sum = UInt64(bytes.count)
    for lane in [lanes.a, lanes.b, lanes.c, lanes.d] { sum = step(sum, lane) }
    for byte in bytes[whole...] { sum = step(sum, UInt64(byte)) }
    return sum
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  private static func step(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    // An odd factor can be undone; turning brings what only the high bits knew down to the low ones.
    let product = (sum ^ word) &* 0x9e37_79b9_7f4a_7c15
    return product << 29 | product >> 35
  }
}
