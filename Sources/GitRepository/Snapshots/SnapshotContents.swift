internal import GateModel

/// What a snapshot tree is to hold: the content under check, less what a sparse checkout leaves out, and links to what the
/// working tree has besides.
struct SnapshotContents: Sendable {
  /// In path order.
  private(set) var items: [SnapshotItem] = []
  /// Every directory that holds one, the root included.
  private(set) var directories: Set<RepositoryPath> = [RepositoryPath(bytes: [])]
  /// How many files a sparse checkout leaves out.
  private(set) var leftOutCount = 0

  /// - Parameters:
  ///   - files: the content, in path order.
  ///   - leftOut: whether a file is left out.
  ///   - tracked: the working tree that links may lead to.
  ///   - linkedDirectories: the names of directories of dependencies.
  init(
    _ files: [SnapshotFile], leavingOut leftOut: (RepositoryPath) -> Bool, tracked: TrackedFiles?,
    linkedDirectories: [String]
  ) throws(GitError) {
    items.reserveCapacity(files.count)
    for file in files {
      if leftOut(file.path) {
        leftOutCount += 1
        continue
      }
      add(SnapshotItem(path: file.path, kind: try Self.kind(of: file, tracked), id: file.version.id))
    }
    if let tracked, !linkedDirectories.isEmpty { try link(linkedDirectories, from: tracked) }
  }

  private mutating func add(_ item: SnapshotItem) {
    // Files of one directory follow each other.
    if let last = items.last?.path, Self.haveSameParent(last, item.path) {
      items.append(item)
    } else {
      items.append(item)
      addDirectories(above: item.path)
    }
    if item.isDirectory { directories.insert(item.path) }
  }

  private mutating func addDirectories(above path: RepositoryPath) {
    var next = path.parent
    while let directory = next, directories.insert(directory).inserted { next = directory.parent }
  }

  private static func haveSameParent(_ left: RepositoryPath, _ right: RepositoryPath) -> Bool {
    left.bytes.withUnsafeBufferPointer { left in
      right.bytes.withUnsafeBufferPointer { right in
        guard let slash = left.lastIndex(of: UInt8(ascii: "/")) else {
          return !right.contains(UInt8(ascii: "/"))
        }
        guard right.count > slash, !right[(slash + 1)...].contains(UInt8(ascii: "/")) else { return false }
        return left[...slash].elementsEqual(right[...slash])
      }
    }
  }

  /// A submodule is linked where it is checked out in the working tree just as it would be recorded.
  private static func kind(of file: SnapshotFile, _ tracked: TrackedFiles?) throws(GitError) -> SnapshotItem.Kind {
    if let kind = SnapshotItem.Kind(file.version.mode) { return kind }
    guard let tracked else { return .emptySubmodule }
    return try tracked.holdsSubmodule(file) ? .linkedSubmodule : .emptySubmodule
  }

  /// The files with ignore rules.
  var ignoreFiles: [SnapshotItem] {
    items.filter { $0.path.bytes.last == UInt8(ascii: "e") && $0.path.name.elementsEqual(".gitignore".utf8) }
  }

  /// The position of the item at `path`, `nil` where there is none.
  func position(of path: RepositoryPath) -> Int? {
    var low = 0
    var high = items.count
    while low < high {
      let middle = (low + high) / 2
      if items[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < items.count && items[low].path == path ? low : nil
  }

  /// Whether something is to lie at `path`.
  func holds(_ path: RepositoryPath) -> Bool { directories.contains(path) || position(of: path) != nil }

  /// Adds links to the directories called `names` beside tracked files, where the content has nothing there.
  private mutating func link(_ names: [String], from tracked: TrackedFiles) throws(GitError) {
    let candidates = directories.flatMap { directory in names.map { directory.appending($0) } }.sorted()
    let found = try ParallelWork.run(count: candidates.count, size: 512) { chunks throws(GitError) in
      var found: [RepositoryPath] = []
      guard var descent = DirectoryDescent(tracked.workTree) else { return found }
      while let range = chunks.next() {
        for path in candidates[range] {
          guard let status = descent.status(of: path) else { continue }
          let isLink = status.kind == .symbolicLink
          if status.kind == .directory || isLink && tracked.workTree.appending(path).leadsToDirectory {
            found.append(path)
          }
        }
      }
      return found
    }
    let links = found.flatMap { $0 }.filter { !holds($0) }.sorted()
    guard let zero = ObjectID(bytes: [UInt8](repeating: 0, count: 20)) else { return }
    merge(links.map { SnapshotItem(path: $0, kind: .linkedDirectory, id: zero) })
  }

  private mutating func merge(_ links: [SnapshotItem]) {
    if links.isEmpty { return }
    // `vendor/bundle` may be the only thing in `vendor`.
    for link in links { addDirectories(above: link.path) }
    var merged: [SnapshotItem] = []
    merged.reserveCapacity(items.count + links.count)
    var rest = links[...]
    for item in items {
      while let link = rest.first, link.path < item.path {
        merged.append(link)
        rest.removeFirst()
      }
      merged.append(item)
    }
    items = merged + rest
  }

  /// A tree is made by whoever made the commit: no path may lead out of the directory, nor into a `.git`.
  ///
  /// - Throws: `GitError` of kind `malformed` for a path that git itself would not check out.
  static func requireSafe(_ path: RepositoryPath) throws(GitError) {
    let isSafe = path.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { name in
      let lowercased = name.map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }
      return ![[], Array(".".utf8), Array("..".utf8), Array(".git".utf8)].contains(lowercased)
    }
    if !isSafe || path.bytes.contains(0) {
      throw GitError(.malformed, "the content holds a path that git itself would not check out: \(path)")
    }
  }
}
