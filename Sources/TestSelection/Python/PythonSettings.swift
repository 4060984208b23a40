/// The settings of a project's configuration, read loosely: a section, a key and the text of the value, in TOML (`pyproject.toml`)
/// or in the form of `configparser` (`setup.cfg`).
struct PythonSettings {
  struct Entry {
    /// Without quotes and blanks: `tool.pytest.ini_options`.
    var section: String
    var key: String
    var value: String
  }

  private(set) var entries: [Entry] = []

  init(_ text: String, isTOML: Bool) {
    var section = ""
    for line in text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline) {
      let content = line.drop { $0 == " " || $0 == "\t" }
      guard let first = content.first, first != "#", isTOML || first != ";" else { continue }
      if let last = entries.indices.last, continues(line, isTOML) {
        entries[last].value += "\n" + content
      } else if first == "[" {
        section = content.prefix { $0 != "#" }.filter { !"[]\"' \t\r".contains($0) }
      } else if let equals = content.firstIndex(where: { $0 == "=" || (!isTOML && $0 == ":") }) {
        let key = content[..<equals].filter { !"\"' \t".contains($0) }
        entries.append(Entry(section: section, key: key, value: String(content[content.index(after: equals)...])))
      }
    }
  }

  /// Whether the line belongs to the value before it.
  private func continues(_ line: Substring, _ isTOML: Bool) -> Bool {
    guard let value = entries.last?.value else { return false }
    guard isTOML else { return line.first == " " || line.first == "\t" }
    if Self.quoteCount(of: "\"\"\"", in: value) % 2 == 1 || Self.quoteCount(of: "'''", in: value) % 2 == 1 {
      return true
    }
    var depth = 0
    var quote: Character?
    for character in value {
      if let open = quote {
        if character == open || character.isNewline { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if "[{".contains(character) {
        depth += 1
      } else if "]}".contains(character) {
        depth -= 1
      }
    }
    return depth > 0
  }

  private static func quoteCount(of quote: String, in text: String) -> Int {
    var count = 0
    var rest = text.utf8[...]
    while let place = rest.firstIndex(of: quote.utf8[quote.utf8.startIndex]) {
      rest = rest[place...]
      let isQuote = rest.starts(with: quote.utf8)
      if isQuote { count += 1 }
      rest = rest.dropFirst(isQuote ? quote.utf8.count : 1)
    }
    return count
  }
}

extension PythonSettings.Entry {
  /// The value's words: its strings where it has quotes, else what stands between blanks.
  var words: [String] {
    guard value.contains(where: { $0 == "\"" || $0 == "'" }) else {
      return value.split { $0.isWhitespace || $0 == "," }.map(String.init)
    }
    return strings.flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
  }

  /// The texts between quotes.
  var strings: [String] {
    var strings: [String] = []
    var text = ""
    var quote: Character?
    for character in value {
      if let open = quote {
        if character == open || character.isNewline {
          strings.append(text)
          quote = nil
        } else {
          text.append(character)
        }
      } else if character == "\"" || character == "'" {
        quote = character
        text = ""
      }
    }
    return strings
  }
}
