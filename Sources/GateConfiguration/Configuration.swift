package import GateModel

/// A validated gate.yml: every name in it resolves, every value is in range.
package struct Configuration: Hashable, Sendable {
  /// The checks of each hook, in the order in which they were listed; pre-push also has what hooks with a budget may leave
  /// to it. Keys are git's hook names.
  package var hooks: [String: [CheckID]]
  /// Every check, in the order of the file.
  package var checks: [CheckConfiguration]
  /// Whether the first failure stops the run.
  package var failFast: Bool
  /// What becomes of fixes in hooks that ``hookFixes`` does not name.
  package var fixes: FixPolicy
  /// What becomes of fixes in the hooks that gate.yml names for that.
  package var hookFixes: [String: FixPolicy]
  /// How long the checks of a hook may be expected to take; what does not fit is left to pre-push.
  package var budgets: [String: Duration]
  /// How many processes may run at once; `nil`: as many as there are cores.
  package var jobs: Int?
  /// Ignored directories that are linked into a snapshot, so that tools find their dependencies there.
  package var linkedDirectories: [String]
  /// The cache that is shared with others, `nil` where there is none.
  package var remoteCache: RemoteCacheConfiguration?

  /// What is worked on, in the order of the file.
  package var stories: [Story] = []

  /// The hook whose checks begin after a commit, in the background; `nil`: none.
  package var warmedHook: WarmedHook?

  /// Hooks whose checks may begin before git asks for them.
  package enum WarmedHook: String, Hashable, Sendable, CaseIterable {
    case prePush = "pre-push"
  }

  package init(
    hooks: [String: [CheckID]], checks: [CheckConfiguration], failFast: Bool = false, fixes: FixPolicy = .suggest,
    hookFixes: [String: FixPolicy] = [:], budgets: [String: Duration] = [:], jobs: Int? = nil,
    linkedDirectories: [String] = Self.defaultLinkedDirectories, remoteCache: RemoteCacheConfiguration? = nil
  ) {
    self.hooks = hooks
    self.checks = checks
    self.failFast = failFast
    self.fixes = fixes
    self.hookFixes = hookFixes
    self.budgets = budgets
    self.jobs = jobs
    self.linkedDirectories = linkedDirectories
    self.remoteCache = remoteCache
  }

  /// What becomes of fixes in a run of `hook`, `nil` for one by hand, which writes only when it is told to.
  package func fixPolicy(for hook: String?) -> FixPolicy {
    guard let hook else { return fixes == .off ? .off : .suggest }
    return hookFixes[hook] ?? fixes
  }

  /// The hooks that must be installed for gate.yml to be in force, in order: those that it lists, and those that begin
  /// something ahead of time.
  package var installedHooks: [String] {
    var names = Set(hooks.keys)
    if warmedHook != nil { names.insert("post-commit") }
    let awaited = Set(checks.filter { $0.awaitedHook != nil }.map(\.id))
    if !awaited.isDisjoint(with: hooks["pre-commit"] ?? []) { names.insert("commit-msg") }
    return names.sorted()
  }

  /// The checks of affected tests that may leave tests to pre-push: it runs them too, or all tests of the same runner.
  package var checksMadeGoodBeforePush: Set<CheckID> {
    let pushed = Set(hooks["pre-push"] ?? [])
    let whole = checks.filter { pushed.contains($0.id) && $0.testSettings?.choice == .all }
    let affected = checks.filter { check in
      guard let tests = check.testSettings, tests.choice == .affected, tests.budget != .off else { return false }
      return pushed.contains(check.id)
        || whole.contains { $0.testSettings?.runner == tests.runner && $0.selector.root == check.selector.root }
    }
    return Set(affected.map(\.id))
  }

  /// Where the ecosystems keep what they install.
  package static let defaultLinkedDirectories = ["node_modules", ".venv", "venv", "vendor/bundle"]
}

/// One entry of `checks:`.
package struct CheckConfiguration: Hashable, Sendable {
  /// What the check does, with what only that kind needs.
  package enum Kind: Hashable, Sendable {
    /// `run:`, a command line; findings are read from its output where `format` names a parser.
    case command(run: String, format: String?)
    /// `preset:`, with further arguments.
    case lint(preset: Preset, arguments: [String])
    case tests(TestSettings)
    case secrets(SecretSettings)
    case flags(FlagOptions)
    /// The configuration of environments, whose files are the definitions.
    case environments(FlagOptions)
  }

  /// How the check mends what it finds.
  package enum Fix: Hashable, Sendable {
    case none
    /// By the fix command of the check's preset.
    case preset
    /// `fix:`, a command line.
    case command(String)
  }

  /// Options of `kind: tests`.
  package struct TestSettings: Hashable, Sendable {
    /// Which tests to run.
    package enum Choice: String, Hashable, Sendable, CaseIterable {
      case all
      case affected
    }

    /// The command line; `{files}` stands for the selected test files. `nil` where the runner's own is meant.
    package var run: String?
    /// A runner that gate knows, one of ``ConfigurationLoader/runners``.
    package var runner: String?
    package var choice: Choice
    /// Which tests belong to which files, `nil` where nothing is said.
    package var map: TestMap?
    /// The command that prints the tests of the changed files, `nil` where there is none.
    package var command: String?
    /// What is asked of the coverage of changed lines, `nil` where nothing is.
    package var coverage: CoverageSettings?
    /// How long the affected tests of a commit may be expected to take; `nil`: what suits the hook.
    package var budget: Budget?
    /// On how many of a hundred contents that are pushed all tests run; `nil`: as usual.
    package var full: Int?
    /// How often failed tests are run again, from 0 to 10.
    package var retries = 0

    /// How long affected tests may be expected to take before a commit; the others wait for the push.
    package enum Budget: Hashable, Sendable {
      /// As long as they take.
      case off
      case limit(Duration)
    }

    package init(run: String?, runner: String?, choice: Choice, budget: Budget? = nil, full: Int? = nil) {
      self.run = run
      self.runner = runner
      self.choice = choice
      self.budget = budget
      self.full = full
    }
  }

  /// `coverage:` of `kind: tests`.
  package struct CoverageSettings: Hashable, Sendable {
    /// So many per cent of the changed lines that can be executed have to be.
    package var changedLines: Int
    /// Where the tests leave their reports, below `root`; empty for the usual places.
    package var reports: [String] = []
    /// The changed files that count.
    package var selector = FileSelector()
  }

  /// Options of `kind: secrets`.
  package struct SecretSettings: Hashable, Sendable {
    /// Blobs larger than this are reported instead of scanned.
    package var maximumSize: UInt64
    /// Rules that are not applied.
    package var disabledRules: Set<String>
    /// Whether zip, tar and gzip archives are looked into.
    package var opensArchives: Bool
    /// What is known and stays, in the order of the file.
    package var allowed: [SecretAllowance]
    /// The list of known findings; `nil` where gate.yml names none.
    package var baseline: RepositoryPath?

    package init(
      maximumSize: UInt64 = 100 << 20, disabledRules: Set<String> = [], allowed: [SecretAllowance] = [],
      baseline: RepositoryPath? = nil, opensArchives: Bool = false
    ) {
      self.opensArchives = opensArchives
      self.maximumSize = maximumSize
      self.disabledRules = disabledRules
      self.allowed = allowed
      self.baseline = baseline
    }
  }

  /// Options of `kind: flags`.
  package struct FlagOptions: Hashable, Sendable {
    /// The files that define flags.
    package var definitions: [PathPattern]
    /// The files that may refer to flags; empty: every file in a language that gate knows.
    package var references: [PathPattern]
    /// What is asked of the flags.
    package var settings: FlagSettings

    package init(
      definitions: [PathPattern], references: [PathPattern] = [], settings: FlagSettings = FlagSettings()
    ) {
      self.definitions = definitions
      self.references = references
      self.settings = settings
    }
  }

  package var id: CheckID
  package var kind: Kind
  package var fix: Fix
  /// The files that concern it. For a preset: what the preset says where gate.yml does not.
  package var selector: FileSelector
  /// More files that the verdict depends on.
  package var inputs: [PathPattern]
  /// Variables that reach the command and the cache key.
  package var environment: [String]
  package var timeout: Duration
  package var isolation: CheckTraits.Isolation
  /// Whether verdicts are kept.
  package var isCached: Bool
  /// The checks that must have passed, or had nothing to check, before this one runs. No circles.
  package var needs: [CheckID]
  /// Whether it writes files in the directory that it runs in.
  package var writes: Bool
  /// The hook that waits for the check where pre-commit may begin it; `nil`: pre-commit waits itself.
  package var awaitedHook: AwaitedHook?

  /// Hooks that may wait for what pre-commit began.
  package enum AwaitedHook: String, Hashable, Sendable, CaseIterable {
    case commitMessage = "commit-msg"
  }

  package init(
    id: CheckID, kind: Kind, fix: Fix = .none, selector: FileSelector = FileSelector(),
    inputs: [PathPattern] = [], environment: [String] = [], timeout: Duration = Self.defaultTimeout,
    isolation: CheckTraits.Isolation = .automatic, isCached: Bool = true, needs: [CheckID] = [], writes: Bool = false
  ) {
    self.id = id
    self.kind = kind
    self.fix = fix
    self.selector = selector
    self.inputs = inputs
    self.environment = environment
    self.timeout = timeout
    self.isolation = isolation
    self.isCached = isCached
    self.needs = needs
    self.writes = writes
  }

  /// What only a check of tests has.
  package var testSettings: TestSettings? {
    if case .tests(let settings) = kind { return settings }
    return nil
  }

  /// How long a check may take where gate.yml says nothing: five minutes.
  package static let defaultTimeout = Duration.seconds(300)
}
