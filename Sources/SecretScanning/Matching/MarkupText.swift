/// The text of elements of XML and HTML, whose names are tags, attributes or the contents of an element of their own.
enum MarkupText {
  private static let maximumGap = 60

  /// Where the text that `name` names starts; `nil` where the name is no such thing.
  static func start(in bytes: ByteView, name: Range<Int>) -> Int? {
    let end = name.upperBound
    guard name.lowerBound > 0, end < bytes.count else { return nil }
    let before = bytes[name.lowerBound - 1]
    // <password>value
    if before == UInt8(ascii: "<"), bytes[end] == UInt8(ascii: ">") { return end + 1 }
    // <key>name</key><string>value
    if before == UInt8(ascii: ">"), ASCII.has("</", at: end, in: bytes) { return nextElement(in: bytes, from: end + 2) }
    guard Assignment.isQuote(before), bytes[end] == before else { return nil }
    // <string name="name" translatable="false">value
    if let text = attributesEnd(in: bytes, from: end + 1) { return text }
    // <x name="name">value
    return ASCII.has(">", at: end + 1, in: bytes) ? end + 2 : nil
  }

  /// Where an element's text starts whose name has attributes of Android's resources behind it.
  private static func attributesEnd(in bytes: ByteView, from start: Int) -> Int? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: " "),
      ASCII.has(" translatable=", at: start, in: bytes) || ASCII.has(" formatted=", at: start, in: bytes)
        || ASCII.has(" templateMergeStrategy=", at: start, in: bytes) || ASCII.has(" tools:", at: start, in: bytes)
    else { return nil }
    let limit = min(bytes.count, start + 2 * maximumGap)
    let close = bytes[start..<limit].firstIndex { $0 == UInt8(ascii: ">") || $0 == ASCII.newline }
    return close.flatMap { bytes[$0] == UInt8(ascii: ">") ? $0 + 1 : nil }
  }

  private static func nextElement(in bytes: ByteView, from start: Int) -> Int? {
    var offset = start
    let limit = min(bytes.count, start + maximumGap)
    while offset < limit, ByteClass.dottedName.contains(bytes[offset]) { offset += 1 }
    guard offset < limit, bytes[offset] == UInt8(ascii: ">") else { return nil }
    offset += 1
    while offset < limit, ByteClass.whitespace.contains(bytes[offset]) { offset += 1 }
    // The heading of the next column says nothing of this one.
    guard offset < limit, bytes[offset] == UInt8(ascii: "<"), !ASCII.has("<th>", at: offset, in: bytes) else {
      return nil
    }
    while offset < limit, bytes[offset] != UInt8(ascii: ">") { offset += 1 }
    return offset < limit ? offset + 1 : nil
  }
}
