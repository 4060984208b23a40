import GateModel
import GateTestSupport
import Testing

/// `gate tests select` and `gate check` where a change concerns definitions of a Python module, and not all of it.
@Suite struct TestsSelectDefinitionsTests {
  private static let module = """
    import json

    LIMIT = 5

    def load(text):
        return json.loads(text)

    class Pool:
        def open(self):
            return LIMIT

    """

  private func repository() throws -> TestRepository {
    try TestRepository.gated(
      """
      version: 1
      hooks: { pre-commit: [unit], pre-push: [unit] }
      checks:
        unit: { kind: tests, runner: pytest, select: affected }
      """,
      files: [
        "app/__init__.py": "from .db import Pool, load\n", "app/db.py": Self.module,
        "tests/test_load.py": "import app\n\ndef test_load():\n    assert app.load('1') == 1\n",
        "tests/test_pool.py": "from app import Pool\n\ndef test_pool():\n    assert Pool().open() == 5\n",
      ])
  }

  private func edit(_ repository: TestRepository, _ old: String, _ new: String) throws {
    try repository.write("app/db.py", Self.module.replacing(old, with: new))
    try repository.git("add", ".")
  }

  @Test func `a body selects the tests that run it, and the answer says which it is`() throws {
    let repository = try repository()
    try edit(repository, "return LIMIT", "return LIMIT + 1")
    let run = try repository.gate("tests", "select")
    #expect(run.output == "tests/test_pool.py\n", "\(run.everything)")
    let told = try repository.gate("tests", "select", "--explain")
    #expect(told.output.contains("app/db.py (changed: Pool.open in line 9)"), "\(told.everything)")
    let json = try repository.gate("tests", "select", "--format", "json")
    #expect(json.output.contains("\"name\": \"Pool.open\"") || json.output.contains("\"name\":\"Pool.open\""))
  }

  @Test func `what was kept of the definitions gives the same answer`() throws {
    let repository = try repository()
    for index in 0..<20 {
      try repository.write(RepositoryPath("app/more\(index).py"), "def more\(index)():\n    return \(index)\n")
    }
    try repository.git("add", ".")
    try repository.commit("more")
    try edit(repository, "json.loads(text)", "json.loads(text or '0')")
    let first = try repository.gate("tests", "select", "--explain")
    let second = try repository.gate("tests", "select", "--explain")
    #expect(first.output.contains("tests/test_load.py") && !first.output.contains("tests/test_pool.py"))
    #expect(first.output == second.output)
  }

  @Test func `an import that changed concerns the whole file, and is said to`() throws {
    let repository = try repository()
    try edit(repository, "import json", "import json, os")
    let run = try repository.gate("tests", "select", "--explain")
    #expect(run.output.contains("tests/test_load.py") && run.output.contains("tests/test_pool.py"))
    #expect(run.output.contains("(changed: it has other statements that run when it is loaded)"), "\(run.everything)")
  }

  @Test func `a range is told apart as well`() throws {
    let repository = try repository()
    try edit(repository, "LIMIT = 5", "LIMIT = 6")
    try repository.commit("more")
    let run = try repository.gate("tests", "select", "--range", "HEAD~1..HEAD")
    #expect(run.output == "tests/test_pool.py\n", "\(run.everything)")
  }

  @Test func `a commit runs the tests of the definition, and a push all that have no pass`() throws {
    try Tools.require("pytest")
    let repository = try repository()
    try edit(repository, "return LIMIT", "return LIMIT + 1")
    let check = try repository.gate("check")
    #expect(check.status == 1 && check.output.contains("tests/test_pool.py"), "\(check.everything)")
    #expect(!check.output.contains("tests/test_load.py"), "\(check.everything)")
  }
}
