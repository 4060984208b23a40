/// Numbers where an archive keeps them, 4 bytes each, little-endian: copying ten megabytes costs more than going through them.
///
/// Holds while the bytes are borrowed. Nothing is checked.
struct PackedNumbers: RandomAccessCollection {
  private let start: UnsafeRawPointer
  let count: Int

  private init(start: UnsafeRawPointer, count: Int) {
    self.start = start
    self.count = count
  }

  /// `nil` where there are no bytes.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return nil }
    self.init(start: start, count: bytes.count / 4)
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  @inline(__always)
  subscript(place: Int) -> UInt32 {
    UInt32(littleEndian: start.loadUnaligned(fromByteOffset: 4 &* place, as: UInt32.self))
  }

  /// So many of them, as a list of their own.
  @inline(__always)
  func list(_ place: Int, _ count: Int) -> PackedNumbers { PackedNumbers(start: start + 4 &* place, count: count) }
}
