/// Tells texts that may be a flag's key from those that hardly are.
enum FlagKeyText {
  private static let maximumLength = 120

  /// Whether a text may be a key: one word of the characters that keys are made of, or several joined by `-`, `_`, `.`, `:`
  /// or `/`.
  static func isPlausible(_ text: ArraySlice<UInt8>) -> Bool {
    guard (2...maximumLength).contains(text.count), let first = text.first, isWord(first) else { return false }
    return text.allSatisfy { isWord($0) || "-.:/".utf8.contains($0) }
  }

  /// Whether keys hold the byte within their words.
  static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "_")
  }
}
