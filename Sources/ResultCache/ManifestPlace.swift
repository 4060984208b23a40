package import GateModel

/// Which keys a manifest is compared with: those of one check, and where the context depends on it of one directory.
package struct ManifestPlace: Hashable, Sendable {
  package var check: CheckID
  /// The directory of the files that the keys are about, `nil` where their context is the same everywhere. Of a check that judges
  /// a file with all that it needs: that file.
  package var directory: RepositoryPath?

  package init(check: CheckID, directory: RepositoryPath?) {
    self.check = check
    self.directory = directory
  }
}
