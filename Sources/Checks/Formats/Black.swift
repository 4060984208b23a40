import GateModel

extension OutputFormat {
  /// `black --check`: on standard error `would reformat PATH`, and for what it cannot parse `error: cannot parse: PATH:1:6`
  /// (26.x) or `error: cannot format PATH: Cannot parse …: 1:6: text` (before).
  package static let black = OutputFormat(name: "black") { output, mapper throws(CheckError) in
    mapper.lines(output.standardError).compactMap { line in
      let text = String(decoding: line, as: UTF8.self)
      if let name = line.dropping(prefix: "would reformat ") {
        guard let path = mapper.given(name) else { return nil }
        return Finding(
          rule: "format", message: "the file is not formatted as black would", path: path,
          help: "run `black` on the file")
      }
      if let place = line.dropping(prefix: "error: cannot parse: ") {
        // Given a message behind the place, the line reads like any other tool's.
        guard let located = LocatedLine((place + ": ".utf8)[...], mapper) else { return nil }
        return Finding(
          rule: "syntax", message: "the file cannot be parsed", path: located.path, range: located.range)
      }
      guard let rest = line.dropping(prefix: "error: cannot format ") else { return nil }
      let colons = rest.indices.filter { rest[$0] == UInt8(ascii: ":") }
      guard let end = colons.first(where: { mapper.given(rest[..<$0]) != nil }) else {
        return Finding(rule: "syntax", message: text)
      }
      let message = String(decoding: rest[(end + 1)...].drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
      return Finding(
        rule: "syntax", message: message, path: mapper.given(rest[..<end]), range: range(in: message))
    }
  }

  /// The first `line:column:` in the text of an error.
  private static func range(in message: String) -> SourceRange? {
    let words = message.split(separator: " ")
    for word in words {
      let numbers = word.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
      if numbers.count >= 2, let line = numbers[0], let column = numbers[1], line > 0 {
        return SourceRange(line: line, column: max(1, column + 1))
      }
    }
    return nil
  }
}

extension ArraySlice<UInt8> {
  /// What is left without `prefix`, `nil` where the bytes do not start so.
  func dropping(prefix: String) -> ArraySlice<UInt8>? {
    starts(with: prefix.utf8) ? dropFirst(prefix.utf8.count) : nil
  }
}
