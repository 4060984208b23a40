/// A directory in which a check may read the content under check.
package struct CheckPlace: Hashable, Sendable {
  /// Where the files lie.
  package var directory: LocalPath
  /// Whether it is a snapshot that gate made rather than the working tree.
  package var isSnapshot: Bool
  /// Whether all that the check reads there is just what would be recorded. Where it is not (a check asked to run in a working
  /// tree that differs), the verdict says nothing about the content and is not kept.
  package var isExact: Bool
  /// Why this place, for a person.
  package var reason: String
  /// What the place was given out for.
  package var reach: ContentReach

  package init(directory: LocalPath, isSnapshot: Bool, isExact: Bool, reason: String, reach: ContentReach) {
    self.directory = directory
    self.isSnapshot = isSnapshot
    self.isExact = isExact
    self.reason = reason
    self.reach = reach
  }
}

/// Finds or makes the directories in which checks run. Asked only when something must really be executed.
package protocol DirectoryProvider: Sendable {
  /// The place for a check that reads `reach` and wants this isolation. `isReal` is `false` where the place is only to be
  /// named, not made.
  ///
  /// - Throws: `CheckError` where the content cannot be laid out.
  func place(
    for reach: ContentReach, isolation: CheckTraits.Isolation, isReal: Bool
  ) throws(CheckError) -> CheckPlace

  /// Whether the files that the place was given out for are still what they were then. A tool that rewrites files, or an
  /// editor that saves one while checks run, makes this false, and the verdict is not kept.
  func isUnchanged(_ place: CheckPlace) -> Bool

  /// Is told that a check wrote files there, so that what was known of them holds no more.
  func wasWritten(_ place: CheckPlace)
}

extension DirectoryProvider {
  package func wasWritten(_ place: CheckPlace) {}
}
