internal import GateModel

extension IndexCursor {
  /// Goes behind the entries of a directory whose tree the index knows, and returns that tree; `nil` where it does not know
  /// it, or what it says does not fit to the entries. The cursor is then where it was.
  ///
  /// - Parameters:
  ///   - node: the directory, in `cacheTree`.
  ///   - prefix: the directory's path with its slash; the cursor is at the first entry that starts with it.
  mutating func skip(_ node: Int, of cacheTree: CacheTree?, prefix: [UInt8]) throws(GitError) -> ObjectID? {
    guard let known = cacheTree?.nodes[node], let count = known.entryCount, count > 0, count <= file.count - position,
      let id = file.bytes.withBytes({ ObjectID(copying: UnsafeRawBufferPointer(rebasing: $0[known.id])) })
    else { return nil }
    var probe = self
    try probe.seek(to: position + count - 1)
    let endsInside = probe.withPath { $0.starts(with: prefix) }
    try probe.advance()
    let goesOn = !probe.isAtEnd && probe.withPath { $0.starts(with: prefix) }
    // What does not fit to the entries says nothing about them.
    guard endsInside, !goesOn else { return nil }
    self = probe
    return id
  }
}
