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
  private let ignoresNothing: Bool

  /// - Parameters:
  ///   - store: where tool identities are remembered between runs, `nil` to remember none.
  ///   - tracer: what watches the tools that checks start, `nil` where nothing does.
  ///   - ignoresNothing: whether checks for secrets tell what lists and comments silence.
  init(
    context: CommandContext, location: RepositoryLocation, configuration: Configuration, store: LocalStore?,
    tracer: ToolTracer? = nil, ignoresNothing: Bool = false
  ) {
    self.ignoresNothing = ignoresNothing
    today = CalendarDay(secondsSince1970: context.now())
    graphs = TestGraphs(directory: CacheLocation.graphs(in: location, context))
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
    let settings = CheckSettings(
      id: configuration.id, selector: configuration.selector, inputs: configuration.inputs,
      environment: configuration.environment, timeout: configuration.timeout, isolation: configuration.isolation,
      isCached: configuration.isCached, needs: configuration.needs, writes: configuration.writes)
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
        let check = try TestsCheck(
          settings, run: tests.run, runner: tests.runner,
          affected: tests.choice == .affected ? AffectedTests.choice(for: tests, settings, graphs, tools) : nil,
          context: tools
        )
        return tests.coverage.map {
          CoveredCheck(check, coverage: .init($0, root: settings.selector.root), root: settings.selector.root)
        } ?? check
      case .secrets(let secrets):
        return try secretsCheck(settings, secrets)
      case .flags(let flags):
        return FlagsCheck(
          settings, definitions: flags.definitions, references: flags.references, engine: FlagEngine.engine)
      }
    } catch {
      throw CommandFailure(.misuse, "the check \(configuration.id): \(error.message)", hint: error.hint)
    }
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
