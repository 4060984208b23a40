package import GateModel

extension Repository {
  /// How many bytes the blob `id` has.
  ///
  /// - Throws: `GitError`, of kind `notFound` with the fetch that would help where a partial clone lacks the blob.
  package func blobSize(_ id: ObjectID) throws(GitError) -> UInt64 {
    try objects.size(of: id)
  }

  /// The bytes of the blob `id`.
  ///
  /// - Throws: `GitError`, of kind `tooLarge` for a blob of more than `limit` bytes, which is then not read.
  package func readBlob(_ id: ObjectID, limit: UInt64) throws(GitError) -> [UInt8] {
    try objects.bytes(of: id, limit: limit)
  }
}
