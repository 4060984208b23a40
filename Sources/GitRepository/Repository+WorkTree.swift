internal import GateModel

extension Repository {
  /// The working tree beside the index as this repository has read it.
  ///
  /// - Throws: `GitError` of kind `bareRepository` without a working tree, or if the index is unreadable.
  package func workTree() throws(GitError) -> WorkTree {
    try WorkTree(self)
  }

  /// Compares the working tree with the index, file by file, as ``WorkTree`` does.
  ///
  /// - Throws: `GitError` of kind `bareRepository` without a working tree, or if the index or a directory is
  ///   unreadable.
  package func workTreeState() throws(GitError) -> WorkTreeState {
    try workTree().state()
  }
}
