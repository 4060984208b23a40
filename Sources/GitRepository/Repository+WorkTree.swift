internal import GateModel

extension Repository {
  /// Compares the working tree with the index, file by file.
  ///
  /// A file is trusted to be unchanged when its status is what the index remembers and the index is younger than the
  /// file (git's rule for racy entries); otherwise its content is hashed, through git's filters as far as libgit2 has
  /// them. Unlike `git status` it trusts neither `assume-unchanged` nor `skip-worktree`: the question is what a check
  /// would read.
  ///
  /// - Throws: `GitError` of kind `bareRepository` without a working tree, or if the index or a directory is
  ///   unreadable.
  package func workTreeState() throws(GitError) -> WorkTreeState {
    guard let workTree = location.workTree else {
      throw GitError(.bareRepository, "the repository at \(location.gitDirectory) is bare: it has no working tree")
    }
    let comparison = try WorkTreeComparison(self, index: indexSnapshot(), workTree: workTree)
    var state = try comparison.tracked()
    state.untracked = try UntrackedFiles(self, index: indexSnapshot(), workTree: workTree).paths()
    return state
  }
}
