import GateModel
import GitRepository
import Synchronization

/// Finds the directories in which checks run: the working tree where all that a check reads there is just what is under check,
/// a snapshot elsewhere in all other cases. Nothing here ever writes to the working tree, the index or the refs.
final class WorkPlaces: DirectoryProvider {
  /// What the places are for.
  struct Content: Sendable {
    var location: RepositoryLocation
    var source: ResolvedScope.Source
    var scope: CheckScope
    /// The working tree beside the index that is under check; `nil` where a commit is, or there is none.
    var workTree: WorkTree?
    /// Asks the program that watches the working tree.
    var askMonitor: FileMonitor.Ask
    var linkedDirectories: [String]
    /// The directory in which snapshots are kept.
    var snapshotParent: LocalPath
    /// Whether the run is beside a user who goes on working: it leaves the working tree and the ordinary snapshot to them.
    var isApart = false
    /// Seconds since 1970.
    var now: Int64
  }

  private let content: Content
  private let state: Mutex<State>

  private struct State {
    var workTree: WorkTree?
    /// How the whole working tree compares with the content; `nil` until somebody asks.
    var match: Match?
    /// What is neither tracked nor ignored; `nil` until somebody asks.
    var untracked: [RepositoryPath]?
    var snapshot: SnapshotTree?
  }

  /// How what a check would read in the working tree compares with the content.
  private struct Match {
    /// Whether a snapshot would hold the same.
    var isAlike: Bool
    /// Whether it is all that would be recorded.
    var isExact: Bool
    var reason: String

    static func different(_ reason: String) -> Match { Match(isAlike: false, isExact: false, reason: reason) }
    static func same(_ reason: String) -> Match { Match(isAlike: true, isExact: true, reason: reason) }
  }

  init(_ content: Content) {
    self.content = content
    state = Mutex(State(workTree: content.workTree))
  }

  func place(
    for reach: ContentReach, isolation: CheckTraits.Isolation, isReal: Bool
  ) throws(CheckError) -> CheckPlace {
    try state.withLock { state throws(CheckError) in
      if content.isApart, reach != .nothing {
        return try snapshotPlace(reach, reason: "it runs beside the user's work", isReal: isReal, &state)
      }
      if isolation == .snapshot { return try snapshotPlace(reach, reason: "asked for", isReal: isReal, &state) }
      let match = try match(reach, &state)
      let location = content.location
      guard let directory = location.workTree ?? (reach == .nothing ? location.gitDirectory : nil),
        match.isAlike || isolation == .inPlace
      else { return try snapshotPlace(reach, reason: match.reason, isReal: isReal, &state) }
      return CheckPlace(
        directory: directory, isSnapshot: false, isExact: match.isExact,
        reason: isolation == .inPlace ? "asked for" : match.reason, reach: reach)
    }
  }

  func isUnchanged(_ place: CheckPlace) -> Bool {
    state.withLock { state in
      do throws(GitError) {
        if place.isSnapshot {
          guard let snapshot = state.snapshot else { return false }
          return try snapshot.isUnchanged(place.reach)
        }
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

  func wasWritten(_ place: CheckPlace) {
    if place.isSnapshot { return }
    state.withLock { state in
      state.match = nil
      state.untracked = nil
    }
  }

  /// Ends the use of what was made for the run, and says what of it was not as a checkout would have it.
  func cleanUp() -> [String] {
    state.withLock { state in
      guard let snapshot = state.snapshot else { return [] }
      snapshot.close()
      state.snapshot = nil
      return snapshot.notes
    }
  }

  // MARK: - The snapshot

  private func snapshotPlace(
    _ reach: ContentReach, reason: String, isReal: Bool, _ state: inout State
  ) throws(CheckError) -> CheckPlace {
    var place = CheckPlace(
      directory: content.snapshotParent, isSnapshot: true, isExact: true, reason: reason, reach: reach)
    guard isReal else { return place }
    let snapshot: SnapshotTree
    if let made = state.snapshot {
      snapshot = made
    } else {
      snapshot = try makeSnapshot(&state)
      state.snapshot = snapshot
    }
    place.directory = snapshot.directory
    place.isExact = snapshot.holdsAll(of: reach)
    return place
  }

  private func makeSnapshot(_ state: inout State) throws(CheckError) -> SnapshotTree {
    let files = try content.scope.content.files()
    let required = try content.scope.changedFiles.map(\.path)
    do throws(GitError) {
      var request = SnapshotTree.Request(
        location: content.location, files: files,
        workTree: content.location.isBare ? nil : try workTree(&state), parent: content.snapshotParent,
        now: content.now)
      if content.isApart { request.slot = "background" }
      request.linkedDirectories = content.linkedDirectories
      request.required = required
      return try SnapshotTree(request)
    } catch {
      throw CheckError(error.message, hint: error.hint)
    }
  }

  // MARK: - The working tree

  private func match(_ reach: ContentReach, _ state: inout State) throws(CheckError) -> Match {
    if reach == .nothing { return .same("it reads no file") }
    if content.location.isBare { return .different("a bare repository has no working tree") }
    if let match = state.match, reach == .everything { return match }
    let files = reach == .everything ? try content.scope.content.files() : []
    do throws(GitError) {
      if case .files(let inputs, let selectors) = reach {
        return withBytecode(of: inputs.lazy.map(\.path), try match(inputs, selectors, &state))
      }
      let found = try computeWholeMatch(&state)
      let match = withBytecode(of: files.lazy.map(\.path), found)
      state.match = match
      return match
    } catch {
      throw CheckError(error.message, hint: error.hint)
    }
  }

  /// `match`, unless Python would run something else than what the files say.
  private func withBytecode(of paths: some Sequence<RepositoryPath>, _ match: Match) -> Match {
    guard match.isAlike, let directory = content.location.workTree,
      let path = StaleBytecode.first(among: paths, in: directory)
    else { return match }
    return .different("Python would take the compiled form of \(path) beside it, which is of an earlier content")
  }

  private func match(
    _ inputs: [CheckDependencies.Input], _ selectors: [FileSelector], _ state: inout State
  ) throws(GitError) -> Match {
    if let path = try workTree(&state).firstDifference(among: inputs) {
      return .different("\(path) differs from what would be recorded")
    }
    if !selectors.isEmpty,
      let path = try untracked(&state).first(where: { path in selectors.contains { $0.matches(path) } })
    {
      return .different("\(path) is not tracked")
    }
    return .same("the files that it reads are as they would be recorded")
  }

  private func computeWholeMatch(_ state: inout State) throws(GitError) -> Match {
    if case .commit(let commit) = content.source,
      try !Repository.open(content.location).matchesIndex(commit: commit)
    {
      return .different("the commit is not what is checked out")
    }
    let (changed, absent) = try workTree(&state).departures()
    if let path = changed.first {
      return .different("\(path) differs from what would be recorded\(Self.others(changed.count))")
    }
    let untracked = try untracked(&state)
    if let path = untracked.first {
      return .different("\(path) is not tracked\(Self.others(untracked.count))")
    }
    var match = Match.same("the working tree holds just what would be recorded")
    if !absent.isEmpty {
      match.isExact = false
      match.reason += ", less \(absent.count) files outside the sparse checkout"
    }
    return match
  }

  private func workTree(_ state: inout State) throws(GitError) -> WorkTree {
    if let known = state.workTree { return known }
    let workTree = try Repository.open(content.location).workTree(asking: content.askMonitor)
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
