internal import GateModel

/// Works out which tree a commit of an index would have, as `git write-tree` does, and writes nothing.
///
/// Directories that did not change since the index knew their tree are taken from its cache tree, as git takes them, so that
/// the cost grows with what changed.
struct IndexTree {
  /// Deeper than any checkout can be.
  private static let depthLimit = 1024

  private let file: IndexFile
  private let cacheTree: CacheTree?
  private var cursor: IndexCursor

  /// The tree's id; `nil` where a commit could not be made of the index as it is: paths are in conflict, or merely announced.
  static func id(of file: IndexFile) throws(GitError) -> ObjectID? {
    var tree = try IndexTree(file)
    return try tree.id(prefix: [], node: tree.cacheTree == nil ? nil : 0, depth: 0)
  }

  private init(_ file: IndexFile) throws(GitError) {
    self.file = file
    cacheTree = try file.cacheTree()
    cursor = try IndexCursor(file)
  }

  /// The tree of the entries from the cursor on that start with `prefix`; the cursor is behind them afterwards.
  private mutating func id(prefix: [UInt8], node: Int?, depth: Int) throws(GitError) -> ObjectID? {
    if let node, let known = try cursor.skip(node, of: cacheTree, prefix: prefix) { return known }
    if depth > Self.depthLimit {
      let path = RepositoryPath(bytes: prefix)
      throw GitError(.malformed, "the index is nested more than \(Self.depthLimit) deep: \(path)")
    }
    let children = node.flatMap { cacheTree?.children(of: $0) } ?? []
    // The order of an index is that of a tree: a directory is sorted as if its name ended in a slash.
    var content: [UInt8] = []
    while !cursor.isAtEnd, cursor.withPath({ $0.starts(with: prefix) }) {
      let rest = cursor.withPath { Array($0[prefix.count...]) }
      if let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
        let name = Array(rest[..<slash])
        guard let id = try directory(name, prefix: prefix, children, depth: depth) else { return nil }
        content.append(entry: "40000", name, id)
      } else {
        guard cursor.stage == 0, !cursor.isIntentToAdd else { return nil }
        let version = try cursor.version()
        content.append(entry: String(version.mode.rawValue, radix: 8), rest, version.id)
        try cursor.advance()
      }
    }
    return GitObject(kind: .tree, bytes: content).id(file.format)
  }

  private mutating func directory(
    _ name: [UInt8], prefix: [UInt8], _ children: [Int], depth: Int
  ) throws(GitError) -> ObjectID? {
    let path = prefix + name + [UInt8(ascii: "/")]
    if cursor.isDirectory, cursor.withPath({ $0.count == path.count }) {
      let id = try cursor.id()
      try cursor.advance()
      return id
    }
    let child = file.bytes.withBytes { cacheTree?.child(named: name, among: children, in: $0) }
    return try id(prefix: path, node: child, depth: depth + 1)
  }
}

extension [UInt8] {
  /// Adds an entry of a tree object: its mode in octal, a space, the name, a NUL, the id.
  fileprivate mutating func append(entry mode: String, _ name: [UInt8], _ id: ObjectID) {
    self += mode.utf8
    append(UInt8(ascii: " "))
    self += name
    append(0)
    self += id.bytes
  }
}
