import GateModel

/// Reads the tracebacks of Python.
enum PythonTrace {
  /// The last place that lies in the content: `path:line: Error` as pytest writes it, or `File "path", line 3`.
  static func lastPlace(in text: String, _ paths: TestPaths) -> TestResult.Place? {
    var last: TestResult.Place?
    for line in text.split(whereSeparator: \.isNewline) {
      if let place = frame(line, paths) ?? located(line, paths) { last = place }
    }
    return last
  }

  private static func frame(_ line: Substring, _ paths: TestPaths) -> TestResult.Place? {
    // pytest puts `E` before the lines of an error.
    let trimmed = (line.hasPrefix("E ") ? line.dropFirst(2) : line).drop { $0 == " " }
    guard trimmed.hasPrefix("File \""), let end = trimmed.dropFirst(6).firstRange(of: "\", line ") else { return nil }
    let digits = trimmed[end.upperBound...].prefix { $0.isNumber }
    guard let number = Int(digits), let path = paths.file(trimmed[..<end.lowerBound].dropFirst(6)) else { return nil }
    return TestResult.Place(path: path, range: SourceRange(line: max(1, number)))
  }

  private static func located(_ line: Substring, _ paths: TestPaths) -> TestResult.Place? {
    guard let found = LocatedLine(Array(line.utf8)[...], paths.mapper.seen(from: paths.directory)) else { return nil }
    guard let path = paths.mapper.seen(from: RepositoryPath(bytes: [])).given(found.path.bytes) else { return nil }
    return TestResult.Place(path: path, range: found.range)
  }
}
