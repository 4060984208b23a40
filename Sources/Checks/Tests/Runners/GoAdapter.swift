import DocumentTree
import GateModel
import LocalFiles

/// `go test -json` (`go doc test2json`): it takes packages, and so do the verdicts on files.
struct GoAdapter: TestAdapter {
  let name = "go"
  let programs = [["go", "test"]]
  let versionArguments = ["version"]
  let allArguments = ["./..."]
  let marks = [["go", "test"]]
  let namesFiles = false
  let reportsInOutput = true

  func units(of files: [RepositoryPath], in project: TestProject) -> [TestUnit] {
    var modules: [RepositoryPath: String?] = [:]
    return files.map { file in
      let module = project.nearest(["go.mod"], above: file)
      let path = modules[module] ?? Self.modulePath(in: module, project)
      modules[module] = path
      let relative = (file.parent ?? module).relative(to: module)
      let isModule = file.parent == module
      let package = isModule ? "" : "/" + String(decoding: relative.bytes, as: UTF8.self)
      return TestUnit(
        [isModule ? [UInt8(ascii: ".")] : Array("./".utf8) + relative.bytes], in: module,
        name: path.map { $0 + package },
        files: [file])
    }.merged()
  }

  func reporting(to place: ReportPlace) -> TestReporting { TestReporting(arguments: ["-json"]) }

  /// Of all packages of the module, for a test of one may execute others.
  func covering(to directory: LocalPath) -> TestReporting? {
    TestReporting(arguments: [
      "-coverprofile=\(directory.appending(CoveragePlaces.reportName))", "-coverpkg=./...",
    ])
  }

  func results(of run: FinishedTests) -> TestResults {
    let module = Self.modulePath(in: run.paths.directory, run.project)
    var packages: [String: Package] = [:]
    var order: [String] = []
    for line in JSONLines.parse(run.standardOutput) {
      guard let name = line.text("Package") ?? line.text("ImportPath") else { continue }
      if packages[name] == nil { order.append(name) }
      packages[name, default: Package()].add(line)
    }
    var results = TestResults()
    for name in order {
      guard let package = packages[name] else { continue }
      let directory = Self.directory(of: name, module: module, in: run.paths.directory)
      results.tests += package.results(name, directory, run)
    }
    results.tests += unbuilt(run, module, known: Set(results.failures.compactMap(\.unit)))
    return results
  }

  func units(ofFailed tests: [TestResult], in project: TestProject) -> [TestUnit]? {
    var names: [[String]: [String]] = [:]
    var order: [[String]] = []
    for test in tests {
      guard let words = test.words, words.count == 3 else { return nil }
      let key = Array(words.prefix(2))
      if names[key] == nil { order.append(key) }
      if names[key]?.contains(words[2]) != true { names[key, default: []].append(words[2]) }
    }
    return order.map { key in
      let pattern = "^(" + (names[key] ?? []).joined(separator: "|") + ")$"
      var unit = TestUnit(
        ["-run", pattern, key[1]].map { Array($0.utf8) }, in: RepositoryPath(key[0]), files: [])
      unit.isAlone = true
      return unit
    }
  }

  /// Packages that did not come so far that one of their tests could run: `FAIL path [build failed]`.
  private func unbuilt(_ run: FinishedTests, _ module: String?, known: Set<String>) -> [TestResult] {
    let output = OutputText.text(run.output)
    var results: [TestResult] = []
    for line in output.split(whereSeparator: \.isNewline) {
      // As plain text, or since Go 1.24 within a line of JSON, where a tab is written `\t`.
      guard line.hasPrefix("FAIL\t"), line.hasSuffix(" failed]") else { continue }
      let words = line.dropFirst(5).split(separator: " ", maxSplits: 1).map(String.init)
      guard words.count == 2, !known.contains(words[0]) else { continue }
      let directory = Self.directory(of: words[0], module: module, in: run.paths.directory)
      var result = TestResult(words[0], .errored)
      result.unit = words[0]
      result.message = String(words[1].dropFirst().dropLast())
      let places = LocatedLine.all(in: Array(output.utf8), run.paths.mapper.seen(from: run.paths.directory))
      if let place = places.first(where: { $0.path.parent == directory }) {
        result.message = "\(result.message ?? ""): \(place.text)"
        result.place = TestResult.Place(path: place.path, range: place.range)
      }
      results.append(result)
    }
    return results
  }

  /// The `module` line of go.mod.
  private static func modulePath(in directory: RepositoryPath, _ project: TestProject) -> String? {
    for line in project.text("go.mod", in: directory)?.split(whereSeparator: \.isNewline) ?? [] {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      if words.count >= 2, words[0] == "module" { return words[1].filter { $0 != "\"" } }
    }
    return nil
  }

  private static func directory(
    of package: String, module: String?, in directory: RepositoryPath
  ) -> RepositoryPath? {
    guard let module, package.hasPrefix(module) else { return nil }
    let rest = package.dropFirst(module.count)
    if rest.isEmpty { return directory }
    return rest.first == "/" ? directory.appending(String(rest.dropFirst())) : nil
  }
}

extension GoAdapter {
  /// What the events of one package add up to.
  private struct Package {
    private var output: [String: String] = [:]
    private var ended: [(name: String, outcome: TestResult.Outcome, seconds: Double?)] = []
    private var isFailed = false
    private var own = ""

    mutating func add(_ line: DocumentLine) {
      let test = line.text("Test")
      switch line.text("Action") {
      case "output":
        if let test { output[test, default: ""] += line.text("Output") ?? "" } else { own += line.text("Output") ?? "" }
      case "pass":
        if let test { ended.append((test, .passed, line.number("Elapsed"))) }
      case "fail":
        if let test { ended.append((test, .failed, line.number("Elapsed"))) } else { isFailed = true }
      case "skip":
        if let test { ended.append((test, .skipped, line.number("Elapsed"))) }
      default: break
      }
    }

    func results(_ name: String, _ directory: RepositoryPath?, _ run: FinishedTests) -> [TestResult] {
      let failed = Set(ended.lazy.filter { $0.outcome == .failed }.map(\.name))
      var results: [TestResult] = []
      for (test, outcome, seconds) in ended {
        // A test fails with its subtests, which say why.
        if outcome == .failed, failed.contains(where: { $0.hasPrefix(test + "/") }) { continue }
        let said = output[test] ?? ""
        var result = TestResult(test, group: name, outcome)
        result.unit = name
        result.duration = seconds.flatMap { Duration(milliseconds: $0 * 1000) }
        if outcome == .failed { Self.explain(&result, said, directory, run) }
        if let directory, directory.isInside(run.paths.directory) {
          let package = String(decoding: directory.relative(to: run.paths.directory).bytes, as: UTF8.self)
          let place = directory == run.paths.directory ? "." : "./" + package
          let top = test.split(separator: "/").first.map(String.init) ?? test
          result.words = [String(decoding: run.paths.directory.bytes, as: UTF8.self), place, top]
        }
        results.append(result)
      }
      if isFailed, failed.isEmpty {
        var result = TestResult(name, .errored)
        result.unit = name
        Self.explain(&result, own, directory, run)
        results.append(result)
      }
      return results
    }

    /// `    a_test.go:4: want 2`, seen from the package's directory; a panic has its place in its stack.
    private static func explain(
      _ result: inout TestResult, _ said: String, _ directory: RepositoryPath?, _ run: FinishedTests
    ) {
      for line in said.split(whereSeparator: \.isNewline) {
        let trimmed = line.drop { $0 == " " || $0 == "\t" }
        if trimmed.hasPrefix("panic: "), result.message == nil {
          result.outcome = .errored
          result.message = String(trimmed)
        }
        guard result.place == nil else { continue }
        // In a stack: `\t/path/a_test.go:6 +0x2e`.
        if line.first == "\t", let word = trimmed.split(separator: " ").first, let place = run.paths.place(word) {
          result.place = place
        }
        guard result.message == nil, let directory else { continue }
        let mapper = run.paths.mapper.seen(from: directory)
        if let located = LocatedLine(Array(trimmed.utf8)[...], mapper) {
          result.place = TestResult.Place(path: located.path, range: located.range)
          result.message = located.text
        }
      }
      if result.message == nil {
        result.message = SaidError.message(
          said.split(whereSeparator: \.isNewline).filter {
            !$0.hasPrefix("=== ") && !$0.drop { $0 == " " }.hasPrefix("--- ")
          }.suffix(2).joined(separator: "\n"))
      }
    }
  }
}
