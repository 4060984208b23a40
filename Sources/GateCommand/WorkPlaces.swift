import GateModel
import GitRepository
import LocalFiles
import Synchronization

/// Finds the directories in which checks run: the working tree where it holds just the content under check, a snapshot
/// elsewhere in all other cases. Nothing here ever writes to the working tree, the index or the refs.
final class WorkPlaces: DirectoryProvider {
  private let location: RepositoryLocation
  private let source: ResolvedScope.Source
  private let linkedDirectories: [String]
  private let snapshotParent: LocalPath
  private let state = Mutex(State())

  private struct State {
    /// Whether the working tree holds the content, with the reason; `nil` until somebody asks.
    var match: (isExact: Bool, reason: String)?
    var snapshot: Snapshot?
  }

  /// - Parameter snapshotParent: the directory in which a snapshot is made.
  init(
    location: RepositoryLocation, source: ResolvedScope.Source, linkedDirectories: [String], snapshotParent: LocalPath
  ) {
    self.location = location
    self.snapshotParent = snapshotParent
    self.source = source
    self.linkedDirectories = linkedDirectories
  }

  func place(for isolation: CheckTraits.Isolation, isReal: Bool) throws(CheckError) -> CheckPlace {
    try state.withLock { state throws(CheckError) in
      let match = try match(&state)
      if isolation != .snapshot, match.isExact || isolation == .inPlace, let workTree = location.workTree {
        return CheckPlace(
          directory: workTree, isSnapshot: false, isExact: match.isExact,
          reason: isolation == .inPlace ? "asked for" : match.reason)
      }
      let reason = isolation == .snapshot ? "asked for" : match.reason
      guard isReal else {
        return CheckPlace(directory: snapshotParent, isSnapshot: true, isExact: true, reason: reason)
      }
      let snapshot: Snapshot
      if let made = state.snapshot {
        snapshot = made
      } else {
        snapshot = try Snapshot(of: source, at: location, in: snapshotParent, linking: linkedDirectories)
        state.snapshot = snapshot
      }
      return CheckPlace(directory: snapshot.directory, isSnapshot: true, isExact: true, reason: reason)
    }
  }

  func isUnchanged(_ place: CheckPlace) -> Bool {
    if place.isSnapshot { return state.withLock { $0.snapshot?.isUntouched ?? false } }
    do {
      let repository = try Repository.open(location)
      return try repository.workTreeState().changed.isEmpty
    } catch {
      // Not knowing is no reason to trust.
      return false
    }
  }

  /// Removes what was made for the run.
  func cleanUp() {
    state.withLock { state in
      state.snapshot?.remove()
      state.snapshot = nil
    }
  }

  private func match(_ state: inout State) throws(CheckError) -> (isExact: Bool, reason: String) {
    if let match = state.match { return match }
    let match = try computeMatch()
    state.match = match
    return match
  }

  private func computeMatch() throws(CheckError) -> (isExact: Bool, reason: String) {
    if location.workTree == nil { return (false, "a bare repository has no working tree") }
    do throws(GitError) {
      let repository = try Repository.open(location)
      if case .commit(let commit) = source, try !repository.matchesIndex(commit: commit) {
        return (false, "the commit is not what is checked out")
      }
      let state = try repository.workTreeState()
      if let path = state.changed.first {
        return (false, "\(path) differs from what would be recorded\(Self.others(state.changed.count))")
      }
      if let path = state.untracked.first {
        return (false, "\(path) is not tracked\(Self.others(state.untracked.count))")
      }
      return (true, "the working tree holds just what would be recorded")
    } catch {
      throw CheckError(error.message, hint: error.hint)
    }
  }

  private static func others(_ count: Int) -> String {
    count > 1 ? ", and \(count - 1) more" : ""
  }
}
