#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Finds and decodes what is written with escapes.
///
/// Only an escape that a plain text would not have (of a letter, a digit, a sign of ASCII; a quote that opens a value) makes a
/// place worth the work; then all of its line is decoded, for names and values stand side by side.
struct EscapedPlaces {
  let bytes: UnsafeBufferPointer<UInt8>
  let encoding: Encoding
  /// Whether every quote that is escaped counts, as in the cells of a notebook.
  let isNotebook: Bool

  private static let maximumLead = 2_048
  private static let maximumLength = 8_192
  /// Where a line is longer than a region, how much the next one repeats.
  private static let overlap = 512

  /// Decodes all places, until `text` has `limit` bytes; whether that was enough.
  func decode(into text: inout DecodedText, limit: Int) -> Bool {
    let lead = Escape.lead(of: encoding)
    var offset = 0
    var floor = 0
    while let found = next(lead, from: offset) {
      guard opensPlace(at: found) else {
        offset = found + 1
        continue
      }
      if text.bytes.count >= limit { return false }
      let place = bounds(around: found, floor: floor)
      write(place, to: &text)
      text.closeRegion(encoding, .escapes(start: place.lowerBound))
      offset = max(place.upperBound, found + 1)
      floor = max(0, place.upperBound - Self.overlap)
    }
    return true
  }

  private func next(_ lead: UInt8, from offset: Int) -> Int? {
    guard offset < bytes.count, let base = bytes.baseAddress else { return nil }
    guard let found = memchr(base + offset, CInt(lead), bytes.count - offset) else { return nil }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
  }

  private func opensPlace(at offset: Int) -> Bool {
    guard let escape = Escape.read(bytes, at: offset, encoding), let byte = escape.byte else { return false }
    if encoding == .escapes, escape.length == 2 {
      switch byte {
      case UInt8(ascii: "\""):
        return isNotebook || followsSign(offset)
      // `https:\/\/`: how PHP writes URLs in JSON.
      case UInt8(ascii: "/"): return offset > 0 && bytes[offset - 1] == UInt8(ascii: ":")
      default: return false
      }
    }
    return (0x21..<0x7f).contains(byte)
  }

  /// Whether a quote opens a value: `= \"`.
  private func followsSign(_ offset: Int) -> Bool {
    var before = offset - 1
    while before >= 0, offset - before < 4, bytes[before] == UInt8(ascii: " ") { before -= 1 }
    return before >= 0 && ByteClass.assignmentSigns.contains(bytes[before])
  }

  private func bounds(around offset: Int, floor: Int) -> Range<Int> {
    let isPercent = encoding == .percent
    let ending = isPercent ? ByteClass.locatorEnd : ByteClass.lineEnd
    var start = offset
    let lowest = max(floor, offset - Self.maximumLead)
    while start > lowest, !ending.contains(bytes[start - 1]) { start -= 1 }
    var end = offset
    let highest = min(bytes.count, offset + Self.maximumLength)
    while end < highest, !ending.contains(bytes[end]) { end += 1 }
    return start..<end
  }

  private func write(_ place: Range<Int>, to text: inout DecodedText) {
    let lead = Escape.lead(of: encoding)
    var copied = place.lowerBound
    var offset = copied
    while let found = next(lead, from: offset), found < place.upperBound {
      offset = found + 1
      guard let escape = Escape.read(bytes, at: found, encoding) else { continue }
      text.append(UnsafeBufferPointer(rebasing: bytes[copied..<found]))
      text.append(escape.byte ?? UInt8(ascii: "?"), from: found, length: escape.length)
      copied = found + escape.length
      offset = copied
    }
    if copied < place.upperBound { text.append(UnsafeBufferPointer(rebasing: bytes[copied..<place.upperBound])) }
  }
}
