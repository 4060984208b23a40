package import GateModel
package import ResultCache

/// A check with all that is known of it before anything is executed.
package struct PlannedCheck: Sendable {
  /// What the plan says about a check.
  package enum State: Sendable {
    /// Nothing concerns it; the text says why.
    case nothing(String)
    /// It could not even be planned.
    case impossible(CheckError)
    /// It looks at so many files, and the hook has no room for it.
    case deferred(CheckReport.Deferral, fileCount: Int)
    /// It looks at `files`, of which `missing` have no known verdict.
    case ready(Ready)
  }

  /// A check that looks at something.
  package struct Ready: Sendable {
    package var files: [SnapshotFile]
    /// Set where the check looks at all of the content: `files` and `missing` are then empty.
    package var whole: WholeTree?
    /// What has to be executed: some of `files`, all of them, or none.
    package var missing: [SnapshotFile]
    /// The verdicts that the cache knows, in the order of `files`.
    package var known: [CachedVerdict]
    /// How many of `files` are answered by the remote store.
    package var remoteCount: Int
    /// The key of each file of `missing` (alone or with all that it needs), or the one key of a task; `nil` for a check that is not cached.
    package var keys: [CacheKey]?
    /// The verdicts that are known under `keys` and are to be verified by executing them again; `nil` where nothing is.
    var kept: [CacheKey: KeptVerdict]?
    /// What the keys depend on, `nil` for a check that is not cached.
    var contexts: KeyContexts?
    /// How its files were chosen, where its grain is the closure.
    var choice = ClosureChoice()
    /// The key that says that what is known was worked out once more on this content; `nil` where it need not be.
    var auditKey: CacheKey?
    /// Files that have no known verdict and are left to pre-push. Not among `files`.
    var deferred: [SnapshotFile] = []
    /// How long those are expected to take.
    var deferredTime: Duration?

    package init(
      files: [SnapshotFile], whole: WholeTree? = nil, missing: [SnapshotFile], known: [CachedVerdict],
      remoteCount: Int = 0, keys: [CacheKey]?
    ) {
      self.files = files
      self.whole = whole
      self.missing = missing
      self.known = known
      self.remoteCount = remoteCount
      self.keys = keys
    }

    /// Whether the cache answers everything.
    package var isCached: Bool { whole == nil ? missing.isEmpty : !known.isEmpty }

    /// How many files the check looks at.
    package var fileCount: Int { whole?.fileCount ?? files.count }

    /// What of it is left to pre-push, `nil` where nothing is.
    package var deferral: CheckReport.Deferral? {
      if deferred.isEmpty { return nil }
      let share = CheckReport.Deferral.Share(count: deferred.count, total: files.count + deferred.count)
      return CheckReport.Deferral(expected: deferredTime, files: share)
    }

    /// How many files have no known verdict.
    package var missingCount: Int { isCached ? 0 : whole?.fileCount ?? missing.count }
  }

  package var check: any Check
  package var state: State
  /// How the check fared so far, where it was executed before and has to be again.
  package var timing: CheckTiming?
  /// How long single files take, where that is known and matters.
  package var fileTimes: [RepositoryPath: Duration] = [:]

  /// Whether something has to be executed for it.
  var isExecuted: Bool {
    if case .ready(let ready) = state { return !ready.isCached }
    return false
  }

  /// How long the execution is expected to take, `nil` where nothing is executed or it never was before.
  var expected: Duration? {
    guard case .ready(let ready) = state, !ready.isCached else { return nil }
    if check.traits.grain == .closure { return expectedTime(of: ready.missing) }
    return timing?.expected(forFiles: ready.missing.count)
  }
}
