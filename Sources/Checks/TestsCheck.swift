package import GateModel
import LocalFiles
import Synchronization
import ToolProcess

/// The project's tests: a command that runs when something that it may depend on changed.
///
/// A verdict covers every tracked file that the check looks at, since what a test reads cannot be known from here.
package struct TestsCheck: ToolCheck {
  /// Chooses the tests that a change asks for.
  package typealias Choice = @Sendable (CheckScope) throws(CheckError) -> TestFiles

  package let settings: CheckSettings
  private let template: CommandTemplate?
  private let runner: TestRunner?
  private let choose: Choice?
  private let context: ToolContext
  private let memo = ChoiceMemo()

  /// - Parameters:
  ///   - run: the command line, `{files}` standing for the chosen test files; `nil` for the runner's own.
  ///   - runner: the name of a runner that gate knows.
  ///   - affected: what chooses the tests; `nil` to run them all.
  /// - Throws: `CheckError` if neither command nor runner is given, or they make no sense.
  package init(
    _ settings: CheckSettings, run: String?, runner: String?, affected: Choice? = nil, context: ToolContext
  ) throws(CheckError) {
    self.settings = settings
    self.context = context
    choose = affected
    template = try run.map { text throws(CheckError) in try CommandTemplate(text) }
    self.runner = try runner.map { name throws(CheckError) in
      guard let runner = TestRunner.named(name) else {
        throw CheckError(
          "there is no test runner \(name)",
          hint: "known are \(TestRunner.all.map(\.name).joined(separator: ", ")); or say how with `run`")
      }
      return runner
    }
    guard template != nil || self.runner != nil else { throw CheckError("neither `run` nor `runner` is given") }
  }

  package var id: CheckID { settings.id }

  package var traits: CheckTraits {
    CheckTraits(
      kind: "tests", grain: .task, reading: .directory, isolation: settings.isolation,
      isCacheable: settings.isCached, keepsFailures: false, timeout: settings.timeout, needs: settings.needs,
      writes: settings.writes)
  }

  var trackedSelector: FileSelector? { settings.selector }

  package func selection(in scope: CheckScope) throws(CheckError) -> Selection {
    let choice = FileChoice(scope: scope, selector: settings.selector)
    guard try choice.isTouched(or: settings.inputs) else { return .nothing("nothing that it looks at was changed") }
    if case .none(let reason) = try chosen(in: scope) { return .nothing(reason) }
    let files = try choice.tracked()
    return files.isEmpty ? .nothing("no tracked file matches") : .files(files)
  }

  package func dependencies(
    for selection: Selection, in scope: CheckScope
  ) throws(CheckError) -> CheckDependencies {
    var collector = DependencyCollector(scope)
    try collector.add(".gitattributes")
    try collector.addTracked(settings.inputs)
    var dependencies = try dependencies(on: collector)
    // A pass of some tests must not answer for all of them.
    if case .files(let files, _) = try chosen(in: scope) {
      dependencies.definition += ["files"] + files.map { "\($0)" }
    } else {
      dependencies.definition.append("all")
    }
    return dependencies
  }

  /// What every verdict of the check depends on, whichever tests it is about.
  func dependencies(on collector: DependencyCollector) throws(CheckError) -> CheckDependencies {
    let command = try command(in: context.workTree)
    let definition = ["tests", "1", runner?.name ?? "", template?.text ?? "", "\(settings.selector.root)"]
    let identity = try context.identifier.identify(
      executable: command.executable, versionArguments: command.versionArguments,
      environment: context.commandEnvironment(settings), directory: context.toolDirectory(settings))
    return CheckDependencies(
      definition: definition, inputs: collector.result, selectors: collector.selectors,
      tools: [CheckDependencies.Tool(name: command.name, identity: identity)],
      environment: context.variables(settings))
  }

  package func run(_ job: CheckJob) async -> CheckOutcome {
    do throws(CheckError) {
      switch try chosen(in: job.scope) {
      case .none(let reason): return CheckOutcome(.skipped, reason: reason, attributed: false)
      case .all: return await run([], job)
      case .files(let chosen, _): return await run(chosen, job)
      }
    } catch {
      return .errored(error)
    }
  }

  /// Whether it can be told which files to run.
  var takesFiles: Bool { template?.takesFiles ?? (runner?.takesFiles == true) }

  /// Runs the tests in `files`, all of them where that is empty.
  func run(_ files: [RepositoryPath], _ job: CheckJob) async -> CheckOutcome {
    guard let directory = job.directory else { return .errored("the check \(id) was given no directory") }
    do throws(CheckError) {
      let place = try ReportPlace(in: context.temporaryDirectory)
      let command = try toolCommand(for: files, in: directory, reportingTo: place)
      let results = await ToolBatch(
        commands: context.started([command], of: id, job), slots: job.slots, timeout: settings.timeout
      ).run()
      let mapper = PathMapper(
        files: job.files.map(\.path), directory: directory, root: settings.selector.root)
      return results.map { judge($0, place, mapper) }.combined()
    } catch {
      return .errored(error)
    }
  }

  private func chosen(in scope: CheckScope) throws(CheckError) -> TestFiles {
    guard let choose else { return .all(reason: "the check runs all tests") }
    return try memo.value(for: scope, choose)
  }
}

// MARK: - The command

extension TestsCheck {
  private struct Command {
    var name: String
    var executable: LocalPath
    var words: [String]
    var versionArguments: [String]
  }

  private func command(in directory: LocalPath) throws(CheckError) -> Command {
    let locator = context.locator(settings, in: directory)
    if let template {
      guard let executable = locator.locate(template.program) else {
        throw CheckError("the program \(template.program) was not found, which the check \(id) needs")
      }
      return Command(name: template.program, executable: executable, words: [], versionArguments: [])
    }
    let commands = runner?.commands ?? []
    for words in commands {
      guard let name = words.first, let executable = locator.locate(name) else { continue }
      return Command(
        name: name, executable: executable, words: words, versionArguments: runner?.versionArguments ?? [])
    }
    let names = commands.compactMap(\.first).joined(separator: " or ")
    throw CheckError("\(names) was not found, which the check \(id) needs", hint: "install \(names)")
  }

  private func toolCommand(
    for files: [RepositoryPath], in directory: LocalPath, reportingTo place: ReportPlace
  ) throws(CheckError) -> ToolCommand {
    let command = try command(in: directory)
    let paths = files.map { ArgumentBatches.argument($0.relative(to: settings.selector.root)) }
    var environment = context.commandEnvironment(settings)
    let arguments: [[UInt8]]
    if let template {
      arguments = template.arguments(paths)
    } else {
      let isSome = !paths.isEmpty && runner?.takesFiles == true
      let words = runner?.words(command.words, forSome: isSome) ?? []
      arguments = words.dropFirst().map { Array($0.utf8) } + (isSome ? paths : [])
    }
    if isPytest {
      // Reaches pytest through whatever wrapper the project calls it by.
      let options = "-o junit_family=xunit1 --junit-xml='\(place.file)'"
      environment["PYTEST_ADDOPTS"] = [environment["PYTEST_ADDOPTS"], options].compactMap { $0 }.joined(separator: " ")
    }
    let limit = ArgumentBatches.byteLimit(environment: environment, fixed: [command.executable.bytes])
    // Too many files for one command line: running all tests covers them.
    let isTooLong = arguments.reduce(0) { $0 + $1.count + 9 } > limit
    guard !isTooLong || template == nil else {
      throw CheckError("the chosen test files do not fit on one command line", hint: "use `select: all`")
    }
    return ToolCommand(
      executable: command.executable,
      arguments: isTooLong ? command.words.dropFirst().map { Array($0.utf8) } : arguments,
      directory: directory.appending(settings.selector.root), environment: environment, timeout: settings.timeout)
  }

  private var isPytest: Bool {
    runner?.name == "pytest" || template?.text.contains("pytest") == true
  }

  private var displayName: String { template?.text ?? runner?.name ?? "tests" }
}

// MARK: - The verdict

extension TestsCheck {
  private func judge(
    _ result: Result<ToolResult, ToolError>, _ place: ReportPlace, _ mapper: PathMapper
  ) -> CheckOutcome {
    if let undecided = CheckOutcome.undecided(result, name: displayName, timeout: settings.timeout) {
      return undecided
    }
    guard case .success(let result) = result, case .exited(let status) = result.end else {
      return .errored("`\(displayName)` gave no result")
    }
    let output = OutputText.text(result.combined)
    if status == 127 {
      return .errored("`\(displayName)`: a program was not found (status 127)", output: output)
    }
    // pytest's exit statuses: 5 no test collected, 3 internal error, 4 usage error.
    if TestCount.isZero(output) || (isPytest && status == 5) {
      return .errored(
        "`\(displayName)` ran no test",
        hint: "a check that selects tests and runs none proves nothing; see its `run`, `files` and `select`",
        output: output)
    }
    if isPytest, status == 3 || status == 4 {
      return .errored(
        "`\(displayName)` could not run (status \(status)): \(OutputText.tail(result.combined, lines: 3))",
        output: output)
    }
    if status == 0 { return CheckOutcome(.passed, output: output, attributed: false) }
    var findings = isPytest ? place.findings(mapper) : []
    if findings.isEmpty {
      findings = [
        Finding(
          rule: "test-failure",
          message: "`\(displayName)` ended with status \(status): \(OutputText.tail(result.combined))")
      ]
    }
    return CheckOutcome(.failed, findings: findings, output: output, attributed: false)
  }
}

/// The choice of tests is asked for three times a run and may cost a walk over the import graph: it is made once.
private final class ChoiceMemo: Sendable {
  private struct Key: Equatable {
    var kind: CheckScope.Kind
    var changes: ChangeSet
  }

  private let stored = Mutex<(key: Key, value: TestFiles)?>(nil)

  func value(for scope: CheckScope, _ choose: TestsCheck.Choice) throws(CheckError) -> TestFiles {
    let key = Key(kind: scope.kind, changes: try scope.changes)
    if let known = stored.withLock({ $0 }), known.key == key { return known.value }
    let value = try choose(scope)
    stored.withLock { $0 = (key, value) }
    return value
  }
}
