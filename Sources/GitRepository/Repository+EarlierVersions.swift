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
    var end = TreeLookup(try tree(ofCommit: tip))
    var seen: Set<SnapshotFile> = []
    var earlier: [HistoricFile] = []
    for id in commits where id != tip {
      for file in try recorded(by: id, trees) where seen.insert(file).inserted {
        if try end.version(at: file.path, trees) == file.version { continue }
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

/// One tree in which many paths are looked up: each of its directories is read once.
private struct TreeLookup {
  private let root: ObjectID
  private var directories: [ObjectID: [[UInt8]: TreeEntry]] = [:]

  init(_ root: ObjectID) { self.root = root }

  /// The version of the file at `path`, `nil` where there is none.
  mutating func version(at path: RepositoryPath, _ trees: borrowing TreeReader) throws(GitError) -> FileVersion? {
    var directory = root
    var names = path.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[...]
    while let name = names.popFirst() {
      guard let entry = try entries(of: directory, trees)[Array(name)] else { return nil }
      switch entry.content {
      case .directory: directory = entry.id
      case .file(let mode): return names.isEmpty ? FileVersion(mode: mode, id: entry.id) : nil
      }
    }
    return nil
  }

  private mutating func entries(
    of directory: ObjectID, _ trees: borrowing TreeReader
  ) throws(GitError) -> [[UInt8]: TreeEntry] {
    if let known = directories[directory] { return known }
    let entries = Dictionary(try trees.entries(of: directory).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    directories[directory] = entries
    return entries
  }
}
