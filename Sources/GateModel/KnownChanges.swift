import Synchronization

/// The change set of a scope, made once and shared by all copies of the scope.
final class KnownChanges: Sendable {
  /// Whether the changes were given rather than being all files of the content.
  let isListed: Bool
  private let made: Mutex<ChangeSet?>

  /// - Parameter changes: `nil` where they are all files of the content.
  init(_ changes: ChangeSet?) {
    isListed = changes != nil
    made = Mutex(changes)
  }

  func changes(in content: any ContentSource) throws(CheckError) -> ChangeSet {
    try made.withLock { made throws(CheckError) in
      if let made { return made }
      let changes = ChangeSet(try content.files().map { Change(.added, $0.path, new: $0.version) })
      made = changes
      return changes
    }
  }
}
