/// The texts between quotes in source code, without a lexer for it.
///
/// Every quote is taken for an opening one, up to the next quote of its kind on the line. So no string is missed for a
/// quote in a comment or a regular expression before it; what lies between two strings comes along, and is no name of a
/// module.
enum QuotedText {
  /// A name longer than this is none.
  private static let maximumLength = 512

  /// Calls `body` with the offset of each opening quote and the bytes up to the closing one.
  static func forEach(in bytes: [UInt8], _ body: (Int, ArraySlice<UInt8>) -> Void) {
    for (start, byte) in bytes.enumerated() where byte == 0x22 || byte == 0x27 || byte == 0x60 {
      var end = start + 1
      let limit = min(bytes.count, start + Self.maximumLength)
      while end < limit, bytes[end] != byte, bytes[end] != 0x0A { end += 1 }
      if end < limit, bytes[end] == byte, end > start + 1 { body(start, bytes[(start + 1)..<end]) }
    }
  }
}
