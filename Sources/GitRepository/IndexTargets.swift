internal import GateModel

/// The index files that an edit of what is staged must reach.
///
/// Mostly the one that git works with. For `git commit -a`, `-i` and `-p` that is `index.lock`, which git has written, reads
/// again after the hook and then renames. For `git commit PATH` (`--only`) it is `next-index-PID.lock`, of which the commit
/// is made, while what is to be the index afterwards waits as `index.lock`: an edit of the first alone would show as a
/// change that nobody made. (git 2.39, builtin/commit.c, `prepare_index`; seen by experiment.)
struct IndexTargets {
  /// What the commit is made of.
  let committed: LocalPath
  /// What becomes the index besides, where that is another file.
  let installed: LocalPath?

  init(_ location: RepositoryLocation) {
    committed = location.indexFile
    let name = location.indexFile.name
    let isPartial =
      name.starts(with: "next-index-".utf8) && name.suffix(5).elementsEqual(".lock".utf8)
      && location.indexFile.parent.resolved == location.gitDirectory.resolved
    let lock = location.gitDirectory.appending("index.lock")
    installed = isPartial && FileStatus(of: lock) != nil ? lock : nil
  }

  var all: [LocalPath] { [committed] + (installed.map { [$0] } ?? []) }

  /// The locks under which gate may have written.
  var possibleLocks: [LocalPath] { all.map { IndexLock(index: $0).path } }
}
