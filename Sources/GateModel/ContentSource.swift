/// The content under check: a commit's tree, or the tree that the index would become.
///
/// Everything comes from the object database or the index, nothing from the working tree.
package protocol ContentSource: Sendable {
  /// Every tracked file, in path order, each once; conflicted and merely announced paths are left out.
  func files() throws(CheckError) -> [SnapshotFile]

  /// The version recorded at `path`, or `nil` where there is none.
  func version(at path: RepositoryPath) throws(CheckError) -> FileVersion?

  /// The tree that a commit of all of this content has or would have, without a list of its files; `nil` where there can be
  /// none (paths are in conflict, or merely announced) or the source does not know.
  func wholeTree() throws(CheckError) -> WholeTree?

  /// How many bytes the blob `id` has.
  func size(of id: ObjectID) throws(CheckError) -> UInt64

  /// The bytes of the blob `id`.
  ///
  /// - Throws: `CheckError` if the object is missing or unreadable, or larger than `limit` bytes.
  func bytes(of id: ObjectID, limit: UInt64) throws(CheckError) -> [UInt8]
}

extension ContentSource {
  package func wholeTree() throws(CheckError) -> WholeTree? { nil }
}
