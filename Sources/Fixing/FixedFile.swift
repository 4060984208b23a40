package import GateModel

/// A file that fixers made another one of.
package struct FixedFile: Hashable, Sendable {
  package var path: RepositoryPath
  /// What is recorded of it, as it was checked.
  package var old: FileVersion
  /// What would be recorded instead; the blob is in the object database.
  package var new: FileVersion

  package init(path: RepositoryPath, old: FileVersion, new: FileVersion) {
    self.path = path
    self.old = old
    self.new = new
  }
}
