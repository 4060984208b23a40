internal import GateModel

/// Finds the files that are neither tracked nor ignored.
struct UntrackedFiles: Sendable {
  private static let depthLimit = 512
  /// How many directories a thread takes at once.
  private static let chunkSize = 8

  /// A directory to be looked at.
  private struct Directory: Sendable {
    /// Its path with a slash behind it; empty for the root.
    var prefix: [UInt8]
    var rules: IgnoreRules
    /// Where the entries below it lie in the index.
    var tracked: Range<Int>
  }

  private let workTree: LocalPath
  private let rules: IgnoreRules
  private let index: IndexSnapshot

  init(_ rules: IgnoreRules, index: IndexSnapshot, workTree: LocalPath) {
    self.workTree = workTree
    self.rules = rules
    self.index = index
  }

  /// The paths in order. Goes down level by level, the directories of one level on several threads.
  func paths() throws(GitError) -> [RepositoryPath] {
    var found: [RepositoryPath] = []
    var level = [Directory(prefix: [], rules: rules, tracked: 0..<(try index.count))]
    var depth = 0
    while !level.isEmpty {
      if depth > Self.depthLimit {
        let directory = workTree.appending(bytes: level[0].prefix)
        throw GitError(.malformed, "the working tree is nested more than \(Self.depthLimit) deep: \(directory)")
      }
      let (current, currentDepth) = (level, depth)
      let parts = try ParallelWork.run(count: current.count, size: Self.chunkSize) { chunks throws(GitError) in
        var found: [RepositoryPath] = []
        var below: [Directory] = []
        while let range = chunks.next() {
          for directory in current[range] { try scan(directory, depth: currentDepth, into: &found, &below) }
        }
        return (found: found, below: below)
      }
      found += parts.flatMap(\.found)
      level = parts.flatMap(\.below)
      depth += 1
    }
    return found.sorted()
  }

  private func scan(
    _ directory: Directory, depth: Int, into found: inout [RepositoryPath], _ below: inout [Directory]
  ) throws(GitError) {
    let local = workTree.appending(bytes: directory.prefix)
    let entries = DirectoryListing.entries(in: local)
    if entries.isEmpty { return }
    let tracked = try TrackedNames(index, in: directory.tracked, below: directory.prefix.count)
    let hasRules = entries.contains { $0.name.elementsEqual(".gitignore".utf8) }
    let rules = hasRules ? directory.rules.entering(local, depth: depth) : directory.rules
    for entry in entries where entry.kind != .other {
      let file = tracked.file(entry.name)
      if entry.kind != .directory, file != nil || entry.name.elementsEqual(".git".utf8) { continue }
      // A directory may stand where a file is tracked; what lies in it is as untracked as elsewhere.
      if entry.kind == .directory, file?.isSubmodule == true || entry.name.elementsEqual(".git".utf8) { continue }
      let path = directory.prefix + entry.name
      let components = path.split(separator: UInt8(ascii: "/"))
      // Nothing below an ignored directory can be shown, whatever patterns say about it.
      if rules.ignores(components, isDirectory: entry.kind == .directory) { continue }
      let range = tracked.directory(entry.name)
      if entry.kind != .directory || range.isEmpty && isRepository(path) {
        found.append(RepositoryPath(bytes: path))
      } else {
        below.append(Directory(prefix: path + [UInt8(ascii: "/")], rules: rules, tracked: range))
      }
    }
  }

  private func isRepository(_ path: [UInt8]) -> Bool {
    FileStatus(of: workTree.appending(bytes: path).appending(".git")) != nil
  }
}
