internal import Digests
internal import GateModel

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The directory of one snapshot: the tree, and beside it what gate knows of it.
///
///     PARENT/WORK-TREE/SLOT/lock
///                          /manifest
///                          /journal
///                          /empty/
///                          /tree/NAME/…
///
/// `WORK-TREE` is made of the paths of git directory and working tree. The tree has the `NAME` of the working tree, which some
/// tools take for the name of the project.
struct SnapshotSlot: Sendable {
  let directory: LocalPath
  let tree: LocalPath
  let lock: SnapshotLock
  /// Whether it goes away with the run.
  let isTemporary: Bool

  var manifest: LocalPath { directory.appending("manifest") }
  var journal: LocalPath { directory.appending("journal") }
  var emptyDirectory: LocalPath { directory.appending("empty") }

  /// The name of the file that says to which work tree the slots beside it belong.
  static let ownerName = "owner"
  /// What the name of a slot starts with that goes away with its run.
  static let temporaryMark: Character = "~"

  /// The slot `name` of the work tree at `location`; a temporary one where it has no name, or another process has it.
  ///
  /// - Throws: `GitError` where the directories cannot be made.
  static func take(
    _ name: String?, of location: RepositoryLocation, in parent: LocalPath
  ) throws(GitError) -> SnapshotSlot {
    let base = parent.appending(identifier(of: location))
    try makeDirectory(parent.parent.parent)
    try makeDirectory(parent.parent)
    try makeDirectory(parent)
    try makeDirectory(base)
    let owner = base.appending(ownerName)
    if FileStatus(of: owner) == nil {
      try FileBytes.replace(owner, with: ownerText(of: location), mark: "-\(uniqueName())")
    }
    if let name, let slot = try take(base.appending(name), of: location, isTemporary: false) { return slot }
    for _ in 0..<10 {
      let unique = "\(temporaryMark)\(uniqueName())"
      if let slot = try take(base.appending(unique), of: location, isTemporary: true) { return slot }
    }
    throw GitError(.conflict, "could not find a directory in \(base) that nobody else uses")
  }

  private static func take(
    _ directory: LocalPath, of location: RepositoryLocation, isTemporary: Bool
  ) throws(GitError) -> SnapshotSlot? {
    try makeDirectory(directory)
    guard let lock = try SnapshotLock.take(directory.appending("lock")) else { return nil }
    let name = (location.workTree ?? location.gitDirectory).name
    let holder = directory.appending("tree")
    try makeDirectory(holder)
    try makeDirectory(directory.appending("empty"))
    let tree = name.isEmpty ? holder.appending("root") : holder.appending(bytes: name)
    try makeDirectory(tree)
    // The real path, for that is what tools print.
    let slot = SnapshotSlot(
      directory: directory.resolved, tree: tree.resolved, lock: lock, isTemporary: isTemporary)
    return slot
  }

  private static func uniqueName() -> String { String(UInt64.random(in: .min ... .max), radix: 36) }

  private static func makeDirectory(_ path: LocalPath) throws(GitError) {
    let code = path.withCString { mkdir($0, 0o700) }
    guard code == 0 || errno == EEXIST || errno == EISDIR else { throw GitError.system("make", path) }
  }

  private static func identifier(of location: RepositoryLocation) -> String {
    String(Digest256.hex(Digest256.of(ownerText(of: location))).prefix(20))
  }

  /// The paths that must exist for the snapshots to be of use, each with a NUL behind it.
  private static func ownerText(of location: RepositoryLocation) -> [UInt8] {
    [location.gitDirectory, location.workTree].compactMap { $0 }.flatMap { $0.resolved.bytes + [0] }
  }

  /// Takes the whole slot away, which nobody uses but us.
  func remove() {
    TreeRemoval.remove(directory)
  }
}
