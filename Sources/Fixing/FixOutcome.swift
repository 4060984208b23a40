package import GateModel

/// What fixers made of the content under check.
package struct FixOutcome: Hashable, Sendable {
  /// What one check's fixer had a hand in.
  package struct Author: Hashable, Sendable {
    package var check: CheckID
    /// In path order.
    package var paths: [RepositoryPath]
  }

  /// A fixer whose edits were not used.
  package struct Rejection: Hashable, Sendable {
    package var check: CheckID
    package var reason: String
    package var hint: String?
  }

  /// In path order.
  package var files: [FixedFile] = []
  /// In the order in which the checks are declared; those that changed nothing are left out.
  package var authors: [Author] = []
  package var rejections: [Rejection] = []
  /// Whether the run ended before it was done; then nothing of it may be used.
  package var isInterrupted = false
}
