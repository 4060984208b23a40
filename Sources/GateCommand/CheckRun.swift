import Checks
import GateConfiguration
import GateModel
import GateRunner
import GitRepository
import LocalFiles
import Reporting
import ResultCache
import SecretScanning

/// The straight line from a request to a report: content, configuration, plan, look-up, execution, report.
struct CheckRun {
  /// What the command line says of the run.
  struct Options: Sendable {
    /// The hook whose checks run; `nil`: what suits the request.
    var hook: String?
    /// The story that alone is looked at, with the rehearsal of its rollback; `nil`: no story in particular.
    var story: String?
    /// Only these checks; empty: all that are due.
    var checks: [String] = []
    var isCached = true
    var failFast: Bool?
    var jobs: Int?
    /// `--fix` or `--no-fix`; `nil`: what gate.yml says.
    var fixes: Bool?
    /// The part of the work to do, `nil` for all of it.
    var shard: Shard?
    /// Whether git runs this as a hook.
    var isHookRun = false
    /// Whether the run is in the background, ahead of the hook that wants its verdicts.
    var isBackground = false
    /// Whether verdicts that are known are executed again and compared.
    var isVerifying = false
    /// Whether what the checks' tools read is traced.
    var isTracing = false
    /// Which of the hook's checks run.
    var part = Part.all
    /// The file with the message that is being written, which checks for secrets look at as well.
    var messageFile: String?
    /// Where the run is about secrets alone, in a repository with gate.yml or without: how they are looked for.
    var secretsAlone: SecretsAlone?

    /// A part of a hook's checks.
    enum Part: Hashable, Sendable {
      case all
      /// Those that say `await: commit-msg`.
      case awaited
    }

    /// Whether the run leaves the working tree and the ordinary snapshot to the user, who goes on working: what it looks at
    /// may no longer be what lies there.
    var isApart: Bool { isBackground || part == .awaited }

    /// What is done about verdicts that are known.
    var reuse: Planner.Reuse { isVerifying ? .verify : isTracing ? .ignore : .answer }
  }

  let context: CommandContext
  let location: RepositoryLocation
  let configuration: Configuration
  let resolved: ResolvedScope
  private(set) var checks: [any Check]
  /// What runs of tests are compared with, by check.
  let comparisons: [CheckID: SelectionComparison]
  /// What decides how secrets are mended.
  let situation: Mend.Situation
  let skipped: [CheckReport]
  /// What a run in the background would be about that finds out what this one has to; `nil` where none could.
  let joinedSubject: String?
  private let options: Options
  private let store: LocalStore?
  private let remote: RemoteStore?
  /// What watches the tools that the checks start, `nil` where nothing does.
  let tracer: ToolTracer?
  private let places: WorkPlaces
  /// The working tree beside the index that is under check; `nil` where a commit is, or there is none.
  private let workTree: WorkTree?
  /// How long the checks may be expected to take, where the hook has a budget and pre-push makes good what it leaves out.
  private let budgetLimit: Duration?
  /// The checks that may leave some of their files to pre-push, which runs them.
  private let divisibleChecks: Set<CheckID>
  /// How long checks take, where the work is split over machines by that.
  private let times: [CheckID: CheckTime]

  /// Finds content and configuration and chooses the checks.
  ///
  /// - Throws: `CommandFailure` where the repository, the request or gate.yml is wrong.
  init(
    _ request: ScopeRequest, options: Options, in repository: borrowing Repository, context: CommandContext
  ) throws(CommandFailure) {
    self.context = context
    location = repository.location
    var resolved = try ScopeResolver(directory: context.directory).resolve(request, in: repository)
    if options.secretsAlone?.part == .message { resolved.subject = "the commit message" }
    var workTree: WorkTree?
    let ask = MonitorProgram(environment: context.environment).ask
    if resolved.source == .index, !location.isBare {
      do throws(GitError) {
        workTree = try repository.workTree(asking: ask)
      } catch {
        throw CommandFailure(error)
      }
    }
    let project = try Self.project(resolved.scope.content, location, options)
    configuration = project.configuration
    var options = options
    let story = try options.story.map { id throws(CommandFailure) in try StoryScope(id, in: project.configuration) }
    if let story {
      resolved = try story.narrowed(resolved, configuration)
      if options.checks.isEmpty, options.hook == nil { options.checks = story.checks(among: configuration) }
    }
    self.resolved = resolved
    self.options = options
    times = try options.shard == nil ? [:] : RecordedTimes(in: resolved.scope.content).times
    store = options.isCached ? LocalStore(path: CacheLocation.database(in: location, context), now: context.now) : nil
    remote = try RemoteCache.store(configuration, beside: store, context: context)
    let choice = try CheckChoice(configuration, request: request, options: options, environment: context.environment)
    tracer = try Self.tracer(options, context)
    let hookBudget = options.hook.flatMap { project.configuration.budgets[$0] }
    let factory = CheckFactory(
      context: context, location: location, configuration: configuration, store: store, testBudget: hookBudget,
      tracer: tracer, ignoresNothing: options.secretsAlone?.ignoresNothing ?? false,
      story: options.story)
    var made: [any Check] = []
    var comparisons: [CheckID: SelectionComparison] = [:]
    for configured in choice.checks where options.part == .all || configured.awaitedHook != nil {
      var configured = configured
      // Who waits for secrets waits for all of them; a need that is not part of the run holds nobody up.
      configured.needs += configured.needs.flatMap {
        [SecretHistoryCheck.id(besides: $0), SecretMessageCheck.id(besides: $0)]
      }
      let check = try factory.check(configured)
      made.append(check)
      comparisons[configured.id] = factory.comparison(configured, check)
      guard let secrets = check as? SecretsCheck else { continue }
      if let history = try Self.history(resolved, in: repository) {
        made.append(SecretHistoryCheck(secrets, history: history))
      }
      let messages = try Self.messages(resolved, options, in: repository, context)
      if !messages.isEmpty { made.append(SecretMessageCheck(secrets, messages: messages)) }
    }
    if let story = story?.story {
      let copies = ContentCopies(
        location: location, workTree: workTree, parent: CacheLocation.snapshots(in: location, context),
        linkedDirectories: [], now: context.now)
      if let check = factory.rollbackCheck(story, { scope throws(CheckError) in try copies.rehearsalCopy(of: scope) }) {
        made.append(check)
      }
    }
    self.comparisons = comparisons
    if options.secretsAlone?.part == .message { made.removeAll { !($0 is SecretMessageCheck) } }
    checks = options.isBackground ? made.filter(\.canRunAhead) : made
    joinedSubject = Self.joinedSubject(request, resolved, options)
    situation = SecretMending.situation(of: request)
    skipped = choice.skipped
    // What runs ahead of time, while the message is written, or is waited for later holds nobody up.
    let isBudgeted = options.part == .all && !options.isApart && options.reuse == .answer
    let divisible = Set(made.map(\.id)).intersection(configuration.checksMadeGoodBeforePush)
    let canDefer = isBudgeted && (hookBudget != nil || !divisible.isEmpty) && HookWiring.runsBeforePush(in: repository)
    budgetLimit = canDefer ? hookBudget : nil
    divisibleChecks = canDefer ? divisible : []
    self.workTree = workTree
    places = WorkPlaces(
      WorkPlaces.Content(
        location: location, source: resolved.source, scope: resolved.scope, workTree: workTree, askMonitor: ask,
        linkedDirectories: configuration.linkedDirectories,
        snapshotParent: CacheLocation.snapshots(in: location, context), isApart: options.isApart, now: context.now()))
  }

  private static func project(
    _ content: any ContentSource, _ location: RepositoryLocation, _ options: Options
  ) throws(CommandFailure) -> Project {
    if let alone = options.secretsAlone { return try alone.project(content, location) }
    return try Project(content: content, location: location)
  }

  /// A push finds verdicts of what began after the commit, commit-msg those of what began before.
  private static func joinedSubject(
    _ request: ScopeRequest, _ resolved: ResolvedScope, _ options: Options
  ) -> String? {
    if !options.isCached || options.isBackground || options.reuse != .answer { return nil }
    return switch (request, resolved.source) {
    case (.push, .commit(let commit)), (.update, .commit(let commit)): commit.description
    case (.staged, .index): options.part == .awaited ? BackgroundStart.staged : nil
    default: nil
    }
  }

  /// The checks that a later hook may wait for.
  var awaitedChecks: Set<CheckID> {
    Set(configuration.checks.filter { $0.awaitedHook != nil }.map(\.id)).intersection(checks.map(\.id))
  }

  /// The same run with only these of its checks.
  func keeping(_ names: Set<CheckID>) -> CheckRun {
    var run = self
    run.checks = checks.filter { names.contains($0.id) }
    return run
  }

  /// What the commits of the range recorded besides what its end holds, `nil` where that is nothing.
  private static func history(
    _ resolved: ResolvedScope, in repository: borrowing Repository
  ) throws(CommandFailure) -> [HistoricFile]? {
    guard let history = resolved.history else { return nil }
    do throws(GitError) {
      let files = try repository.earlierVersions(
        before: history.tip, excluding: history.known, remote: history.remote)
      return files.isEmpty ? nil : files
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The messages that a range records, or that is being written.
  private static func messages(
    _ resolved: ResolvedScope, _ options: Options, in repository: borrowing Repository, _ context: CommandContext
  ) throws(CommandFailure) -> [SecretMessageCheck.Message] {
    if let file = options.messageFile {
      return try CommitMessages.beingWritten(file, in: repository, context).map { [$0] } ?? []
    }
    guard let history = resolved.history else { return [] }
    do throws(GitError) {
      return try CommitMessages.recorded(in: history, repository)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The run of an installed hook, or `nil` where gate.yml lists nothing for it.
  static func forHook(
    _ hook: String, _ request: ScopeRequest, messageFile: String? = nil, in repository: borrowing Repository,
    context: CommandContext
  ) throws(CommandFailure) -> CheckRun? {
    do throws(CommandFailure) {
      let options = Options(hook: hook, isHookRun: true, messageFile: messageFile)
      return try CheckRun(request, options: options, in: repository, context: context)
    } catch {
      if error.isUnlistedHook { return nil }
      throw error
    }
  }

  /// Runs the checks, deals with fixes as gate.yml and the command line say, and reports.
  func result(observer: any RunObserver) async -> RunResult {
    let clock = ContinuousClock()
    let start = clock.now
    // Not only where something is fixed: what a killed run left may be the lock of the index.
    if resolved.source == .index { WriteArea.removeLeftovers(of: location) }
    let machinery = machinery(observer)
    await joinBackground(machinery)
    var result: RunResult
    switch fixMode {
    case .off:
      result = RunResult(
        report: await machinery.report(on: checks, in: resolved.scope), content: resolved.scope.content)
    case .suggest: result = await suggestingFixes(machinery)
    case .show: result = await showingFixes(machinery)
    case .applyInHook: result = await applyingFixes(machinery, byHand: false)
    case .applyByHand: result = await applyingFixes(machinery, byHand: true)
    }
    result.report = tellingMisses(tellingUnusedExceptions(traced(result.report)))
    result.report = mending(result.report)
    for note in places.cleanUp() { context.complain("gate: \(note)") }
    result.report.checks += skipped
    result.report.fixes = result.report.fixes.map(OutcomeRedaction(scanner: LazyScanner()).redacted)
    result.report.duration = clock.now - start
    if let warning = store?.warning { context.complain("gate: \(warning)") }
    store?.close()
    return result
  }

  /// Shares what the run found out, and says what is wrong with the remote cache. For after the report, which waits for neither.
  /// Whoever ended the run does not wait for the server.
  func finish() {
    guard let remote else { return }
    if !Task.isCancelled { remote.upload() }
    if let warning = remote.warning { context.complain("gate: \(warning)") }
    store?.close()
  }

  private var width: Int { options.jobs ?? configuration.jobs ?? context.coreCount }

  /// What does not fit is deferred; not so what the commit is to wait for, whether or not an editor opens.
  private var budget: Budget? {
    if budgetLimit == nil, divisibleChecks.isEmpty { return nil }
    return Budget(budgetLimit, width: width, sparing: awaitedChecks, dividing: divisibleChecks)
  }

  private var fixMode: FixMode {
    FixMode(
      configuration, hook: options.hook, asked: options.fixes, isHookRun: options.isHookRun, source: resolved.source)
  }

  func machinery(_ observer: any RunObserver) -> Machinery {
    let parent = CacheLocation.snapshots(in: location, context)
    return Machinery(
      planner: Planner(store: store, remote: remote, platform: .current, reuse: options.reuse, totals: totals),
      store: store, remote: remote, places: places,
      copies: ContentCopies(
        location: location, workTree: workTree, parent: parent, linkedDirectories: configuration.linkedDirectories,
        now: context.now),
      observer: observer, width: width,
      failsFast: options.failFast ?? configuration.failFast, hook: options.hook, subject: resolved.subject,
      budget: budget, shard: options.shard, times: times, now: context.now)
  }

  /// How verdicts on all files are looked up; `nil` where shards must know the files.
  private var totals: Planner.TotalsUse? {
    if options.shard != nil { return nil }
    let program = context.executable.flatMap { LocalFiles.status($0) }
    // Another gate may choose other files from the same content.
    let marks = [GateVersion.current, program.map { "\($0.size) \($0.modified)" } ?? ""]
    return program == nil ? nil : Planner.TotalsUse(marks: marks, now: context.now())
  }

  /// What the verdict of the first check is looked up by; nothing is executed. `nil` where there is no check or no cache.
  func explanation() -> KeyExplanation? {
    guard let store, let check = checks.first else { return nil }
    let explanation = Explainer(store: store, platform: .current).explanation(of: check, in: resolved.scope)
    if let warning = store.warning { context.complain("gate: \(warning)") }
    store.close()
    return explanation
  }

  /// The files that a kept verdict answers for, of each check whose files have verdicts of their own, under all that they need.
  func answeredFiles() -> [CheckID: Set<RepositoryPath>] {
    let plan = Planner(store: store, remote: remote, platform: .current).plan(checks, in: resolved.scope)
    var answered: [CheckID: Set<RepositoryPath>] = [:]
    for planned in plan where planned.check.traits.grain == .closure {
      guard case .ready(let ready) = planned.state else { continue }
      answered[planned.check.id] = Set(ready.files.map(\.path)).subtracting(ready.missing.map(\.path))
    }
    return answered
  }

  /// What would run; nothing is executed.
  func plan() -> PlanReport {
    var plan = Planner(store: store, remote: remote, platform: .current).plan(checks, in: resolved.scope)
    if let budget { plan = budget.applied(to: plan) }
    let entries = plan.map { $0.entry(scope: resolved.scope, directories: places) }
    return PlanReport(hook: options.hook, subject: resolved.subject, entries: entries)
  }
}

/// Where gate keeps what it keeps.
enum CacheLocation {
  /// The directory in which snapshots are kept: the user's cache directory, never a place below the working tree. Linters
  /// look for their configuration in every directory above a file, and would find the working tree's, which is not what is
  /// recorded.
  static func snapshots(in location: RepositoryLocation, _ context: CommandContext) -> LocalPath {
    for (variable, below) in [("XDG_CACHE_HOME", "gate/snapshots"), ("HOME", ".cache/gate/snapshots")] {
      let base = LocalPath(context.environment[variable] ?? "")
      if base.isAbsolute, location.workTree.map({ base.relative(to: $0) == nil }) ?? true {
        return base.appending(below)
      }
    }
    return LocalPath("/tmp").appending("gate-snapshots-\(context.userID)")
  }

  /// In the common git directory, shared by linked work trees; elsewhere where `GATE_CACHE_DIR` says so.
  static func database(in location: RepositoryLocation, _ context: CommandContext) -> LocalPath {
    directory(in: location, context).appending("verdicts.sqlite")
  }

  /// The directory in which the graphs of test selection are kept, beside the database.
  static func graphs(in location: RepositoryLocation, _ context: CommandContext) -> LocalPath {
    directory(in: location, context).appending("graphs")
  }

  /// The directory in which is kept what was read about references to flags, beside the database.
  static func references(in location: RepositoryLocation, _ context: CommandContext) -> LocalPath {
    directory(in: location, context).appending("references")
  }

  private static func directory(in location: RepositoryLocation, _ context: CommandContext) -> LocalPath {
    if let directory = context.environment["GATE_CACHE_DIR"], !directory.isEmpty {
      return context.directory.resolving(LocalPath(directory))
    }
    return location.commonDirectory.appending("gate")
  }
}
