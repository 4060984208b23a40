import GateModel

/// Turns what a test runner calls a file, in its reports and stack traces, into a file of the content.
struct TestPaths: Sendable {
  /// Of the check's root.
  let mapper: PathMapper
  /// Where the command ran.
  let directory: RepositoryPath

  private var places: [PathMapper] {
    var places = [mapper.seen(from: directory)]
    var place = directory
    // Some tools print paths from their own project's root, above the directory that they were started in.
    while let parent = place.parent {
      places.append(mapper.seen(from: parent))
      place = parent
    }
    return places
  }

  init(_ mapper: PathMapper, from directory: RepositoryPath) {
    self.mapper = mapper
    self.directory = directory
  }

  /// The file of the content that `text` names; `nil` where it names none.
  func file(_ text: some StringProtocol) -> RepositoryPath? {
    let bytes = Array((text.hasPrefix("file://") ? text.dropFirst(7) : text[...]).utf8)
    return places.lazy.compactMap { $0.given(bytes) }.first
  }

  /// As ``file(_:)``, seen from `directory`.
  func file(_ text: some StringProtocol, in directory: RepositoryPath) -> RepositoryPath? {
    mapper.seen(from: directory).given(Array(text.utf8))
  }

  /// The place `path:line:column` or `path:line` at the end of `text`.
  func place(_ text: Substring) -> TestResult.Place? {
    var path = text
    var numbers: [Int] = []
    while numbers.count < 2, let colon = path.lastIndex(of: ":"), let number = Int(path[path.index(after: colon)...]) {
      numbers.insert(number, at: 0)
      path = path[..<colon]
    }
    guard let line = numbers.first, let file = file(path) else { return nil }
    let column = numbers.count == 2 ? max(1, numbers[1]) : nil
    return TestResult.Place(path: file, range: SourceRange(line: max(1, line), column: column))
  }

  /// The first place of a JavaScript stack trace that lies in the content, in `file` where one of them does.
  func scriptPlace(in trace: some StringProtocol, of file: RepositoryPath?) -> TestResult.Place? {
    let places = trace.split(whereSeparator: \.isNewline).compactMap { line -> TestResult.Place? in
      // `at name (path:1:2)`, `at path:1:2`, `path:1` above a syntax error; a path may hold spaces and brackets.
      let trimmed = line.drop { $0 == " " }
      guard trimmed.hasPrefix("at ") else { return place(Substring(trimmed)) }
      let frame = Substring(trimmed.dropFirst(3))
      if frame.last == ")", let open = frame.firstRange(of: " (") { return place(frame[open.upperBound...].dropLast()) }
      return place(frame)
    }
    return places.first { $0.path == file } ?? places.first
  }
}
