import Checks
import Digests
import FeatureFlags
import GateConfiguration
import GateModel
import GitRepository
import ResultCache
import SecretScanning
import TestSelection

/// Makes the checks that gate.yml configures, and joins them with the engines that do their work.
struct CheckFactory {
  private let tools: ToolContext
  private let today: CalendarDay
  private let graphs: TestGraphs
  /// What was read about references to flags.
  let references: ReferenceStore
  private let store: LocalStore?
  private let testBudget: Duration
  private let history: TestHistory
  private let ignoresNothing: Bool
  private let stories: [Story]

  /// How long the affected tests of what is staged may be expected to take where gate.yml says nothing.
  private static let standardTestBudget = Duration.seconds(10)

  /// - Parameters:
  ///   - store: where tool identities are remembered between runs, `nil` to remember none.
  ///   - testBudget: how long affected tests may be expected to take where their check does not say so; `nil`: as usual.
  ///   - tracer: what watches the tools that checks start, `nil` where nothing does.
  ///   - ignoresNothing: whether checks for secrets tell what lists and comments silence.
  ///   - story: the one that is looked at; `nil`: all of gate.yml.
  init(
    context: CommandContext, location: RepositoryLocation, configuration: Configuration, store: LocalStore?,
    testBudget: Duration? = nil, tracer: ToolTracer? = nil, ignoresNothing: Bool = false, story: String? = nil
  ) {
    self.store = store
    self.testBudget = testBudget ?? Self.standardTestBudget
    self.ignoresNothing = ignoresNothing
    self.stories = story.map { id in configuration.stories.filter { $0.id == id } } ?? configuration.stories
    today = CalendarDay(secondsSince1970: context.now())
    graphs = TestGraphs(directory: CacheLocation.graphs(in: location, context))
    references = ReferenceStore(directory: CacheLocation.references(in: location, context))
    history = store.map { FileHistory.history(in: $0) } ?? .none
    let memo =
      store.map { store in
        IdentityMemo(lookUp: { store.memo($0) }, store: { store.setMemo($0, $1) })
      } ?? .none
    let digest: @Sendable ([UInt8]) -> String = { Digest256.hex(Digest256.of($0)) }
    tools = ToolContext(
      environment: context.environment, workTree: location.workTree ?? location.gitDirectory,
      identifier: OnceIdentifier(InstalledToolIdentifier(digest: digest, memo: memo)),
      width: configuration.jobs ?? context.coreCount,
      temporaryDirectory: context.temporaryDirectory, tracer: tracer,
      snapshots: CacheLocation.snapshots(in: location, context), digest: digest)
  }

  /// The check that `configuration` describes.
  ///
  /// - Throws: `CommandFailure` where the description cannot be carried out.
  func check(_ configuration: CheckConfiguration) throws(CommandFailure) -> any Check {
    let settings = Self.settings(of: configuration)
    do throws(CheckError) {
      switch configuration.kind {
      case .command(let run, let format):
        var fix: String?
        if case .command(let line) = configuration.fix { fix = line }
        return try CommandCheck(settings, run: run, format: format, fix: fix, context: tools)
      case .lint(let preset, let arguments):
        return try LintCheck(
          settings, preset: preset, arguments: arguments, canFix: configuration.fix == .preset, context: tools)
      case .tests(let tests):
        if let coverage = tests.coverage { return try coveredCheck(settings, tests, coverage) }
        return try testsCheck(settings, tests)
      case .secrets(let secrets):
        return try secretsCheck(settings, secrets)
      case .flags(let flags):
        return try flagsCheck(settings, flags)
      case .environments(let options):
        try FlagEngine.checkRules(options.settings)
        return FlagsCheck(
          settings, about: .environments, definitions: options.definitions, references: [],
          engine: EnvironmentEngine.engine(options.settings))
      }
    } catch {
      throw CommandFailure(.misuse, "the check \(configuration.id): \(error.message)", hint: error.hint)
    }
  }

  /// The check of flags that `configuration` describes, `nil` where it is of another kind.
  ///
  /// - Throws: `CommandFailure` where the description cannot be carried out.
  func flagsCheck(_ configuration: CheckConfiguration) throws(CommandFailure) -> FlagsCheck? {
    guard case .flags(let flags) = configuration.kind else { return nil }
    do throws(CheckError) {
      return try flagsCheck(Self.settings(of: configuration), flags)
    } catch {
      throw CommandFailure(.misuse, "the check \(configuration.id): \(error.message)", hint: error.hint)
    }
  }

  private func flagsCheck(
    _ settings: CheckSettings, _ flags: CheckConfiguration.FlagOptions
  ) throws(CheckError) -> FlagsCheck {
    try FlagEngine.checkRules(flags.settings)
    var asked = flags.settings
    asked.stories = stories
    return FlagsCheck(
      settings, definitions: flags.definitions, references: flags.references,
      engine: FlagEngine.engine(asked, today: today, for: settings.id, in: references))
  }

  /// The check that rehearses the rollback of `story`, `nil` where it has none.
  func rollbackCheck(_ story: Story, _ makeCopy: @escaping RollbackCheck.CopyMaker) -> RollbackCheck? {
    RollbackCheck(story, context: tools, makeCopy: makeCopy)
  }

  private static func settings(of configuration: CheckConfiguration) -> CheckSettings {
    CheckSettings(
      id: configuration.id, selector: configuration.selector, inputs: configuration.inputs,
      environment: configuration.environment, timeout: configuration.timeout, isolation: configuration.isolation,
      isCached: configuration.isCached, needs: configuration.needs, writes: configuration.writes)
  }

  /// Verdicts on single test files would not say what all of them together cover.
  private func coveredCheck(
    _ settings: CheckSettings, _ tests: CheckConfiguration.TestSettings,
    _ coverage: CheckConfiguration.CoverageSettings
  ) throws(CheckError) -> any Check {
    let choice = tests.choice == .affected ? try AffectedTests.choice(for: tests, settings, graphs, tools) : nil
    let root = settings.selector.root
    return CoveredCheck(
      try testsCheck(settings, tests, affected: choice), coverage: .init(coverage, root: root), root: root)
  }

  /// The program that names the tests of the check, `nil` where it has none.
  ///
  /// - Throws: `CommandFailure` where its command line makes no sense.
  func testList(_ configuration: CheckConfiguration) throws(CommandFailure) -> TestListCommand? {
    guard let command = configuration.testSettings?.command else { return nil }
    do throws(CheckError) {
      return try TestListCommand(command, Self.settings(of: configuration), context: tools)
    } catch {
      throw CommandFailure(.misuse, "the check \(configuration.id): \(error.message)", hint: error.hint)
    }
  }

  private func testsCheck(
    _ settings: CheckSettings, _ tests: CheckConfiguration.TestSettings
  ) throws(CheckError) -> any Check {
    let all = try testsCheck(settings, tests, affected: nil)
    guard tests.choice == .affected else { return all }
    if let stack = Self.stack(tests, runner: all.runnerName, in: settings.selector.root) {
      let full = tests.full.map(FullShare.init(percent:)) ?? .standard
      let budget: Duration? =
        switch tests.budget {
        case .none: testBudget
        case .off: nil
        case .limit(let limit): limit
        }
      let misses = misses(of: settings.id)
      let affected = AffectedTestsCheck(
        all, stack: stack, options: .init(budget: budget, full: full), graph: graphSource(stack, settings.id),
        texts: textSource(stack, settings.id), misses: { misses?.tests(missedBy: stack.mark) ?? [] })
      if let affected { return affected }
    }
    return try testsCheck(settings, tests, affected: try AffectedTests.choice(for: tests, settings, graphs, tools))
  }

  private func testsCheck(
    _ settings: CheckSettings, _ tests: CheckConfiguration.TestSettings, affected: TestsCheck.Choice?
  ) throws(CheckError) -> TestsCheck {
    try TestsCheck(
      settings, run: tests.run, runner: tests.runner, retries: tests.retries, affected: affected, history: history,
      context: tools)
  }

  /// What a run of the check's tests is compared with, `nil` for a check that has none, or whose tests have no graph.
  func comparison(_ configuration: CheckConfiguration, _ check: any Check) -> SelectionComparison? {
    let runner = (check as? TestsCheck)?.runnerName ?? (check as? AffectedTestsCheck)?.runnerName
    guard let tests = configuration.testSettings,
      let stack = Self.stack(tests, runner: runner, in: configuration.selector.root)
    else { return nil }
    let views = AffectedViews(
      stack: stack, selector: configuration.selector, graph: graphSource(stack, configuration.id),
      texts: textSource(stack, configuration.id))
    return SelectionComparison(
      views: views, mark: stack.mark, isAll: tests.choice == .all, misses: misses(of: configuration.id))
  }

  /// What is known of the tests that `runner` runs; `nil` where nothing is, or a command says which tests run.
  private static func stack(
    _ tests: CheckConfiguration.TestSettings, runner: String?, in root: RepositoryPath
  ) -> (any SourceStack)? {
    guard tests.command == nil else { return nil }
    var tests = tests
    tests.runner = tests.runner ?? runner
    return AffectedTests.stack(for: tests, in: root)
  }

  private func graphSource(_ stack: any SourceStack, _ check: CheckID) -> AffectedTestsCheck.GraphSource {
    { [graphs] scope, gone throws(CheckError) in try graphs.graph(of: scope.content, gone: gone, stack, for: check) }
  }

  private func textSource(_ stack: any SourceStack, _ check: CheckID) -> AffectedTestsCheck.TextSource {
    { [graphs] scope in graphs.texts(of: scope.content, stack, for: check) }
  }

  private func misses(of check: CheckID) -> SelectionMisses? {
    store.map { SelectionMisses(store: $0, check: check) }
  }

  private func secretsCheck(
    _ settings: CheckSettings, _ secrets: CheckConfiguration.SecretSettings
  ) throws(CheckError) -> any Check {
    let disabled = secrets.disabledRules
    // Building all rules takes a millisecond that a run without `disable` need not spend.
    if !disabled.isEmpty { try Self.requireRules(disabled) }
    let scanner = LazyScanner(
      disabled: disabled, store: CompiledAnchors(tools.environment), opensArchives: secrets.opensArchives)
    let version =
      SecretScanner.version + (disabled.isEmpty ? "" : " without " + disabled.sorted().joined(separator: " "))
      + (secrets.opensArchives ? " in archives" : "") + (ignoresNothing ? " with what is silenced" : "")
    let silencing =
      ignoresNothing
      ? SecretSilencing.none(today: today)
      : SecretSilencing(secrets.allowed.map(SecretException.init), baseline: secrets.baseline, today: today)
    return SecretsCheck(
      settings, maximumSize: secrets.maximumSize, version: version, silencing: silencing
    ) { [ignoresNothing] bytes, path, exceptions, commit throws(CheckError) in
      let scan = try scanner.scan(bytes, path, with: exceptions, commit: commit)
      return ignoresNothing ? scan.tellingAll : scan
    }
  }

  /// - Throws: `CheckError` where one of `names` is no rule's.
  static func requireRules(_ names: Set<String>) throws(CheckError) {
    let known = Set(SecretRule.all.map(\.id))
    for rule in names.sorted() where !known.contains(rule) {
      let nearest = NearestName.match(for: rule, among: known.sorted())
      throw CheckError(
        "`disable` names the rule \"\(rule)\", which does not exist",
        hint: nearest.map { "did you mean \"\($0)\"?" } ?? "`gate secrets rules` lists them")
    }
  }
}

extension CoverageSettings {
  /// What gate.yml asks for, in the check's `root`.
  fileprivate init(_ settings: CheckConfiguration.CoverageSettings, root: RepositoryPath) {
    var selector = settings.selector
    selector.root = root
    self.init(changedLines: settings.changedLines, reports: settings.reports, selector: selector)
  }
}
