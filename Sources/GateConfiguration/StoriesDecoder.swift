import DocumentTree
import GateModel

/// Reads `stories:`.
enum StoriesDecoder {
  /// - Parameter checks: the names of all checks.
  static func decode(_ node: DocumentNode, checks: [String], _ problems: inout Problems) -> [Story] {
    (problems.entries("stories", node) ?? []).compactMap { entry in
      guard let id = entry.key.scalarText else { return nil }
      if !CheckID.isValid(id) {
        problems.report(
          .invalidValue(
            key: id,
            problem: "a story's id is made of at most 100 letters, digits, \"-\" (not first), \"_\", \".\" and \"/\""),
          at: entry.key.start)
      }
      guard
        let fields = Fields(
          entry.value, place: "story \(quoted(id))", named: id, known: ConfigurationKeys.story, problems: &problems)
      else { return nil }
      return story(id, at: range(of: entry.key), fields, checks: checks, &problems)
    }
  }

  private static func story(
    _ id: String, at range: SourceRange, _ fields: Fields, checks: [String], _ problems: inout Problems
  ) -> Story {
    var story = Story(id: id, range: range)
    if let node = fields.required("paths", &problems) {
      story.paths = problems.patterns("paths", node) ?? []
      if case .sequence([]) = node.content {
        problems.report(.invalidValue(key: "paths", problem: "it is empty"), at: node.start)
      }
    }
    if let node = fields["tests"] { story.tests = problems.patterns("tests", node) ?? [] }
    if let node = fields["flags"] {
      story.flags = (problems.items("flags", node, allowsOne: true) ?? []).compactMap { item in
        problems.string("flags", item, expected: "the key of a flag").map { Story.Name($0, at: Self.range(of: item)) }
      }
    }
    for item in fields["checks"].flatMap({ problems.items("checks", $0, allowsOne: true) }) ?? [] {
      guard let name = problems.string("checks", item, expected: "the name of a check") else { continue }
      if !checks.contains(name) { problems.reportUnknown("check", name, at: item.start, known: checks) }
      story.checks.append(CheckID(name))
    }
    if let node = fields["rollback"] { story.rollback = rollback(node, of: id, &problems) }
    return story
  }

  /// A command line, or a mapping with one.
  private static func rollback(
    _ node: DocumentNode, of story: String, _ problems: inout Problems
  ) -> Story.Rollback? {
    guard case .mapping = node.content else {
      return problems.string("rollback", node, expected: "a command line, or a mapping with one").map {
        Story.Rollback(command: $0, range: range(of: node))
      }
    }
    guard
      let fields = Fields(
        node, place: "the rollback of story \(quoted(story))", named: "rollback", known: ConfigurationKeys.rollback,
        problems: &problems), let line = fields.required("command", &problems),
      let command = problems.string("command", line, expected: "a command line")
    else { return nil }
    var rollback = Story.Rollback(command: command, range: range(of: line))
    if let node = fields["undo"] { rollback.undo = problems.string("undo", node, expected: "a command line") }
    if let node = fields["timeout"], let timeout = problems.duration("timeout", node) { rollback.timeout = timeout }
    if let node = fields["probes"] { rollback.probes = probes(node, &problems) }
    return rollback
  }

  /// Files, and commands as `{run: …}`.
  private static func probes(_ node: DocumentNode, _ problems: inout Problems) -> [Story.Rollback.Probe] {
    guard case .sequence(let items) = node.content else {
      problems.wrongType("probes", "a list of files and of {run: command}", node)
      return []
    }
    return items.compactMap { item in
      guard case .mapping = item.content else {
        return problems.string("probes", item, expected: "a file, or {run: command}").map { .file(RepositoryPath($0)) }
      }
      guard
        let fields = Fields(
          item, place: "a probe", named: "probes", known: ConfigurationKeys.probe, problems: &problems),
        let line = fields.required("run", &problems)
      else { return nil }
      return problems.string("run", line, expected: "a command line").map { .command($0) }
    }
  }

  private static func range(of node: DocumentNode) -> SourceRange {
    SourceRange(line: node.start.line, column: node.start.column, endLine: node.end.line, endColumn: node.end.column)
  }
}
