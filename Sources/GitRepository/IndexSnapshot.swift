internal import CLibgit2
internal import GateModel

/// One entry of the index (gitformat-index(5)).
struct IndexEntry {
  var path: RepositoryPath
  var version: FileVersion
  /// 0 for an ordinary entry, 1 to 3 for the sides of a conflict.
  var stage: Int
  var isIntentToAdd: Bool
  /// Left out of the working tree by a sparse checkout.
  var skipsWorkTree: Bool
  var status: CachedStatus
}

/// What the index remembers of the file that it was last known to agree with.
struct CachedStatus {
  var modified: Timestamp
  var changed: Timestamp
  var inode: UInt32
  var owner: UInt32
  var group: UInt32
  var size: UInt32
}

/// Everything that the index holds, read at one moment.
struct IndexSnapshot {
  /// In the order of the index: by path, then stage.
  let entries: [IndexEntry]
  /// When the file was written, as seen before it was read; `nil` where there is none.
  let written: Timestamp?

  /// Reads the index `file`; one that does not exist is empty.
  init(reading file: LocalPath) throws(GitError) {
    // Before the read: should the file be replaced meanwhile, more entries count as racy, never fewer.
    written = FileStatus(of: file.resolved)?.modified
    let attempt = "could not read the index \(file)"
    let index: Handle
    do {
      index = try Handle(attempt, free: git_index_free) { pointer in
        file.withCString { git_index_open(&pointer, $0) }
      }
    } catch {
      throw Self.diagnosed(error)
    }
    var entries: [IndexEntry] = []
    let count = git_index_entrycount(index.pointer)
    entries.reserveCapacity(count)
    for position in 0..<count {
      guard let raw = git_index_get_byindex(index.pointer, position) else { continue }
      entries.append(try IndexEntry(raw.pointee))
    }
    self.entries = entries
  }

  /// The files that a commit would record, in path order: neither conflicted nor merely announced.
  var files: [SnapshotFile] {
    entries.lazy.filter { $0.stage == 0 && !$0.isIntentToAdd }.map { SnapshotFile(path: $0.path, version: $0.version) }
  }

  /// The entry at `path` where it is neither conflicted nor merely announced.
  func entry(at path: RepositoryPath) -> IndexEntry? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].path < path { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low].path == path, entries[low].stage == 0, !entries[low].isIntentToAdd else {
      return nil
    }
    return entries[low]
  }

  private static func diagnosed(_ error: GitError) -> GitError {
    func unsupported(_ what: String, _ hint: String) -> GitError {
      GitError(.unsupported, error.message + " (\(what))", hint: hint)
    }
    if error.message.contains("'link'") {
      return unsupported("a split index, which gate cannot read yet", "git update-index --no-split-index")
    }
    if error.message.contains("'sdir'") {
      return unsupported("a sparse index, which gate cannot read yet", "git sparse-checkout reapply --no-sparse-index")
    }
    if error.message.contains("checksum") {
      return unsupported(
        "damaged, or written with index.skipHash, which gate cannot read yet",
        "git config index.skipHash false && git update-index --force-write-index")
    }
    return error
  }
}

extension IndexEntry {
  fileprivate init(_ raw: git_index_entry) throws(GitError) {
    guard let text = raw.path else { throw GitError(.malformed, "the index has an entry without a path") }
    path = RepositoryPath(bytes: UnsafeRawBufferPointer(start: text, count: stringLength(text)))
    guard let mode = FileMode(gitMode: raw.mode) else {
      throw GitError(.malformed, "the index has an entry of unknown kind (\(String(raw.mode, radix: 8))): \(path)")
    }
    version = FileVersion(mode: mode, id: ObjectID(raw.id))
    stage = (Int(raw.flags) & Int(GIT_INDEX_ENTRY_STAGEMASK)) >> Int(GIT_INDEX_ENTRY_STAGESHIFT)
    let extended = UInt32(raw.flags_extended)
    isIntentToAdd = extended & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0
    skipsWorkTree = extended & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0
    status = CachedStatus(
      modified: Timestamp(seconds: UInt32(bitPattern: raw.mtime.seconds), nanoseconds: raw.mtime.nanoseconds),
      changed: Timestamp(seconds: UInt32(bitPattern: raw.ctime.seconds), nanoseconds: raw.ctime.nanoseconds),
      inode: raw.ino, owner: raw.uid, group: raw.gid, size: raw.file_size)
  }
}
