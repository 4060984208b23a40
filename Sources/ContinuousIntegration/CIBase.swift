/// A place to look for where the change under check began.
package enum CIBase: Hashable, Sendable {
  /// The first parent of the commit `of`, which the service made by merging the change into its target. No merge base is
  /// needed, so two commits of history are enough.
  case firstParent(of: String)
  /// The merge base of this commit with what is checked out.
  case commit(String)
  /// The merge base of this branch of the remote with what is checked out.
  case branch(String)
  /// The same with the remote's default branch, whatever its name.
  case defaultBranch
}
