internal import CLibgit2
internal import GateModel

/// Compares the files of the working tree with the entries of the index.
struct WorkTreeComparison {
  /// Larger files are not held in memory to be hashed.
  private static let sizeLimit = 8 << 20

  private let repository: Libgit2Repository
  private let location: RepositoryLocation
  private let index: IndexSnapshot
  private let workTree: LocalPath
  /// `core.fileMode`: whether the file system keeps the executable bit.
  private let trustsMode: Bool
  /// `core.symlinks`: whether links are checked out as links.
  private let hasLinks: Bool

  init(_ repository: borrowing Repository, index: IndexSnapshot, workTree: LocalPath) throws(GitError) {
    let trustsMode = try repository.configuration.isTrue("core.fileMode", fallback: true)
    let hasLinks = try repository.configuration.isTrue("core.symlinks", fallback: true)
    self.repository = repository.handle
    self.location = repository.location
    self.index = index
    self.workTree = workTree
    self.trustsMode = trustsMode
    self.hasLinks = hasLinks
  }

  /// The state without its untracked files.
  func tracked() throws(GitError) -> WorkTreeState {
    var state = WorkTreeState(changed: [], untracked: [])
    var path = TerminatedPath(workTree)
    for entry in try index.entries {
      if entry.stage != 0 || entry.isIntentToAdd {
        if state.changed.last != entry.path { state.changed.append(entry.path) }
        continue
      }
      let status = path.with(entry.path) { FileStatus(ofTerminated: $0) }
      guard let status else {
        if entry.skipsWorkTree { state.absent.append(entry.path) } else { state.changed.append(entry.path) }
        continue
      }
      if try !isUnchanged(entry, status) { state.changed.append(entry.path) }
    }
    return state
  }

  private func isUnchanged(_ entry: IndexEntry, _ status: FileStatus) throws(GitError) -> Bool {
    switch (entry.version.mode, status.kind) {
    case (.submodule, .directory):
      return try isUnchangedSubmodule(entry)
    case (.regular, .regular), (.executable, .regular):
      if trustsMode, status.isExecutable != (entry.version.mode == .executable) { return false }
      return isTrusted(entry, status) || hasRecordedContent(entry)
    case (.symbolicLink, .symbolicLink):
      return isTrusted(entry, status) || workTree.appending(entry.path).linkTarget.flatMap(blobID) == entry.version.id
    case (.symbolicLink, .regular):
      // Checked out as a file that holds the target, where links are turned off.
      return !hasLinks && (isTrusted(entry, status) || hasRecordedContent(entry, filtered: false))
    default:
      return false
    }
  }

  /// Whether the index answers for the file without a look at its content.
  private func isTrusted(_ entry: IndexEntry, _ status: FileStatus) -> Bool {
    guard let written = index.written, entry.status.modified < written else { return false }
    let cached = entry.status
    return cached.modified == status.modified && cached.changed == status.changed
      && cached.inode == UInt32(truncatingIfNeeded: status.inode) && cached.owner == status.owner
      && cached.group == status.group && cached.size == UInt32(truncatingIfNeeded: status.size)
      // git writes size 0 for an entry that must be hashed the next time.
      && cached.size != 0
  }

  private func hasRecordedContent(_ entry: IndexEntry, filtered: Bool = true) -> Bool {
    // Without libgit2 where no filter made a difference: most files that the index cannot vouch for are just staged ones.
    let file = workTree.appending(entry.path)
    let bytes = FileBytes.read(file, limit: Self.sizeLimit, followsLinks: false)
    if bytes.flatMap(blobID) == entry.version.id { return true }
    guard let pointer = try? repository.pointer else { return false }
    var oid = git_oid()
    let code = workTree.appending(entry.path).withCString { path in
      git_repository_hashfile(&oid, pointer, path, GIT_OBJECT_BLOB, filtered ? nil : "")
    }
    // What cannot be read (gone meanwhile, no permission, a filter that refuses) is not what is recorded.
    return code == 0 && ObjectID(oid) == entry.version.id
  }

  private func blobID(_ bytes: [UInt8]) -> ObjectID? {
    GitObject(kind: .blob, bytes: bytes).id(location.objectFormat)
  }

  /// A submodule is as recorded when it was never checked out, or is at the recorded commit without changes of its own.
  private func isUnchangedSubmodule(_ entry: IndexEntry) throws(GitError) -> Bool {
    let directory = workTree.appending(entry.path)
    if FileStatus(of: directory.appending(".git")) == nil { return true }
    var environment = ["GIT_CEILING_DIRECTORIES": directory.parent.description]
    environment["HOME"] = location.home
    environment["XDG_CONFIG_HOME"] = location.xdgHome
    let module: Repository
    do {
      module = try Repository.open(from: directory, environment: environment)
    } catch {
      // A broken submodule is certainly not what is recorded.
      return false
    }
    let head = try module.headCommit
    guard module.location.workTree == directory.resolved, head == entry.version.id else { return false }
    let staged = try module.stagedChanges()
    let state = try module.workTreeState()
    return staged.isEmpty && state.isClean
  }
}

/// A directory's path with others appended in place, so that asking for many files allocates nothing.
struct TerminatedPath {
  private var buffer: [CChar]
  private let prefix: Int

  init(_ directory: LocalPath) {
    buffer = directory.appending(bytes: [UInt8(ascii: ".")]).bytes.dropLast().map { CChar(bitPattern: $0) }
    prefix = buffer.count
  }

  /// Calls `body` with the path of `path` below the directory, NUL-terminated.
  mutating func with<Result>(_ path: RepositoryPath, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    buffer.removeSubrange(prefix...)
    for byte in path.bytes { buffer.append(CChar(bitPattern: byte)) }
    buffer.append(0)
    return body(buffer)
  }
}
