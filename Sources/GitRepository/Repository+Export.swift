package import GateModel

extension Repository {
  /// Writes all that the index records into `directory`, as `git checkout-index --all --prefix` would.
  ///
  /// Index, working tree and refs stay as they are. Line endings and `ident` follow the `.gitattributes` of the
  /// exported content itself; filters that are programs (`filter=lfs`) are not run. A submodule becomes an empty
  /// directory.
  ///
  /// - Parameter directory: an empty directory outside of the working tree.
  /// - Throws: `GitError`: `conflict` where `directory` holds something, `malformed` for a path that would leave it,
  ///   `notFound` for a blob that is not here. What was written by then stays.
  package func exportIndex(to directory: LocalPath) throws(GitError) {
    try SnapshotWriter(location, directory: directory).write(indexSnapshot().files)
  }

  /// Writes the whole content of a commit into `directory`, like ``exportIndex(to:)``.
  package func exportCommit(_ commit: ObjectID, to directory: LocalPath) throws(GitError) {
    try SnapshotWriter(location, directory: directory).write(files(ofCommit: commit))
  }

  /// Writes `files`, which are in path order, into `directory`, like ``exportIndex(to:)``.
  package func export(_ files: [SnapshotFile], to directory: LocalPath) throws(GitError) {
    try SnapshotWriter(location, directory: directory).write(files)
  }
}
