/// A directory in which a check may read the content under check.
package struct CheckPlace: Sendable {
  /// Where the files lie.
  package var directory: LocalPath
  /// Whether it is a snapshot that gate made rather than the working tree.
  package var isSnapshot: Bool
  /// Whether it holds just the content under check. Where it does not (a check asked to run in a working tree that differs),
  /// the verdict says nothing about the content and is not kept.
  package var isExact: Bool
  /// Why this place, for a person.
  package var reason: String

  package init(directory: LocalPath, isSnapshot: Bool, isExact: Bool, reason: String) {
    self.directory = directory
    self.isSnapshot = isSnapshot
    self.isExact = isExact
    self.reason = reason
  }
}

/// Finds or makes the directories in which checks run. Asked only when something must really be executed.
package protocol DirectoryProvider: Sendable {
  /// The place for a check of this isolation. `isReal` is `false` where the place is only to be named, not made.
  ///
  /// - Throws: `CheckError` where the content cannot be laid out.
  func place(for isolation: CheckTraits.Isolation, isReal: Bool) throws(CheckError) -> CheckPlace

  /// Whether the files of the place are still what they were when it was given out. A tool that rewrites files, or an editor
  /// that saves one while checks run, makes this false, and no verdict of the run is kept.
  func isUnchanged(_ place: CheckPlace) -> Bool
}
