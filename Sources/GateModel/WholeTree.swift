/// All files of a content at once, by the name of the tree that they make.
package struct WholeTree: Hashable, Sendable {
  /// The tree's id: the same for the same paths, modes and blobs.
  package var id: ObjectID
  /// How many files and submodules are in it. For people alone: no verdict depends on it.
  package var fileCount: Int

  package init(id: ObjectID, fileCount: Int) {
    self.id = id
    self.fileCount = fileCount
  }
}
