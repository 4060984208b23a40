/// A version of a file that a commit recorded and that later ones do not hold any more.
package struct HistoricFile: Hashable, Sendable {
  package var file: SnapshotFile
  /// The newest commit that recorded it.
  package var commit: ObjectID

  package init(file: SnapshotFile, commit: ObjectID) {
    self.file = file
    self.commit = commit
  }
}
