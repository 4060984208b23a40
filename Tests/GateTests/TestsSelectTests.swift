import Foundation
import GateModel
import GateTestSupport
import Testing

/// `gate tests select` in real repositories: what it prints, on which stream, and with which status.
@Suite struct TestsSelectTests {
  static let configuration = """
    version: 1
    hooks: { pre-commit: [unit], pre-push: [suite] }
    checks:
      unit: { kind: tests, runner: pytest, select: affected }
      suite: { kind: tests, runner: pytest }
    """

  static let files = [
    "app/__init__.py": "", "app/db.py": "x = 1\n", "app/api.py": "from app.db import x\n", "app/alone.py": "y = 1\n",
    "tests/test_api.py": "from app.api import x\n", "tests/test_db.py": "import app.db\n",
    "tests/test_other.py": "def test_nothing(): pass\n",
  ]

  private func repository(_ more: [String: String] = [:], configuration: String = Self.configuration) throws
    -> TestRepository
  {
    try .gated(configuration, files: Self.files.merging(more) { $1 })
  }

  private func stage(_ path: RepositoryPath, _ text: String, in repository: TestRepository) throws {
    try repository.write(path, text)
    try repository.git("add", "--", path.description)
  }

  // MARK: - What is printed

  @Test func `the nearest tests come first, and nothing else is on standard output`() throws {
    let repository = try repository()
    try stage("app/db.py", "x = 2\n", in: repository)
    let run = try repository.gate("tests", "select")
    #expect(run.status == 0)
    #expect(run.output == "tests/test_db.py\ntests/test_api.py\n")
    #expect(run.errors == "gate: unit, suite: 2 of 3 test files\n")
  }

  @Test func `the chain behind each test is told`() throws {
    let repository = try repository()
    try stage("app/db.py", "x = 2\n", in: repository)
    let run = try repository.gate("tests", "select", "--explain")
    #expect(
      run.output == """
        unit, suite (pytest): 2 of 3 test files
          tests/test_db.py -> imports app/db.py (changed: x in line 1)
          tests/test_api.py -> imports app/api.py -> imports app/db.py (changed: x in line 1)

        gate: 2 test files (staged changes)

        """, "\(run.everything)")
  }

  @Test func `JSON has what the schema names`() throws {
    let repository = try repository()
    try stage("app/db.py", "x = 2\n", in: repository)
    let run = try repository.gate("tests", "select", "--format", "json")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(run.stdout)) as? [String: Any])
    #expect(document["schema"] as? String == "gate-selection")
    let group = try #require((document["groups"] as? [[String: Any]])?.first)
    #expect(group["checks"] as? [String] == ["unit", "suite"])
    #expect((group["tests"] as? [[String: Any]])?.compactMap { $0["distance"] as? Int } == [1, 2])
  }

  @Test func `from a directory below, paths are relative to it`() throws {
    let repository = try repository()
    let run = try repository.gate("tests", "select", "../app/api.py", in: repository.root.appending("tests"))
    #expect(run.output == "test_api.py\n")
    let root = try repository.gate("tests", "select", "alone.py", "api.py", in: repository.root.appending("app"))
    #expect(root.output == "../tests/test_api.py\n", "\(root.everything)")
  }

  @Test func `what is printed can be run as it is`() throws {
    try Tools.require("pytest")
    let odd = "tests/test_it's \"odd\" (a b).py"
    let repository = try repository([odd: "import app.db\ndef test_it(): pass\n", "conftest.py": ""])
    let run = try runProcess(
      "sh", ["-c", "\"$GATE\" tests select -z app/db.py 2>/dev/null | xargs -0r pytest -q -p no:cacheprovider"],
      environment: repository.gateEnvironment.merging(["GATE": GateProgram.path]) { $1 }, directory: repository.root)
    #expect(run.output.contains("1 passed"), "\(run.everything)")
  }

  @Test func `paths with newlines, quotes, dashes and bytes that are no UTF-8 are tests like others`() throws {
    let names: [[UInt8]] = [
      Array("test_new\nline.py".utf8), Array("test_quo\"te'.py".utf8), Array("test_$(boom) x.py".utf8),
      Array("-_test.py".utf8), Array("test_".utf8) + [0xff, 0xfe] + Array(".py".utf8),
    ]
    let repository = try repository()
    for name in names { try repository.write(RepositoryPath(bytes: name), bytes: Array("import app.alone\n".utf8)) }
    try repository.git("add", "--", ".")
    try repository.commit("odd names")
    let run = try repository.gate("tests", "select", "-z", "app/alone.py")
    let expected = Set(names.map { $0.first == UInt8(ascii: "-") ? Array("./".utf8) + $0 : $0 })
    #expect(Set(run.stdout.split(separator: 0).map(Array.init)) == expected, "\(run.everything)")
    let lines = try repository.gate("tests", "select", "app/alone.py")
    #expect(lines.stdout.split(separator: 0x0A).count == names.count)
    let json = try repository.gate("tests", "select", "--format", "json", "app/alone.py")
    #expect(try JSONSerialization.jsonObject(with: Data(json.stdout)) is [String: Any])
    for format in ["mermaid", "dot", "json", "text"] {
      #expect(try repository.gate("tests", "graph", "app/alone.py", "--format", format).status == 0)
    }
  }

  // MARK: - What it is about

  @Test func `a range, everything, files, and files from standard input`() throws {
    let repository = try repository()
    try stage("app/db.py", "x = 2\n", in: repository)
    try repository.commit("change")
    let range = try repository.gate("tests", "select", "--range", "HEAD~1..HEAD")
    #expect(range.output == "tests/test_db.py\ntests/test_api.py\n")
    let all = try repository.gate("tests", "select", "--all")
    #expect(all.output == "tests/test_api.py\ntests/test_db.py\ntests/test_other.py\n")
    #expect(all.errors.contains("all 3 test files: every file is looked at"))
    let file = try repository.gate("tests", "select", "app/api.py")
    #expect(file.output == "tests/test_api.py\n")
    let directory = try repository.gate("tests", "select", "app")
    #expect(Set(directory.output.split(separator: "\n")) == ["tests/test_api.py", "tests/test_db.py"])
    let names = try repository.gitBytes(["diff", "--name-only", "-z", "HEAD~1"])
    let input = try repository.gate("tests", "select", "--stdin0", stdin: names)
    #expect(input.output == range.output)
    let none = try repository.gate("tests", "select", "--stdin0")
    #expect(none.status == 0)
    #expect(none.output.isEmpty)
    #expect(none.errors.contains("no tests: nothing changed"))
  }

  @Test func `nothing staged is no error`() throws {
    let repository = try repository()
    let run = try repository.gate("tests", "select")
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    #expect(run.errors == "gate: unit, suite: no tests: nothing changed\n")
  }

  @Test func `a change that no test uses selects none, and the hook runs none`() throws {
    let repository = try repository()
    try stage("app/alone.py", "y = 2\n", in: repository)
    let run = try repository.gate("tests", "select")
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("no test uses what changed"))
    let check = try repository.gate("check", "--hook", "pre-commit")
    #expect(check.status == 0, "\(check.everything)")
  }

  @Test func `of a half-staged file what is staged counts`() throws {
    let repository = try repository()
    try stage("tests/test_other.py", "import app.alone\n", in: repository)
    try repository.write("tests/test_other.py", "import app.db\n")
    #expect(try repository.gate("tests", "select", "app/alone.py").output == "tests/test_other.py\n")
    #expect(try !repository.gate("tests", "select", "app/db.py").output.contains("test_other"))
    try repository.write("app/db.py", "x = 3\n")
    #expect(try repository.gate("tests", "select").output == "tests/test_other.py\n")
  }

  @Test func `what merged branches bring is seen against the first parent`() throws {
    let repository = try repository()
    try repository.git("checkout", "-q", "-b", "side")
    try stage("app/alone.py", "y = 2\n", in: repository)
    try stage("tests/test_new.py", "import app.alone\n", in: repository)
    try repository.commit("side")
    try repository.git("checkout", "-q", "-")
    try stage("app/api.py", "from app.db import x as y\n", in: repository)
    try repository.commit("main")
    try repository.git("merge", "-q", "--no-edit", "side")
    #expect(try repository.gate("tests", "select", "--range", "HEAD^1..HEAD").output == "tests/test_new.py\n")
    #expect(try repository.gate("tests", "select", "--range", "HEAD^2..HEAD").output == "tests/test_api.py\n")
  }

  @Test func `in a merge that is under way the resolution is what is staged`() throws {
    let repository = try repository()
    try repository.git("checkout", "-q", "-b", "side")
    try stage("app/db.py", "x = 'side'\n", in: repository)
    try repository.commit("side")
    try repository.git("checkout", "-q", "-")
    try stage("app/db.py", "x = 'main'\n", in: repository)
    try repository.commit("main")
    _ = try repository.gitWithHooks("merge", "side")
    let conflict = try repository.gate("tests", "select")
    #expect(conflict.output.split(separator: "\n").count == 3)
    #expect(conflict.errors.contains("app/db.py has a conflict"), "\(conflict.everything)")
    try stage("app/db.py", "x = 'both'\n", in: repository)
    #expect(try repository.gate("tests", "select").output == "tests/test_db.py\ntests/test_api.py\n")
  }

  @Test func `in a linked work tree its own index counts`() throws {
    let repository = try repository()
    let other = repository.root.appending("../linked-\(UUID().uuidString)")
    try repository.git("worktree", "add", "-q", "\(other)")
    defer { _ = try? repository.git("worktree", "remove", "--force", "\(other)") }
    try stage("app/db.py", "x = 2\n", in: repository)
    let run = try repository.gate("tests", "select", in: other)
    #expect(run.output.isEmpty, "\(run.everything)")
    #expect(try repository.gate("tests", "select", "app/api.py", in: other).output == "tests/test_api.py\n")
  }

  @Test func `in a bare clone of depth 1 everything can be asked for, and a range that is cut off says how to get it`()
    throws
  {
    let repository = try repository()
    try stage("app/db.py", "x = 2\n", in: repository)
    try repository.commit("change")
    let clone = repository.root.appending("../bare-\(UUID().uuidString)")
    try repository.git("clone", "-q", "--bare", "--depth", "1", "file://\(repository.root)", "\(clone)")
    defer { try? FileManager.default.removeItem(atPath: "\(clone)") }
    let all = try repository.gate("tests", "select", "--all", in: clone)
    #expect(all.output.split(separator: "\n").count == 3, "\(all.everything)")
    let range = try repository.gate("tests", "select", "--range", "HEAD~1..HEAD", in: clone)
    #expect(range.status == 2, "\(range.everything)")
    let input = try repository.gate("tests", "select", "--stdin0", in: clone, stdin: Array("app/db.py\0".utf8))
    #expect(input.output == "tests/test_db.py\ntests/test_api.py\n", "\(input.everything)")
    #expect(try repository.gate("tests", "select", "app/db.py", in: clone).status == 2)
  }

  // MARK: - Changes of every kind

  @Test func `a renamed test file runs under its new name`() throws {
    let repository = try repository()
    try repository.git("mv", "tests/test_db.py", "tests/test_database.py")
    let run = try repository.gate("tests", "select", "--explain")
    #expect(run.output.contains("  tests/test_database.py (renamed)\n"), "\(run.everything)")
    #expect(!run.output.contains("test_db.py"))
  }

  @Test func `a test that is deleted together with its module leaves the module's other users`() throws {
    let repository = try repository()
    try repository.git("rm", "-q", "app/db.py", "tests/test_db.py")
    let run = try repository.gate("tests", "select", "--explain")
    #expect(
      run.output.contains("  tests/test_api.py -> imports app/api.py -> imports app/db.py (deleted)\n"),
      "\(run.everything)")
    #expect(!run.output.contains("test_db.py"))
    try repository.git("rm", "-q", "app/api.py", "tests/test_api.py")
    #expect(try repository.gate("tests", "select").output.isEmpty)
  }

  @Test func `a module that is deleted and named on the command line still has its users`() throws {
    let repository = try repository()
    try repository.git("rm", "-q", "app/db.py")
    #expect(
      try repository.gate("tests", "select", "app/db.py").output == "tests/test_db.py\ntests/test_api.py\n")
  }

  @Test func `a circle of imports ends`() throws {
    let repository = try repository([
      "app/db.py": "from app import api\n", "app/api.py": "from app import db\n",
    ])
    try stage("app/api.py", "from app import db  # here\n", in: repository)
    #expect(try repository.gate("tests", "select").output == "tests/test_api.py\ntests/test_db.py\n")
    let graph = try repository.gate("tests", "graph", "app/api.py")
    #expect(graph.output.contains("a circle of imports: app/api.py -> app/db.py -> app/api.py"), "\(graph.everything)")
  }

  @Test func `a changed file with a syntax error still reaches its users`() throws {
    let repository = try repository()
    try stage("app/db.py", "def x(:\n  'unended\n", in: repository)
    let run = try repository.gate("tests", "select")
    #expect(run.output.contains("tests/test_db.py\n"), "\(run.everything)")
    #expect(run.output.contains("tests/test_api.py\n"))
  }

  @Test func `what decides how tests run widens to everything, with the reason and the nearest first`() throws {
    let repository = try repository()
    try stage("pyproject.toml", "[tool.pytest.ini_options]\n", in: repository)
    try stage("tests/test_other.py", "import app.alone\n", in: repository)
    let run = try repository.gate("tests", "select", "--explain")
    #expect(
      run.output.hasPrefix(
        """
        unit, suite (pytest): all 3 test files
          because pyproject.toml decides how tests run
          tests/test_other.py (changed)
          tests/test_api.py
          tests/test_db.py

        """), "\(run.everything)")
    #expect(
      try repository.gate("tests", "select").errors
        == "gate: unit, suite: all 3 test files: pyproject.toml decides how tests run\n")
  }

  @Test func `ten thousand tests are no trouble`() throws {
    var files: [String: String] = ["app/core.py": ""]
    for number in 0..<10_000 { files["tests/d\(number % 100)/test_\(number).py"] = "import app.core\n" }
    let repository = try repository(files)
    try stage("app/core.py", "z = 1\n", in: repository)
    let run = try repository.gate("tests", "select")
    #expect(run.output.split(separator: "\n").count == 10_000)
    #expect(run.errors == "gate: unit, suite: 10000 of 10003 test files\n")
    let graph = try repository.gate("tests", "graph", "app/core.py", "--format", "mermaid")
    #expect(graph.output.split(separator: "\n").count < 1_000)
    #expect(graph.output.contains("left out"))
  }
}
