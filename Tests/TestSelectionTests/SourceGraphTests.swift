import GateModel
import GateTestSupport
import TestSelection
import Testing

/// Says nothing of its own.
private struct PlainStack: SourceStack {
  struct Linker: SourceLinker {
    func links(of file: Int, _ facts: FileFacts) -> FileLinks { FileLinks() }
  }

  var mark: String { "plain" }
  func role(of path: RepositoryPath) -> FileRole { .data }
  func hasFacts(_ path: RepositoryPath) -> Bool { false }
  func facts(of bytes: [UInt8], at path: RepositoryPath) -> FileFacts { FileFacts() }
  func linker(for index: FileIndex, roles: [FileRole], declarations: [Declaration]) -> any SourceLinker { Linker() }
}

@Suite struct SourceGraphTests {
  @Test func `a random change reaches the tests that a plain search reaches`() {
    for seed in 0..<100 as Range<UInt64> {
      let random = RandomGraph(seed: seed, hasFaults: seed % 2 == 0)
      let graph = random.graph()
      let tests = Set(graph.tests.map { graph.path(of: $0) })
      for path in random.roles.keys.sorted() where !random.faults.contains(path) {
        let change = random.gone.contains(path) ? Change(.deleted, path) : Change(.modified, path)
        let found: Set<RepositoryPath>? =
          switch TestSelector(graph, stack: PlainStack()).select([change]) {
          case .everything: nil
          case .none: []
          case .tests(let tests): Set(tests.map(\.path))
          }
        #expect(found == random.affected(by: path)?.intersection(tests), "\(path) with seed \(seed)")
      }
    }
  }

  @Test func `chains are made of links, are short and come nearest first`() {
    for seed in 0..<60 as Range<UInt64> {
      let random = RandomGraph(seed: seed)
      let graph = random.graph()
      for path in random.files.map(\.path) {
        let tests = TestSelector(graph, stack: PlainStack()).reached([Change(.modified, path)])
        #expect(tests.map(\.distance) == tests.map(\.distance).sorted())
        for test in tests {
          #expect(test.chain.first?.path == path && test.chain.first?.kind == nil && test.chain.last?.path == test.path)
          for (before, step) in zip(test.chain, test.chain.dropFirst()) where step.kind == .imports {
            #expect(random.links[step.path]?.contains(before.path) == true)
          }
          if !test.chain.contains(where: { $0.kind == .anything }) { #expect(test.distance == test.chain.count - 1) }
        }
      }
    }
  }

  @Test func `what cannot be told comes after what is known`() {
    let files = VirtualFiles([
      "a.py": "", "b.py": "import a", "c.py": "import b", "test_far.py": "import c", "test_any.py": "exec(code)",
      "test_near.py": "import a",
    ])
    guard case .tests(let tests) = files.select([Change(.modified, "a.py")], runner: "pytest") else {
      Issue.record("no tests")
      return
    }
    #expect(tests.map(\.path) == ["test_near.py", "test_far.py", "test_any.py"])
    #expect(tests.last?.chain == [.init("a.py"), .init("test_any.py", .anything)])
  }

  @Test func `every reason for everything is told`() throws {
    let files = VirtualFiles(["setup.cfg": "", "tox.ini": "", "a.py": "", "test_a.py": "import a", "top.yml": ""])
    let changes = ["setup.cfg", "tox.ini", "a.py", "top.yml"].map { Change(.modified, RepositoryPath($0)) }
    let stack = try #require(SourceStacks.named(runner: "pytest"))
    let selector = TestSelector(files.graph(stack), stack: stack)
    #expect(
      selector.reasonsForEverything(changes) == [
        "setup.cfg decides how tests run", "tox.ini decides how tests run", "top.yml may be read by any test",
      ])
    #expect(selector.reached(changes).map(\.path) == ["test_a.py"])
  }
}
