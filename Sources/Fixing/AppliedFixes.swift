package import GateModel

/// What was written.
package struct AppliedFixes: Hashable, Sendable {
  /// A file that was not brought along.
  package struct Kept: Hashable, Sendable {
    package var path: RepositoryPath
    /// Why, as the end of a sentence about the file.
    package var reason: String

    package init(path: RepositoryPath, reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  /// The paths of which the index now records the fixed content, in order.
  package var staged: [RepositoryPath] = []
  /// Those whose file in the working tree was left as it was, though the index records the fix.
  package var keptFiles: [Kept] = []
  /// Those that were staged anew meanwhile, and of which nothing was touched.
  package var keptEntries: [RepositoryPath] = []
}
