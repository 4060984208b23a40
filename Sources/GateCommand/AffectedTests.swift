import Checks
import GateConfiguration
import GateModel
import TestSelection

/// Joins the tests check with the engine that chooses tests by who needs which file.
enum AffectedTests {
  /// What is known of the tests, `nil` where nothing is.
  ///
  /// - Parameter root: where they run.
  static func stack(
    for tests: CheckConfiguration.TestSettings, in root: RepositoryPath = RepositoryPath(bytes: [])
  ) -> (any SourceStack)? {
    let known = tests.runner.flatMap(SourceStacks.named)
    return tests.map.map { MappedStack($0, in: root, over: known) } ?? known
  }

  /// What chooses the tests of `tests`.
  ///
  /// - Throws: `CheckError` where its `command` makes no sense.
  static func choice(
    for tests: CheckConfiguration.TestSettings, _ settings: CheckSettings, _ graphs: TestGraphs, _ tools: ToolContext
  ) throws(CheckError) -> TestsCheck.Choice {
    if let command = tests.command {
      let list = try TestListCommand(command, settings, context: tools)
      return { scope throws(CheckError) in try listed(list, scope) }
    }
    return { scope throws(CheckError) in
      guard let stack = stack(for: tests, in: settings.selector.root) else {
        return .all(
          reason: tests.runner.map { "the imports of \($0) tests are not known" }
            ?? "`select: affected` needs `runner`, which says what the test files are, or `map` or `command`")
      }
      if scope.kind == .all { return .all(reason: "every file is looked at") }
      let changes = try scope.changes.changes
      if changes.isEmpty { return .none(reason: "nothing changed") }
      let graph = try graphs.graph(of: scope.content, gone: TestSelector.gone(changes), stack, for: settings.id)
      let texts = graphs.texts(of: scope.content, stack, for: settings.id)
      let selector = TestSelector(graph, stack: stack, root: settings.selector.root, texts: texts)
      return switch selector.select(changes) {
      case .everything(let reason): .all(reason: reason)
      case .none(let reason): .none(reason: reason)
      case .tests(let tests): .files(tests.map(\.path), reason: "reached from what changed")
      }
    }
  }

  /// What the program that names tests says of `scope`.
  static func listed(_ list: TestListCommand, _ scope: CheckScope) throws(CheckError) -> TestFiles {
    if scope.kind == .all { return .all(reason: "every file is looked at") }
    let changes = try scope.changes.changes
    if changes.isEmpty { return .none(reason: "nothing changed") }
    let files = Set(try scope.content.files().map(\.path))
    return list.choice(changes.flatMap { [$0.path] + ($0.oldPath.map { [$0] } ?? []) }) { files.contains($0) }
  }
}
