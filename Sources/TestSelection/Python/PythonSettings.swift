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
  /// How many brackets of the last value are open, and the quotes that its text is within.
  private var depth = 0
  private var quotes: [UInt8] = []

  init(_ text: String, isTOML: Bool) {
    var section = ""
    for line in text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline) {
      let content = line.drop { $0 == " " || $0 == "\t" }
      guard let first = content.first, first != "#", isTOML || first != ";" else { continue }
      let continues = isTOML ? depth > 0 || quotes.count == 3 : line.startIndex != content.startIndex
      if let last = entries.indices.last, continues {
        entries[last].value += "\n" + content
        if isTOML { follow(content) }
      } else if first == "[" {
        section = content.prefix { $0 != "#" }.filter { !"[]\"' \t\r".contains($0) }
      } else if let equals = content.firstIndex(where: { $0 == "=" || (!isTOML && $0 == ":") }) {
        let key = content[..<equals].filter { !"\"' \t".contains($0) }
        let value = content[content.index(after: equals)...]
        entries.append(Entry(section: section, key: key, value: String(value)))
        depth = 0
        quotes = []
        if isTOML { follow(value) }
      }
    }
  }

  /// Notes what the text opens and closes: the value goes on in the next line while anything is open.
  private mutating func follow(_ text: Substring) {
    let bytes = Array(text.utf8)
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      let run = [byte, byte, byte]
      let isQuote = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      let isTriple = isQuote && bytes[place...].starts(with: run)
      if quotes.isEmpty, byte == UInt8(ascii: "#") { return }
      if quotes.isEmpty, isQuote {
        quotes = isTriple ? run : [byte]
        place += isTriple ? 2 : 0
      } else if quotes.isEmpty {
        if "[{".utf8.contains(byte) { depth += 1 }
        if "]}".utf8.contains(byte) { depth -= 1 }
      } else if quotes[0] == byte, quotes.count == 1 || isTriple {
        place += quotes.count - 1
        quotes = []
      }
      place += 1
    }
    // A string in single quotes ends with its line.
    if quotes.count == 1 { quotes = [] }
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
