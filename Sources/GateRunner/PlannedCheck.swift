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
    /// What has to be executed: some of `files`, all of them, or none.
    package var missing: [SnapshotFile]
    /// The verdicts that the cache knows, in the order of `files`.
    package var known: [CachedVerdict]
    /// The key of each file of `missing`, or the one key of a task; `nil` for a check that is not cached.
    package var keys: [CacheKey]?
    /// What the keys depend on, `nil` for a check that is not cached.
    var contexts: KeyContexts?

    package init(files: [SnapshotFile], missing: [SnapshotFile], known: [CachedVerdict], keys: [CacheKey]?) {
      self.files = files
      self.missing = missing
      self.known = known
      self.keys = keys
    }

    /// Whether the cache answers everything.
    package var isCached: Bool { missing.isEmpty }
  }

  package var check: any Check
  package var state: State
  /// How the check fared so far, where it was executed before and has to be again.
  package var timing: CheckTiming?

  /// Whether something has to be executed for it.
  var isExecuted: Bool {
    if case .ready(let ready) = state { return !ready.isCached }
    return false
  }

  /// How long the execution is expected to take, `nil` where nothing is executed or it never was before.
  var expected: Duration? {
    guard case .ready(let ready) = state, !ready.isCached else { return nil }
    return timing?.expected(forFiles: ready.missing.count)
  }
}
