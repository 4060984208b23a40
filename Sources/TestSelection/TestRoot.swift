import GateModel

/// The directory in which the tests of a check run, one of several in a repository with several projects.
struct TestRoot {
  let path: RepositoryPath

  init(_ path: RepositoryPath) {
    self.path = path
  }

  /// Whether configuration at `path` has a say in how these tests run: it lies among them, or right in a directory above, where
  /// runners and package managers look as well.
  func isConfigured(by path: RepositoryPath) -> Bool {
    path.isInside(self.path) || path.parent.map { self.path.isInside($0) } == true
  }
}
