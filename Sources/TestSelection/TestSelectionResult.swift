package import GateModel

/// A test file that a change can affect, and why.
package struct SelectedTest: Hashable, Sendable {
  /// A file on the way from the change to the test.
  package struct Step: Hashable, Sendable {
    package var path: RepositoryPath
    /// How it needs the file before it; `nil` for the first, which changed itself.
    package var kind: FileLink.Kind?
    /// What of a changed file the test may run; `nil` where that is not told apart.
    package var definition: ChangedDefinition?
    /// Why a changed file is taken as a whole, though definitions are told apart in files like it: the rest of a sentence that
    /// begins with the path.
    package var wholeReason: String?

    package init(
      _ path: RepositoryPath, _ kind: FileLink.Kind? = nil, definition: ChangedDefinition? = nil,
      wholeReason: String? = nil
    ) {
      self.path = path
      self.kind = kind
      self.definition = definition
      self.wholeReason = wholeReason
    }
  }

  package var path: RepositoryPath
  /// From the changed file over those that need it to the test; only the test where that changed itself.
  package var chain: [Step]
  /// How many links lie between the change and the test, 0 where it changed itself. Tests of which it cannot be told whether
  /// they need what changed are farther away than all others.
  package var distance: Int

  package init(path: RepositoryPath, chain: [Step], distance: Int) {
    self.path = path
    self.chain = chain
    self.distance = distance
  }
}

/// The tests that a change can affect.
package enum TestSelectionResult: Hashable, Sendable {
  /// These, the nearest first; never empty.
  case tests([SelectedTest])
  /// All of them, for the change reaches further than the graph tells.
  case everything(reason: String)
  /// None.
  case none(reason: String)
}
