internal import GateModel

/// Makes edits in one index file, under its lock.
struct IndexEditor {
  private let index: LocalPath
  private let location: RepositoryLocation
  private let area: WriteArea

  /// How often it is begun anew when somebody else writes the index meanwhile.
  private static let mostAttempts = 5

  init(_ index: LocalPath, of location: RepositoryLocation, area: WriteArea) {
    self.index = index.resolved
    self.location = location
    self.area = area
  }

  /// Makes those of `edits` whose entry is still what it was, and returns their paths.
  ///
  /// - Throws: `GitError`: `unsupported` for an index that gate cannot write, `conflict` where another process holds its lock
  ///   or keeps changing it.
  func make(_ edits: [StagedEdit]) throws(GitError) -> Set<RepositoryPath> {
    for _ in 0..<Self.mostAttempts {
      // Before the read: should the index be replaced meanwhile, the lock is given up again below.
      guard let before = FileStatus(of: index),
        let file = try IndexFile.read(index, format: location.objectFormat, gitDirectory: location.gitDirectory)
      else { throw GitError(.notFound, "there is no index at \(index)") }
      let due = try edits.filtered { edit throws(GitError) in try Self.isDue(edit, in: file) }
      if due.isEmpty { return [] }
      let bytes = try IndexWriter(file).bytes(replacing: due.map(\.replacement))
      let complete = try area.write(bytes, like: index)
      defer { WriteArea.remove(complete) }
      let isReplaced = try IndexLock(index: index).replace(with: complete) {
        FileStatus(of: index)?.isSameFile(as: before) ?? false
      }
      if isReplaced { return Set(due.map(\.path)) }
    }
    throw GitError(.conflict, "the index \(index) is being changed by another process", hint: "run gate again")
  }

  private static func isDue(_ edit: StagedEdit, in file: IndexFile) throws(GitError) -> Bool {
    let cursor = try file.cursor(notBefore: edit.path)
    guard !cursor.isAtEnd, !cursor.isDirectory, cursor.order(to: edit.path) == 0, cursor.stage == 0 else {
      return false
    }
    return try cursor.version() == edit.old
  }
}

extension FileStatus {
  /// Whether nothing tells that the file was written or replaced in between.
  fileprivate func isSameFile(as other: FileStatus) -> Bool {
    inode == other.inode && device == other.device && size == other.size && modified == other.modified
      && changed == other.changed
  }
}

extension StagedEdit {
  /// The edit as the writer of indexes takes it.
  fileprivate var replacement: IndexReplacement {
    IndexReplacement(path: path, version: new, status: workingFile?.status ?? .unknown)
  }
}

extension StagedEdit.WrittenFile {
  /// What the index remembers of the file; nothing where it was written since, so that git compares.
  fileprivate var status: CachedStatus {
    guard let now = FileStatus(of: path), now.inode == inode, now.size == size,
      now.modified == Timestamp(nanoseconds: modified)
    else { return .unknown }
    return CachedStatus(now)
  }
}

extension Array {
  /// `filter` for a predicate with a typed error.
  fileprivate func filtered<Failure>(_ isWanted: (Element) throws(Failure) -> Bool) throws(Failure) -> [Element] {
    var kept: [Element] = []
    for element in self where try isWanted(element) { kept.append(element) }
    return kept
  }
}
