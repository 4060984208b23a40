internal import GateModel

/// Counts the files of a tree, and reads no directory whose tree the index knows: it knows how many files that has.
struct TreeFileCount {
  /// Deeper than any checkout can be.
  private static let depthLimit = 1024

  private let trees: TreeReader
  /// The index with the trees that it knows, where there is one of use.
  private let index: (file: IndexFile, known: CacheTree)?

  /// - Parameter index: may be any; what it knows of other trees is of no harm.
  init(_ trees: TreeReader, index: IndexSnapshot?) {
    self.trees = trees
    // An index whose cache tree is damaged is somebody else's trouble, and one that has directories for entries counts
    // those.
    if case .file(let file)? = index?.source, !file.holdsDirectories, let known = try? file.cacheTree() {
      self.index = (file, known)
    } else {
      self.index = nil
    }
  }

  /// How many files and submodules lie below the tree `id`.
  func files(of id: ObjectID) throws(GitError) -> Int {
    try count(id, node: index == nil ? nil : 0, depth: 0)
  }

  private func count(_ id: ObjectID, node: Int?, depth: Int) throws(GitError) -> Int {
    if let node, let index, let count = index.known.nodes[node].entryCount,
      index.file.bytes.withBytes({ bytes in
        ObjectID(copying: UnsafeRawBufferPointer(rebasing: bytes[index.known.nodes[node].id])) == id
      })
    {
      return count
    }
    if depth > Self.depthLimit {
      throw GitError(.malformed, "a tree is nested more than \(Self.depthLimit) deep: \(id)")
    }
    let children = node.flatMap { index?.known.children(of: $0) } ?? []
    var total = 0
    for entry in try trees.entries(of: id) {
      if entry.isDirectory {
        total += try count(entry.id, node: child(entry.name, children), depth: depth + 1)
      } else {
        total += 1
      }
    }
    return total
  }

  private func child(_ name: [UInt8], _ children: [Int]) -> Int? {
    index.flatMap { index in
      index.file.bytes.withBytes { index.known.child(named: name, among: children, in: $0) }
    }
  }
}
