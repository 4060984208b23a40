internal import GateModel
internal import Synchronization

/// Everything that the index holds, read at one moment.
///
/// Where the index is one that gate reads itself, nothing is decoded before it is asked for.
struct IndexSnapshot: Sendable {
  /// What the answers come from.
  enum Source: Sendable {
    /// gate's own reader.
    case file(IndexFile)
    /// libgit2's, for an index that gate does not understand; and none at all where there is no index.
    case list([IndexEntry])
  }

  let source: Source
  /// When the file was written, as seen before it was read; `nil` where there is none.
  let written: Timestamp?
  private let location: RepositoryLocation
  private let memo = Memo()

  /// Reads the index of the repository at `location`; one that does not exist is empty.
  ///
  /// - Throws: `GitError`: `malformed` where it is damaged, `unsupported` where neither gate nor libgit2 reads it.
  init(reading location: RepositoryLocation, format: Repository.ObjectFormat) throws(GitError) {
    do throws(GitError) {
      let file = try IndexFile.read(location.indexFile, format: format, gitDirectory: location.gitDirectory)
      self.init(file.map { .file($0) } ?? .list([]), written: file?.written, location)
    } catch {
      guard error.kind == .unsupported, let other = try? IndexSnapshot(readingByLibgit2: location) else { throw error }
      self = other
    }
  }

  /// The same by libgit2's reader, which decodes every entry.
  init(readingByLibgit2 location: RepositoryLocation) throws(GitError) {
    // Before the read: should the file be replaced meanwhile, more entries count as racy, never fewer.
    let written = FileStatus(of: location.indexFile.resolved)?.modified
    self.init(.list(try Libgit2Index.entries(location)), written: written, location)
  }

  private init(_ source: Source, written: Timestamp?, _ location: RepositoryLocation) {
    self.source = source
    self.written = written
    self.location = location
  }

  /// All entries, decoded when first asked for, in the order of the index: by path, then stage. The files of a directory
  /// that a sparse index keeps as one entry are read from its tree.
  var entries: [IndexEntry] {
    get throws(GitError) {
      switch source {
      case .list(let entries): return entries
      case .file(let file):
        return try memo.entries.withLock { known throws(GitError) in
          if let known { return known }
          let entries = try decode(file)
          known = entries
          return entries
        }
      }
    }
  }

  /// The files that a commit would record, in path order: neither conflicted nor merely announced.
  var files: [SnapshotFile] {
    get throws(GitError) {
      switch source {
      case .list(let entries):
        return entries.lazy.filter { $0.stage == 0 && !$0.isIntentToAdd }
          .map { SnapshotFile(path: $0.path, version: $0.version) }
      case .file(let file): return try decodeFiles(file)
      }
    }
  }

  /// The version that a commit would record at `path`, `nil` where there is none; decodes no other entry.
  func version(at path: RepositoryPath) throws(GitError) -> FileVersion? {
    switch source {
    case .list(let entries):
      let position = entries.partitioningIndex { !($0.path < path) }
      guard position < entries.count, entries[position].path == path else { return nil }
      let entry = entries[position]
      return entry.stage == 0 && !entry.isIntentToAdd ? entry.version : nil
    case .file(let file):
      let cursor = try file.cursor(notBefore: path)
      if !cursor.isAtEnd, !cursor.isDirectory, cursor.order(to: path) == 0 {
        return cursor.stage == 0 && !cursor.isIntentToAdd ? try cursor.version() : nil
      }
      if !file.holdsDirectories || path.bytes.last == UInt8(ascii: "/") { return nil }
      return try versionInDirectory(before: cursor.position, of: file, path)
    }
  }

  /// The entries of the files below `directory`, at any depth; decodes no other.
  func entries(below directory: RepositoryPath) throws(GitError) -> [IndexEntry] {
    guard case .file(let file) = source, !file.holdsDirectories else {
      return try entries.filter { $0.path != directory && $0.path.isInside(directory) }
    }
    let prefix = directory.bytes.isEmpty ? [] : directory.bytes + [UInt8(ascii: "/")]
    var cursor = try file.cursor(notBefore: RepositoryPath(bytes: prefix))
    var found: [IndexEntry] = []
    while !cursor.isAtEnd, cursor.withPath({ $0.starts(with: prefix) }) {
      found.append(try cursor.decoded())
      try cursor.advance()
    }
    return found
  }
}

/// Holds the entries of one index once they are decoded.
private final class Memo: Sendable {
  let entries = Mutex<[IndexEntry]?>(nil)
}

extension IndexSnapshot {
  private func decode(_ file: IndexFile) throws(GitError) -> [IndexEntry] {
    var entries: [IndexEntry] = []
    entries.reserveCapacity(file.count)
    var cursor = try IndexCursor(file)
    while !cursor.isAtEnd {
      if cursor.isDirectory {
        for file in try self.files(of: cursor) { entries.append(IndexEntry(absent: file)) }
      } else {
        entries.append(try cursor.decoded())
      }
      try cursor.advance()
    }
    return entries
  }

  private func decodeFiles(_ file: IndexFile) throws(GitError) -> [SnapshotFile] {
    var files: [SnapshotFile] = []
    files.reserveCapacity(file.count)
    var cursor = try IndexCursor(file)
    while !cursor.isAtEnd {
      if cursor.isDirectory {
        files += try self.files(of: cursor)
      } else if cursor.stage == 0, !cursor.isIntentToAdd {
        files.append(SnapshotFile(path: try cursor.path(), version: try cursor.version()))
      }
      try cursor.advance()
    }
    return files
  }

  /// The files of the directory that the current entry stands for.
  private func files(of cursor: IndexCursor) throws(GitError) -> [SnapshotFile] {
    let prefix = try cursor.path().bytes + [UInt8(ascii: "/")]
    return try Repository.open(location).files(ofTree: cursor.id()).map { file in
      SnapshotFile(path: RepositoryPath(bytes: prefix + file.path.bytes), version: file.version)
    }
  }

  /// Looks for `path` in the directory that the entry before `position` stands for, where it does.
  private func versionInDirectory(
    before position: Int, of file: IndexFile, _ path: RepositoryPath
  ) throws(GitError) -> FileVersion? {
    guard position > 0 else { return nil }
    let cursor = try IndexCursor(file, at: position - 1)
    guard cursor.isDirectory, cursor.withPath({ path.bytes.starts(with: $0) }) else { return nil }
    let rest = cursor.withPath { path.bytes[$0.count...] }
    return try Repository.open(location).version(at: RepositoryPath(bytes: rest), inTree: cursor.id())
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first position whose element, and those of all after it, satisfy `predicate`.
  fileprivate func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if predicate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
