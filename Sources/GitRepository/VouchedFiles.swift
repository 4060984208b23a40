internal import GateModel

/// The entries of an index whose files need not be looked at: git saw that they are unchanged, and the program that watches
/// the working tree has seen no change since.
struct VouchedFiles: Sendable {
  /// One bit for every position.
  private var words: [UInt64]

  /// Asks `monitor`.
  ///
  /// - Returns: `nil` where the index was not written with a monitor, or the monitor cannot say what changed.
  init?(_ index: IndexSnapshot, _ monitor: FileMonitor) throws(GitError) {
    guard let file = index.flatFile, let bytes = file.fileSystemMonitor,
      let record = MonitorRecord(bytes, count: file.count), let changes = monitor.changes(since: record.token)
    else { return nil }
    words = [UInt64](repeating: .max, count: (file.count + 63) / 64)
    for position in record.unknown { remove(position) }
    for path in changes { try remove(path, in: file) }
  }

  func contains(_ position: Int) -> Bool { words[position / 64] >> UInt64(position % 64) & 1 == 1 }

  private mutating func remove(_ position: Int) { words[position / 64] &= ~(1 << UInt64(position % 64)) }

  /// Removes what is at `path` or below it; and what is above, for where something changed below a file, there is none.
  private mutating func remove(_ path: RepositoryPath, in file: IndexFile) throws(GitError) {
    var next: RepositoryPath? = path
    while let place = next, !place.bytes.isEmpty {
      var cursor = try file.cursor(notBefore: place)
      while !cursor.isAtEnd, cursor.order(to: place) == 0 {
        remove(cursor.position)
        try cursor.advance()
      }
      next = place.parent
    }
    let prefix = path.bytes + [UInt8(ascii: "/")]
    var cursor = try file.cursor(notBefore: RepositoryPath(bytes: prefix))
    while !cursor.isAtEnd, cursor.withPath({ $0.starts(with: prefix) }) {
      remove(cursor.position)
      try cursor.advance()
    }
  }
}
