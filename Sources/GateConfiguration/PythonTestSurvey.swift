import GateModel

/// What the Python tests of a repository are written for, where no configuration of a runner tells.
struct PythonTestSurvey {
  /// Whether there are files that look like tests.
  let hasTests: Bool
  /// Whether the standard library's `unittest` runs them: nothing asks for pytest, neither what is installed nor a test.
  let areOfUnittest: Bool

  /// So many tests are read.
  private static let sampleSize = 8

  init(_ paths: [RepositoryPath], read: (RepositoryPath) -> [UInt8]?) {
    let tests = paths.filter(Self.isTest)
    hasTests = !tests.isEmpty
    let requirements = paths.filter { path in
      path.parent?.bytes.isEmpty == true && Self.isRequirement(String(decoding: path.name, as: UTF8.self))
    }
    func mentions(_ word: String, _ path: RepositoryPath) -> Bool? {
      read(path).map { String(decoding: $0, as: UTF8.self).contains(word) }
    }
    if tests.isEmpty || requirements.contains(where: { mentions("pytest", $0) == true }) {
      areOfUnittest = false
      return
    }
    let sample = tests.prefix(Self.sampleSize)
    areOfUnittest =
      sample.contains { mentions("unittest", $0) == true }
      && sample.allSatisfy { mentions("pytest", $0) != true && mentions("unittest", $0) != false }
  }

  private static func isTest(_ path: RepositoryPath) -> Bool {
    let name = String(decoding: path.name, as: UTF8.self)
    return name.hasSuffix(".py") && (name.hasPrefix("test_") || name.hasSuffix("_test.py")) && TestSurvey.isOwn(path)
  }

  /// Where a project says what its tests need.
  private static func isRequirement(_ name: String) -> Bool {
    ["pyproject.toml", "setup.py", "setup.cfg", "tox.ini", "noxfile.py", "Pipfile", "environment.yml"].contains(name)
      || name.hasSuffix(".txt") && name.contains("requirements")
  }
}
