import GateModel
import GitRepository
import LocalFiles
import Synchronization

/// Finds the directories in which checks run: the working tree where all that a check reads there is just what is under check,
/// a snapshot elsewhere in all other cases. Nothing here ever writes to the working tree, the index or the refs.
final class WorkPlaces: DirectoryProvider {
  private let location: RepositoryLocation
  private let source: ResolvedScope.Source
  private let linkedDirectories: [String]
  private let snapshotParent: LocalPath
  private let state: Mutex<State>

  private struct State {
    var workTree: WorkTree?
    /// Whether the whole working tree holds the content, with the reason; `nil` until somebody asks.
    var match: Match?
    /// What is neither tracked nor ignored; `nil` until somebody asks.
    var untracked: [RepositoryPath]?
    var snapshot: Snapshot?
  }

  private struct Match {
    var isExact: Bool
    var reason: String
  }

  /// - Parameters:
  ///   - workTree: the working tree beside the index that is under check; `nil` where a commit is, or there is none.
  ///   - snapshotParent: the directory in which a snapshot is made.
  init(
    location: RepositoryLocation, source: ResolvedScope.Source, workTree: WorkTree?, linkedDirectories: [String],
    snapshotParent: LocalPath
  ) {
    self.location = location
    self.snapshotParent = snapshotParent
    self.source = source
    self.linkedDirectories = linkedDirectories
    state = Mutex(State(workTree: workTree))
  }

  func place(
    for reach: ContentReach, isolation: CheckTraits.Isolation, isReal: Bool
  ) throws(CheckError) -> CheckPlace {
    try state.withLock { state throws(CheckError) in
      if isolation != .snapshot {
        let match = try match(reach, &state)
        if let directory = location.workTree ?? (reach == .nothing ? location.gitDirectory : nil),
          match.isExact || isolation == .inPlace
        {
          return CheckPlace(
            directory: directory, isSnapshot: false, isExact: match.isExact,
            reason: isolation == .inPlace ? "asked for" : match.reason, reach: reach)
        }
        return try snapshotPlace(reach, reason: match.reason, isReal: isReal, &state)
      }
      return try snapshotPlace(reach, reason: "asked for", isReal: isReal, &state)
    }
  }

  func isUnchanged(_ place: CheckPlace) -> Bool {
    if place.isSnapshot { return state.withLock { $0.snapshot?.isUntouched ?? false } }
    return state.withLock { state in
      do throws(GitError) {
        // The same reading of the index as before the run: what was staged meanwhile has not been checked.
        switch place.reach {
        case .nothing: return true
        case .files(let inputs, _): return try workTree(&state).firstDifference(among: inputs) == nil
        case .everything: return try workTree(&state).changedFiles().isEmpty
        }
      } catch {
        // Not knowing is no reason to trust.
        return false
      }
    }
  }

  /// Removes what was made for the run.
  func cleanUp() {
    state.withLock { state in
      state.snapshot?.remove()
      state.snapshot = nil
    }
  }

  private func snapshotPlace(
    _ reach: ContentReach, reason: String, isReal: Bool, _ state: inout State
  ) throws(CheckError) -> CheckPlace {
    var place = CheckPlace(
      directory: snapshotParent, isSnapshot: true, isExact: true, reason: reason, reach: reach)
    guard isReal else { return place }
    let snapshot: Snapshot
    if let made = state.snapshot {
      snapshot = made
    } else {
      snapshot = try Snapshot(of: source, at: location, in: snapshotParent, linking: linkedDirectories)
      state.snapshot = snapshot
    }
    place.directory = snapshot.directory
    return place
  }

  private func match(_ reach: ContentReach, _ state: inout State) throws(CheckError) -> Match {
    if reach == .nothing { return Match(isExact: true, reason: "it reads no file") }
    if location.workTree == nil { return Match(isExact: false, reason: "a bare repository has no working tree") }
    do throws(GitError) {
      switch reach {
      case .nothing, .everything: return try wholeMatch(&state)
      case .files(let inputs, let selectors): return try match(inputs, selectors, &state)
      }
    } catch {
      throw CheckError(error.message, hint: error.hint)
    }
  }

  private func match(
    _ inputs: [CheckDependencies.Input], _ selectors: [FileSelector], _ state: inout State
  ) throws(GitError) -> Match {
    if let path = try workTree(&state).firstDifference(among: inputs) {
      return Match(isExact: false, reason: "\(path) differs from what would be recorded")
    }
    if !selectors.isEmpty,
      let path = try untracked(&state).first(where: { path in selectors.contains { $0.matches(path) } })
    {
      return Match(isExact: false, reason: "\(path) is not tracked")
    }
    return Match(isExact: true, reason: "the files that it reads are as they would be recorded")
  }

  private func wholeMatch(_ state: inout State) throws(GitError) -> Match {
    if let match = state.match { return match }
    let match = try computeWholeMatch(&state)
    state.match = match
    return match
  }

  private func computeWholeMatch(_ state: inout State) throws(GitError) -> Match {
    if case .commit(let commit) = source, try !Repository.open(location).matchesIndex(commit: commit) {
      return Match(isExact: false, reason: "the commit is not what is checked out")
    }
    let changed = try workTree(&state).changedFiles()
    if let path = changed.first {
      return Match(
        isExact: false, reason: "\(path) differs from what would be recorded\(Self.others(changed.count))")
    }
    let untracked = try untracked(&state)
    if let path = untracked.first {
      return Match(isExact: false, reason: "\(path) is not tracked\(Self.others(untracked.count))")
    }
    return Match(isExact: true, reason: "the working tree holds just what would be recorded")
  }

  private func workTree(_ state: inout State) throws(GitError) -> WorkTree {
    if let known = state.workTree { return known }
    let workTree = try Repository.open(location).workTree()
    state.workTree = workTree
    return workTree
  }

  private func untracked(_ state: inout State) throws(GitError) -> [RepositoryPath] {
    if let known = state.untracked { return known }
    let found = try workTree(&state).untrackedFiles()
    state.untracked = found
    return found
  }

  private static func others(_ count: Int) -> String {
    count > 1 ? ", and \(count - 1) more" : ""
  }
}
