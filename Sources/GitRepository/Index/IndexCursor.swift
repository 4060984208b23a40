internal import GateModel

/// Goes through the entries of an index in their order, or jumps among them, and decodes what it is asked for.
///
/// Behind the last entry there is nothing to ask for: ask ``isAtEnd`` first.
struct IndexCursor {
  let file: IndexFile
  /// How many entries come before the current one.
  private(set) var position: Int
  private var entry: IndexLayout.Entry
  /// Where the next entry starts.
  private var next: Int
  /// Version 4 only: the path of the current entry.
  private var expandedPath: [UInt8] = []

  /// A cursor at the entry `position`, or behind the last one.
  init(_ file: IndexFile, at position: Int = 0) throws(GitError) {
    self.file = file
    self.position = position
    entry = IndexLayout.Entry(start: 0, flags: 0, extendedFlags: 0, name: 0..<0, dropped: 0, end: 0)
    next = file.entriesEnd
    try jump(to: position)
  }

  var isAtEnd: Bool { position >= file.count }

  /// Goes to the next entry. At the end it stays there.
  mutating func advance() throws(GitError) {
    if isAtEnd { return }
    position += 1
    if !isAtEnd { try read() }
  }

  /// Goes to the entry `position`, wherever it is.
  mutating func seek(to position: Int) throws(GitError) {
    let distance = position - self.position
    if isAtEnd || distance < 0 || distance > IndexCheckpoints.spacing {
      try jump(to: position)
    } else {
      while self.position < position { try advance() }
    }
  }

  private mutating func jump(to target: Int) throws(GitError) {
    let checkpoint = target / IndexCheckpoints.spacing
    guard target >= 0, target < file.count, checkpoint < file.checkpoints.count else {
      position = file.count
      return
    }
    position = checkpoint * IndexCheckpoints.spacing
    next = file.checkpoints.start(checkpoint)
    if file.layout.version == 4 { expandedPath = Array(file.checkpoints.previousPath(checkpoint)) }
    try read()
    while position < target { try advance() }
  }

  private mutating func read() throws(GitError) {
    let layout = file.layout
    let limit = file.entriesEnd
    let start = next
    do throws(IndexLayout.Fault) {
      entry = try file.bytes.withBytes { bytes throws(IndexLayout.Fault) in
        try layout.entry(at: start, in: bytes, limit: limit)
      }
    } catch {
      throw IndexFault.changed.error(file.path)
    }
    next = entry.end
    guard layout.version == 4 else { return }
    guard entry.dropped <= expandedPath.count else { throw IndexFault.changed.error(file.path) }
    expandedPath.removeLast(entry.dropped)
    let name = entry.name
    file.bytes.withBytes { expandedPath.append(contentsOf: UnsafeRawBufferPointer(rebasing: $0[name])) }
  }
}

extension IndexCursor {
  /// 0 for an ordinary entry, 1 to 3 for the sides of a conflict.
  var stage: Int { entry.stage }
  var isIntentToAdd: Bool { entry.isIntentToAdd }
  var skipsWorkTree: Bool { entry.skipsWorkTree }
  var isAssumedValid: Bool { entry.isAssumedValid }

  /// git's number for the kind of the entry.
  var rawMode: UInt32 { number(24) }

  /// Whether the entry is a whole directory (a sparse index).
  var isDirectory: Bool { rawMode & 0o170000 == 0o040000 }

  /// The blob, the submodule's commit, or the directory's tree.
  func id() throws(GitError) -> ObjectID {
    let range = (entry.start + IndexLayout.idOffset)..<(entry.start + file.layout.flagsOffset)
    let id = isAtEnd ? nil : file.bytes.withBytes { ObjectID(copying: UnsafeRawBufferPointer(rebasing: $0[range])) }
    guard let id else { throw IndexFault.changed.error(file.path) }
    return id
  }

  /// What a commit would record of the entry.
  func version() throws(GitError) -> FileVersion {
    let raw = rawMode
    guard let mode = FileMode(gitMode: raw) else { throw IndexFault.unknownMode(position, raw).error(file.path) }
    return FileVersion(mode: mode, id: try id())
  }

  /// What was known of the file when the entry was made.
  var status: CachedStatus {
    CachedStatus(
      modified: Timestamp(seconds: number(8), nanoseconds: number(12)),
      changed: Timestamp(seconds: number(0), nanoseconds: number(4)), device: number(16), inode: number(20),
      owner: number(28), group: number(32), size: number(36))
  }

  /// Calls `body` with the path's bytes, valid only during the call. A directory's ends in a slash.
  func withPath<Result, Failure>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if file.layout.version == 4 {
      return try expandedPath.withUnsafeBufferPointer { bytes throws(Failure) in
        try body(UnsafeRawBufferPointer(bytes))
      }
    }
    let name = entry.name
    return try file.bytes.withBytes { bytes throws(Failure) in
      try body(UnsafeRawBufferPointer(rebasing: bytes[name]))
    }
  }

  /// The path, for a directory without its slash.
  ///
  /// - Throws: `GitError` of kind `malformed` where it holds a NUL, with which no file can be named.
  func path() throws(GitError) -> RepositoryPath {
    var bytes = withPath { Array($0) }
    if bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    if bytes.contains(0) { throw IndexFault.badPath(position).error(file.path) }
    return RepositoryPath(bytes: bytes)
  }

  /// All of the entry, which must not be a directory.
  func decoded() throws(GitError) -> IndexEntry {
    IndexEntry(
      path: try path(), version: try version(), stage: stage, isIntentToAdd: isIntentToAdd,
      skipsWorkTree: skipsWorkTree, isAssumedValid: isAssumedValid, status: status)
  }

  /// Where the parts of the entry lie in the file.
  var layout: IndexLayout.Entry { entry }

  private func number(_ offset: Int) -> UInt32 {
    if isAtEnd { return 0 }
    let offset = entry.start + offset
    return file.bytes.withBytes { $0.number(at: offset) }
  }
}
