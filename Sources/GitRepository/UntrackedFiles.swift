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
    var level = [Directory(prefix: [], rules: rules, tracked: 0..<index.entries.count)]
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
          for directory in current[range] { scan(directory, depth: currentDepth, into: &found, &below) }
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
  ) {
    let local = workTree.appending(bytes: directory.prefix)
    let entries = DirectoryListing.entries(in: local)
    let hasRules = entries.contains { $0.name.elementsEqual(".gitignore".utf8) }
    let rules = hasRules ? directory.rules.entering(local, depth: depth) : directory.rules
    for entry in entries where entry.kind != .other && !entry.name.elementsEqual(".git".utf8) {
      let path = directory.prefix + entry.name
      let position = first(in: directory.tracked, notBefore: path)
      let isTracked = position < directory.tracked.upperBound && index.entries[position].path.bytes == path
      if entry.kind == .directory {
        // A directory may stand where a file is tracked; what lies in it is as untracked as elsewhere.
        if isTracked, index.entries[position].version.mode == .submodule { continue }
        enter(path, in: directory, rules, into: &found, &below)
      } else if !isTracked, !rules.ignores(Self.components(path), isDirectory: false) {
        found.append(RepositoryPath(bytes: path))
      }
    }
  }

  private func enter(
    _ path: [UInt8], in directory: Directory, _ rules: IgnoreRules, into found: inout [RepositoryPath],
    _ below: inout [Directory]
  ) {
    // Nothing below an ignored directory can be shown, whatever patterns say about it.
    if rules.ignores(Self.components(path), isDirectory: true) { return }
    let prefix = path + [UInt8(ascii: "/")]
    let start = first(in: directory.tracked, notBefore: prefix)
    // `0` follows `/`: the first path that is not below the directory.
    let end = first(in: start..<directory.tracked.upperBound, notBefore: path + [UInt8(ascii: "0")])
    if start == end, FileStatus(of: workTree.appending(bytes: prefix).appending(".git")) != nil {
      found.append(RepositoryPath(bytes: path))
      return
    }
    below.append(Directory(prefix: prefix, rules: rules, tracked: start..<end))
  }

  /// Where in `range` the first entry stands whose path is not before `path`.
  private func first(in range: Range<Int>, notBefore path: [UInt8]) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if index.entries[middle].path.bytes.lexicographicallyPrecedes(path) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func components(_ path: [UInt8]) -> [ArraySlice<UInt8>] {
    path.split(separator: UInt8(ascii: "/"))
  }
}
