import DocumentTree
import GateModel

/// Reads what only a check of the configuration of environments has.
enum EnvironmentsDecoder {
  /// Where such files lie when nobody says otherwise.
  private static let usualFiles = "config/environments/*.{yml,yaml,json,toml}"

  static func decode(_ fields: Fields, _ problems: inout Problems) -> CheckConfiguration.FlagOptions {
    var settings = FlagsDecoder.settings(fields, &problems)
    if let node = fields["differs"] { settings.configuration.differing = patterns(node, &problems) }
    if let node = fields["policies"] { settings.configuration.policies = policies(node, &problems) }
    // What is wrong with `files` is told where all kinds of check have it read.
    var silent = Problems()
    var files = fields["files"].flatMap { silent.patterns("files", $0) } ?? []
    if files.isEmpty { files = [try? PathPattern(usualFiles)].compactMap(\.self) }
    return .init(definitions: files, references: [], settings: settings)
  }

  private static func patterns(_ node: DocumentNode, _ problems: inout Problems) -> [KeyPattern] {
    (problems.items("differs", node, allowsOne: true) ?? []).compactMap { item in
      guard let text = problems.string("differs", item) else { return nil }
      if let pattern = KeyPattern(text) { return pattern }
      problems.report(
        .invalidValue(
          key: "differs", problem: "expected a key with `.` between its names, like database.read_replicas"),
        at: item.start)
      return nil
    }
  }

  /// Policies, each a text or the expressions of an environment; or a mapping of environments to their expressions.
  private static func policies(_ node: DocumentNode, _ problems: inout Problems) -> [EnvironmentPolicy] {
    var policies: [EnvironmentPolicy] = []
    let items: [DocumentNode]
    switch node.content {
    case .sequence(let list): items = list
    case .mapping: items = [node]
    case .string, .plain: items = problems.items("policies", node, allowsOne: true) ?? []
    }
    for item in items {
      guard case .mapping = item.content else {
        if let text = problems.string("policies", item, expected: "a policy") {
          add(text, for: nil, item, to: &policies, &problems)
        }
        continue
      }
      for entry in problems.entries("policies", item) ?? [] {
        let names = (entry.key.scalarText ?? "").split(separator: ",").map { name in
          String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        for item in problems.items("policies", entry.value, allowsOne: true) ?? [] {
          if let text = problems.string("policies", item, expected: "an expression") {
            add(text, for: names, item, to: &policies, &problems)
          }
        }
      }
    }
    return policies
  }

  private static func add(
    _ text: String, for environments: [String]?, _ node: DocumentNode, to policies: inout [EnvironmentPolicy],
    _ problems: inout Problems
  ) {
    let range = SourceRange(
      line: node.start.line, column: node.start.column, endLine: node.end.line, endColumn: node.end.column)
    do throws(EnvironmentPolicy.SyntaxError) {
      guard let environments else {
        policies.append(try EnvironmentPolicy(text, range: range))
        return
      }
      policies.append(try EnvironmentPolicy(text, for: environments, range: range))
    } catch {
      problems.report(
        .invalidValue(key: "policies", problem: error.message), at: node.position(ofByte: error.offset, in: text))
    }
  }
}
