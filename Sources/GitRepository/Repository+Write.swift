internal import CLibgit2
package import GateModel

extension Repository {
  /// Puts `bytes` into the object database as a blob; no ref and no index is touched, so that git takes it away again where
  /// nothing comes to need it.
  ///
  /// - Throws: `GitError` where the database cannot be written.
  package func writeBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
    var oid = git_oid()
    try check(
      git_blob_create_from_buffer(&oid, handle.pointer, bytes, bytes.count),
      "could not write a blob of the fixed content")
    return ObjectID(oid)
  }

  /// Writes `files`, which are in path order, into `directory`, like ``exportIndex(to:)``.
  package func export(_ files: [SnapshotFile], to directory: LocalPath) throws(GitError) {
    try SnapshotWriter(location, directory: directory).write(files)
  }
}
