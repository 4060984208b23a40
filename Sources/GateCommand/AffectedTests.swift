import Checks
import GateConfiguration
import GateModel
import TestSelection

/// Joins the tests check with the engine that chooses tests by imports.
enum AffectedTests {
  /// Larger files are taken for something that imports cannot be read from.
  private static let sizeLimit: UInt64 = 4 << 20

  /// What chooses the tests of `tests`.
  static func choice(
    for tests: CheckConfiguration.TestSettings, _ settings: CheckSettings
  ) -> TestsCheck.Choice {
    { scope throws(CheckError) in
      guard let runner = tests.runner else {
        return .all(reason: "`select: affected` needs `runner`, which says what the test files are")
      }
      if scope.kind == .all { return .all(reason: "every file is looked at") }
      let content = scope.content
      let files = try content.files().map(\.path)
      let read: (RepositoryPath) throws -> [UInt8]? = { path in
        guard let version = try content.version(at: path), version.mode.isFile,
          try content.size(of: version.id) <= sizeLimit
        else { return nil }
        return try content.bytes(of: version.id, limit: sizeLimit)
      }
      let result = TestSelector.select(
        changed: try scope.changes.changes, files: files, content: read, runner: runner)
      return switch result {
      case .everything(let reason): .all(reason: reason)
      case .none(let reason): .none(reason: reason)
      case .tests(let tests): .files(tests.map(\.path), reason: "reached from what changed")
      }
    }
  }
}
