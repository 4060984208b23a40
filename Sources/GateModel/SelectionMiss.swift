/// A test that failed although nothing that it is known to need had changed: what chooses tests does not see all that it reads.
package struct SelectionMiss: Hashable, Sendable {
  /// The rule of the finding that tells of it.
  package static let rule = "selection-miss"

  /// The test file.
  package var test: RepositoryPath
  /// What the change consisted of, in path order; some of it, where it is much. Empty where the run was about no change.
  package var changed: [RepositoryPath]
  /// Whether it is certain: the test had passed with the same files that it is known to need, and failed twice now. Otherwise it
  /// may have failed before the change as well.
  package var isCertain: Bool

  package init(test: RepositoryPath, changed: [RepositoryPath], isCertain: Bool) {
    self.test = test
    self.changed = changed
    self.isCertain = isCertain
  }

  /// More paths are not kept.
  package static let mostChanged = 20
}
