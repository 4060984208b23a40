import Fixing
import GateModel
import GitRepository
import LocalFiles
import Synchronization

/// The directories in which fixed content is judged before it is recorded: always a copy, for it lies nowhere else.
final class FixedPlaces: DirectoryProvider {
  private let copies: ContentCopies
  private let content: any ContentSource
  private let copy = Mutex<ContentCopy?>(nil)

  init(_ copies: ContentCopies, content: any ContentSource) {
    self.copies = copies
    self.content = content
  }

  func place(for isolation: CheckTraits.Isolation, isReal: Bool) throws(CheckError) -> CheckPlace {
    try copy.withLock { copy throws(CheckError) in
      let made: ContentCopy
      if let known = copy {
        made = known
      } else {
        made = try ContentCopy(
          of: content.files(), files: [], at: copies.location, in: copies.parent, linking: copies.linkedDirectories)
        copy = made
      }
      return CheckPlace(directory: made.directory, isSnapshot: true, isExact: true, reason: "the fixed content")
    }
  }

  func isUnchanged(_ place: CheckPlace) -> Bool { copy.withLock { $0?.isUntouched ?? false } }

  /// Removes what was made.
  func cleanUp() {
    copy.withLock { copy in
      copy?.remove()
      copy = nil
    }
  }
}
