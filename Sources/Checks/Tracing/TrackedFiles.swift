import GateModel

/// The tracked files of the content, and the directories that they make.
struct TrackedFiles {
  private var paths: Set<RepositoryPath> = []
  private var children: [RepositoryPath: [RepositoryPath]] = [:]

  init(_ files: [SnapshotFile]) {
    for file in files {
      paths.insert(file.path)
      children[file.path.parent ?? RepositoryPath(bytes: []), default: []].append(file.path)
    }
  }

  func contains(_ path: RepositoryPath) -> Bool { paths.contains(path) }

  /// The files that lie directly in `directory`.
  func files(in directory: RepositoryPath) -> [RepositoryPath] { children[directory] ?? [] }
}
