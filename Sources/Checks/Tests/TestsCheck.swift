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
  private let invocation: TestInvocation
  private let choose: Choice?
  private let retries: Int
  private let history: TestHistory
  private let context: ToolContext
  private let memo = ChoiceMemo()

  /// - Parameters:
  ///   - run: the command line, `{files}` standing for the chosen test files; `nil` for the runner's own.
  ///   - runner: the name of a runner that gate knows.
  ///   - retries: how often failed tests are run again.
  ///   - affected: what chooses the tests; `nil` to run them all.
  ///   - history: what is known of earlier runs of single files.
  /// - Throws: `CheckError` if neither command nor runner is given, or they make no sense.
  package init(
    _ settings: CheckSettings, run: String?, runner: String?, retries: Int = 0, affected: Choice? = nil,
    history: TestHistory = .none, context: ToolContext
  ) throws(CheckError) {
    self.settings = settings
    self.context = context
    self.retries = retries
    self.history = history
    choose = affected
    invocation = try TestInvocation(run: run, runner: runner)
  }

  /// The names of the runners that gate knows.
  package static var runnerNames: [String] { TestAdapters.all.map(\.name) }

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
    let collector = try DependencyCollector(scope, declaredBy: settings)
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
    let program = try program(in: context.workTree)
    let definition = ["tests", "2"] + invocation.definition + ["\(settings.selector.root)"]
    let identity = try context.identifier.identify(
      executable: program.executable, versionArguments: program.versionArguments,
      environment: context.commandEnvironment(settings), directory: context.toolDirectory(settings))
    return CheckDependencies(
      definition: definition, inputs: collector.result, selectors: collector.selectors,
      tools: [CheckDependencies.Tool(name: program.name, identity: identity)],
      environment: context.variables(settings))
  }

  package func run(_ job: CheckJob) async -> CheckOutcome { await run(job, coverage: nil) }

  /// A place for the reports on coverage that the runner can be asked for; `nil` where that is the project's to do.
  func coveragePlaces() throws(CheckError) -> CoveragePlaces? {
    guard invocation.canCover(in: context.temporaryDirectory) else { return nil }
    return try CoveragePlaces(in: context.temporaryDirectory)
  }

  /// The same as ``run(_:)``, with reports on coverage.
  func run(_ job: CheckJob, coverage: CoveragePlaces?) async -> CheckOutcome {
    do throws(CheckError) {
      switch try chosen(in: job.scope) {
      case .none(let reason): return CheckOutcome(.skipped, reason: reason, attributed: false)
      case .all: return await run([], job, coverage)
      case .files(let chosen, _): return await run(chosen, job, coverage)
      }
    } catch {
      return .errored(error)
    }
  }

  /// Whether it can be told which files to run.
  var takesFiles: Bool { invocation.takesFiles }

  /// The runner that it starts; `nil` where nobody knows which it is.
  package var runnerName: String? { invocation.adapter?.name }

  /// Runs the tests in `files`, all of them where that is empty.
  func run(
    _ files: [RepositoryPath], _ job: CheckJob, _ coverage: CoveragePlaces? = nil
  ) async -> CheckOutcome {
    guard let directory = job.directory else { return .errored("the check \(id) was given no directory") }
    do throws(CheckError) {
      let program = try program(in: directory)
      let execution = TestExecution(
        invocation: invocation, settings: settings, context: context, retries: retries, history: history, job: job,
        directory: directory, program: (program.executable, program.words), coverage: coverage)
      return try await execution.outcome(of: files)
    } catch {
      return .errored(error)
    }
  }

  private func chosen(in scope: CheckScope) throws(CheckError) -> TestFiles {
    guard let choose else { return .all(reason: "the check runs all tests") }
    return try memo.value(for: scope, choose)
  }
}

// MARK: - The program

extension TestsCheck {
  private struct Program {
    var name: String
    var executable: LocalPath
    /// What follows the program, of the words that start the runner.
    var words: [String]
    var versionArguments: [String]
  }

  private func program(in directory: LocalPath) throws(CheckError) -> Program {
    let locator = context.locator(settings, in: directory)
    if let template = invocation.template {
      guard let executable = locator.locate(template.program) else {
        throw CheckError("the program \(template.program) was not found, which the check \(id) needs")
      }
      return Program(name: template.program, executable: executable, words: [], versionArguments: [])
    }
    let programs = invocation.adapter?.programs ?? []
    for words in programs {
      guard let name = words.first, let executable = locator.locate(name) else { continue }
      return Program(
        name: name, executable: executable, words: Array(words.dropFirst()),
        versionArguments: invocation.adapter?.versionArguments ?? [])
    }
    let names = programs.compactMap(\.first).joined(separator: " or ")
    throw CheckError("\(names) was not found, which the check \(id) needs", hint: "install \(names)")
  }
}

extension TestsCheck {
  /// How to get what the runner lacks to report on coverage; `nil` where `outcome` does not say that it lacks anything.
  func lackOfCoverage(_ outcome: CheckOutcome) -> String? {
    outcome.verdict == .errored ? invocation.adapter?.lacksCoverage(outcome.output) : nil
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
