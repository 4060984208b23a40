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
      guard let stack = SourceStacks.named(runner: runner) else {
        return .all(reason: "the imports of \(runner) tests are not known")
      }
      if scope.kind == .all { return .all(reason: "every file is looked at") }
      let changes = try scope.changes.changes
      if changes.isEmpty { return .none(reason: "nothing changed") }
      let graph = try graph(of: scope.content, gone: TestSelector.gone(changes), stack)
      return switch TestSelector(graph, stack: stack).select(changes) {
      case .everything(let reason): .all(reason: reason)
      case .none(let reason): .none(reason: reason)
      case .tests(let tests): .files(tests.map(\.path), reason: "reached from what changed")
      }
    }
  }

  private static func graph(
    of content: any ContentSource, gone: [RepositoryPath], _ stack: any SourceStack
  ) throws(CheckError) -> SourceGraph {
    let table = FileTable(try content.files(), gone: gone)
    return GraphBuilder(stack).graph(of: table) { file in
      guard try content.size(of: file.version.id) <= sizeLimit else { return nil }
      return try content.bytes(of: file.version.id, limit: sizeLimit)
    }
  }
}
