import Fixing
import GateModel
import GitRepository
import Synchronization

/// The directories in which fixed content is judged before it is recorded: always a copy, for it lies nowhere else.
final class FixedPlaces: DirectoryProvider {
  private let copies: ContentCopies
  private let scope: CheckScope
  private let tree = Mutex<SnapshotTree?>(nil)

  init(_ copies: ContentCopies, scope: CheckScope) {
    self.copies = copies
    self.scope = scope
  }

  func place(
    for reach: ContentReach, isolation: CheckTraits.Isolation, isReal: Bool
  ) throws(CheckError) -> CheckPlace {
    try tree.withLock { tree throws(CheckError) in
      let made: SnapshotTree
      if let known = tree {
        made = known
      } else {
        made = try copies.tree(of: scope.content.files(), in: scope, slot: "fixed")
        tree = made
      }
      return CheckPlace(
        directory: made.directory, isSnapshot: true, isExact: made.holdsAll(of: reach), reason: "the fixed content",
        reach: reach)
    }
  }

  func isUnchanged(_ place: CheckPlace) -> Bool {
    tree.withLock { tree in
      do throws(GitError) {
        guard let tree else { return false }
        return try tree.isUnchanged(place.reach)
      } catch {
        // Not knowing is no reason to trust.
        return false
      }
    }
  }

  /// Ends the use of what was made.
  func cleanUp() {
    tree.withLock { tree in
      tree?.close()
      tree = nil
    }
  }
}
