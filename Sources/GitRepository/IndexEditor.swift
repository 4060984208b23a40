internal import CLibgit2
internal import GateModel

/// Replaces entries of one index file.
struct IndexEditor {
  private let index: LocalPath
  private let area: WriteArea

  /// How often it is begun anew when somebody else writes the index meanwhile.
  private static let mostAttempts = 5
  private static let sizeLimit = 1 << 32

  init(_ index: LocalPath, area: WriteArea) {
    self.index = index.resolved
    self.area = area
  }

  /// Makes those of `edits` whose entry is still what it was.
  func make(_ edits: [StagedEdit]) throws(GitError) -> Set<RepositoryPath> {
    for _ in 0..<Self.mostAttempts {
      guard let before = FileStatus(of: index) else {
        throw GitError(.notFound, "there is no index at \(index)")
      }
      guard let bytes = FileBytes.read(index, limit: Self.sizeLimit, followsLinks: true) else {
        throw GitError(.failed, "could not read the index \(index)")
      }
      let complete = try area.write(bytes, like: index)
      defer { WriteArea.remove(complete) }
      let made = try edit(complete, edits, written: before.modified)
      if made.isEmpty { return [] }
      let isReplaced = try IndexLock(index: index).replace(with: complete) {
        guard let now = FileStatus(of: index) else { return false }
        return now.inode == before.inode && now.modified == before.modified && now.size == before.size
      }
      if isReplaced { return made }
    }
    throw GitError(.conflict, "the index \(index) is being changed by another process", hint: "run gate again")
  }

  /// Makes the edits in `complete`, a copy of the index that nobody else looks at.
  private func edit(
    _ complete: LocalPath, _ edits: [StagedEdit], written: Timestamp
  ) throws(GitError) -> Set<RepositoryPath> {
    let attempt = "could not change a copy of the index \(index)"
    let handle = try Handle(attempt, free: git_index_free) { pointer in
      complete.withCString { git_index_open(&pointer, $0) }
    }
    var made: Set<RepositoryPath> = []
    for edit in edits {
      let path = LocalPath(bytes: edit.path.bytes)
      let found = path.withCString { git_index_get_bypath(handle.pointer, $0, 0) }
      guard let found, ObjectID(found.pointee.id) == edit.old.id,
        FileMode(gitMode: found.pointee.mode) == edit.old.mode
      else { continue }
      var entry = found.pointee
      entry.id = try edit.new.id.oid()
      entry.setStatus(of: edit.workingFile)
      try check(
        path.withCString { text in
          entry.path = text
          return git_index_add(handle.pointer, &entry)
        }, attempt)
      made.insert(edit.path)
    }
    if made.isEmpty { return [] }
    try smudgeRacyEntries(handle.pointer, written, except: made, attempt)
    try check(git_index_write(handle.pointer), attempt)
    return made
  }

  /// An entry whose file may have been written in the second in which the old index was must be compared by its content: the
  /// new index is younger and would vouch for it (git-racy(7)). libgit2 takes care of that only for an index that belongs to
  /// a repository.
  private func smudgeRacyEntries(
    _ pointer: OpaquePointer, _ written: Timestamp, except made: Set<RepositoryPath>, _ attempt: String
  ) throws(GitError) {
    for position in 0..<git_index_entrycount(pointer) {
      guard let found = git_index_get_byindex(pointer, position) else { continue }
      guard UInt32(bitPattern: found.pointee.mtime.seconds) >= written.seconds, found.pointee.file_size != 0,
        let text = LocalPath(borrowed: found.pointee.path), !made.contains(RepositoryPath(bytes: text.bytes))
      else { continue }
      var entry = found.pointee
      entry.file_size = 0
      try check(git_index_add(pointer, &entry), attempt)
    }
  }
}

extension git_index_entry {
  /// What the index remembers of `file`; nothing where there is none or it was written since, so that git compares.
  fileprivate mutating func setStatus(of file: StagedEdit.WrittenFile?) {
    ctime = git_index_time()
    mtime = git_index_time()
    (dev, ino, uid, gid, file_size) = (0, 0, 0, 0, 0)
    guard let file, let status = FileStatus(of: file.path), status.inode == file.inode, status.size == file.size,
      status.modified == Timestamp(nanoseconds: file.modified)
    else { return }
    ctime = git_index_time(seconds: Int32(bitPattern: status.changed.seconds), nanoseconds: status.changed.nanoseconds)
    mtime = git_index_time(
      seconds: Int32(bitPattern: status.modified.seconds), nanoseconds: status.modified.nanoseconds)
    dev = UInt32(truncatingIfNeeded: status.device)
    ino = UInt32(truncatingIfNeeded: status.inode)
    uid = status.owner
    gid = status.group
    file_size = UInt32(truncatingIfNeeded: status.size)
  }
}
