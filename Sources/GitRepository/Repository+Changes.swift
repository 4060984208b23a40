package import GateModel

extension Repository {
  /// What the next commit would change: the index against `HEAD`, or against nothing where `HEAD` is unborn.
  ///
  /// Like `git diff --cached -M`, and besides the paths that `git add --intent-to-add` announced. A path that is
  /// announced and in `HEAD` counts as deleted, for that is what the commit would do to it.
  ///
  /// - Throws: `GitError` if `HEAD` or the index is unreadable. An empty change set is not an error.
  package func stagedChanges() throws(GitError) -> ChangeSet {
    let index = try indexSnapshot()
    var base: [SnapshotFile] = []
    if let head = try headCommit { base = try files(ofCommit: head) }
    return changeSet(StagedDifferences.between(base, index.entries))
  }

  /// What differs between two commits, like `git diff -M BASE TIP`.
  ///
  /// - Parameter base: `nil` is the empty tree, so that everything is new.
  package func changes(from base: ObjectID?, to tip: ObjectID) throws(GitError) -> ChangeSet {
    var old: ObjectID?
    if let base { old = try tree(ofCommit: base) }
    return changeSet(try TreeReader(self).differences(from: old, to: try tree(ofCommit: tip)))
  }

  /// Whether a commit's tree has just what the index would record.
  package func matchesIndex(commit: ObjectID) throws(GitError) -> Bool {
    let index = try indexSnapshot()
    if index.entries.contains(where: { $0.stage != 0 }) { return false }
    return index.files == (try files(ofCommit: commit))
  }

  /// Every file of a commit's tree, in path order.
  func files(ofCommit commit: ObjectID) throws(GitError) -> [SnapshotFile] {
    try TreeReader(self).files(of: tree(ofCommit: commit))
  }

  private func changeSet(_ changes: [RawChange]) -> ChangeSet {
    let objects = objects
    // A blob that a partial clone lacks, or a huge one, only costs the rename: the file then shows as new, and is
    // checked.
    let detection = RenameDetection { id in try? objects.bytes(of: id, limit: RenameDetection.sizeLimit) }
    return ChangeSet(detection.changes(from: changes))
  }
}

/// Finds where an index departs from a commit.
enum StagedDifferences {
  /// Both in path order, the index with its stages.
  static func between(_ base: [SnapshotFile], _ entries: [IndexEntry]) -> [RawChange] {
    var changes: [RawChange] = []
    var base = base[...]
    var position = entries.startIndex
    while position < entries.endIndex {
      let entry = entries[position]
      while let file = base.first, file.path < entry.path {
        changes.append(RawChange(path: file.path, old: file.version, new: nil))
        base.removeFirst()
      }
      var old: FileVersion?
      if let file = base.first, file.path == entry.path {
        old = file.version
        base.removeFirst()
      }
      position += 1
      if entry.stage != 0 {
        while position < entries.endIndex, entries[position].path == entry.path { position += 1 }
        changes.append(RawChange(path: entry.path, old: old, new: nil, mark: .conflicted))
      } else if entry.isIntentToAdd {
        changes.append(RawChange(path: entry.path, old: old, new: nil, mark: old == nil ? .intentToAdd : .none))
      } else if old != entry.version {
        changes.append(RawChange(path: entry.path, old: old, new: entry.version))
      }
    }
    return changes + base.map { RawChange(path: $0.path, old: $0.version, new: nil) }
  }
}
