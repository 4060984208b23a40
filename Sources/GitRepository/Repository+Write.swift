internal import CLibgit2
package import GateModel

extension Repository {
  /// Writes `files`, which are in path order, into `directory`, like ``exportIndex(to:)``.
  package func export(_ files: [SnapshotFile], to directory: LocalPath) throws(GitError) {
    try SnapshotWriter(location, directory: directory).write(files)
  }
}
