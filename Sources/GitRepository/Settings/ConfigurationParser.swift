/// Reads the text of a configuration file, setting by setting (git-config(1), "Syntax").
struct ConfigurationParser {
  /// One line `name = value`.
  struct Setting: Hashable {
    /// In the spelling that ``ConfigurationOverride/canonical(_:)`` gives.
    var name: String
    /// `nil`: the name alone, which stands for true.
    var value: [UInt8]?
  }

  /// Where the text is not what git reads.
  struct SyntaxError: Error, Hashable {
    /// Counted from 1.
    var line: Int
  }

  private var rest: ArraySlice<UInt8>
  private var section = ""
  private var line = 1

  init(_ text: [UInt8]) {
    rest = text[...]
    if rest.starts(with: [0xef, 0xbb, 0xbf]) { rest = rest.dropFirst(3) }
  }

  /// All settings of `text`, in their order.
  static func settings(in text: [UInt8]) throws(SyntaxError) -> [Setting] {
    var parser = ConfigurationParser(text)
    var settings: [Setting] = []
    while let setting = try parser.next() { settings.append(setting) }
    return settings
  }

  /// The next setting, `nil` at the end.
  mutating func next() throws(SyntaxError) -> Setting? {
    while let byte = take() {
      switch byte {
      case UInt8(ascii: "#"), UInt8(ascii: ";"): skipLine()
      case UInt8(ascii: "["): section = try sectionName()
      case _ where byte.isBlank: continue
      case _ where byte.isLetter:
        return try setting(startingWith: byte)
      default: throw SyntaxError(line: line)
      }
    }
    return nil
  }

  private mutating func setting(startingWith first: UInt8) throws(SyntaxError) -> Setting {
    var key = [first.lowercased]
    while let byte = rest.first, byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") {
      key.append(byte.lowercased)
      rest.removeFirst()
    }
    while rest.first == UInt8(ascii: " ") || rest.first == UInt8(ascii: "\t") { rest.removeFirst() }
    let name = (section.isEmpty ? "" : section + ".") + String(decoding: key, as: UTF8.self)
    switch take() {
    case nil, UInt8(ascii: "\n"): return Setting(name: name, value: nil)
    case UInt8(ascii: "="): return Setting(name: name, value: try value())
    default: throw SyntaxError(line: line)
    }
  }

  /// The rest of the line, and of those that follow a backslash at its end, without its quotes.
  private mutating func value() throws(SyntaxError) -> [UInt8] {
    var value: [UInt8] = []
    var isQuoted = false
    // What precedes blanks that count only when something follows them.
    var solid = 0
    while let byte = take(), byte != UInt8(ascii: "\n") || isQuoted {
      switch byte {
      case UInt8(ascii: "\n"): throw SyntaxError(line: line - 1)
      case _ where byte.isBlank && !isQuoted:
        if !value.isEmpty { value.append(byte) }
        continue
      case UInt8(ascii: ";"), UInt8(ascii: "#"):
        if !isQuoted {
          skipLine()
          return Array(value[..<solid])
        }
        value.append(byte)
      case UInt8(ascii: "\\"):
        guard let escaped = take() else { throw SyntaxError(line: line) }
        switch escaped {
        case UInt8(ascii: "\n"): break
        case UInt8(ascii: "t"): value.append(UInt8(ascii: "\t"))
        case UInt8(ascii: "b"): value.append(8)
        case UInt8(ascii: "n"): value.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "\\"), UInt8(ascii: "\""): value.append(escaped)
        default: throw SyntaxError(line: line)
        }
      case UInt8(ascii: "\""): isQuoted.toggle()
      default: value.append(byte)
      }
      solid = value.count
    }
    if isQuoted { throw SyntaxError(line: line) }
    return Array(value[..<solid])
  }

  /// What follows an opening bracket: `name]`, `name.old]` or `name "Sub\"section"]`.
  private mutating func sectionName() throws(SyntaxError) -> String {
    var name: [UInt8] = []
    while let byte = take() {
      switch byte {
      case UInt8(ascii: "]") where !name.isEmpty: return String(decoding: name, as: UTF8.self)
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        return String(decoding: try name + subsection(), as: UTF8.self)
      case _ where byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "."):
        name.append(byte.lowercased)
      default: throw SyntaxError(line: line)
      }
    }
    throw SyntaxError(line: line)
  }

  private mutating func subsection() throws(SyntaxError) -> [UInt8] {
    while rest.first == UInt8(ascii: " ") || rest.first == UInt8(ascii: "\t") { rest.removeFirst() }
    guard take() == UInt8(ascii: "\"") else { throw SyntaxError(line: line) }
    var name = [UInt8(ascii: ".")]
    while let byte = take(), byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "\"") {
        guard take() == UInt8(ascii: "]") else { break }
        return name
      }
      guard byte == UInt8(ascii: "\\") else {
        name.append(byte)
        continue
      }
      guard let escaped = take(), escaped != UInt8(ascii: "\n") else { break }
      name.append(escaped)
    }
    throw SyntaxError(line: line)
  }

  private mutating func skipLine() {
    while let byte = take(), byte != UInt8(ascii: "\n") {}
  }

  /// The next byte, a line end of two bytes as one.
  private mutating func take() -> UInt8? {
    guard var byte = rest.popFirst() else { return nil }
    if byte == UInt8(ascii: "\r"), rest.first == UInt8(ascii: "\n") { byte = rest.removeFirst() }
    if byte == UInt8(ascii: "\n") { line += 1 }
    return byte
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (0x61...0x7a).contains(self | 0x20) }
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
  fileprivate var lowercased: UInt8 { (0x41...0x5a).contains(self) ? self | 0x20 : self }
  /// What git takes for a blank: it does not know vertical tabs and form feeds.
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0a || self == 0x0d }
}
