/// What stands in for a value that is not set, or what it is compared with.
struct Alternative {
  var valueStart: Int
  /// `${name:-value}` of shells and Compose, whose value has no quotes.
  var isExpansion = false
  var isComparison = false

  private static let fallbacks: [StaticString] = ["|| ", "||", "?? ", "??", "?: ", "or "]
  private static let comparisons: [StaticString] = ["=== ", "== ", "===", "==", "!== ", "!= ", "!==", "!="]
  private static let maximumGap = 6

  /// What follows a name that ends at `end`, with its quote and brackets between; `nil` where a literal does not follow at once.
  init?(in bytes: ByteView, from end: Int) {
    if ASCII.has(":-", at: end, in: bytes) || ASCII.has(":=", at: end, in: bytes) {
      valueStart = end + 2
      isExpansion = true
      guard Self.opensExpansion(before: end, in: bytes), valueStart < bytes.count else { return nil }
      return
    }
    // Spring's `${name:value}`.
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: ":"), ByteClass.alphanumeric.contains(bytes[end + 1]),
      Self.opensExpansion(before: end, in: bytes)
    {
      valueStart = end + 1
      isExpansion = true
      return
    }
    var offset = end
    let limit = min(bytes.count, end + Self.maximumGap)
    while offset < limit, ByteClass.nameClosing.contains(bytes[offset]) { offset += 1 }
    while offset < limit, ByteClass.whitespace.contains(bytes[offset]) { offset += 1 }
    guard offset > end, offset < bytes.count, ByteClass.alternative.contains(bytes[offset]) else { return nil }
    for (texts, compares) in [(Self.fallbacks, false), (Self.comparisons, true)] {
      guard let text = texts.first(where: { ASCII.has($0, at: offset, in: bytes) }) else { continue }
      valueStart = offset + text.utf8CodeUnitCount
      isComparison = compares
      guard valueStart < bytes.count, Assignment.isQuote(bytes[valueStart]) else { return nil }
      return
    }
    return nil
  }

  private static func opensExpansion(before end: Int, in bytes: ByteView) -> Bool {
    var offset = end
    while offset > 0, end - offset < 64, ByteClass.dottedName.contains(bytes[offset - 1]) { offset -= 1 }
    return ASCII.has("${", at: offset - 2, in: bytes)
  }
}
