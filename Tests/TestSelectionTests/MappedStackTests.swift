import GateModel
import Testing
import TestSelection

private func map(_ rules: [String: [String]]) -> TestMap {
  TestMap(
    rules.sorted { $0.key < $1.key }.compactMap { source, tests in
      PathTemplate(source).map { TestMap.Rule(source: $0, tests: tests.compactMap { PathTemplate($0) }) }
    })
}

private func selects(
  _ changed: [Change], _ files: [String], _ stack: some SourceStack, texts: [String: String] = [:]
) -> [String] {
  let all = Dictionary(uniqueKeysWithValues: files.map { ($0, "") }).merging(texts) { $1 }
  let graph = VirtualFiles(all).graph(stack, gone: TestSelector.gone(changed))
  return switch TestSelector(graph, stack: stack).select(changed) {
  case .tests(let tests): tests.map(\.path.description).sorted()
  case .everything: ["*"]
  case .none: []
  }
}

private func selects(_ path: String, _ files: [String], _ rules: [String: [String]]) -> [String] {
  selects([Change(.modified, RepositoryPath(path))], files, MappedStack(map(rules)))
}

@Suite struct MappedStackTests {
  private let files = [
    "src/a.x", "src/b.x", "src/deep/c.x", "src/deep/d_test.x", "tests/a_test.x", "tests/b_test.x", "tests/c_test.x",
    "lib/deep/in/e.x", "tests/deep/in/e_test.x", "README.md", "Makefile", "docs/guide.html",
  ]
  private let rules = [
    "src/{name}.x": ["tests/{name}_test.x"], "src/deep/*.x": ["src/deep/*_test.x"],
    "lib/{dir}/{name}.x": ["tests/{dir}/{name}_test.x"], "docs/**": [],
  ]

  @Test(arguments: [
    ("src/a.x", ["tests/a_test.x"]), ("src/deep/c.x", ["src/deep/d_test.x"]),
    ("lib/deep/in/e.x", ["tests/deep/in/e_test.x"]), ("tests/b_test.x", ["tests/b_test.x"]), ("README.md", []),
    ("docs/guide.html", []), ("Makefile", ["*"]),
  ])
  func `a changed file selects the tests that the map gives it`(path: String, tests: [String]) {
    #expect(selects(path, files, rules) == tests)
  }

  @Test func `a file whose test does not exist widens the selection`() {
    let all = ["src/deep/d_test.x", "tests/a_test.x", "tests/b_test.x", "tests/c_test.x", "tests/deep/in/e_test.x"]
    #expect(selects("src/lone.x", files + ["src/lone.x"], rules) == all)
  }

  @Test func `a source in any language is no document when nothing else reads it`() {
    #expect(
      selects("app/main.rb", ["app/main.rb", "spec/main_spec.rb"], ["lib/{n}.rb": ["spec/{n}_spec.rb"]]) == ["*"])
  }

  @Test func `the tests of a deleted file are run, and a test deleted with it is not`() {
    let stack = MappedStack(map(rules))
    #expect(selects([Change(.deleted, "src/gone.x")], files + ["tests/gone_test.x"], stack) == ["tests/gone_test.x"])
    #expect(selects([Change(.deleted, "src/gone.x"), Change(.deleted, "tests/gone_test.x")], files, stack) == [])
  }

  @Test func `what another stack knows is kept`() throws {
    let python = try #require(SourceStacks.named(runner: "pytest"))
    let stack = MappedStack(map(["schema/{n}.proto": ["gen/{n}_pb2.py"]]), over: python)
    let texts = ["tests/test_a.py": "import gen.a_pb2", "tests/test_b.py": "import gen.b_pb2"]
    let files = ["schema/a.proto", "gen/a_pb2.py", "gen/b_pb2.py"]
    #expect(selects([Change(.modified, "schema/a.proto")], files, stack, texts: texts) == ["tests/test_a.py"])
    #expect(selects([Change(.modified, "gen/b_pb2.py")], files, stack, texts: texts) == ["tests/test_b.py"])
  }

  @Test func `patterns are meant from the directory of the check`() {
    let stack = MappedStack(map(["{n}.x": ["{n}_test.x"]]), in: "web")
    let files = ["web/a.x", "web/a_test.x", "a.x", "a_test.x"]
    #expect(selects([Change(.modified, "web/a.x")], files, stack) == ["web/a_test.x"])
  }

  @Test func `another map is another graph`() {
    #expect(MappedStack(map(["a": ["b"]])).mark != MappedStack(map(["a": ["c"]])).mark)
    #expect(MappedStack(map(["a": ["b"]])).mark != MappedStack(map(["a": ["b"]]), in: "x").mark)
  }
}
