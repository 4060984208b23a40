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

/// Files that no test reads unless it names them.
@Suite struct OtherFileTests {
  private static let sources = ["app/a.py": "", "tests/test_a.py": "import app.a\n", "tests/test_b.py": ""]

  @Test(arguments: [
    "gate.yml", ".gate-secrets", "gate.times.yml", ".pre-commit-config.yaml", ".flake8", "web/.prettierrc",
    "tests/__pycache__/test_a.cpython-311.pyc", "README.md", "LICENSE.txt",
  ])
  func `what gate, linters and people read affects no test`(path: String) {
    let files = VirtualFiles(Self.sources.merging([path: ""]) { $1 })
    #expect(files.tests(path, runner: "pytest") == [])
  }

  @Test func `it does where a test names it`() {
    var files = VirtualFiles(Self.sources.merging(["tests/gate.yml": ""]) { $1 })
    files.texts["tests/test_b.py"] = "open('tests/gate.yml')\n"
    #expect(files.tests("tests/gate.yml", runner: "pytest") == ["tests/test_b.py"])
  }

  @Test(arguments: ["Makefile", "Dockerfile", ".github/workflows/ci.yml", ".env", "fixture.bin"])
  func `what may be read by any test affects all`(path: String) {
    let files = VirtualFiles(Self.sources.merging([path: ""]) { $1 })
    #expect(files.tests(path, runner: "pytest") == ["*"])
  }
}
