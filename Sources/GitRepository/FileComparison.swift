internal import GateModel

/// Decides whether a file of the working tree is what the index records. For one thread.
final class FileComparison {
  private let location: RepositoryLocation
  private let workTree: LocalPath
  private let settings: WorkTreeSettings
  /// When the index was written.
  private let written: Timestamp?
  private let content: WorkingContent

  init(_ location: RepositoryLocation, workTree: LocalPath, settings: WorkTreeSettings, written: Timestamp?) {
    self.location = location
    self.workTree = workTree
    self.settings = settings
    self.written = written
    content = WorkingContent(location, workTree: workTree)
  }

  /// Whether the file with this status is what `entry` records: by the status where that can decide, by content where not.
  func isUnchanged(_ entry: IndexEntry, _ status: FileStatus) throws(GitError) -> Bool {
    if isKnownUnchanged(entry.version.mode, entry.status, status) { return true }
    return try holds(entry.version, at: entry.path, status)
  }

  /// Whether the status alone says that the file is what an entry of this mode records.
  func isKnownUnchanged(_ mode: FileMode, _ cached: CachedStatus, _ status: FileStatus) -> Bool {
    switch (mode, status.kind) {
    case (.regular, .regular), (.executable, .regular), (.symbolicLink, .symbolicLink):
      !hasOtherMode(mode, status) && isTrusted(cached, status)
    default: false
    }
  }

  /// Whether the file with this status has `version` as its content, whatever the index remembers.
  func holds(_ version: FileVersion, at path: RepositoryPath, _ status: FileStatus) throws(GitError) -> Bool {
    switch (version.mode, status.kind) {
    case (.submodule, .directory): return try isUnchangedSubmodule(version, at: path)
    case (.regular, .regular), (.executable, .regular):
      if hasOtherMode(version.mode, status) { return false }
      return try content.isAdded(path, as: version.id)
    case (.symbolicLink, .symbolicLink):
      return workTree.appending(path).linkTarget.flatMap(content.blobID) == version.id
    case (.symbolicLink, .regular):
      // Checked out as a file that holds the target, where links are turned off.
      if settings.hasLinks { return false }
      return content.hash(path) == version.id
    default: return false
    }
  }

  private func hasOtherMode(_ mode: FileMode, _ status: FileStatus) -> Bool {
    settings.trustsMode && mode.isFile && status.isExecutable != (mode == .executable)
  }

  /// Whether the index answers for the file without a look at its content.
  ///
  /// A file that was written when the index was, or later, may have changed after the index saw it (git's
  /// `Documentation/technical/racy-git.txt`); where not all of the status counts, that is decided by whole seconds, as git
  /// does. Size 0 is what git writes for an entry that must be hashed the next time; an empty file costs nothing to hash.
  private func isTrusted(_ cached: CachedStatus, _ status: FileStatus) -> Bool {
    guard let written, cached.size != 0, cached.size == UInt32(truncatingIfNeeded: status.size) else { return false }
    guard settings.comparesAll, settings.trustsChangeTime else {
      return cached.modified.seconds < written.seconds && hasSameStatus(cached, status)
    }
    return cached.modified < written && hasSameStatus(cached, status)
  }

  private func hasSameStatus(_ cached: CachedStatus, _ status: FileStatus) -> Bool {
    if !settings.comparesAll {
      return cached.modified.seconds == status.modified.seconds
        && (!settings.trustsChangeTime || cached.changed.seconds == status.changed.seconds)
    }
    return cached.modified == status.modified && (!settings.trustsChangeTime || cached.changed == status.changed)
      && cached.inode == UInt32(truncatingIfNeeded: status.inode) && cached.owner == status.owner
      && cached.group == status.group
  }

  /// A submodule is as recorded when it was never checked out, or is at the recorded commit without changes of its own.
  private func isUnchangedSubmodule(_ version: FileVersion, at path: RepositoryPath) throws(GitError) -> Bool {
    let directory = workTree.appending(path)
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
    guard module.location.workTree == directory.resolved, head == version.id else { return false }
    let staged = try module.stagedChanges()
    if !staged.isEmpty { return false }
    return try module.workTreeState().isClean
  }
}
