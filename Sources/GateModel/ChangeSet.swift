/// One version of a file: what git records of it.
package struct FileVersion: Hashable, Sendable {
  /// The kind of entry.
  package var mode: FileMode
  /// The blob (for a submodule: the commit).
  package var id: ObjectID

  package init(mode: FileMode, id: ObjectID) {
    self.mode = mode
    self.id = id
  }
}

/// A file of a snapshot: its path and the version recorded there.
package struct SnapshotFile: Hashable, Sendable {
  package var path: RepositoryPath
  package var version: FileVersion

  package init(path: RepositoryPath, version: FileVersion) {
    self.path = path
    self.version = version
  }
}

/// One path that differs between the base and the content under check.
package struct Change: Hashable, Sendable {
  /// What happened to the path.
  package enum Status: String, Hashable, Sendable, CaseIterable {
    case added
    case modified
    case deleted
    /// Moved from ``Change/oldPath``, perhaps edited on the way.
    case renamed
    /// Became another kind of entry: a file a symbolic link, a submodule a file, ….
    case typeChanged = "type-changed"
    /// The executable bit alone changed.
    case modeChanged = "mode-changed"
    /// Announced with `git add --intent-to-add`: the commit would record nothing of it.
    case intentToAdd = "intent-to-add"
    /// Has unmerged stages; there is no one version to check.
    case conflicted
  }

  package var status: Status
  /// Where the file is now (for a deletion: was).
  package var path: RepositoryPath
  /// Where a renamed file was; `nil` for every other status.
  package var oldPath: RepositoryPath?
  /// The version in the base, `nil` where it has none.
  package var old: FileVersion?
  /// The version under check, `nil` where the path is gone, in conflict or merely announced.
  package var new: FileVersion?

  package init(
    _ status: Status, _ path: RepositoryPath, oldPath: RepositoryPath? = nil, old: FileVersion? = nil,
    new: FileVersion? = nil
  ) {
    self.status = status
    self.path = path
    self.oldPath = oldPath
    self.old = old
    self.new = new
  }

  /// The file under check, `nil` for a path that the snapshot does not hold.
  package var file: SnapshotFile? {
    new.map { SnapshotFile(path: path, version: $0) }
  }
}

/// The paths that differ between a base tree and the content under check, in path order, each once.
package struct ChangeSet: Hashable, Sendable {
  package var changes: [Change]

  /// A change set of these changes, put in path order.
  package init(_ changes: [Change]) {
    self.changes = changes.sorted { $0.path < $1.path }
  }

  /// The files that the content under check holds and the base does not hold alike.
  package var files: [SnapshotFile] { changes.compactMap(\.file) }

  package var isEmpty: Bool { changes.isEmpty }
}
