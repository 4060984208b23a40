package import GateModel
internal import Synchronization

/// The content of the index or of a commit, for checks that run side by side.
///
/// What the content is, is fixed when the value is made. Only those entries of an index are decoded, and those directories
/// of a commit read, that are asked for, and the list of all files is made when somebody wants it; blobs are read through
/// handles that it opens as threads need them.
package final class RepositoryContent: ContentSource, Sendable {
  private enum Source: Sendable {
    case commit(TreeFiles)
    case index(IndexSnapshot)
  }

  private let source: Source
  private let handles: HandlePool
  private let listed = Mutex<[SnapshotFile]?>(nil)
  private let whole = Mutex<WholeTree??>(nil)

  init(_ tree: TreeFiles, location: RepositoryLocation) {
    source = .commit(tree)
    handles = HandlePool(location)
  }

  init(_ index: IndexSnapshot, location: RepositoryLocation) {
    source = .index(index)
    handles = HandlePool(location)
  }

  package func files() throws(CheckError) -> [SnapshotFile] {
    try listed.withLock { known throws(CheckError) in
      if let known { return known }
      let files: [SnapshotFile]
      switch source {
      case .commit(let tree):
        files = try handles.use { repository throws(GitError) in try repository.files(ofTree: tree.root) }
      case .index(let index): files = try Self.reporting { () throws(GitError) in try index.files }
      }
      known = files
      return files
    }
  }

  package func version(at path: RepositoryPath) throws(CheckError) -> FileVersion? {
    switch source {
    case .commit(let tree):
      return try handles.use { repository throws(GitError) in try tree.version(at: path, TreeReader(repository)) }
    case .index(let index): return try Self.reporting { () throws(GitError) in try index.version(at: path) }
    }
  }

  package func wholeTree() throws(CheckError) -> WholeTree? {
    try whole.withLock { known throws(CheckError) in
      if let known { return known }
      let tree = try makeWholeTree()
      known = .some(tree)
      return tree
    }
  }

  private func makeWholeTree() throws(CheckError) -> WholeTree? {
    switch source {
    case .commit(let tree):
      let count = try handles.use { repository throws(GitError) in
        // Of use only where it can be read; the commit is what is under check.
        try TreeFileCount(TreeReader(repository), index: try? repository.indexSnapshot()).files(of: tree.root)
      }
      return WholeTree(id: tree.root, fileCount: count)
    case .index(let index):
      guard case .file(let file) = index.source else { return nil }
      guard let id = try Self.reporting({ () throws(GitError) in try IndexTree.id(of: file) }) else { return nil }
      return WholeTree(id: id, fileCount: file.holdsDirectories ? try files().count : file.count)
    }
  }

  private static func reporting<Result>(_ body: () throws(GitError) -> Result) throws(CheckError) -> Result {
    do throws(GitError) {
      return try body()
    } catch {
      throw error.checkError
    }
  }

  package func size(of id: ObjectID) throws(CheckError) -> UInt64 {
    try handles.use { repository throws(GitError) in try repository.blobSize(id) }
  }

  package func bytes(of id: ObjectID, limit: UInt64) throws(CheckError) -> [UInt8] {
    try handles.use { repository throws(GitError) in try repository.readBlob(id, limit: limit) }
  }
}

extension Repository {
  /// What the index would record: neither conflicted nor merely announced paths.
  package func indexContent() throws(GitError) -> RepositoryContent {
    RepositoryContent(try indexSnapshot(), location: location)
  }

  /// The content of a commit, of which only the topmost directory is read for now.
  package func commitContent(_ commit: ObjectID) throws(GitError) -> RepositoryContent {
    RepositoryContent(try TreeFiles(tree(ofCommit: commit), TreeReader(self)), location: location)
  }
}

/// Lends out repository handles, each to one borrower at a time, and opens another when all are lent.
private final class HandlePool: Sendable {
  /// One handle, idle or in the hands of one thread.
  ///
  /// Sendable though its pointer is not: libgit2 binds a handle to no thread, it only wants one user at a time, and the
  /// pool is the only one who keeps a reference while nobody uses it.
  private final class Box: @unchecked Sendable {
    let repository: Repository
    init(_ location: RepositoryLocation) throws(GitError) { repository = try Repository.open(location) }
  }

  private let location: RepositoryLocation
  private let idle = Mutex<[Box]>([])

  init(_ location: RepositoryLocation) { self.location = location }

  func use<Result>(_ body: (borrowing Repository) throws(GitError) -> Result) throws(CheckError) -> Result {
    do throws(GitError) {
      let box = try lend()
      defer { idle.withLock { $0.append(box) } }
      return try body(box.repository)
    } catch {
      throw error.checkError
    }
  }

  private func lend() throws(GitError) -> Box {
    if let box = idle.withLock({ $0.popLast() }) { return box }
    return try Box(location)
  }
}
