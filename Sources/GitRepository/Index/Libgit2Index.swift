internal import CLibgit2
internal import GateModel

/// The index as libgit2 reads it: what gate falls back on, and what its own reader is held against.
enum Libgit2Index {
  /// Every entry, in the order of the index; none where there is no index.
  static func entries(_ location: RepositoryLocation) throws(GitError) -> [IndexEntry] {
    try Libgit2.start(home: location.home, xdgHome: location.xdgHome)
    let file = location.indexFile
    let index = try Handle("could not read the index \(file)", free: git_index_free) { pointer in
      file.withCString { git_index_open(&pointer, $0) }
    }
    var entries: [IndexEntry] = []
    let count = git_index_entrycount(index.pointer)
    entries.reserveCapacity(count)
    for position in 0..<count {
      guard let raw = git_index_get_byindex(index.pointer, position) else { continue }
      entries.append(try IndexEntry(raw.pointee))
    }
    return entries
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
    isAssumedValid = raw.flags & 0x8000 != 0
    status = CachedStatus(
      modified: Timestamp(seconds: UInt32(bitPattern: raw.mtime.seconds), nanoseconds: raw.mtime.nanoseconds),
      changed: Timestamp(seconds: UInt32(bitPattern: raw.ctime.seconds), nanoseconds: raw.ctime.nanoseconds),
      device: raw.dev, inode: raw.ino, owner: raw.uid, group: raw.gid, size: raw.file_size)
  }
}
