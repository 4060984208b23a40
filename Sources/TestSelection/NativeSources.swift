/// Files of C and its relatives, which packages of other languages compile along.
enum NativeSources {
  static let extensions: Set<String> = [
    "c", "h", "m", "mm", "cc", "cpp", "cxx", "hh", "hpp", "hxx", "inc", "s", "modulemap",
  ]

  /// The files that are included.
  static func facts(of bytes: [UInt8]) -> FileFacts {
    var builder = FactsBuilder()
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let text = line.drop { $0 == 0x20 || $0 == 0x09 }
      guard text.first == UInt8(ascii: "#") else { continue }
      let parts = text.split { [0x22, 0x3C, 0x3E].contains($0) }
      guard parts.count > 1, parts[0].contains(subsequence: "include") || parts[0].contains(subsequence: "import")
      else {
        continue
      }
      builder.add(.path, String(decoding: parts[1], as: UTF8.self))
    }
    return builder.facts
  }

  /// The files that an include may mean: any of this name.
  static func files(included name: String, _ index: FileIndex) -> [Int] {
    index.files(named: Array((name.split(separator: "/").last ?? "").utf8))
  }
}

extension Collection<UInt8> {
  /// Whether the bytes of `text` stand somewhere in it.
  func contains(subsequence text: StaticString) -> Bool {
    let wanted = text.withUTF8Buffer { Array($0) }
    guard let first = wanted.first else { return true }
    return indices.contains { self[$0] == first && self[$0...].starts(with: wanted) }
  }
}
