package import GateModel

/// A test file that a change can affect, and why.
package struct SelectedTest: Hashable, Sendable {
  package var path: RepositoryPath
  /// From the changed file over those that import it to the test; only the test where that changed itself.
  package var chain: [RepositoryPath]

  package init(path: RepositoryPath, chain: [RepositoryPath]) {
    self.path = path
    self.chain = chain
  }
}

/// The tests that a change can affect.
package enum TestSelectionResult: Hashable, Sendable {
  /// These, in path order; never empty.
  case tests([SelectedTest])
  /// All of them, for the change reaches further than imports tell.
  case everything(reason: String)
  /// None.
  case none(reason: String)
}
