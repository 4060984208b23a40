import GateModel
import TestSelection
import Testing

@Suite struct GraphNeighbourhoodTests {
  private let files = VirtualFiles([
    "app/__init__.py": "from app import core\n",
    "app/core.py": "import app.util\n",
    "app/util.py": "import app.base\n",
    "app/base.py": "",
    "app/loop_a.py": "from app import loop_b\n",
    "app/loop_b.py": "from app import loop_c\n",
    "app/loop_c.py": "from app import loop_a, loop_b\n",
    "tests/test_core.py": "from app.core import x\n",
    "tests/test_loop.py": "import app.loop_a\n",
    "data/x.json": "",
  ])

  private func part(
    _ centres: String..., depth: Int? = nil, isReverse: Bool = false, limit: Int = 100, gone: [RepositoryPath] = []
  ) throws -> DependencyGraphReport {
    let stack = try #require(SourceStacks.named(runner: "pytest"))
    let graph = files.graph(stack, gone: gone)
    let nodes = centres.compactMap { graph.table.place(of: RepositoryPath($0)) }
    let part = GraphNeighbourhood(graph, around: nodes, depth: depth, isReverse: isReverse, limit: limit)
    return graph.report(on: part, around: nodes, name: "x", runner: "pytest", isReverse: isReverse, depth: depth)
  }

  @Test func `what a file needs and who needs it, as far as the depth goes`() throws {
    let one = try part("app/util.py", depth: 1)
    #expect(
      one.nodes.map(\.path) == ["app/__init__.py", "app/base.py", "app/core.py", "app/util.py"])
    #expect(one.nodes.filter(\.isAsked).map(\.path) == ["app/util.py"])
    let two = try part("app/util.py", depth: 2)
    #expect(two.nodes.map(\.path).contains("tests/test_core.py"))
    #expect(two.nodes.first { $0.path == "tests/test_core.py" }?.role == .test)
  }

  @Test func `the other way round only the users are there`() throws {
    let users = try part("app/util.py", depth: 1, isReverse: true)
    #expect(!users.nodes.map(\.path).contains("app/base.py"))
    #expect(users.nodes.map(\.path).contains("app/core.py"))
  }

  @Test func `links beyond the depth are counted`() throws {
    let one = try part("app/util.py", depth: 1, isReverse: true)
    #expect(one.nodes.first { $0.path == "app/core.py" }?.hiddenCount ?? 0 > 0)
    #expect(try part("app/util.py", isReverse: true).nodes.allSatisfy { $0.hiddenCount == 0 })
  }

  @Test func `of too many the nearest are kept, and the others counted`() throws {
    let whole = try part("app/util.py")
    let few = try part("app/util.py", limit: 3)
    #expect(few.nodes.count == 3)
    #expect(few.nodes.map(\.path).contains("app/util.py"))
    #expect(few.omittedCount == whole.nodes.count - 3)
    #expect(few.links.allSatisfy { few.nodes.indices.contains($0.from) && few.nodes.indices.contains($0.to) })
    #expect(try part("app/util.py", "app/base.py", "app/core.py", limit: 1).nodes.count == 3)
  }

  @Test func `a circle of imports is told by a shortest one, and a package is none with its modules`() throws {
    let loop = try part("app/loop_a.py")
    let circles = loop.cycles.map { $0.map { loop.nodes[$0].path } }
    #expect(circles.contains(["app/loop_a.py", "app/loop_b.py", "app/loop_c.py"]))
    #expect(!circles.joined().contains("app/__init__.py"))
    #expect(loop.nodes.first { $0.path == "app/loop_b.py" }?.cycle != nil)
    #expect(loop.nodes.first { $0.path == "app/core.py" }?.cycle == nil)
  }

  @Test func `a file that is gone still has its users`() throws {
    var files = files
    files.texts["app/util.py"] = nil
    let stack = try #require(SourceStacks.named(runner: "pytest"))
    let graph = files.graph(stack, gone: ["app/util.py"])
    let node = try #require(graph.table.place(of: "app/util.py"))
    let part = GraphNeighbourhood(graph, around: [node], depth: 1, isReverse: true, limit: 10)
    let report = graph.report(
      on: part, around: [node], name: "x", runner: "pytest", isReverse: true, depth: 1)
    #expect(report.nodes.first { $0.path == "app/util.py" }?.isGone == true)
    #expect(report.nodes.map(\.path).contains("app/core.py"))
  }

  @Test func `what is alone is there alone`() throws {
    let alone = try part("data/x.json")
    #expect(alone.nodes.map(\.path) == ["data/x.json"])
    #expect(alone.links.isEmpty)
    #expect(try part().nodes.isEmpty)
  }
}
