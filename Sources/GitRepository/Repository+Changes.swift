package import GateModel

extension Repository {
  /// What the next commit would change: the index against `HEAD`, or against nothing where `HEAD` is unborn.
  ///
  /// Like `git diff --cached -M`, and besides the paths that `git add --intent-to-add` announced. A path that is
  /// announced and in `HEAD` counts as deleted, for that is what the commit would do to it.
  ///
  /// - Throws: `GitError` if `HEAD` or the index is unreadable. An empty change set is not an error.
  package func stagedChanges() throws(GitError) -> ChangeSet {
    var base: ObjectID?
    if let head = try headCommit { base = try tree(ofCommit: head) }
    return changeSet(try stagedDifferences(in: indexSnapshot(), from: base))
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
    // What is merely announced is not recorded.
    try stagedDifferences(in: indexSnapshot(), from: tree(ofCommit: commit)).allSatisfy { $0.mark == .intentToAdd }
  }

  /// Where an index departs from a tree, in path order.
  func stagedDifferences(in index: IndexSnapshot, from tree: ObjectID?) throws(GitError) -> [RawChange] {
    switch index.source {
    case .file(let file): return try StagedComparison.differences(of: file, from: tree, trees: TreeReader(self))
    case .list(let entries):
      var base: [SnapshotFile] = []
      if let tree { base = try files(ofTree: tree) }
      return StagedDifferences.between(base, entries)
    }
  }

  /// Every file below a tree, in path order.
  func files(ofTree tree: ObjectID) throws(GitError) -> [SnapshotFile] {
    try TreeReader(self).files(of: tree)
  }

  /// The version of the file at `path` in a tree, `nil` where there is none.
  func version(at path: RepositoryPath, inTree tree: ObjectID) throws(GitError) -> FileVersion? {
    let trees = TreeReader(self)
    var tree = tree
    var names = path.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[...]
    while let name = names.popFirst() {
      // A file and a directory of the same name are both looked for: trees hold but one, yet whoever made it decides.
      let wanted = try trees.entries(of: tree).first { $0.name.elementsEqual(name) && $0.isDirectory == !names.isEmpty }
      switch wanted?.content {
      case .directory: tree = wanted?.id ?? tree
      case .file(let mode): return wanted.map { FileVersion(mode: mode, id: $0.id) }
      case nil: return nil
      }
    }
    return nil
  }

  /// The differences in the words of a change set, renames found.
  func changeSet(_ changes: [RawChange]) -> ChangeSet {
    let objects = objects
    // A blob that a partial clone lacks, or a huge one, only costs the rename: the file then shows as new, and is
    // checked.
    let detection = RenameDetection { id in try? objects.bytes(of: id, limit: RenameDetection.sizeLimit) }
    return ChangeSet(detection.changes(from: changes))
  }
}
