import GateModel

extension OutputFormat {
  /// `prettier --list-different`: on standard output the path of each file that is not formatted; on standard error
  /// `[error] PATH: SyntaxError: text (line:column)`. After the command line documentation of Prettier 3
  /// (https://prettier.io/docs/cli); the lines of `--check` (`[warn] PATH`) are understood as well.
  package static let prettier = OutputFormat(name: "prettier") { output, mapper throws(CheckError) in
    var findings: [Finding] = []
    for line in mapper.lines(output.standardOutput) + mapper.lines(output.standardError) {
      if let rest = line.dropping(prefix: "[error] ") {
        if let finding = syntaxError(rest, mapper) { findings.append(finding) }
      } else if let path = mapper.given(line.dropping(prefix: "[warn] ") ?? line) {
        findings.append(
          Finding(
            rule: "format", message: "the file is not formatted as prettier would", path: path,
            help: "run `prettier --write` on the file"))
      }
    }
    return findings
  }

  private static func syntaxError(_ line: ArraySlice<UInt8>, _ mapper: PathMapper) -> Finding? {
    let colons = line.indices.filter { line[$0] == UInt8(ascii: ":") }
    guard let end = colons.first(where: { mapper.given(line[..<$0]) != nil }) else { return nil }
    let text = String(decoding: line[(end + 1)...].drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
    var range: SourceRange?
    var message = text
    if let (before, place) = text.trailing("(", ")") {
      let numbers = place.split(separator: ":").map { Int($0) }
      if numbers.count == 2, let line = numbers[0], let column = numbers[1] {
        range = SourceRange(line: line, column: column)
        message = before
      }
    }
    return Finding(rule: "syntax", message: message, path: mapper.given(line[..<end]), range: range)
  }
}
