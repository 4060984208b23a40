package import GateModel
internal import Synchronization

/// The content of the index or of a commit, for checks that run side by side.
///
/// The list of files is fixed when the value is made; blobs are read through handles that it opens as threads need
/// them.
package final class RepositoryContent: ContentSource, Sendable {
  private let list: [SnapshotFile]
  private let handles: HandlePool

  init(_ files: [SnapshotFile], location: RepositoryLocation) {
    list = files
    handles = HandlePool(location)
  }

  package func files() throws(CheckError) -> [SnapshotFile] { list }

  package func version(at path: RepositoryPath) throws(CheckError) -> FileVersion? {
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if list[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < list.count && list[low].path == path ? list[low].version : nil
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
    RepositoryContent(try indexSnapshot().files, location: location)
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
