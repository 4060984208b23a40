import GateModel
import ToolProcess

/// Makes one verdict of the commands of a tests check.
struct TestJudgement {
  /// One command and what came of it.
  struct Run {
    var result: Result<ToolResult, ToolError>
    /// `nil` where it did not come to its end.
    var finished: FinishedTests?
  }

  let invocation: TestInvocation
  let settings: CheckSettings
  /// What was asked for; empty for all tests.
  let units: [TestUnit]

  private var results = TestResults()
  private var output: [String] = []
  /// Why there is no verdict.
  private var undecided: [CheckOutcome] = []
  /// Commands that failed without a test that did.
  private var unexplained: [FinishedTests] = []
  private var flaky: [(test: TestResult, attempts: Int)] = []
  /// Whether each command wrote a report that could be read.
  private var isReported = true
  /// Files of commands that say themselves that they ran no test.
  private var idle: [RepositoryPath] = []
  /// Whether an output says that not one test was run.
  private var saysZero = false

  init(invocation: TestInvocation, settings: CheckSettings, units: [TestUnit]) {
    self.invocation = invocation
    self.settings = settings
    self.units = units
  }

  /// The tests that failed so far.
  var failures: [TestResult] { results.failures }

  /// Whether running the failed tests again can change the verdict.
  var mayRetry: Bool { undecided.isEmpty && unexplained.isEmpty && !failures.isEmpty }

  mutating func add(_ run: Run) {
    let name = invocation.name
    if let outcome = CheckOutcome.undecided(run.result, name: name, timeout: settings.timeout) {
      undecided.append(outcome)
      return
    }
    guard let finished = run.finished else {
      undecided.append(.errored("`\(name)` gave no result"))
      return
    }
    output.append(OutputText.text(finished.output))
    do throws(CheckError) {
      let found = try invocation.adapter?.results(of: finished) ?? TestResults()
      results.tests += found.tests
      results.emptyFiles.formUnion(found.emptyFiles)
      judge(finished, found)
    } catch {
      undecided.append(.errored("`\(name)`: \(error.message)", output: OutputText.text(finished.output)))
    }
  }

  private mutating func judge(_ finished: FinishedTests, _ found: TestResults) {
    let name = invocation.name
    let status = finished.status
    let text = OutputText.text(finished.output)
    if found.tests.isEmpty, finished.report == nil, !invocation.surelyReports { isReported = false }
    // What a shell, env and npm say of a program that they could not start (POSIX, "Exit Status for Commands").
    if status == 126 || status == 127 {
      undecided.append(.errored("`\(name)`: a program was not found (status \(status))", output: text))
    } else if let refusal = invocation.adapter?.refusal(status: status) {
      undecided.append(
        .errored(
          "`\(name)` could not run: \(refusal) (status \(status)): \(OutputText.tail(finished.output, lines: 3))",
          output: text))
    } else if found.tests.isEmpty, TestCount.isZero(text) || (invocation.adapter?.name == "pytest" && status == 5) {
      saysZero = true
      idle += finished.units.flatMap(\.files)
    } else if status != 0, found.failures.isEmpty {
      unexplained.append(finished)
    }
  }

  /// Takes up what came of running failed tests once more: one that passed now is flaky.
  mutating func addAgain(_ runs: [Run], attempt: Int) {
    var again: [TestResult.Name: TestResult] = [:]
    for run in runs {
      guard let finished = run.finished, let adapter = invocation.adapter,
        let found = try? adapter.results(of: finished)
      else { continue }
      output.append("run \(attempt) of what failed:\n" + OutputText.text(finished.output))
      // A test that occurs twice passed if both did.
      for test in found.tests where again[test.identity]?.isFailure != true { again[test.identity] = test }
    }
    for index in results.tests.indices where results.tests[index].isFailure {
      let test = results.tests[index]
      guard again[test.identity]?.outcome == .passed else { continue }
      flaky.append((test, attempt))
      results.tests[index].outcome = .passed
    }
  }

  // MARK: - The verdict

  func outcome() -> CheckOutcome {
    let text = output.joined(separator: "\n")
    if var outcome = undecided.combinedIfAny() {
      // What was found so far is worth to be seen.
      outcome.findings = results.failures.map(\.finding)
      if outcome.output.isEmpty { outcome.output = text }
      outcome.fileResults = fileResults
      return outcome
    }
    var findings = results.failures.map(\.finding) + unexplained.map(finding)
    let isFailed = !findings.isEmpty
    if !isFailed, let problem = nothingRan(text) { return problem }
    findings += flaky.map { $0.test.flakyFinding(attempts: $0.attempts) }
    if !isFailed, !results.tests.isEmpty, results.executedCount == 0 {
      findings.append(
        Finding(
          rule: "tests-skipped", severity: .warning,
          message: "`\(invocation.name)` skipped each of \(results.tests.count) tests"))
    }
    var outcome = CheckOutcome(isFailed ? .failed : .passed, findings: findings, output: text, attributed: false)
    outcome.mayBeKept = flaky.isEmpty
    outcome.fileResults = fileResults
    return outcome
  }

  /// The error where tests were asked for and none was run.
  private func nothingRan(_ text: String) -> CheckOutcome? {
    let name = invocation.name
    let hint = "a check that selects tests and runs none proves nothing; see its `run`, `files` and `select`"
    let isEmpty = results.tests.isEmpty && (saysZero || !results.emptyFiles.isEmpty || TestCount.isZero(text))
    if isEmpty { return .errored("`\(name)` ran no test", hint: hint, output: text) }
    if results.tests.isEmpty, invocation.surelyReports {
      return .errored("`\(name)` ended well and reported no test", hint: hint, output: text)
    }
    let unmentioned = unmentionedFiles()
    if unmentioned.isEmpty { return nil }
    let names = unmentioned.prefix(5).map { "\($0)" }.joined(separator: ", ")
    let rest = unmentioned.count > 5 ? " and \(unmentioned.count - 5) more" : ""
    return .errored(
      "`\(name)` ran no test of \(names)\(rest)",
      hint: "if a file holds no tests, or its tests are not run here, leave it out with `exclude`", output: text)
  }

  /// The files that were asked for and that no result comes from.
  private func unmentionedFiles() -> [RepositoryPath] {
    // Without a report of every command nothing can be said of single files.
    guard let adapter = invocation.adapter, isReported, !results.tests.isEmpty else { return idle }
    if adapter.namesFiles {
      let mentioned = Set(results.tests.compactMap(\.file))
      return units.flatMap(\.files).filter { !mentioned.contains($0) }
    }
    let mentioned = Set(results.tests.compactMap(\.unit))
    return units.flatMap { unit in unit.name.map(mentioned.contains) == false ? unit.files : [] }
  }

  /// What came of single files, where the runner says which they are.
  private var fileResults: [RepositoryPath: FileResult]? {
    guard let adapter = invocation.adapter, !results.tests.isEmpty else { return nil }
    var files: [RepositoryPath: [TestResult]] = [:]
    if adapter.namesFiles {
      files = Dictionary(grouping: results.tests.filter { $0.file != nil }) { $0.file ?? RepositoryPath(bytes: []) }
    } else {
      let tests = Dictionary(grouping: results.tests.filter { $0.unit != nil }) { $0.unit ?? "" }
      for unit in units { for file in unit.files { files[file] = unit.name.flatMap { tests[$0] } } }
    }
    let flakyNames = Set(flaky.map(\.test.identity))
    // A command that failed and does not say why, or a test of no known file, speaks against all of them.
    let isDoubtful =
      !unexplained.isEmpty || !undecided.isEmpty || !isReported
      || results.failures.contains { adapter.namesFiles ? $0.file == nil : $0.unit == nil }
    return files.compactMapValues { tests in
      let times = tests.compactMap(\.duration)
      let duration = times.isEmpty ? nil : times.reduce(.zero, +)
      if tests.contains(where: \.isFailure) { return FileResult(.failed, duration: duration) }
      if tests.contains(where: { flakyNames.contains($0.identity) }) { return FileResult(.flaky, duration: duration) }
      if isDoubtful || tests.allSatisfy({ $0.outcome == .skipped }) { return nil }
      return FileResult(.passed, duration: duration)
    }
  }

  /// A command that failed and whose report names no failed test: a build that failed, a file that cannot be loaded.
  private func finding(_ finished: FinishedTests) -> Finding {
    let text = OutputText.text(finished.output)
    let place =
      PythonTrace.lastPlace(in: text, finished.paths) ?? finished.paths.scriptPlace(in: text, of: nil)
      ?? finished.paths.arrowPlace(in: text)
    let said = SaidError.line(in: text) ?? OutputText.tail(finished.output)
    return Finding(
      rule: "test-failure", message: "`\(invocation.name)` ended with status \(finished.status): \(said)",
      path: place?.path, range: place?.range)
  }
}

extension [CheckOutcome] {
  /// One outcome of them, `nil` where there are none.
  fileprivate func combinedIfAny() -> CheckOutcome? { isEmpty ? nil : combined() }
}

extension TestPaths {
  /// The first place as rustc writes it: ` --> tests/it.rs:3:5`.
  func arrowPlace(in text: String) -> TestResult.Place? {
    text.split(whereSeparator: \.isNewline).lazy.compactMap { line -> TestResult.Place? in
      let trimmed = line.drop { $0 == " " }
      return trimmed.hasPrefix("--> ") ? self.place(trimmed.dropFirst(4)) : nil
    }.first
  }
}
