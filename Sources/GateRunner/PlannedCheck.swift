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
    /// How many of `files` are answered by the remote store.
    package var remoteCount = 0
    /// The key of each file of `missing`, or the one key of a task; `nil` for a check that is not cached.
    package var keys: [CacheKey]?

    /// Whether the cache answers everything.
    package var isCached: Bool { missing.isEmpty }
  }

  package var check: any Check
  package var state: State
}
