package import GateModel

/// The files of a working tree beside one reading of the index: what differs from what would be recorded.
///
/// A value for any thread; asking twice looks twice. Nothing here writes to the index, the working tree or the refs.
///
/// A file is trusted to be unchanged when its status is what the index remembers and the index is younger than the
/// file (git's rule for racy entries, with `core.trustCTime`, `core.checkStat`, `core.fileMode` and `core.symlinks`);
/// otherwise its content is hashed, through git's filters. Unlike `git status` it trusts neither
/// `assume-unchanged` nor a `skip-worktree` file that is there after all: those are promises, and the question is what
/// a check would read.
///
/// Where the user has a program watch the working tree for git (`core.fsmonitor`), a file of which git knows that it is
/// unchanged, and of which the program says nothing, is not looked at: this is what git does, and what it trusts.
package struct WorkTree: Sendable {
  let tracked: TrackedFiles
  private let rules: IgnoreRules

  /// - Parameter ask: asks the program that watches the working tree; `nil` to look at every file.
  init(_ repository: borrowing Repository, asking ask: FileMonitor.Ask?) throws(GitError) {
    let location = repository.location
    guard let workTree = location.workTree else {
      throw GitError(.bareRepository, "the repository at \(location.gitDirectory) is bare: it has no working tree")
    }
    tracked = TrackedFiles(
      location: location, workTree: workTree, index: try repository.indexSnapshot(),
      settings: try WorkTreeSettings(repository.configuration),
      monitor: FileMonitor(repository.configuration, workTree: workTree, ask: ask))
    rules = try IgnoreRules(repository)
  }

  /// Compares every file, tracked or not.
  ///
  /// - Throws: `GitError` if a directory is unreadable or nested without end.
  package func state() throws(GitError) -> WorkTreeState {
    let (changed, absent) = try tracked.departures()
    return WorkTreeState(changed: changed, untracked: try untrackedFiles(), absent: absent)
  }

  /// The tracked paths whose file is not what the index records, and those that a sparse checkout left out, in order.
  package func departures() throws(GitError) -> (changed: [RepositoryPath], absent: [RepositoryPath]) {
    try tracked.departures()
  }

  /// The tracked paths whose file is not what the index records, in order; the files that a sparse checkout left out
  /// are not among them.
  package func changedFiles() throws(GitError) -> [RepositoryPath] {
    try tracked.departures().changed
  }

  /// The files that are neither tracked nor ignored, in order. A repository of its own within the working tree counts
  /// as one.
  package func untrackedFiles() throws(GitError) -> [RepositoryPath] {
    try UntrackedFiles(rules, index: tracked.index, workTree: tracked.workTree).paths()
  }

  /// The first of `inputs` that lies in the working tree otherwise than it is given: another version of it, or something
  /// where nothing is given; `nil` where there is none. Looks at these files alone.
  package func firstDifference(among inputs: [CheckDependencies.Input]) throws(GitError) -> RepositoryPath? {
    try tracked.firstDeparture(among: inputs)
  }
}
