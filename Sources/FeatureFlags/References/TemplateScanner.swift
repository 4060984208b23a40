import GateModel

/// Finds in a template the flags that its code asks for. Helpers go by many names there, so that only a key that is
/// defined counts.
struct TemplateScanner {
  private let bytes: [UInt8]
  private static let openings: [(opening: [UInt8], closing: [UInt8])] = [
    ("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("<?", "?>"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }
  private static let attributes = ["flag", "feature", "toggle", "enabled"]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  func facts() -> ReferenceFacts {
    var facts = ReferenceFacts()
    guard ClientMentions(in: bytes).isAboutFlags else { return facts }
    var found: [(range: Range<Int>, name: String, key: String)] = []
    var offset = 0
    while offset + 1 < bytes.count {
      if let (_, closing) = Self.openings.first(where: { bytes[offset...].starts(with: $0.opening) }) {
        let end = self.end(of: closing, from: offset + 2)
        found += keys(in: offset + 2..<end)
        offset = max(end, offset + 2)
      } else if bytes[offset] == UInt8(ascii: "="), let value = attributeValue(behind: offset) {
        found += keys(in: value)
        if let name = attributeName(before: offset) {
          let inner = value.dropFirst().dropLast()
          if let key = wholeKey(value) {
            found.append((value, name, key))
          } else if value.count > 2, bytes[value.lowerBound] == bytes[value.upperBound - 1],
            "'\"`".utf8.contains(bytes[value.lowerBound]), let key = wholeKey(inner)
          {
            found.append((value, name, key))
          }
        }
        offset = value.lowerBound
      } else {
        offset += 1
      }
    }
    var seen: Set<Int> = []
    let unique = found.filter { seen.insert($0.range.lowerBound).inserted }
    let places = LineCounter.ranges(of: unique.map(\.range), in: bytes)
    facts.calls = zip(unique, places).map { item, place in
      .init(kind: .read, name: item.name, key: .literal(item.key), range: place, isGuess: true)
    }
    facts.calls.sort { ($0.range.line, $0.range.column ?? 0) < ($1.range.line, $1.range.column ?? 0) }
    return facts
  }

  private func end(of closing: [UInt8], from start: Int) -> Int {
    var index = start
    while index < min(bytes.count, start + 2000) {
      if bytes[index...].starts(with: closing) { return index }
      index += 1
    }
    return min(start, bytes.count)
  }

  /// The value of an attribute in quotes.
  private func attributeValue(behind equals: Int) -> Range<Int>? {
    let start = equals + 2
    guard start < bytes.count, bytes[equals + 1] == 0x22 || bytes[equals + 1] == 0x27 else { return nil }
    let end = bytes[start...].prefix(1000).firstIndex(of: bytes[equals + 1])
    return end.map { start..<$0 }
  }

  /// The name of the attribute, where it speaks of flags.
  private func attributeName(before equals: Int) -> String? {
    let name = bytes[..<equals].suffix(60).reversed().prefix { FlagKeyText.isWord($0) || $0 == 0x2D || $0 == 0x3A }
    let text = String(decoding: name.reversed(), as: UTF8.self)
    let lowered = text.lowercased()
    return Self.attributes.contains { lowered.contains($0) } ? text : nil
  }

  private func wholeKey(_ range: Range<Int>) -> String? {
    FlagKeyText.isPlausible(bytes[range]) ? String(decoding: bytes[range], as: UTF8.self) : nil
  }

  /// The texts in a piece of code, where it speaks of flags.
  private func keys(in range: Range<Int>) -> [(range: Range<Int>, name: String, key: String)] {
    let piece = String(decoding: bytes[range], as: UTF8.self).lowercased()
    guard let name = Self.attributes.first(where: { piece.contains($0) }) else { return [] }
    var keys: [(Range<Int>, String, String)] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      guard byte == 0x22 || byte == 0x27,
        let end = bytes[(index + 1)..<range.upperBound].firstIndex(of: byte)
      else {
        index += 1
        continue
      }
      if let key = wholeKey(index + 1..<end) { keys.append((index..<end + 1, name, key)) }
      index = end + 1
    }
    return keys
  }
}
