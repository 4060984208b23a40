import GateModel

/// `cargo test`: the text of libtest, whose headings (on standard error) name the file of each integration test.
struct CargoAdapter: TestAdapter {
  let name = "cargo"
  let programs = [["cargo", "test"]]
  let allArguments = ["--workspace"]
  let marks = [["cargo", "test"]]
  let namesFiles = false
  let reportsInOutput = true
  let mergesStreams = true

  func units(of files: [RepositoryPath], in project: TestProject) -> [TestUnit] {
    CargoUnits.units(of: files, in: project)
  }

  func reporting(to place: ReportPlace) -> TestReporting {
    TestReporting(arguments: ["--no-fail-fast"], environment: ["CARGO_TERM_COLOR": "never"])
  }

  func results(of run: FinishedTests) -> TestResults {
    var unit: String?
    var file: RepositoryPath?
    var results: [TestResult] = []
    var lines = OutputText.text(run.output).split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.popFirst() {
      let trimmed = line.drop { $0 == " " }
      if trimmed.hasPrefix("Running "), trimmed.contains(" (") {
        let path = trimmed.dropFirst(8).prefix { $0 != "(" }.dropLast()
        let isUnit = path.hasPrefix("unittests ")
        file = isUnit ? nil : run.paths.file(path)
        unit = CargoUnits.name(of: isUnit ? nil : String(path), in: run.paths.directory)
      } else if trimmed.hasPrefix("Doc-tests ") {
        file = nil
        unit = CargoUnits.name(of: nil, in: run.paths.directory)
      } else if line.hasPrefix("test "), let result = Self.result(line, file, unit) {
        results.append(result)
      } else if line.hasPrefix("---- "), line.hasSuffix(" stdout ----") {
        let name = line.dropFirst(5).dropLast(12)
        let said = lines.prefix { !$0.hasPrefix("---- ") && $0 != "failures:" }
        lines = lines.dropFirst(said.count)
        if let index = results.lastIndex(where: { $0.name == name && $0.isFailure && $0.unit == unit }) {
          RustPanic.explain(&results[index], said.joined(separator: "\n"), run.paths)
        }
      }
    }
    return TestResults(tests: results)
  }

  /// `test tests::bad ... FAILED`.
  private static func result(_ line: Substring, _ file: RepositoryPath?, _ unit: String?) -> TestResult? {
    guard let dots = line.firstRange(of: " ... ") else { return nil }
    let name = String(line[..<dots.lowerBound].dropFirst(5))
    let outcome: TestResult.Outcome
    switch line[dots.upperBound...].prefix(while: { $0 != " " && $0 != "," && $0 != "\r" }) {
    case "ok": outcome = .passed
    case "FAILED": outcome = .failed
    case "ignored": outcome = .skipped
    default: return nil
    }
    var result = TestResult(name, file: file, outcome)
    result.unit = unit
    return result
  }
}

/// `cargo nextest run`: JUnit XML, which a configuration of lower rank than the project's own asks for.
struct NextestAdapter: TestAdapter {
  let name = "nextest"
  let programs = [["cargo", "nextest", "run"]]
  let versionArguments = ["nextest", "--version"]
  let allArguments = ["--workspace"]
  let marks = [["cargo", "nextest", "run"], ["nextest", "run"]]
  let namesFiles = false

  func units(of files: [RepositoryPath], in project: TestProject) -> [TestUnit] {
    CargoUnits.units(of: files, in: project)
  }

  func reporting(to place: ReportPlace) throws(CheckError) -> TestReporting {
    let configuration = try place.write(
      "[profile.default.junit]\npath = '\(place.file)'\n", as: "nextest.toml")
    return TestReporting(
      arguments: ["--no-fail-fast", "--tool-config-file", "gate:\(configuration)"],
      environment: ["CARGO_TERM_COLOR": "never"])
  }

  func results(of run: FinishedTests) throws(CheckError) -> TestResults {
    guard let report = run.report else { return TestResults() }
    let tests = try JUnitReport.cases(report).map { test -> TestResult in
      // The class is the binary: `crate::file`, or the crate alone.
      let binary = (test.className ?? test.suite ?? "").split(separator: ":").map(String.init)
      let path = binary.count > 1 ? "tests/\(binary[binary.count - 1]).rs" : nil
      var result = TestResult(test.name, group: test.className, file: path.flatMap { run.paths.file($0) }, test.outcome)
      result.unit = CargoUnits.name(of: path, in: run.paths.directory)
      result.duration = test.duration
      if let failure = test.failure { RustPanic.explain(&result, failure.details, run.paths) }
      return result
    }
    return TestResults(tests: tests)
  }
}

/// What cargo takes for a file: a crate is tested in its own directory, a file of `tests` by its name.
private enum CargoUnits {
  static func units(of files: [RepositoryPath], in project: TestProject) -> [TestUnit] {
    files.map { file in
      let crate = project.nearest(["Cargo.toml"], above: file)
      let parts = String(decoding: file.relative(to: crate).bytes, as: UTF8.self).split(separator: "/").map(String.init)
      var test: String?
      if parts.count == 2, parts[0] == "tests", parts[1].hasSuffix(".rs") { test = String(parts[1].dropLast(3)) }
      if parts.count == 3, parts[0] == "tests", parts[2] == "main.rs" { test = parts[1] }
      guard let test else {
        var unit = TestUnit([], in: crate, name: name(of: nil, in: crate), files: [file])
        unit.isAlone = true
        return unit
      }
      return TestUnit(
        [Array("--test".utf8), Array(test.utf8)], in: crate, name: name(of: "tests/\(test).rs", in: crate),
        files: [file])
    }.merged()
  }

  /// The name of the unit of an integration test, or of all else in the crate.
  static func name(of test: String?, in crate: RepositoryPath) -> String {
    var path = test ?? ""
    if path.hasSuffix("/main.rs") { path = String(path.dropLast(8)) + ".rs" }
    return "\(String(decoding: crate.bytes, as: UTF8.self)):\(path)"
  }
}

/// Reads the words of a panic: `thread 'x' panicked at src/lib.rs:5:24:` and the message behind it; before Rust 1.73
/// `thread 'x' panicked at 'message', src/lib.rs:5:24`.
private enum RustPanic {
  static func explain(_ result: inout TestResult, _ said: String, _ paths: TestPaths) {
    let lines = said.split(whereSeparator: \.isNewline)
    guard let index = lines.firstIndex(where: { $0.contains(" panicked at ") }),
      let found = lines[index].firstRange(of: " panicked at ")
    else {
      result.message = SaidError.message(said)
      return
    }
    let rest = lines[index][found.upperBound...]
    if rest.first == "'", let end = rest.lastIndex(of: "'") {
      result.message = String(rest[..<end].dropFirst())
      result.place = paths.place(rest[end...].dropFirst().drop { $0 == "," || $0 == " " })
    } else {
      result.place = paths.place(rest.last == ":" ? rest.dropLast() : rest)
      let message = lines[(index + 1)...].prefix { !$0.hasPrefix("stack backtrace:") && !$0.hasPrefix("note: ") }
      result.message = SaidError.message(message.joined(separator: "\n"))
    }
    let isAssertion = result.message?.hasPrefix("assertion") == true
    result.outcome = isAssertion ? .failed : .errored
  }
}
