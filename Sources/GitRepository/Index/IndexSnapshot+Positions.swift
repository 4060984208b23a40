internal import GateModel

/// One entry of an index while it is gone through; what is not asked for is not decoded.
enum IndexItem {
  case cursor(IndexCursor)
  case entry(IndexEntry)

  var stage: Int {
    switch self {
    case .cursor(let cursor): cursor.stage
    case .entry(let entry): entry.stage
    }
  }

  var isIntentToAdd: Bool {
    switch self {
    case .cursor(let cursor): cursor.isIntentToAdd
    case .entry(let entry): entry.isIntentToAdd
    }
  }

  /// Whether git itself looks at the file: it was neither told to take it as unchanged nor to leave it out.
  var isLookedAt: Bool {
    switch self {
    case .cursor(let cursor): !cursor.skipsWorkTree && !cursor.isAssumedValid
    case .entry(let entry): !entry.skipsWorkTree && !entry.isAssumedValid
    }
  }

  var isSubmodule: Bool {
    switch self {
    case .cursor(let cursor): cursor.rawMode & 0o170000 == FileMode.submodule.rawValue
    case .entry(let entry): entry.version.mode == .submodule
    }
  }

  /// `nil` for what no file of an index has.
  var mode: FileMode? {
    switch self {
    case .cursor(let cursor): FileMode(gitMode: cursor.rawMode)
    case .entry(let entry): entry.version.mode
    }
  }

  var status: CachedStatus {
    switch self {
    case .cursor(let cursor): cursor.status
    case .entry(let entry): entry.status
    }
  }

  /// Calls `body` with the path's bytes, valid only during the call.
  func withPath<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    switch self {
    case .cursor(let cursor): cursor.withPath(body)
    case .entry(let entry): entry.path.bytes.withUnsafeBytes(body)
    }
  }

  func decoded() throws(GitError) -> IndexEntry {
    switch self {
    case .cursor(let cursor): try cursor.decoded()
    case .entry(let entry): entry
    }
  }
}

/// Going through an index by position, for threads that share it out among them.
extension IndexSnapshot {
  /// How many positions there are.
  var count: Int {
    get throws(GitError) {
      if let flatFile { return flatFile.count }
      return try entries.count
    }
  }

  /// Calls `body` with the entries at `positions` in turn, and with the position of each.
  func visit(
    _ positions: Range<Int>, _ body: (Int, IndexItem) throws(GitError) -> Void
  ) throws(GitError) {
    guard let file = flatFile else {
      let entries = try entries
      for position in positions { try body(position, .entry(entries[position])) }
      return
    }
    var cursor = try IndexCursor(file, at: positions.lowerBound)
    while cursor.position < positions.upperBound, !cursor.isAtEnd {
      try body(cursor.position, .cursor(cursor))
      try cursor.advance()
    }
  }

  /// The entry at `path` where it is neither conflicted nor merely announced.
  func entry(at path: RepositoryPath) throws(GitError) -> IndexEntry? {
    let entry: IndexEntry
    if let file = flatFile {
      let cursor = try file.cursor(notBefore: path)
      guard !cursor.isAtEnd, cursor.order(to: path) == 0 else { return nil }
      entry = try cursor.decoded()
    } else {
      guard let found = Self.entry(at: path, in: try entries) else { return nil }
      entry = found
    }
    return entry.stage == 0 && !entry.isIntentToAdd ? entry : nil
  }

  private static func entry(at path: RepositoryPath, in entries: [IndexEntry]) -> IndexEntry? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].path == path ? entries[low] : nil
  }

  /// The file that can be gone through as it is: every entry of it stands for one path.
  var flatFile: IndexFile? {
    if case .file(let file) = source, !file.holdsDirectories { file } else { nil }
  }
}
