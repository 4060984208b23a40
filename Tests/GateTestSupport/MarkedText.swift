/// A sample whose interesting places are marked `«like this»`, as tests of findings write it.
package struct MarkedText: Hashable, Sendable {
  /// The sample without its marks.
  package let text: String
  /// The marked places, as offsets in UTF-8 bytes of ``text``, in order.
  package let ranges: [Range<Int>]

  /// - Precondition: marks come in pairs and do not nest.
  package init(_ marked: String) {
    var text = ""
    var ranges: [Range<Int>] = []
    var start: Int?
    for character in marked {
      switch character {
      case "«":
        precondition(start == nil, "marks do not nest: \(marked)")
        start = text.utf8.count
      case "»":
        guard let begin = start else { preconditionFailure("a mark ends that did not begin: \(marked)") }
        ranges.append(begin..<text.utf8.count)
        start = nil
      default:
        text.append(character)
      }
    }
    precondition(start == nil, "a mark does not end: \(marked)")
    self.text = text
    self.ranges = ranges
  }

  /// The text of each marked place.
  package var marked: [String] {
    let bytes = Array(text.utf8)
    return ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// Line and column, both from 1 and the column in bytes, of an offset in ``text``.
  package func position(of offset: Int) -> (line: Int, column: Int) {
    let before = text.utf8.prefix(offset)
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
    return (line, column)
  }
}
