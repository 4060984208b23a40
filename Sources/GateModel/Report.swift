/// What one check of a run came to.
package struct CheckReport: Hashable, Sendable {
  package var check: CheckID
  package var kind: String
  package var outcome: CheckOutcome
  /// How many files the check looked at or had a verdict for.
  package var fileCount: Int
  /// How many of those files (for a task: all of them) were answered from the cache.
  package var cachedCount: Int
  /// How many of those the remote cache answered.
  package var remoteCount: Int
  /// Whether the whole verdict came from the cache and nothing was executed.
  package var isCached: Bool
  package var duration: Duration
  /// Set where a budget had no room for the check, or for some of its files, and left it to pre-push.
  package var deferral: Deferral?
  /// How the files were chosen that were executed, where there is something to say about that.
  package var note: String?
  /// Tests that failed although nothing that they are known to need had changed. Its findings tell of them as well.
  package var misses: [SelectionMiss] = []
  /// What came of comparing with the verdicts that were kept, `nil` where that was not asked for.
  package var verification: CacheVerification?
  /// What its tools read that no key names, `nil` where nothing was traced.
  package var trace: ToolTrace?
  /// What the rules of the findings are about, where that is known.
  package var rules: [RuleDescription] = []

  /// Why a check was left to pre-push.
  package struct Deferral: Hashable, Sendable {
    /// How long the check is expected to take; `nil` where that is not known, and another check that it needs was left.
    package var expected: Duration?
    /// How many files were left, and of how many, where some ran or had a verdict; `nil` where the whole check was left.
    package var files: Share?

    package struct Share: Hashable, Sendable {
      package var count: Int
      package var total: Int

      package init(count: Int, total: Int) {
        self.count = count
        self.total = total
      }
    }

    package init(expected: Duration?, files: Share? = nil) {
      self.expected = expected
      self.files = files
    }
  }

  package init(
    check: CheckID, kind: String, outcome: CheckOutcome, fileCount: Int = 0, cachedCount: Int = 0,
    remoteCount: Int = 0, isCached: Bool = false, duration: Duration = .zero, deferral: Deferral? = nil
  ) {
    self.check = check
    self.kind = kind
    self.outcome = outcome
    self.fileCount = fileCount
    self.cachedCount = cachedCount
    self.remoteCount = remoteCount
    self.isCached = isCached
    self.duration = duration
    self.deferral = deferral
  }
}

/// All that a run has to say, checks in the order of the plan.
package struct Report: Hashable, Sendable {
  /// The hook that ran, `nil` by hand.
  package var hook: String?
  /// What was looked at, in words: `staged changes`, `origin/main..HEAD`, ….
  package var subject: String
  package var checks: [CheckReport]
  package var duration: Duration
  /// Whether the run was stopped from outside before it was done.
  package var isInterrupted: Bool
  /// What became of fixes, `nil` where there was nothing to fix.
  package var fixes: FixReport?
  /// Which part of the work this is, `nil` for all of it.
  package var shard: ShardReport?

  package init(
    hook: String? = nil, subject: String, checks: [CheckReport], duration: Duration, isInterrupted: Bool = false,
    fixes: FixReport? = nil
  ) {
    self.hook = hook
    self.subject = subject
    self.checks = checks
    self.duration = duration
    self.isInterrupted = isInterrupted
    self.fixes = fixes
  }

  /// What the process should end with. A kept verdict that was wrong counts as a failure, whatever the check says now.
  package var exitStatus: ExitStatus {
    if isInterrupted { return .interrupted }
    let verdicts = checks.map(\.outcome.verdict) + (fixes?.problems.compactMap(\.verdict) ?? [])
    if verdicts.contains(.errored) {
      let isMisuse = checks.allSatisfy { $0.outcome.verdict != .errored || $0.outcome.isMisuse }
      return isMisuse && fixes?.problems.contains { $0.verdict == .errored } != true ? .misuse : .couldNotRun
    }
    if verdicts.contains(.failed) || verification?.differences.isEmpty == false { return .failed }
    return .passed
  }
}

/// The exit codes of gate.
package enum ExitStatus: Int32, Hashable, Sendable, Comparable {
  case passed = 0
  /// A check failed.
  case failed = 1
  /// Usage or configuration is wrong.
  case misuse = 2
  /// A check could not run: tool missing, crash, time-out.
  case couldNotRun = 3
  /// Stopped by Ctrl-C or a signal.
  case interrupted = 130

  /// A worse status is the greater one.
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
