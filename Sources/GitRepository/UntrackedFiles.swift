internal import CLibgit2
internal import GateModel

/// Finds the files that are neither tracked nor ignored (gitignore(5)).
struct UntrackedFiles: ~Copyable {
  private static let depthLimit = 512

  private let repository: OpaquePointer
  private let workTree: LocalPath
  /// Tracked paths in order, for look-ups by bisection.
  private let tracked: [RepositoryPath]
  private let submodules: Set<RepositoryPath>

  /// Borrows the repository's pointer: must not outlive it.
  init(_ repository: borrowing Repository, index: IndexSnapshot, workTree: LocalPath) {
    self.repository = repository.handle.pointer
    self.workTree = workTree
    tracked = index.entries.map(\.path)
    submodules = Set(index.entries.lazy.filter { $0.version.mode == .submodule }.map(\.path))
  }

  /// The paths in order.
  func paths() throws(GitError) -> [RepositoryPath] {
    var found: [RepositoryPath] = []
    try scan([], depth: 0, into: &found)
    return found.sorted()
  }

  private func scan(_ prefix: [UInt8], depth: Int, into found: inout [RepositoryPath]) throws(GitError) {
    let directory = workTree.appending(bytes: prefix)
    if depth > Self.depthLimit {
      throw GitError(.malformed, "the working tree is nested more than \(Self.depthLimit) deep: \(directory)")
    }
    for name in DirectoryListing.names(in: directory) where !Self.isGitDirectory(name) {
      let path = prefix + name
      let position = firstTracked(notBefore: path)
      let isTracked = position < tracked.count && tracked[position].bytes == path
      guard let status = FileStatus(of: workTree.appending(bytes: path)) else { continue }
      if status.kind == .directory {
        // A directory may stand where a file is tracked; what lies in it is as untracked as elsewhere.
        if isTracked, submodules.contains(tracked[position]) { continue }
        try scanDirectory(path + [UInt8(ascii: "/")], depth: depth, into: &found)
      } else if isTracked {
        continue
      } else if status.kind != .other, try !isIgnored(path) {
        found.append(RepositoryPath(bytes: path))
      }
    }
  }

  private func scanDirectory(_ prefix: [UInt8], depth: Int, into found: inout [RepositoryPath]) throws(GitError) {
    let position = firstTracked(notBefore: prefix)
    let holdsTracked = position < tracked.count && tracked[position].bytes.starts(with: prefix)
    if !holdsTracked {
      if try isIgnored(prefix) { return }
      let isRepository = FileStatus(of: workTree.appending(bytes: prefix).appending(".git")) != nil
      if isRepository {
        found.append(RepositoryPath(bytes: prefix.dropLast()))
        return
      }
    }
    try scan(prefix, depth: depth + 1, into: &found)
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

  private func isIgnored(_ path: [UInt8]) throws(GitError) -> Bool {
    var flag: Int32 = 0
    // With its trailing slash, which a `LocalPath` would drop: that is how libgit2 knows a directory.
    let text = path.map { CChar(bitPattern: $0) } + [0]
    let code = git_ignore_path_is_ignored(&flag, repository, text)
    try check(code, "could not tell whether \(RepositoryPath(bytes: path)) is ignored")
    return flag != 0
  }

  private static func isGitDirectory(_ name: [UInt8]) -> Bool { name.elementsEqual(".git".utf8) }
}
