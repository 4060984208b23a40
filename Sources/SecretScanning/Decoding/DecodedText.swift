/// What the encoded places of a text say, and where each byte of it comes from.
///
/// The places follow each other, with a NUL on a line of its own between them, so that one scan looks at all.
struct DecodedText {
  /// One place.
  struct Region {
    /// In ``DecodedText/bytes``.
    var range: Range<Int>
    var encoding: Encoding
  }

  private(set) var bytes: [UInt8] = []
  private(set) var regions: [Region] = []
  /// For each byte where what it was decoded from begins, and how many bytes that are.
  private var origins: [UInt32] = []
  private var widths: [UInt8] = []
  private var regionStart = 0

  /// Adds a byte to the region that is being written.
  mutating func append(_ byte: UInt8, from start: Int, to end: Int) {
    bytes.append(byte)
    origins.append(UInt32(truncatingIfNeeded: start))
    widths.append(UInt8(clamping: end - start))
  }

  /// How many bytes the region under way has so far.
  var openCount: Int { bytes.count - regionStart }

  /// The bytes of the region under way.
  var open: ArraySlice<UInt8> { bytes[regionStart...] }

  /// Throws away what was written since the last region.
  mutating func discardRegion() {
    bytes.removeSubrange(regionStart...)
    origins.removeSubrange(regionStart...)
    widths.removeSubrange(regionStart...)
  }

  /// Takes away the first bytes of the region under way.
  mutating func dropFirst(_ count: Int) {
    bytes.removeSubrange(regionStart..<(regionStart + count))
    origins.removeSubrange(regionStart..<(regionStart + count))
    widths.removeSubrange(regionStart..<(regionStart + count))
  }

  /// Ends the region under way.
  mutating func closeRegion(_ encoding: Encoding) {
    guard openCount > 0 else { return }
    regions.append(Region(range: regionStart..<bytes.count, encoding: encoding))
    for byte in "\n\0\n".utf8 { append(byte, from: 0, to: 0) }
    regionStart = bytes.count
  }

  /// The region that holds all of `range`, if one does.
  func region(holding range: Range<Int>) -> Region? {
    var low = 0
    var high = regions.count
    while low < high {
      let middle = (low + high) / 2
      if regions[middle].range.upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    guard low < regions.count, regions[low].range.lowerBound <= range.lowerBound,
      range.upperBound <= regions[low].range.upperBound, !range.isEmpty
    else { return nil }
    return regions[low]
  }

  /// Where `range`, which lies in a region, was decoded from.
  func origin(of range: Range<Int>) -> Range<Int> {
    let last = range.upperBound - 1
    return Int(origins[range.lowerBound])..<(Int(origins[last]) + Int(widths[last]))
  }
}
