internal import GateModel
internal import Synchronization

/// The files of one tree, found by their paths: only the directories on the way are read, each once.
final class TreeFiles: Sendable {
  /// A directory's entries by name. What is no directory is apart: a damaged tree may have both of one name.
  private struct Directory {
    var directories: [[UInt8]: ObjectID] = [:]
    var files: [[UInt8]: FileVersion] = [:]

    init(_ entries: [TreeEntry]) {
      for entry in entries {
        switch entry.content {
        case .directory: directories[entry.name] = entry.id
        case .file(let mode): files[entry.name] = FileVersion(mode: mode, id: entry.id)
        }
      }
    }
  }

  let root: ObjectID
  private let known = Mutex<[ObjectID: Directory]>([:])

  /// Reads the tree `root`, and nothing below it yet.
  init(_ root: ObjectID, _ trees: TreeReader) throws(GitError) {
    self.root = root
    _ = try directory(root, trees)
  }

  /// The version at `path`, `nil` where there is no file.
  func version(at path: RepositoryPath, _ trees: TreeReader) throws(GitError) -> FileVersion? {
    var current = try directory(root, trees)
    var names = path.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[...]
    guard let last = names.popLast() else { return nil }
    for name in names {
      guard let next = current.directories[Array(name)] else { return nil }
      current = try directory(next, trees)
    }
    return current.files[Array(last)]
  }

  private func directory(_ id: ObjectID, _ trees: TreeReader) throws(GitError) -> Directory {
    if let directory = known.withLock({ $0[id] }) { return directory }
    // Two threads may read the same one; that costs less than to wait for each other's objects.
    let directory = Directory(try trees.entries(of: id))
    known.withLock { $0[id] = directory }
    return directory
  }
}
