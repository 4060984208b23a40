import GateModel
import TestSelection
import Testing

/// Several projects in one repository, each with a check that has a `root`.
@Suite struct TestRootTests {
  private let files = VirtualFiles([
    "pyproject.toml": "",
    "api/pyproject.toml": "", "api/app.py": "", "api/tests/test_app.py": "import app\n", "api/fixture.bin": "",
    "jobs/setup.cfg": "", "jobs/run.py": "import shared\n", "jobs/test_run.py": "import run\n", "jobs/fixture.bin": "",
    "shared.py": "", "web/data.json": "{}",
  ])

  private func tests(_ path: RepositoryPath, root: RepositoryPath) throws -> [String] {
    let stack = try #require(SourceStacks.named(runner: "pytest"))
    switch TestSelector(files.graph(stack), stack: stack, root: root).select([Change(.modified, path)]) {
    case .tests(let tests): return tests.map(\.path.description).sorted()
    case .everything: return ["*"]
    case .none: return []
    }
  }

  @Test(arguments: [
    ("api/app.py", ["api/tests/test_app.py"], []),
    ("api/pyproject.toml", ["*"], []),
    ("jobs/setup.cfg", [], ["*"]),
    ("pyproject.toml", ["*"], ["*"]),
    ("jobs/run.py", [], ["jobs/test_run.py"]),
    ("shared.py", [], ["jobs/test_run.py"]),
    ("web/data.json", [], []),
  ])
  func `a project's tests are affected by what it has, uses or is configured by`(
    path: String, api: [String], jobs: [String]
  ) throws {
    #expect(try tests(RepositoryPath(path), root: "api") == api)
    #expect(try tests(RepositoryPath(path), root: "jobs") == jobs)
  }

  @Test func `data that nobody names is a concern of its own project only`() throws {
    #expect(try !tests("api/fixture.bin", root: "api").isEmpty)
    #expect(try tests("jobs/fixture.bin", root: "api").isEmpty)
  }

  @Test func `all tests are those below the root`() throws {
    let stack = try #require(SourceStacks.named(runner: "pytest"))
    #expect(TestSelector(files.graph(stack), stack: stack, root: "jobs").all == ["jobs/test_run.py"])
    #expect(TestSelector(files.graph(stack), stack: stack).all.count == 2)
  }
}
