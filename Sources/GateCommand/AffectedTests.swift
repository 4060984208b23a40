import Checks
import GateConfiguration
import GateModel
import TestSelection

/// Joins the tests check with the engine that chooses tests by who needs which file.
enum AffectedTests {
  /// What is known of the tests, `nil` where nothing is.
  static func stack(for tests: CheckConfiguration.TestSettings) -> (any SourceStack)? {
    tests.runner.flatMap(SourceStacks.named)
  }

  /// What chooses the tests of `tests`.
  static func choice(
    for tests: CheckConfiguration.TestSettings, _ settings: CheckSettings, _ graphs: TestGraphs
  ) -> TestsCheck.Choice {
    { scope throws(CheckError) in
      guard let runner = tests.runner else {
        return .all(reason: "`select: affected` needs `runner`, which says what the test files are")
      }
      guard let stack = stack(for: tests) else {
        return .all(reason: "the imports of \(runner) tests are not known")
      }
      if scope.kind == .all { return .all(reason: "every file is looked at") }
      let changes = try scope.changes.changes
      if changes.isEmpty { return .none(reason: "nothing changed") }
      let graph = try graphs.graph(of: scope.content, gone: TestSelector.gone(changes), stack, for: settings.id)
      return switch TestSelector(graph, stack: stack, root: settings.selector.root).select(changes) {
      case .everything(let reason): .all(reason: reason)
      case .none(let reason): .none(reason: reason)
      case .tests(let tests): .files(tests.map(\.path), reason: "reached from what changed")
      }
    }
  }
}
