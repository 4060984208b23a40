import GateModel

/// bats: the stream that its formatters read, which names each file; a formatter of gate's own keeps it (`--formatter`, since
/// 1.5). Its JUnit report may still be incomplete when bats ends, and names some files by their last part only.
struct BatsAdapter: TestAdapter {
  let name = "bats"
  let programs = [["bats"]]
  let allArguments = ["--recursive", "."]
  let keepsOrder = true

  func reporting(to place: ReportPlace) throws(CheckError) -> TestReporting {
    let formatter = try place.write(
      "#!/bin/sh\ntee '\(place.file)' | sed -e '/^suite /d' -e '/^begin /d'\n", as: "formatter", isProgram: true)
    return TestReporting(arguments: ["--timing", "--formatter", "\(formatter)"])
  }

  func results(of run: FinishedTests) -> TestResults {
    guard let report = run.report else { return TestResults() }
    var results = TestResults()
    var file: RepositoryPath?
    var said: [Substring] = []
    /// Explains the test that was told last, whose comments have come to their end.
    func close() {
      if let last = results.tests.indices.last, results.tests[last].isFailure, !said.isEmpty {
        explain(&results.tests[last], said, run.paths)
      }
      said = []
    }
    for line in OutputText.text(report).split(whereSeparator: \.isNewline) {
      if line.hasPrefix("# ") {
        said.append(line.dropFirst(2).drop { $0 == " " })
        continue
      }
      close()
      if let path = line.dropping("suite ") {
        file = run.paths.file(path)
        if let file { results.emptyFiles.insert(file) }
      } else if let test = result(line, file) {
        results.tests.append(test)
      }
    }
    close()
    results.emptyFiles.subtract(results.tests.compactMap(\.file))
    return results
  }

  /// `ok 1 works in 5ms`, `not ok 2 fails in 10ms`, `ok 3 later in 0ms # skip why`.
  private func result(_ line: Substring, _ file: RepositoryPath?) -> TestResult? {
    let isFailed = line.hasPrefix("not ok ")
    guard var rest = isFailed ? line.dropping("not ok ") : line.dropping("ok ") else { return nil }
    rest = rest.drop { $0.isNumber }.dropFirst()
    var outcome: TestResult.Outcome = isFailed ? .failed : .passed
    if let skip = rest.lastRange(of: " # skip") {
      outcome = .skipped
      rest = rest[..<skip.lowerBound]
    }
    var duration: Duration?
    if rest.hasSuffix("ms"), let time = rest.lastRange(of: " in "),
      let number = Double(rest[time.upperBound...].dropLast(2))
    {
      duration = Duration(milliseconds: number)
      rest = rest[..<time.lowerBound]
    }
    // A file that cannot be read, or whose set-up fails, is told as a test of its own.
    if isFailed, rest.hasPrefix("setup_file failed") || rest.hasPrefix("bats-gather-tests") { outcome = .errored }
    var result = TestResult(String(rest), file: file, outcome)
    result.duration = duration
    return result
  }

  /// ``(in test file a.bats, line 4)`` and then `` `[ "$x" = 2 ]' failed``.
  private func explain(_ result: inout TestResult, _ said: [Substring], _ paths: TestPaths) {
    result.message = (said.first { $0.hasPrefix("`") } ?? said.first { !$0.hasPrefix("(") }).map { String($0) }
    result.place =
      said.lazy.compactMap { self.place($0, paths) }.first ?? result.file.map { TestResult.Place(path: $0, range: nil) }
  }

  private func place(_ line: Substring, _ paths: TestPaths) -> TestResult.Place? {
    if let start = line.firstRange(of: "in test file "), let end = line.lastRange(of: ", line "),
      start.upperBound < end.lowerBound, let number = Int(line[end.upperBound...].prefix { $0.isNumber }),
      let file = paths.file(line[start.upperBound..<end.lowerBound])
    {
      return TestResult.Place(path: file, range: SourceRange(line: max(1, number)))
    }
    // What bash says of a file that it cannot read: `a.bats: line 3: syntax error`.
    if let found = line.firstRange(of: ": line "), let file = paths.file(line[..<found.lowerBound]),
      let number = Int(line[found.upperBound...].prefix { $0.isNumber })
    {
      return TestResult.Place(path: file, range: SourceRange(line: max(1, number)))
    }
    return nil
  }
}

extension Substring {
  /// What is left without `prefix`, `nil` where the text does not start so.
  fileprivate func dropping(_ prefix: String) -> Substring? { hasPrefix(prefix) ? dropFirst(prefix.count) : nil }

  /// Where `text` stands last.
  fileprivate func lastRange(of text: String) -> Range<Index>? {
    var last: Range<Index>?
    var rest = self
    while let found = rest.firstRange(of: text) {
      last = found
      rest = self[found.upperBound...]
    }
    return last
  }
}
