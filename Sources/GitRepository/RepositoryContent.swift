package import GateModel
internal import Synchronization

/// The content of the index or of a commit, for checks that run side by side.
///
/// What the content is, is fixed when the value is made. Of an index only those entries are decoded that are asked for,
/// and the list of all files when somebody wants it; blobs are read through handles that it opens as threads need them.
package final class RepositoryContent: ContentSource, Sendable {
  private enum Source: Sendable {
    case list([SnapshotFile])
    case index(IndexSnapshot)
  }

  private let source: Source
  private let handles: HandlePool
  private let decoded = Mutex<[SnapshotFile]?>(nil)

  init(_ files: [SnapshotFile], location: RepositoryLocation) {
    source = .list(files)
    handles = HandlePool(location)
  }

  init(_ index: IndexSnapshot, location: RepositoryLocation) {
    source = .index(index)
    handles = HandlePool(location)
  }

  package func files() throws(CheckError) -> [SnapshotFile] {
    switch source {
    case .list(let files): return files
    case .index(let index):
      return try decoded.withLock { known throws(CheckError) in
        if let known { return known }
        let files = try Self.reporting { () throws(GitError) in try index.files }
        known = files
        return files
      }
    }
  }

  package func version(at path: RepositoryPath) throws(CheckError) -> FileVersion? {
    switch source {
    case .list(let files): return Self.version(at: path, in: files)
    case .index(let index): return try Self.reporting { () throws(GitError) in try index.version(at: path) }
    }
  }

  private static func version(at path: RepositoryPath, in files: [SnapshotFile]) -> FileVersion? {
    var low = 0
    var high = files.count
    while low < high {
      let middle = (low + high) / 2
      if files[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < files.count && files[low].path == path ? files[low].version : nil
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

  /// The content of a commit.
  package func commitContent(_ commit: ObjectID) throws(GitError) -> RepositoryContent {
    RepositoryContent(try files(ofCommit: commit), location: location)
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
