internal import GateModel

/// Finds the tracked files that are not what the index records.
struct TrackedFiles: Sendable {
  /// How many entries a thread takes at once.
  private static let chunkSize = 2048

  let location: RepositoryLocation
  let workTree: LocalPath
  let index: IndexSnapshot
  let settings: WorkTreeSettings
  /// The program that watches the working tree, `nil` where there is none.
  let monitor: FileMonitor?

  /// Asks for the status of every file that no monitor vouches for, on several threads.
  func departures() throws(GitError) -> (changed: [RepositoryPath], absent: [RepositoryPath]) {
    var vouched: VouchedFiles?
    if let monitor { vouched = try VouchedFiles(index, monitor) }
    let known = vouched
    let parts = try ParallelWork.run(count: try index.count, size: Self.chunkSize) { chunks throws(GitError) in
      try examine(chunks, besides: known)
    }
    // The stages of one path may have been seen by different threads.
    var changed: [RepositoryPath] = []
    for path in parts.flatMap(\.changed).sorted() where changed.last != path { changed.append(path) }
    return (changed, parts.flatMap(\.absent).sorted())
  }

  private func examine(
    _ chunks: ParallelWork.Chunks, besides vouched: VouchedFiles?
  ) throws(GitError) -> (changed: [RepositoryPath], absent: [RepositoryPath]) {
    var changed: [RepositoryPath] = []
    var absent: [RepositoryPath] = []
    let comparison = FileComparison(location, workTree: workTree, settings: settings, written: index.written)
    guard var descent = DirectoryDescent(workTree) else { throw unreadable }
    while let range = chunks.next() {
      try index.visit(range) { position, item throws(GitError) in
        // A submodule has files of its own, and what git does not look at it cannot know.
        if let vouched, vouched.contains(position), item.stage == 0, !item.isIntentToAdd, item.isLookedAt,
          let mode = item.mode, mode != .submodule
        {
          return
        }
        let status = item.withPath { descent.status(of: $0.bindMemory(to: UInt8.self)) }
        if let status, item.stage == 0, !item.isIntentToAdd, let mode = item.mode,
          comparison.isKnownUnchanged(mode, item.status, status)
        {
          return
        }
        let entry = try item.decoded()
        if entry.stage != 0 || entry.isIntentToAdd {
          changed.append(entry.path)
        } else if let status {
          if try !comparison.isUnchanged(entry, status) { changed.append(entry.path) }
        } else if entry.skipsWorkTree {
          absent.append(entry.path)
        } else {
          changed.append(entry.path)
        }
      }
    }
    return (changed, absent)
  }

  /// The first of `inputs` that the working tree does not hold as it is given there, `nil` where all are. Costs nothing for
  /// the rest of the tree.
  func firstDeparture(among inputs: [CheckDependencies.Input]) throws(GitError) -> RepositoryPath? {
    let comparison = FileComparison(location, workTree: workTree, settings: settings, written: index.written)
    guard var descent = DirectoryDescent(workTree) else { throw unreadable }
    for input in inputs {
      let status = descent.status(of: input.path)
      guard let version = input.version else {
        if status != nil { return input.path }
        continue
      }
      guard let status else { return input.path }
      let isSame: Bool
      if let entry = try index.entry(at: input.path), entry.version == version {
        isSame = try comparison.isUnchanged(entry, status)
      } else {
        isSame = try comparison.holds(version, at: input.path, status)
      }
      if !isSame { return input.path }
    }
    return nil
  }

  /// Whether a submodule is checked out, at the recorded commit and without changes of its own.
  func holdsSubmodule(_ file: SnapshotFile) throws(GitError) -> Bool {
    guard FileStatus(of: workTree.appending(file.path).appending(".git")) != nil,
      let status = FileStatus(of: workTree.appending(file.path))
    else { return false }
    let comparison = FileComparison(location, workTree: workTree, settings: settings, written: index.written)
    return try comparison.holds(file.version, at: file.path, status)
  }

  private var unreadable: GitError { GitError(.failed, "could not open the working tree \(workTree)") }
}
