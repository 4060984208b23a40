/// A piece of code that is neither blank nor a comment.
struct CodeToken: Hashable {
  enum Kind: Hashable {
    /// A name, a keyword or a number.
    case word
    /// A string whose value is known from the text alone; the bytes between its quotes.
    case literal(Range<Int>)
    /// A string with escapes or code in it, a character, a regular expression.
    case opaque
    case punctuation(UInt8)
  }

  var kind: Kind
  /// The bytes of the file that it covers.
  var range: Range<Int>

  func isPunctuation(_ byte: Unicode.Scalar) -> Bool { kind == .punctuation(UInt8(ascii: byte)) }
}
