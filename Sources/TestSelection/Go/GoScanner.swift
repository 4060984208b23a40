/// Reads what a Go file imports, embeds and names.
///
/// Every text in quotes is looked at, in comments and out of import declarations too: what names no package of the repository
/// and no file means nothing. Build constraints are not looked at: a file counts whatever it is built for.
enum GoScanner {
  static func facts(of bytes: [UInt8], isTest: Bool) -> FileFacts {
    var builder = FactsBuilder()
    builder.addTexts(in: bytes)
    if isTest, builder.facts.needs.contains(where: { $0.name.hasSuffix("...") }) {
      // A test that has packages built or looked at which it names by a pattern.
      builder.setOpaque()
    }
    for line in lines(bytes) {
      if line.starts(with: "//go:embed".utf8) {
        for pattern in patterns(String(decoding: line.dropFirst(10), as: UTF8.self)) { builder.add(.path, pattern) }
      }
      // A preamble of cgo, a comment, includes headers.
      let code = line.drop { "/* \t".utf8.contains($0) }
      if code.first == UInt8(ascii: "#") {
        for need in NativeSources.facts(of: Array(code)).needs { builder.add(.module, need.name, level: 1) }
      }
    }
    return builder.facts
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).map { line in
      line.drop { $0 == 0x20 || $0 == 0x09 }
    }
  }

  /// Patterns between blanks, in quotes where they have some themselves.
  private static func patterns(_ text: String) -> [String] {
    var words = SourceWords(Array(text.utf8))
    var patterns: [String] = []
    while words.current != nil {
      words.skipBlanks()
      let start = words.offset
      var pattern = words.string("\"`")
      if pattern == nil {
        while let byte = words.current, byte != 0x20, byte != 0x09 { words.offset += 1 }
        pattern = String(decoding: words.bytes[start..<words.offset], as: UTF8.self)
      }
      guard let pattern, !pattern.isEmpty else { break }
      patterns.append(pattern.hasPrefix("all:") ? String(pattern.dropFirst(4)) : pattern)
    }
    return patterns
  }

  /// Of a go.mod or go.work: the module's path, and modules that lie elsewhere in the repository.
  static func moduleFacts(of bytes: [UInt8]) -> FileFacts {
    var builder = FactsBuilder()
    for line in lines(bytes) {
      let code = String(decoding: line, as: UTF8.self)
      let words = (code.range(ofComment: "//").map { code[..<$0] } ?? code[...])
        .split { $0 == " " || $0 == "\t" }.map { $0.filter { $0 != "\"" && $0 != "`" } }
      if words.first == "module", words.count > 1 { builder.declare("module\t" + words[1]) }
      guard let arrow = words.firstIndex(of: "=>"), arrow > 0, arrow + 1 < words.count else { continue }
      let left = words[..<arrow].drop { $0 == "replace" }
      if let old = left.first, words[arrow + 1].hasPrefix(".") {
        builder.declare("replace\t\(old)\t\(words[arrow + 1])")
      }
    }
    return builder.facts
  }
}

extension String {
  /// Where a comment begins that stands at the start of a line or behind a blank.
  fileprivate func range(ofComment mark: String) -> String.Index? {
    indices.first { self[$0...].hasPrefix(mark) && ($0 == startIndex || self[index(before: $0)].isWhitespace) }
  }
}
