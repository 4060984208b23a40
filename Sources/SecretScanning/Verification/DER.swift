/// Just enough of DER (X.690 section 8 to 10) to walk through the structure of a key.
struct DER {
  /// One value: its tag, and the bytes behind its length.
  struct Element {
    var tag: UInt8
    var content: ArraySlice<UInt8>

    /// The values of which it is made; `nil` where it holds none, or something else.
    var parts: [Element]? { tag == DER.sequence ? DER.elements(of: content) : nil }
  }

  static let integer = UInt8(0x02)
  static let octets = UInt8(0x04)
  static let identifier = UInt8(0x06)
  static let sequence = UInt8(0x30)
  /// No key has more values side by side.
  private static let maximumCount = 64

  /// The values that follow each other in `bytes`; `nil` where something else is among them.
  static func elements(of bytes: ArraySlice<UInt8>) -> [Element]? {
    var rest = bytes
    var elements: [Element] = []
    while !rest.isEmpty {
      guard elements.count < maximumCount, let next = first(in: rest) else { return nil }
      elements.append(next)
      rest = rest[next.content.endIndex...]
    }
    return elements
  }

  /// The value with which `bytes` begin, whatever follows it.
  static func first(in bytes: ArraySlice<UInt8>) -> Element? {
    guard bytes.count >= 2 else { return nil }
    let tag = bytes[bytes.startIndex]
    let short = Int(bytes[bytes.startIndex + 1])
    var start = bytes.startIndex + 2
    var length = short
    if short >= 0x80 {
      let count = short - 0x80
      guard (1...3).contains(count), start + count <= bytes.endIndex else { return nil }
      length = bytes[start..<(start + count)].reduce(0) { $0 << 8 | Int($1) }
      start += count
    }
    guard start + length <= bytes.endIndex else { return nil }
    return Element(tag: tag, content: bytes[start..<(start + length)])
  }

  /// `content` behind `tag` and its length.
  static func encoded(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    if content.count < 0x80 { return [tag, UInt8(content.count)] + content }
    let length = [UInt8(truncatingIfNeeded: content.count >> 8), UInt8(truncatingIfNeeded: content.count)]
    return content.count < 0x100 ? [tag, 0x81, length[1]] + content : [tag, 0x82] + length + content
  }
}
