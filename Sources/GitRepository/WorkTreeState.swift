package import GateModel

/// How the working tree departs from the index.
package struct WorkTreeState: Hashable, Sendable {
  /// Tracked paths whose file is not what the index records: edited, gone, of another kind, in conflict, or announced
  /// only.
  package var changed: [RepositoryPath]
  /// Files that are neither tracked nor ignored. A repository of its own within the working tree counts as one.
  package var untracked: [RepositoryPath]
  /// Tracked paths that a sparse checkout left out of the working tree.
  package var absent: [RepositoryPath]

  package init(changed: [RepositoryPath], untracked: [RepositoryPath], absent: [RepositoryPath] = []) {
    self.changed = changed
    self.untracked = untracked
    self.absent = absent
  }

  /// Whether the working tree holds the index's content and nothing else that git does not ignore.
  package var isClean: Bool { changed.isEmpty && untracked.isEmpty && absent.isEmpty }
}
