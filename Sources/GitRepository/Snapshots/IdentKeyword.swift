internal import GateModel

/// The `$Id$` of files with the attribute `ident` (gitattributes(5)): a checkout writes the blob's id into it.
enum IdentKeyword {
  private static let start = Array("$Id".utf8)
  private static let dollar = UInt8(ascii: "$")

  /// `blob` with the id in every keyword, `nil` where it has none.
  static func expanded(in blob: UnsafeRawBufferPointer, id: ObjectID) -> [UInt8]? {
    var output: [UInt8] = []
    var copied = 0
    var position = 0
    while let found = nextKeyword(in: blob, from: position) {
      output += blob[copied..<found.lowerBound] + Array("$Id: \(id) $".utf8)
      copied = found.upperBound
      position = copied
    }
    return copied == 0 ? nil : output + blob[copied...]
  }

  /// Where the next keyword stands that is to be expanded: `$Id$`, or one that was expanded before.
  private static func nextKeyword(in blob: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
    var position = start
    while position + Self.start.count < blob.count {
      guard let sign = blob[position...].firstIndex(of: dollar), sign + Self.start.count < blob.count else {
        return nil
      }
      position = sign + 1
      guard blob[sign..<(sign + Self.start.count)].elementsEqual(Self.start) else { continue }
      let next = sign + Self.start.count
      if blob[next] == dollar { return sign..<(next + 1) }
      guard blob[next] == UInt8(ascii: ":") else { continue }
      let line = blob[(next + 1)...].prefix { $0 != 0x0a }
      guard let end = line.firstIndex(of: dollar) else { continue }
      // Spaces within: the keyword of another system, which is left alone.
      let text = line[..<end].dropFirst().dropLast()
      if text.contains(UInt8(ascii: " ")) { continue }
      return sign..<(end + 1)
    }
    return nil
  }
}
