internal import GateModel

/// Finds where an index departs from a tree, directory by directory.
///
/// The index knows the trees of directories that did not change since they were committed (its cache tree). Where such a
/// tree is the one that is compared with, neither the entries of the directory nor the tree are looked at, so that the
/// cost grows with what changed.
struct StagedComparison {
  /// Deeper than any checkout can be.
  private static let depthLimit = 1024

  private let file: IndexFile
  private let trees: TreeReader
  private let cacheTree: CacheTree?
  private var cursor: IndexCursor
  private var changes: [RawChange] = []

  /// The differences in path order; `nil` is the empty tree.
  static func differences(
    of file: IndexFile, from tree: ObjectID?, trees: TreeReader
  ) throws(GitError) -> [RawChange] {
    var comparison = try StagedComparison(file, trees)
    try comparison.compare(tree, prefix: [], node: comparison.cacheTree == nil ? nil : 0, depth: 0)
    return comparison.changes
  }

  private init(_ file: IndexFile, _ trees: TreeReader) throws(GitError) {
    self.file = file
    self.trees = trees
    cacheTree = try file.cacheTree()
    cursor = try IndexCursor(file)
  }

  /// Compares the entries from the cursor on that start with `prefix`.
  private mutating func compare(_ tree: ObjectID?, prefix: [UInt8], node: Int?, depth: Int) throws(GitError) {
    if let node, try skip(node, equalTo: tree, prefix: prefix) { return }
    if depth > Self.depthLimit {
      throw GitError(.malformed, "a tree is nested more than \(Self.depthLimit) deep: \(RepositoryPath(bytes: prefix))")
    }
    var entries: ArraySlice<TreeEntry> = []
    if let tree { entries = try trees.entries(of: tree)[...] }
    let children = node.flatMap { cacheTree?.children(of: $0) } ?? []
    while true {
      let isInside = !cursor.isAtEnd && cursor.withPath { $0.starts(with: prefix) }
      guard let entry = entries.first else {
        if !isInside { return }
        try recordStaged(old: nil)
        continue
      }
      let order = isInside ? cursor.order(to: entry, below: prefix.count) : 1
      if order < 0 {
        try recordStaged(old: nil)
        continue
      }
      entries.removeFirst()
      switch (order == 0, entry.content) {
      case (false, _): try recordDeleted(entry, prefix: prefix)
      case (true, .file(let mode)): try recordStaged(old: FileVersion(mode: mode, id: entry.id))
      case (true, .directory):
        let path = prefix + entry.name + [UInt8(ascii: "/")]
        if cursor.isDirectory, cursor.withPath({ $0.count == path.count }) {
          try recordDirectory(old: entry.id)
        } else {
          try compare(entry.id, prefix: path, node: child(entry.name, children), depth: depth + 1)
        }
      }
    }
  }

  /// Goes past a directory that the index knows to be `tree`; `false` where it does not know that.
  private mutating func skip(_ node: Int, equalTo tree: ObjectID?, prefix: [UInt8]) throws(GitError) -> Bool {
    guard let tree, let known = cacheTree?.nodes[node],
      file.bytes.withBytes({ tree.equals($0[known.id]) })
    else { return false }
    return try cursor.skip(node, of: cacheTree, prefix: prefix) != nil
  }

  private func child(_ name: [UInt8], _ children: [Int]) -> Int? {
    file.bytes.withBytes { cacheTree?.child(named: name, among: children, in: $0) }
  }

  /// Records what became of the current path, and goes on to the next.
  private mutating func recordStaged(old: FileVersion?) throws(GitError) {
    if cursor.isDirectory { return try recordDirectory(old: nil) }
    if cursor.stage != 0 { return try recordConflict(old: old) }
    if cursor.isIntentToAdd {
      changes.append(RawChange(path: try cursor.path(), old: old, new: nil, mark: old == nil ? .intentToAdd : .none))
    } else {
      let version = try cursor.version()
      if version != old { changes.append(RawChange(path: try cursor.path(), old: old, new: version)) }
    }
    try cursor.advance()
  }

  /// Several stages are one path.
  private mutating func recordConflict(old: FileVersion?) throws(GitError) {
    let path = try cursor.path()
    changes.append(RawChange(path: path, old: old, new: nil, mark: .conflicted))
    repeat { try cursor.advance() } while !cursor.isAtEnd && cursor.order(to: path) == 0
  }

  /// Compares the tree of a directory that the index keeps as one entry.
  private mutating func recordDirectory(old: ObjectID?) throws(GitError) {
    let prefix = cursor.withPath { Array($0) }
    for change in try trees.differences(from: old, to: cursor.id()) {
      changes.append(
        RawChange(path: RepositoryPath(bytes: prefix + change.path.bytes), old: change.old, new: change.new))
    }
    try cursor.advance()
  }

  private mutating func recordDeleted(_ entry: TreeEntry, prefix: [UInt8]) throws(GitError) {
    let path = prefix + entry.name
    switch entry.content {
    case .file(let mode):
      changes.append(
        RawChange(path: RepositoryPath(bytes: path), old: FileVersion(mode: mode, id: entry.id), new: nil))
    case .directory:
      for file in try trees.files(of: entry.id) {
        let inside = RepositoryPath(bytes: path + [UInt8(ascii: "/")] + file.path.bytes)
        changes.append(RawChange(path: inside, old: file.version, new: nil))
      }
    }
  }
}

extension IndexCursor {
  /// Negative, zero or positive, as the current path comes before the entry `other` of the directory whose path has
  /// `prefixLength` bytes, is it or lies in it, or comes after it.
  fileprivate func order(to other: TreeEntry, below prefixLength: Int) -> Int {
    withPath { path in
      let rest = UnsafeRawBufferPointer(rebasing: path[prefixLength...])
      let length = other.name.count
      let order = other.name.withUnsafeBytes { name in
        UnsafeRawBufferPointer(rebasing: rest.prefix(length)).order(to: name)
      }
      if order != 0 { return order }
      // git orders a directory as if its name ended in a slash.
      let end: UInt8 = other.isDirectory ? UInt8(ascii: "/") : 0
      return Int(rest.count > length ? rest[length] : 0) - Int(end)
    }
  }
}

extension ObjectID {
  fileprivate func equals(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    ObjectID(copying: UnsafeRawBufferPointer(rebasing: bytes)) == self
  }
}
