internal import GateModel

/// Finds the files that are neither tracked nor ignored.
struct UntrackedFiles {
  private static let depthLimit = 512

  private let workTree: LocalPath
  private let rules: IgnoreRules
  /// Tracked paths in order, for look-ups by bisection.
  private let tracked: [RepositoryPath]
  private let submodules: Set<RepositoryPath>

  init(_ repository: borrowing Repository, index: IndexSnapshot, workTree: LocalPath) throws(GitError) {
    self.workTree = workTree
    rules = try IgnoreRules(repository)
    let entries = try index.entries
    tracked = entries.map(\.path)
    submodules = Set(entries.lazy.filter { $0.version.mode == .submodule }.map(\.path))
  }

  /// The paths in order.
  func paths() throws(GitError) -> [RepositoryPath] {
    var found: [RepositoryPath] = []
    try scan([], rules, depth: 0, into: &found)
    return found.sorted()
  }

  private func scan(
    _ prefix: [UInt8], _ outer: IgnoreRules, depth: Int, into found: inout [RepositoryPath]
  ) throws(GitError) {
    let directory = workTree.appending(bytes: prefix)
    if depth > Self.depthLimit {
      throw GitError(.malformed, "the working tree is nested more than \(Self.depthLimit) deep: \(directory)")
    }
    let names = DirectoryListing.names(in: directory)
    let hasRules = names.contains { $0.elementsEqual(".gitignore".utf8) }
    let rules = hasRules ? outer.entering(directory, depth: depth) : outer
    for name in names where !name.elementsEqual(".git".utf8) {
      let path = prefix + name
      let position = firstTracked(notBefore: path)
      let isTracked = position < tracked.count && tracked[position].bytes == path
      guard let status = FileStatus(of: workTree.appending(bytes: path)) else { continue }
      if status.kind == .directory {
        // A directory may stand where a file is tracked; what lies in it is as untracked as elsewhere.
        if isTracked, submodules.contains(tracked[position]) { continue }
        try scanDirectory(path, rules, depth: depth, into: &found)
      } else if !isTracked, status.kind != .other, !rules.ignores(Self.components(path), isDirectory: false) {
        found.append(RepositoryPath(bytes: path))
      }
    }
  }

  private func scanDirectory(
    _ path: [UInt8], _ rules: IgnoreRules, depth: Int, into found: inout [RepositoryPath]
  ) throws(GitError) {
    // Nothing below an ignored directory can be shown, whatever patterns say about it.
    if rules.ignores(Self.components(path), isDirectory: true) { return }
    let prefix = path + [UInt8(ascii: "/")]
    let position = firstTracked(notBefore: prefix)
    let holdsTracked = position < tracked.count && tracked[position].bytes.starts(with: prefix)
    if !holdsTracked, FileStatus(of: workTree.appending(bytes: prefix).appending(".git")) != nil {
      found.append(RepositoryPath(bytes: path))
      return
    }
    try scan(prefix, rules, depth: depth + 1, into: &found)
  }

  private func firstTracked(notBefore path: [UInt8]) -> Int {
    var low = 0
    var high = tracked.count
    while low < high {
      let middle = (low + high) / 2
      if tracked[middle].bytes.lexicographicallyPrecedes(path) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func components(_ path: [UInt8]) -> [ArraySlice<UInt8>] {
    path.split(separator: UInt8(ascii: "/"))
  }
}
