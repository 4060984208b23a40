/// An index in the making, entry by entry.
struct IndexImage {
  private(set) var bytes: [UInt8] = []
  private let layout: IndexLayout
  private var count: UInt32 = 0
  private var previousPath: [UInt8] = []

  init(_ layout: IndexLayout, capacity: Int) {
    self.layout = layout
    bytes.reserveCapacity(capacity)
    // "DIRC"
    bytes.appendNumber(0x4449_5243)
    bytes.appendNumber(layout.version)
    bytes.appendNumber(0)
  }

  /// Appends the entry `entry` of `source`, an index of the same object format, under the path `path`.
  mutating func append(_ entry: IndexLayout.Entry, of source: IndexFile, path: UnsafeRawBufferPointer) {
    let start = bytes.count
    let fields = entry.start..<(entry.start + layout.flagsOffset)
    source.bytes.withBytes { bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: $0[fields])) }
    let nameLength = UInt16(min(path.count, 0x0fff))
    append(entry.flags & 0xf000 | nameLength)
    if entry.flags & 0x4000 != 0 { append(entry.extendedFlags) }
    if layout.version == 4 {
      appendCompressed(path)
    } else {
      bytes.append(contentsOf: path)
      let length = bytes.count - start
      bytes.append(contentsOf: repeatElement(0, count: 8 - length % 8))
    }
    count += 1
  }

  /// Appends an extension.
  mutating func append(_ signature: IndexExtension.Signature, content: [UInt8]) {
    bytes.appendNumber(signature.bytes)
    bytes.appendNumber(UInt32(truncatingIfNeeded: content.count))
    bytes += content
  }

  /// The whole, without a checksum: zeros stand in its place, as `index.skipHash` would have it.
  func finished() -> [UInt8] {
    var bytes = bytes
    for index in 0..<4 { bytes[8 + index] = UInt8(truncatingIfNeeded: count >> UInt32(24 - 8 * index)) }
    return bytes + [UInt8](repeating: 0, count: layout.hashLength)
  }

  private mutating func append(_ flags: UInt16) {
    bytes.append(UInt8(flags >> 8))
    bytes.append(UInt8(flags & 0xff))
  }

  private mutating func appendCompressed(_ path: UnsafeRawBufferPointer) {
    var shared = 0
    while shared < path.count, shared < previousPath.count, path[shared] == previousPath[shared] { shared += 1 }
    appendVariableWidth(previousPath.count - shared)
    bytes.append(contentsOf: path[shared...])
    bytes.append(0)
    previousPath.removeLast(previousPath.count - shared)
    previousPath.append(contentsOf: path[shared...])
  }

  /// As pack files write the distance to a delta's base (gitformat-pack(5), "OFS_DELTA").
  private mutating func appendVariableWidth(_ number: Int) {
    var groups = [UInt8(number & 0x7f)]
    var rest = number >> 7
    while rest > 0 {
      rest -= 1
      groups.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    bytes.append(contentsOf: groups.reversed())
  }
}
