package import GateModel
import Synchronization

/// Verdicts and memos kept on this machine, in one SQLite file that all work trees of a repository share.
///
/// Nothing here throws: whatever is wrong with the file or the machine, the store answers that it knows nothing, and
/// ``warning`` says why, once. Any number of processes and threads may use the same file; one killed in the middle of a
/// write leaves all of that write or nothing. A file that is damaged, or of another version of gate, is put aside as
/// `PATH.damaged` and started anew. Every row carries a digest, so a damaged row is a miss and never a wrong verdict.
package final class LocalStore: Sendable {
  /// Where the file lies.
  package let path: LocalPath
  private let connection: Mutex<StoreConnection>

  /// A store in the file `path`, which is made (with its directory) when it is first needed and not before.
  ///
  /// - Parameters:
  ///   - limits: what the daily pruning leaves.
  ///   - patience: how long to wait for other processes, all in all.
  ///   - now: the time in seconds since 1970.
  package init(
    path: LocalPath, limits: StoreLimits = .standard, patience: Duration = .seconds(2),
    now: @escaping @Sendable () -> Int64
  ) {
    self.path = path
    connection = Mutex(StoreConnection(path: path, limits: limits, patience: patience, now: now))
  }

  /// What is wrong with the store, for a person; `nil` as long as nothing is.
  package var warning: String? {
    connection.withLock { $0.warning }
  }

  /// The verdicts that are known under `keys`. A key that is missing from the answer is not known.
  package func lookUp(_ keys: [CacheKey]) -> [CacheKey: CachedVerdict] {
    connection.withLock { $0.lookUp(keys) }
  }

  /// Keeps `entries`, all in one transaction. Errored and skipped outcomes are refused, and so is a verdict of more than
  /// a megabyte; an output of more than 64 KiB loses its middle. Prunes the store once a day.
  ///
  /// - Parameters:
  ///   - timings: how the checks fared that were executed, each added to what is known of it.
  ///   - manifests: what the keys of `entries` were made of.
  package func record(
    _ entries: [(CacheKey, CachedVerdict)], timings: [CheckID: CheckTiming] = [:],
    manifests: [ManifestPlace: KeyManifest] = [:]
  ) {
    connection.withLock { $0.record(entries, timings: timings, manifests: manifests) }
  }

  /// Removes what is kept under `keys`.
  package func forget(_ keys: some Sequence<CacheKey>) {
    let keys = Array(keys)
    connection.withLock { $0.delete(keys) }
  }

  /// What is known under `keys` of all files of a content; kept for a day, see ``TotalVerdict``.
  package func totals(_ keys: [CacheKey]) -> [CacheKey: TotalVerdict] {
    connection.withLock { $0.totals(keys) }
  }

  /// Keeps `totals`, less those that would not be given back as they are.
  package func record(totals: [CacheKey: TotalVerdict]) {
    connection.withLock { $0.record(totals: totals) }
  }

  /// What the last keys at `place` were made of, the newest first; a few of them.
  package func manifests(at place: ManifestPlace) -> [KeyManifest] {
    connection.withLock { $0.manifests(at: place) }
  }

  /// A random key of this store's own, for digests of values that must not be told from them.
  package func digestKey() -> [UInt8] {
    connection.withLock { $0.digestKey() }
  }

  /// How `checks` fared so far. One that is missing from the answer was never executed here, or not for long.
  package func timings(of checks: [CheckID]) -> [CheckID: CheckTiming] {
    connection.withLock { $0.timings(of: checks) }
  }

  /// How the files of `check` fared that were run by themselves. One that is missing was never run here, or not for long.
  package func fileTimings(of check: CheckID) -> [RepositoryPath: FileTiming] {
    connection.withLock { $0.fileTimings(of: check) }
  }

  /// Adds `runs` to what is known of the files of `check`.
  package func record(_ runs: [RepositoryPath: FileTiming], of check: CheckID) {
    connection.withLock { $0.record(runs, of: check) }
  }

  /// The value that ``setMemo(_:_:)`` last kept under `name`, if it is still there.
  package func memo(_ name: String) -> String? {
    connection.withLock { $0.memo(name) }
  }

  /// Keeps `value` under `name`: something that is costly to find out and can be found out again, such as what a tool is.
  /// The name must hold all that the value depends on. A value of more than 64 KiB is refused.
  package func setMemo(_ name: String, _ value: String) {
    connection.withLock { $0.setMemo(name, value) }
  }

  /// What the store holds; all zero where it does not answer.
  package func statistics() -> StoreStatistics {
    connection.withLock { $0.statistics() }
  }

  /// Removes what nobody has asked for in `maximumAge`, then what was used longest ago until the file takes no more than
  /// `maximumBytes`.
  package func prune(maximumBytes: Int64, maximumAge: Duration) {
    connection.withLock { $0.prune(StoreLimits(maximumBytes: maximumBytes, maximumAge: maximumAge)) }
  }

  /// Removes everything.
  package func clear() {
    connection.withLock { $0.clear() }
  }

  /// Closes the file, which empties its log; the next call opens it again. For the end of the process, which runs no
  /// `deinit`: without it the next run has to read the log first.
  package func close() {
    connection.withLock { $0.close() }
  }
}
