package import GateModel

extension Repository {
  /// The versions of files that commits before `tip` recorded and `tip` itself does not hold: what a push brings along
  /// unseen. Newest commit first, each version of a path once.
  ///
  /// A merge records what none of its parents has; what it took from one of them is that one's.
  ///
  /// - Parameters:
  ///   - tip: a commit.
  ///   - known: commits that are not looked at, with all that they reach.
  ///   - remote: the name of a remote whose refs are known likewise.
  package func earlierVersions(
    before tip: ObjectID, excluding known: [ObjectID], remote: String? = nil
  ) throws(GitError) -> [HistoricFile] {
    let commits = try commitsNotIn(remote: remote, tip: tip, excluding: known, limit: .max)
    let trees = TreeReader(self)
    let end = try tree(ofCommit: tip)
    var seen: Set<SnapshotFile> = []
    var earlier: [HistoricFile] = []
    for id in commits where id != tip {
      for file in try recorded(by: id, trees) where seen.insert(file).inserted {
        if try version(at: file.path, inTree: end) == file.version { continue }
        earlier.append(HistoricFile(file: file, commit: id))
      }
    }
    return earlier
  }

  /// The files whose version none of the parents of a commit has.
  private func recorded(by id: ObjectID, _ trees: borrowing TreeReader) throws(GitError) -> [SnapshotFile] {
    let commit = try objects.commit(id)
    guard let first = commit.parents.first else {
      return try trees.differences(from: nil, to: commit.tree).compactMap(\.change.file)
    }
    var files = try trees.differences(from: tree(ofCommit: first), to: commit.tree).compactMap(\.change.file)
    for parent in commit.parents.dropFirst() where !files.isEmpty {
      let others = Set(try trees.differences(from: tree(ofCommit: parent), to: commit.tree).compactMap(\.change.file))
      files.removeAll { !others.contains($0) }
    }
    return files
  }
}
