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
    // <x name="name">value
    return Assignment.isQuote(before) && bytes[end] == before && ASCII.has(">", at: end + 1, in: bytes) ? end + 2 : nil
  }

  private static func nextElement(in bytes: ByteView, from start: Int) -> Int? {
    var offset = start
    let limit = min(bytes.count, start + maximumGap)
    while offset < limit, ByteClass.dottedName.contains(bytes[offset]) { offset += 1 }
    guard offset < limit, bytes[offset] == UInt8(ascii: ">") else { return nil }
    offset += 1
    while offset < limit, ByteClass.whitespace.contains(bytes[offset]) { offset += 1 }
    guard offset < limit, bytes[offset] == UInt8(ascii: "<") else { return nil }
    while offset < limit, bytes[offset] != UInt8(ascii: ">") { offset += 1 }
    return offset < limit ? offset + 1 : nil
  }
}
