import GateModel

/// Changed files by what they can do to tests.
struct ChangeTriage {
  /// Modules that are there, to follow the imports from.
  private(set) var modules: [RepositoryPath] = []
  /// Test files that are gone.
  private(set) var deletedTests: [RepositoryPath] = []
  /// Files that are no modules, there or gone.
  private(set) var others: [RepositoryPath] = []
  /// Why everything is affected, where that is plain from the paths.
  private(set) var reason: String?

  private static let dataDirectories: Set<String> = [
    "test", "tests", "__tests__", "spec", "specs", "fixtures", "__fixtures__", "__snapshots__", "snapshots", "testdata",
    "test_data", "test-data", "testing", "cassettes",
  ]

  init(_ changes: [Change], runner: TestRunner) {
    for change in changes where reason == nil {
      switch change.status {
      case .added, .modified, .modeChanged: place(change.path, isThere: true, runner)
      case .deleted: place(change.path, isThere: false, runner)
      case .renamed:
        place(change.path, isThere: true, runner)
        if reason == nil, let old = change.oldPath { place(old, isThere: false, runner) }
      case .typeChanged: reason = "\(change.path) became another kind of entry"
      case .conflicted: reason = "\(change.path) has a conflict"
      // Nothing of it is recorded.
      case .intentToAdd: continue
      }
      for version in [change.old, change.new] where reason == nil {
        if let version, !version.mode.isFile { reason = "\(change.path) is a link or a submodule" }
      }
    }
    if others.count > 500 { reason = "more than 500 files changed that are no modules" }
  }

  private mutating func place(_ path: RepositoryPath, isThere: Bool, _ runner: TestRunner) {
    if runner.isConfiguration(path) {
      reason = "\(path) decides how tests run"
    } else if runner.isNativeModule(path) {
      reason = "\(path) is built into a module, which imports do not show"
    } else if runner.isModule(path) {
      if path.hasDirectory(["__mocks__"]) {
        reason = "\(path) is a mock, which tests use without importing it"
      } else if isThere {
        modules.append(path)
      } else if runner.isTest(path) {
        deletedTests.append(path)
      } else {
        reason = "the module \(path) is gone, so its importers can no longer be told"
      }
    } else if path.hasDirectory(Self.dataDirectories) {
      reason = "\(path) lies among the data of tests"
    } else {
      others.append(path)
    }
  }
}
