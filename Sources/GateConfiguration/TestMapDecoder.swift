import DocumentTree
import GateModel

/// Reads `map:` of a check for tests.
enum TestMapDecoder {
  static func decode(_ node: DocumentNode, _ problems: inout Problems) -> TestMap? {
    guard case .mapping(let entries) = node.content else {
      problems.wrongType("map", "patterns of files with the patterns of their tests", node)
      return nil
    }
    var map = TestMap([])
    for entry in entries {
      guard let source = template(entry.key, &problems),
        let items = problems.items("map", entry.value, allowsOne: true)
      else { continue }
      let tests = items.compactMap { item -> PathTemplate? in
        guard let test = template(item, &problems) else { return nil }
        guard let problem = TestMap.problem(of: test, for: source) else { return test }
        problems.report(.invalidValue(key: "map", problem: problem), at: item.start)
        return nil
      }
      // One that is wrong must not make it a rule without tests.
      if tests.count == items.count { map.rules.append(TestMap.Rule(source: source, tests: tests)) }
    }
    return map
  }

  private static func template(_ node: DocumentNode, _ problems: inout Problems) -> PathTemplate? {
    guard let text = problems.string("map", node, expected: "a pattern") else { return nil }
    if let problem = PathTemplate.problem(of: text) {
      problems.report(.invalidValue(key: "map", problem: problem), at: node.start)
    }
    return PathTemplate(text)
  }
}
