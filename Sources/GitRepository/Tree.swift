internal import GateModel

/// One entry of a tree object.
struct TreeEntry {
  enum Content {
    case directory
    case file(FileMode)
  }

  var name: [UInt8]
  var content: Content
  var id: ObjectID

  var isDirectory: Bool {
    if case .directory = content { true } else { false }
  }

  /// git orders a directory as if its name ended in a slash.
  func precedes(_ other: TreeEntry) -> Bool {
    let shared = min(name.count, other.name.count)
    for index in 0..<shared where name[index] != other.name[index] { return name[index] < other.name[index] }
    return byte(at: shared) < other.byte(at: shared)
  }

  private func byte(at index: Int) -> UInt8 {
    index < name.count ? name[index] : index == name.count && isDirectory ? UInt8(ascii: "/") : 0
  }
}

/// Reads trees, and compares them directory by directory.
struct TreeReader {
  /// Deeper than any checkout can be; git's own default bound is 2048.
  private static let depthLimit = 1024

  private let objects: ObjectDatabase

  init(_ repository: borrowing Repository) { objects = repository.objects }

  init(_ objects: ObjectDatabase) { self.objects = objects }

  /// The entries of the tree `id`, in git's order.
  func entries(of id: ObjectID) throws(GitError) -> [TreeEntry] {
    let tree = try objects.structure(id)
    guard tree.kind == .tree else { throw GitError(.malformed, "object \(id) is not a tree") }
    return try Self.entries(tree.bytes, idByteCount: id.count, of: id)
  }

  /// Reads a tree object: for each entry the mode in octal, a space, the name, a NUL, the id.
  private static func entries(_ bytes: [UInt8], idByteCount: Int, of tree: ObjectID) throws(GitError) -> [TreeEntry] {
    var entries: [TreeEntry] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      var mode: UInt32 = 0
      var digits = 0
      while let byte = rest.popFirst(), byte != UInt8(ascii: " ") {
        digits += 1
        guard digits <= 7, (0x30...0x37).contains(byte) else { throw malformed(tree) }
        mode = mode << 3 | UInt32(byte - 0x30)
      }
      guard let end = rest.firstIndex(of: 0), end > rest.startIndex, rest.endIndex - end > idByteCount,
        let id = ObjectID(bytes: rest[(end + 1)...(end + idByteCount)])
      else { throw malformed(tree) }
      let name = Array(rest[..<end])
      entries.append(TreeEntry(name: name, content: try content(mode, name: name), id: id))
      rest = rest[(end + idByteCount + 1)...]
    }
    return entries
  }

  private static func malformed(_ id: ObjectID) -> GitError {
    GitError(.malformed, "tree \(id) is damaged", hint: "see what is damaged: git fsck")
  }

  private static func content(_ raw: UInt32, name: [UInt8]) throws(GitError) -> TreeEntry.Content {
    if raw & 0o170000 == 0o040000 { return .directory }
    if let mode = FileMode(gitMode: raw) { return .file(mode) }
    let octal = String(raw, radix: 8)
    throw GitError(.malformed, "a tree has an entry of unknown kind (\(octal)): \(RepositoryPath(bytes: name))")
  }

  /// Every file below the tree `id`, in path order.
  func files(of id: ObjectID) throws(GitError) -> [SnapshotFile] {
    var files: [SnapshotFile] = []
    try walk(id, below: [], depth: 0) { files.append($0) }
    return files
  }

  /// The files in which two trees differ, in path order; equal directories are not entered. `nil` is the empty tree.
  func differences(from old: ObjectID?, to new: ObjectID?) throws(GitError) -> [RawChange] {
    var changes: [RawChange] = []
    try compare(old, new, below: [], depth: 0, into: &changes)
    return changes
  }

  private func walk(
    _ id: ObjectID, below prefix: [UInt8], depth: Int, visit: (SnapshotFile) -> Void
  ) throws(GitError) {
    try Self.bound(depth, prefix)
    for entry in try entries(of: id) {
      switch entry.content {
      case .directory:
        try walk(entry.id, below: prefix + entry.name + [UInt8(ascii: "/")], depth: depth + 1, visit: visit)
      case .file(let mode):
        visit(
          SnapshotFile(
            path: RepositoryPath(bytes: prefix + entry.name), version: FileVersion(mode: mode, id: entry.id)))
      }
    }
  }

  private func compare(
    _ old: ObjectID?, _ new: ObjectID?, below prefix: [UInt8], depth: Int, into changes: inout [RawChange]
  ) throws(GitError) {
    if old == new { return }
    try Self.bound(depth, prefix)
    var olds: ArraySlice<TreeEntry> = []
    var news: ArraySlice<TreeEntry> = []
    if let old { olds = try entries(of: old)[...] }
    if let new { news = try entries(of: new)[...] }
    while true {
      let before = olds.first
      let after = news.first
      if let before, after.map({ before.precedes($0) }) ?? true {
        olds.removeFirst()
        try record(before, nil, below: prefix, depth: depth, into: &changes)
      } else if let after, before.map({ after.precedes($0) }) ?? true {
        news.removeFirst()
        try record(nil, after, below: prefix, depth: depth, into: &changes)
      } else if let before, let after {
        olds.removeFirst()
        news.removeFirst()
        try record(before, after, below: prefix, depth: depth, into: &changes)
      } else {
        return
      }
    }
  }

  /// Two entries of one name, or one alone; both are directories or neither is.
  private func record(
    _ old: TreeEntry?, _ new: TreeEntry?, below prefix: [UInt8], depth: Int, into changes: inout [RawChange]
  ) throws(GitError) {
    guard let name = (old ?? new)?.name else { return }
    if old?.isDirectory ?? new?.isDirectory ?? false {
      return try compare(
        old?.id, new?.id, below: prefix + name + [UInt8(ascii: "/")], depth: depth + 1, into: &changes)
    }
    let change = RawChange(
      path: RepositoryPath(bytes: prefix + name), old: old.flatMap(Self.version), new: new.flatMap(Self.version))
    if change.old != change.new { changes.append(change) }
  }

  private static func version(_ entry: TreeEntry) -> FileVersion? {
    if case .file(let mode) = entry.content { FileVersion(mode: mode, id: entry.id) } else { nil }
  }

  private static func bound(_ depth: Int, _ prefix: [UInt8]) throws(GitError) {
    if depth > depthLimit {
      throw GitError(.malformed, "a tree is nested more than \(depthLimit) deep: \(RepositoryPath(bytes: prefix))")
    }
  }
}
