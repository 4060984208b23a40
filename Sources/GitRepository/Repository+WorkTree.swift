internal import GateModel

extension Repository {
  /// The working tree beside the index as this repository has read it.
  ///
  /// - Parameter ask: asks the program that watches the working tree, where the configuration names one and whenever the
  ///   whole tree is looked at; `nil` to look at every file.
  /// - Throws: `GitError` of kind `bareRepository` without a working tree, or if the index is unreadable.
  package func workTree(asking ask: FileMonitor.Ask? = nil) throws(GitError) -> WorkTree {
    try WorkTree(self, asking: ask)
  }

  /// Compares the working tree with the index, file by file, as ``WorkTree`` does.
  ///
  /// - Throws: `GitError` of kind `bareRepository` without a working tree, or if the index or a directory is
  ///   unreadable.
  package func workTreeState() throws(GitError) -> WorkTreeState {
    try workTree().state()
  }
}
