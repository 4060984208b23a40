import GateModel

/// Finds in a configuration file the members that name a flag, like `feature_flag: new-ui`. Only a key that is defined
/// counts.
struct ConfigurationScanner {
  private let bytes: [UInt8]
  private static let names: Set<String> = [
    "flag", "flagkey", "featureflag", "featureflagkey", "feature", "featurekey", "toggle", "featuretoggle", "gate",
    "flags",
    "enabledby", "requiresflag", "onlyifflag", "featuregate",
  ]
  private static let search = WordSearch(["flag", "feature", "toggle", "gate", "enabled"])

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  func facts() -> ReferenceFacts {
    var facts = ReferenceFacts()
    guard Self.search.found(in: bytes) != 0 else { return facts }
    var found: [(range: Range<Int>, name: String, key: String)] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if end - start < 2000 { found += members(start..<end) }
      start = end + 1
    }
    let places = LineCounter.ranges(of: found.map(\.range), in: bytes)
    facts.calls = zip(found, places).map { item, place in
      .init(kind: .read, name: item.name, key: .literal(item.key), range: place, isGuess: true)
    }
    return facts
  }

  /// The members of a line whose name speaks of a flag and whose value is one word.
  private func members(_ line: Range<Int>) -> [(Range<Int>, String, String)] {
    var members: [(Range<Int>, String, String)] = []
    for index in line where bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: "=") {
      var nameEnd = index
      while nameEnd > line.lowerBound, " \"'\t".utf8.contains(bytes[nameEnd - 1]) { nameEnd -= 1 }
      var nameStart = nameEnd
      while nameStart > line.lowerBound, FlagKeyText.isWord(bytes[nameStart - 1]) || bytes[nameStart - 1] == 0x2D {
        nameStart -= 1
      }
      let name = String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self)
      guard Self.names.contains(name.lowercased().filter { $0 != "_" && $0 != "-" }) else { continue }
      var start = index + 1
      while start < line.upperBound, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
      let mark: UInt8? = start < line.upperBound && "\"'".utf8.contains(bytes[start]) ? bytes[start] : nil
      let content = mark == nil ? start : start + 1
      var end = content
      while end < line.upperBound, FlagKeyText.isWord(bytes[end]) || "-.:/".utf8.contains(bytes[end]) { end += 1 }
      if let mark, end >= line.upperBound || bytes[end] != mark { continue }
      guard FlagKeyText.isPlausible(bytes[content..<end]) else { continue }
      let range = start..<(mark == nil ? end : end + 1)
      members.append((range, name, String(decoding: bytes[content..<end], as: UTF8.self)))
    }
    return members
  }
}
