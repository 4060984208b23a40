/// What a look at a few bytes behind a name tells of most of them.
extension Assignment {
  /// Where the sign is that follows a name which ends at `end`, where a look at three bytes tells that it can only be one: in most
  /// assignments.
  @inline(__always)
  static func plainSign(in bytes: ByteView, behind end: Int) -> Int? {
    let first = bytes[end]
    if first == UInt8(ascii: "=") { return end }
    guard end + 2 < bytes.count else { return nil }
    if first == UInt8(ascii: ":") { return bytes[end + 1] == UInt8(ascii: " ") ? end : nil }
    let isSpaced =
      first == UInt8(ascii: " ") && bytes[end + 1] == UInt8(ascii: "=") && bytes[end + 2] != UInt8(ascii: "=")
    return isSpaced ? end + 1 : nil
  }

  /// Whether the quote at `end` ends the line, but for brackets, and what the next begins with is no part of an assignment either:
  /// so it is behind most values.
  @inline(__always)
  static func endsLine(in bytes: ByteView, at end: Int) -> Bool {
    guard isQuote(bytes[end]) else { return false }
    var offset = end + 1
    while offset < bytes.count, offset - end < 8, isBracket(bytes[offset]) {
      offset += 1
    }
    guard offset < bytes.count, ByteClass.lineEnd.contains(bytes[offset]) else { return false }
    let between = ByteClass.pairSeparators
    while offset < bytes.count, offset - end < maximumGap, between.contains(bytes[offset]) { offset += 1 }
    // A quote or a `v` may begin what a pair calls its value.
    guard offset < bytes.count, !between.contains(bytes[offset]), !isQuote(bytes[offset]) else { return false }
    return bytes[offset] | 32 != UInt8(ascii: "v") && !ByteClass.alternative.contains(bytes[offset])
  }

  @inline(__always)
  private static func isBracket(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")") }
}
