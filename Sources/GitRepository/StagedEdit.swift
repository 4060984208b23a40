package import GateModel

/// Other content for a file that the index records.
package struct StagedEdit: Hashable, Sendable {
  package var path: RepositoryPath
  /// What the index must hold for the edit to be made.
  package var old: FileVersion
  package var new: FileVersion
  /// The file of the working tree that was just written with that very content, `nil` where it holds something else.
  package var workingFile: WrittenFile?

  package init(path: RepositoryPath, old: FileVersion, new: FileVersion, workingFile: WrittenFile? = nil) {
    self.path = path
    self.old = old
    self.new = new
    self.workingFile = workingFile
  }

  /// A file as its writer left it, so that one which somebody wrote since is not taken for it.
  package struct WrittenFile: Hashable, Sendable {
    package var path: LocalPath
    package var inode: UInt64
    package var size: UInt64
    /// In nanoseconds since 1970.
    package var modified: Int64

    package init(path: LocalPath, inode: UInt64, size: UInt64, modified: Int64) {
      self.path = path
      self.inode = inode
      self.size = size
      self.modified = modified
    }
  }
}
