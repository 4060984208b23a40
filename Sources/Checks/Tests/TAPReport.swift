/// Reads the Test Anything Protocol (testanything.org, versions 13 and 14): the lines that are not indented.
enum TAPReport {
  struct Point: Hashable {
    var name: String
    var outcome: TestResult.Outcome
    /// The block of YAML and the comments behind it.
    var details = ""

    /// The member `message` or `error` of the YAML.
    var message: String? {
      for line in details.split(whereSeparator: \.isNewline) {
        let trimmed = line.drop { $0 == " " }
        for key in ["message:", "error:"] where trimmed.hasPrefix(key) {
          let value = trimmed.dropFirst(key.count).drop { $0 == " " }
          if value.isEmpty || value.first == "|" || value.first == ">" { continue }
          let isQuoted = value.count > 1 && (value.first == "'" || value.first == "\"") && value.last == value.first
          return String(isQuoted ? value.dropFirst().dropLast() : value)
        }
      }
      return nil
    }
  }

  static func points(_ bytes: [UInt8]) -> [Point] {
    var points: [Point] = []
    for line in OutputText.text(bytes).split(whereSeparator: \.isNewline) {
      if let point = point(line) {
        points.append(point)
      } else if !points.isEmpty {
        points[points.count - 1].details += line + "\n"
      }
    }
    return points
  }

  private static func point(_ line: Substring) -> Point? {
    let isFailed = line.hasPrefix("not ok ")
    guard isFailed || line.hasPrefix("ok ") else { return nil }
    var name = line.dropFirst(isFailed ? 7 : 3).drop { $0.isNumber || $0 == " " }
    if name.hasPrefix("- ") { name = name.dropFirst(2) }
    var directive = ""
    if let hash = name.lastIndex(of: "#"), name[..<hash].last == " " || hash == name.startIndex {
      directive = name[name.index(after: hash)...].drop { $0 == " " }.lowercased()
      if directive.hasPrefix("skip") || directive.hasPrefix("todo") {
        name = name[..<hash].drop { _ in false }
        while name.last == " " { name = name.dropLast() }
      }
    }
    let isSkipped = directive.hasPrefix("skip") || directive.hasPrefix("todo")
    return Point(name: String(name), outcome: isSkipped ? .skipped : isFailed ? .failed : .passed)
  }
}
