internal import GateModel

/// A difference as `git diff --raw --no-renames` tells it, before renames are found.
struct RawChange {
  enum Mark { case none, conflicted, intentToAdd }

  var path: RepositoryPath
  var old: FileVersion?
  var new: FileVersion?
  var mark = Mark.none

  /// The change in the words of a ``ChangeSet``.
  var change: Change {
    switch mark {
    case .conflicted: return Change(.conflicted, path, old: old)
    case .intentToAdd: return Change(.intentToAdd, path)
    case .none: break
    }
    guard let old else { return Change(.added, path, new: new) }
    guard let new else { return Change(.deleted, path, old: old) }
    let status: Change.Status =
      if old.mode != new.mode, !(old.mode.isFile && new.mode.isFile) {
        .typeChanged
      } else if old.id == new.id {
        .modeChanged
      } else {
        .modified
      }
    return Change(status, path, old: old, new: new)
  }
}
