#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import GateModel

extension IndexFile {
  /// A cursor at the first entry whose path is `path` or comes after it.
  func cursor(notBefore path: RepositoryPath) throws(GitError) -> IndexCursor {
    // The last checkpoint whose entry comes before the path; the entry is in the block that starts there.
    var low = 0
    var high = checkpoints.count
    while low < high {
      let middle = (low + high) / 2
      let cursor = try IndexCursor(self, at: middle * IndexCheckpoints.spacing)
      if cursor.order(to: path) < 0 { low = middle + 1 } else { high = middle }
    }
    var cursor = try IndexCursor(self, at: max(0, low - 1) * IndexCheckpoints.spacing)
    while !cursor.isAtEnd, cursor.order(to: path) < 0 { try cursor.advance() }
    return cursor
  }
}

extension IndexCursor {
  /// Negative, zero or positive, as the current path comes before, is, or comes after `other`.
  func order(to other: RepositoryPath) -> Int {
    withPath { path in other.bytes.withUnsafeBytes { path.order(to: $0) } }
  }
}
