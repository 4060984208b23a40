internal import GateModel

/// One entry of the index (gitformat-index(5)).
struct IndexEntry: Hashable {
  var path: RepositoryPath
  var version: FileVersion
  /// 0 for an ordinary entry, 1 to 3 for the sides of a conflict.
  var stage: Int
  var isIntentToAdd: Bool
  /// Left out of the working tree by a sparse checkout.
  var skipsWorkTree: Bool
  /// The user asked git not to look whether the file changed (`git update-index --assume-unchanged`).
  var isAssumedValid: Bool
  var status: CachedStatus
}

extension IndexEntry {
  /// A file of a directory that a sparse index keeps as one entry.
  init(absent file: SnapshotFile) {
    self.init(
      path: file.path, version: file.version, stage: 0, isIntentToAdd: false, skipsWorkTree: true,
      isAssumedValid: false, status: .unknown)
  }
}
