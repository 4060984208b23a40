import DocumentTree
import GateModel

/// Reads `coverage:` of a check for tests.
enum CoverageDecoder {
  static func decode(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> CheckConfiguration.CoverageSettings? {
    let known = ConfigurationKeys.coverage
    guard let fields = Fields(node, place: "\"coverage\"", named: "coverage", known: known, problems: &problems),
      let node = fields.required("changed_lines", &problems),
      let share = problems.integer("changed_lines", node, in: 0...100)
    else { return nil }
    var settings = CheckConfiguration.CoverageSettings(changedLines: share)
    if let node = fields["report"], let items = problems.items("report", node, allowsOne: true) {
      settings.reports = items.compactMap { report($0, &problems) }
    }
    settings.selector.include = fields["files"].flatMap { problems.patterns("files", $0) } ?? []
    settings.selector.exclude = fields["exclude"].flatMap { problems.patterns("exclude", $0) } ?? []
    return settings
  }

  private static func report(_ node: DocumentNode, _ problems: inout Problems) -> String? {
    guard let path = problems.string("report", node, expected: "a path") else { return nil }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if path.hasPrefix("/") || parts.contains("..") || path.isEmpty || path.contains("*") {
      problems.report(
        .invalidValue(key: "report", problem: "expected a path below the check's directory, without patterns"),
        at: node.start)
      return nil
    }
    return path
  }
}
