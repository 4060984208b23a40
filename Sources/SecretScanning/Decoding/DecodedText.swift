/// What the encoded places of a text say, and where each byte of it comes from.
///
/// The places follow each other, with a NUL on a line of its own between them, so that one scan looks at all.
struct DecodedText {
  /// One place.
  struct Region {
    /// In ``DecodedText/bytes``.
    var range: Range<Int> { Int(start)..<Int(end) }
    let encoding: Encoding
    fileprivate let start: UInt32
    fileprivate let end: UInt32
    /// Of escapes the offset that the bytes were copied from, of letters the number in `runs`.
    fileprivate let origin: UInt32
  }

  /// The letters that a region's bytes come from.
  private struct Letters {
    var run: EncodedRun
    var first: Int
    var nameCount: Int
  }

  /// How a region's bytes follow from those of the text.
  enum Source {
    /// Copied from here on, but for the escapes noted.
    case escapes(start: Int)
    /// From `letter` on, the letters of a run, behind `nameCount` bytes that were put in front.
    case letters(EncodedRun, first: Int, nameCount: Int)
  }

  /// Decoded bytes that are no copies: each stands for `length` bytes, one behind the other.
  private struct Substitution {
    var offset: UInt32
    var source: UInt32
    var length: UInt32
    var count: UInt32
  }

  private(set) var bytes: [UInt8] = []
  private(set) var regions: [Region] = []
  private var runs: [Letters] = []
  private var substitutions: [Substitution] = []
  private var regionStart = 0

  /// The bytes of the region under way.
  var open: ArraySlice<UInt8> { bytes[regionStart...] }

  /// Adds bytes to the region under way.
  mutating func append(_ copied: some Collection<UInt8>) { bytes.append(contentsOf: copied) }

  /// Adds a byte that `length` bytes from `source` on stand for.
  mutating func append(_ byte: UInt8, from source: Int, length: Int) {
    let new = Substitution(
      offset: UInt32(truncatingIfNeeded: bytes.count), source: UInt32(truncatingIfNeeded: source),
      length: UInt32(truncatingIfNeeded: length), count: 1)
    bytes.append(byte)
    if let last = substitutions.last, last.length == new.length, last.offset &+ last.count == new.offset,
      last.source &+ last.length &* last.count == new.source
    {
      substitutions[substitutions.count - 1].count += 1
    } else {
      substitutions.append(new)
    }
  }

  /// Adds `count` bytes, all of which `write` sets.
  mutating func append(count: Int, _ write: (UnsafeMutableBufferPointer<UInt8>) -> Void) {
    bytes += [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      write(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      initializedCount = count
    }
  }

  /// Takes away the first bytes of the region under way.
  mutating func dropFirst(_ count: Int) { bytes.removeSubrange(regionStart..<(regionStart + count)) }

  /// Throws away what was written since the last region, which must not hold substitutions.
  mutating func discardRegion() { bytes.removeSubrange(regionStart...) }

  /// Ends the region under way.
  mutating func closeRegion(_ encoding: Encoding, _ source: Source) {
    guard bytes.count > regionStart else { return }
    let origin: Int
    switch source {
    case .escapes(let start): origin = start
    case .letters(let run, let first, let nameCount):
      origin = runs.count
      runs.append(Letters(run: run, first: first, nameCount: nameCount))
    }
    regions.append(
      Region(
        encoding: encoding, start: UInt32(truncatingIfNeeded: regionStart),
        end: UInt32(truncatingIfNeeded: bytes.count),
        origin: UInt32(truncatingIfNeeded: origin)))
    bytes.append(contentsOf: "\n\0\n".utf8)
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

  /// Where `range`, which lies in `region`, was decoded from; `padded` gives the end of a run with its `=`.
  func origin(of range: Range<Int>, in region: Region, padded: (Int) -> Int) -> Range<Int> {
    guard region.encoding.hidesAll else {
      let first = escaped(range.lowerBound, in: region)
      return first.lowerBound..<escaped(range.upperBound - 1, in: region).upperBound
    }
    let letters = runs[Int(region.origin)]
    let bits = region.encoding == .base64 ? 6 : 4
    let value = region.range.lowerBound + letters.nameCount
    let start = letters.first + max(0, range.lowerBound - value) * 8 / bits
    // The quote that was put behind it is no letter.
    let last = min(letters.first + (max(1, range.upperBound - value) * 8 - 1) / bits, letters.run.letterCount - 1)
    let end = letters.run.offset(ofLetter: last) + 1
    let isLast = last + 1 == letters.run.letterCount
    return letters.run.offset(ofLetter: min(start, last))..<(isLast ? padded(end) : end)
  }

  /// Where one byte of a region with escapes comes from.
  private func escaped(_ offset: Int, in region: Region) -> Range<Int> {
    var low = 0
    var high = substitutions.count
    while low < high {
      let middle = (low + high) / 2
      if Int(substitutions[middle].offset) <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0, Int(substitutions[low - 1].offset) >= region.range.lowerBound else {
      let source = Int(region.origin) + offset - region.range.lowerBound
      return source..<(source + 1)
    }
    let nearest = substitutions[low - 1]
    let (source, length, count) = (Int(nearest.source), Int(nearest.length), Int(nearest.count))
    let distance = offset - Int(nearest.offset)
    if distance < count { return (source + distance * length)..<(source + (distance + 1) * length) }
    let copy = source + count * length + distance - count
    return copy..<(copy + 1)
  }
}
