internal import GateModel

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Takes away what tools left in a snapshot tree: all that is neither to be there nor ignored by the content's own rules. What
/// is ignored stays, as it would in a working tree: the caches that make the next run fast are such files.
struct LeftoverSweep: ~Copyable {
  private struct Rules {
    var ignore: IgnoreRules
    /// Whether the directory is ignored itself, or lies in one that is.
    var isIgnored: Bool
  }

  private let tree: LocalPath
  private let contents: SnapshotContents
  private var descent: DirectoryDescent
  private var rules: [RepositoryPath: Rules]
  /// Directories that are no part of the content and stay, for something ignored is in them.
  private(set) var extras: Set<RepositoryPath> = []
  /// Directories from which something was taken.
  private(set) var touched: [RepositoryPath] = []

  init(_ tree: LocalPath, _ contents: SnapshotContents, _ rules: IgnoreRules) throws(GitError) {
    guard let descent = DirectoryDescent(tree) else { throw GitError.system("open", tree) }
    self.descent = descent
    self.tree = tree
    self.contents = contents
    let root = RepositoryPath(bytes: [])
    self.rules = [root: Rules(ignore: rules.entering(tree, depth: 0), isIgnored: false)]
  }

  /// Sweeps `directory`, and below it the directories that are no part of the content.
  ///
  /// - Returns: whether something that is ignored is left.
  @discardableResult
  mutating func sweep(_ directory: RepositoryPath) -> Bool {
    let rules = rules(for: directory)
    if rules.isIgnored { return true }
    var isKept = false
    for entry in entries(of: directory) {
      let path = directory.appending(entry.name)
      if contents.holds(path) { continue }
      let isDirectory = entry.kind == .directory
      let components = path.bytes.split(separator: UInt8(ascii: "/"))
      if entry.kind != .other, rules.ignore.ignores(components, isDirectory: isDirectory) {
        isKept = true
      } else if isDirectory, sweep(path) {
        extras.insert(path)
        isKept = true
      } else {
        // What cannot be removed now may be another time; until then the directory counts as changed.
        _ = descent.at(path) { TreeRemoval.remove($1, in: $0) }
        touched.append(directory)
      }
    }
    return isKept
  }

  private mutating func entries(of directory: RepositoryPath) -> [DirectoryListing.Entry] {
    let descriptor = descent.at(directory) { openat($0, $1, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
    guard let descriptor, descriptor >= 0 else { return [] }
    return DirectoryListing.entries(owning: descriptor)
  }

  private mutating func rules(for directory: RepositoryPath) -> Rules {
    if let known = rules[directory] { return known }
    let outer = rules(for: directory.parent ?? RepositoryPath(bytes: []))
    let components = directory.bytes.split(separator: UInt8(ascii: "/"))
    let found = Rules(
      ignore: outer.ignore.entering(tree.appending(directory), depth: components.count),
      isIgnored: outer.isIgnored || outer.ignore.ignores(components, isDirectory: true))
    rules[directory] = found
    return found
  }
}

extension RepositoryPath {
  /// This path with a name below it.
  fileprivate func appending(_ name: [UInt8]) -> RepositoryPath {
    RepositoryPath(bytes: bytes.isEmpty ? name : bytes + [UInt8(ascii: "/")] + name)
  }
}
