import Fixing
import GateModel
import GateRunner
import GitRepository
import LocalFiles
import Synchronization

/// The directory in which fixed content is judged before it is recorded: always a copy, for it lies nowhere else, and only as
/// much of it as the checks that have to run read.
final class FixedPlaces: DirectoryProvider {
  private let copies: ContentCopies
  private let plan: [PlannedCheck]
  private let scope: CheckScope
  private let copy = Mutex<ContentCopy?>(nil)

  init(_ copies: ContentCopies, plan: [PlannedCheck], scope: CheckScope) {
    self.copies = copies
    self.plan = plan
    self.scope = scope
  }

  func place(for isolation: CheckTraits.Isolation, isReal: Bool) throws(CheckError) -> CheckPlace {
    try copy.withLock { copy throws(CheckError) in
      let made: ContentCopy
      if let known = copy {
        made = known
      } else {
        made = try ContentCopy(
          of: content(), files: [], at: copies.location, in: copies.parent, linking: copies.linkedDirectories)
        copy = made
      }
      return CheckPlace(directory: made.directory, isSnapshot: true, isExact: true, reason: "the fixed content")
    }
  }

  func isUnchanged(_ place: CheckPlace) -> Bool { copy.withLock { $0?.isUntouched ?? false } }

  private func content() throws(CheckError) -> [SnapshotFile] {
    let executed = plan.filter { !$0.executedFiles.isEmpty }
    if executed.contains(where: { $0.check.traits.grain == .task }) { return try scope.content.files() }
    var needed: Set<RepositoryPath> = []
    for planned in executed {
      needed.formUnion(try copies.paths(for: planned.check, files: planned.executedFiles, in: scope))
    }
    return try copies.files(at: needed, in: scope)
  }

  /// Removes what was made.
  func cleanUp() {
    copy.withLock { copy in
      copy?.remove()
      copy = nil
    }
  }
}
