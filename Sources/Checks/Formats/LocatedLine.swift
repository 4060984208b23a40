import GateModel

/// A line of the shape `path:line:column: text`, which most tools can print; the column may be missing.
struct LocatedLine {
  var path: RepositoryPath
  var range: SourceRange
  var text: String

  /// Reads `line`; `nil` where it has another shape.
  ///
  /// A path may hold colons and digits itself: where one of the files that the tool was given fits, it wins; else the first
  /// split whose path has no white space does.
  init?(_ line: ArraySlice<UInt8>, _ mapper: PathMapper) {
    let colon = UInt8(ascii: ":")
    var fallback: LocatedLine?
    for index in line.indices where line[index] == colon && index > line.startIndex {
      guard let (number, afterLine) = Self.number(line[(index + 1)...]) else { continue }
      var rest = afterLine
      var column: Int?
      if rest.first == colon, let (value, afterColumn) = Self.number(rest.dropFirst()) {
        column = value
        rest = afterColumn
      }
      guard rest.first == colon else { continue }
      let name = line[..<index]
      guard let path = mapper.path(name) else { continue }
      let candidate = LocatedLine(
        path: path, range: SourceRange(line: max(1, number), column: column.map { max(1, $0) }),
        text: Self.trimmed(rest.dropFirst()))
      if mapper.given(name) != nil {
        self = candidate
        return
      }
      if fallback == nil, !name.contains(UInt8(ascii: " ")) { fallback = candidate }
    }
    guard let fallback else { return nil }
    self = fallback
  }

  private init(path: RepositoryPath, range: SourceRange, text: String) {
    self.path = path
    self.range = range
    self.text = text
  }

  /// The located lines of `output`, in order.
  static func all(in output: [UInt8], _ mapper: PathMapper) -> [LocatedLine] {
    mapper.lines(output).compactMap { LocatedLine($0, mapper) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> (Int, ArraySlice<UInt8>)? {
    let digits = bytes.prefix { (0x30...0x39).contains($0) }
    // Ten digits are more lines than any file has; what is longer is no line number.
    guard !digits.isEmpty, digits.count < 10 else { return nil }
    return (digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }, bytes.dropFirst(digits.count))
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    let start = bytes.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    return String(decoding: start, as: UTF8.self)
  }
}

extension String {
  /// What is left without `prefix`, `nil` where the text does not start so.
  func dropping(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }

  /// A text of the shape `[inner] rest`, taken apart.
  func leadingBrackets() -> (inner: String, rest: String)? {
    guard first == "[", let close = firstIndex(of: "]") else { return nil }
    let inner = self[index(after: startIndex)..<close]
    return (String(inner), String(self[index(after: close)...].drop { $0 == " " }))
  }

  /// A text of the shape `rest <open>inner<close>`, taken apart.
  func trailing(_ open: Character, _ close: Character) -> (rest: String, inner: String)? {
    guard last == close, let start = lastIndex(of: open), start != startIndex else { return nil }
    let inner = self[index(after: start)...].dropLast()
    guard !inner.isEmpty, !inner.contains(" ") else { return nil }
    var rest = self[..<start]
    while rest.last == " " { rest.removeLast() }
    return (String(rest), String(inner))
  }
}
