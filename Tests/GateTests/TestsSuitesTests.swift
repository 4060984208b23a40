import GateModel
import GateTestSupport
import Testing

/// Whose tests `gate tests select` is about: checks of gate.yml, several of them, or none; and what is wrong input.
@Suite struct TestsSuitesTests {
  @Test func `a monorepo has a group for each project, and a change reaches its own`() throws {
    let repository = try TestRepository.gated(
      """
      version: 1
      checks:
        api: { kind: tests, runner: pytest, select: affected, root: api }
        jobs: { kind: tests, runner: pytest, select: affected, root: jobs }
        web: { kind: tests, runner: node, select: affected, root: web }
      """,
      files: [
        "api/app.py": "", "api/tests/test_app.py": "import app\n", "jobs/run.py": "",
        "jobs/test_run.py": "import run\n",
        "web/a.js": "module.exports = 1\n", "web/a.test.js": "require('./a')\n", "web/package.json": "{}",
      ])
    let run = try repository.gate("tests", "select", "api/app.py", "web/a.js")
    #expect(run.output == "api/tests/test_app.py\nweb/a.test.js\n", "\(run.everything)")
    #expect(
      run.errors == """
        gate: api: 1 of 1 test file
        gate: jobs: no tests: nothing that it looks at was changed
        gate: web: 1 of 1 test file

        """)
    let one = try repository.gate("tests", "select", "--check", "web", "api/app.py", "web/package.json")
    #expect(one.output == "web/a.test.js\n")
    #expect(one.errors.contains("web/package.json decides how tests run"))
    let inside = try repository.gate("tests", "select", "a.js", in: repository.root.appending("web"))
    #expect(inside.output == "a.test.js\n")
  }

  @Test func `a monorepo's commit runs the tests of the project that changed`() throws {
    try Tools.require("pytest")
    let repository = try TestRepository.gated(
      """
      version: 1
      hooks: { pre-commit: [api, jobs] }
      checks:
        api: { kind: tests, runner: pytest, select: affected, root: api }
        jobs: { kind: tests, runner: pytest, select: affected, root: jobs }
      """,
      files: [
        "api/app.py": "", "api/tests/test_app.py": "def test_a(): pass\n", "jobs/run.py": "",
        "jobs/test_run.py": "def test_b(): assert False\n", "api/conftest.py": "", "jobs/conftest.py": "",
      ])
    try repository.write("api/tests/test_app.py", "def test_a(): assert True\n")
    try repository.git("add", ".")
    let run = try repository.gate("check", "-v")
    #expect(run.status == 0, "\(run.everything)")
    #expect(run.output.contains("1 passed"), "\(run.everything)")
  }

  @Test func `without a gate.yml the files say what the tests are`() throws {
    let repository = try TestRepository()
    try repository.write("app.py", "")
    try repository.write("test_app.py", "import app\n")
    try repository.write("web/package.json", #"{"scripts": {"test": "vitest run"}}"#)
    try repository.write("web/a.ts", "export const a = 1\n")
    try repository.write("web/a.test.ts", "import { a } from './a'\n")
    try repository.git("add", ".")
    let run = try repository.gate("tests", "select", "app.py", "web/a.ts")
    #expect(run.status == 0)
    #expect(run.output == "test_app.py\nweb/a.test.ts\n", "\(run.everything)")
    #expect(run.errors.hasPrefix("gate: no gate.yml; taken is what the files look like: pytest, vitest in web\n"))
    let check = try repository.gate("tests", "select", "--check", "unit")
    #expect(check.status == 2)
    #expect(check.errors.contains("there is no gate.yml"))
  }

  @Test func `a gate.yml without tests is as good as none`() throws {
    let repository = try TestRepository.gated(
      "version: 1\nchecks: { secrets: { kind: secrets } }\n", files: ["a.py": "", "test_a.py": "import a\n"])
    let run = try repository.gate("tests", "select", "a.py")
    #expect(run.output == "test_a.py\n")
    #expect(run.errors.contains("gate.yml has no check of the kind tests; taken is what the files look like: pytest"))
  }

  @Test func `where nothing is known of the tests all of them count, and none can be named`() throws {
    let repository = try TestRepository.gated(
      "version: 1\nchecks: { odd: { kind: tests, run: make check } }\n", files: ["a.c": ""])
    let run = try repository.gate("tests", "select", "a.c")
    #expect(run.status == 3)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("odd: all tests: `runner` is not said"), "\(run.everything)")
    #expect(try repository.gate("tests", "select", "a.c", "--explain").status == 0)
    #expect(try repository.gate("tests", "select").status == 0)
    let graph = try repository.gate("tests", "graph", "a.c")
    #expect(graph.status == 2)
    #expect(graph.errors.contains("nothing is known of the files that these tests need: odd"))
  }

  @Test func `what is wrong is said, with status 2 and nothing on standard output`() throws {
    let repository = try TestRepository.gated(
      TestsSelectTests.configuration + "\n  lint: { run: \"true\" }\n", files: TestsSelectTests.files)
    try repository.write("new.py", "")
    let cases: [([String], String)] = [
      (["--check", "unti"], "did you mean \"unit\"?"),
      (["--check", "lint"], "which is not of the kind tests"),
      (["--range", "nowhere..HEAD"], "nowhere"),
      (["new.py"], "`git add -- new.py` first"),
      (["missing.py"], "missing.py is not tracked"),
      (["../outside.py"], "lies outside of the repository"),
      (["--all", "--range", "A..B"], "exclude one another"),
      (["--stdin0", "app/db.py"], "exclude one another"),
      (["-z", "--explain"], "-z is for the list of tests"),
      (["--format", "sarif"], "'text' and 'json'"),
      (["--format", "yaml"], "yaml"),
      (["--explian"], "--explian"),
    ]
    for (arguments, message) in cases {
      let run = try repository.gate(["tests", "select"] + arguments)
      #expect(run.status == 2, "\(arguments): \(run.everything)")
      #expect(run.errors.contains(message), "\(arguments): \(run.everything)")
      #expect(run.output.isEmpty, "\(arguments)")
    }
    for arguments in [[], ["missing.py"], ["app/db.py", "--depth", "-1"], ["app/db.py", "--format", "svg"]] {
      #expect(try repository.gate(["tests", "graph"] + arguments).status == 2, "\(arguments)")
    }
  }

  @Test func `outside of a repository`() throws {
    let directory = try TemporaryDirectory()
    let run = try runProcess(
      GateProgram.path, ["tests", "select"], environment: TestRepository.hermetic(home: directory.path),
      directory: directory.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("is not inside a git repository"))
  }

  @Test func `a graph is drawn both ways, or only of those who need the file`() throws {
    let repository = try TestRepository.gated(TestsSelectTests.configuration, files: TestsSelectTests.files)
    let both = try repository.gate("tests", "graph", "app/api.py")
    #expect(
      both.output == """
        app/api.py
          needs
            app/__init__.py  imported
            app/db.py  imported
              app/__init__.py  lies beside
          is needed by
            tests/test_api.py [test]  imports

        """, "\(both.everything)")
    let users = try repository.gate("tests", "graph", "app/db.py", "--reverse", "--depth", "1", "--format", "dot")
    #expect(!users.output.contains("test_api"))
    #expect(users.output.contains("label=\"tests/test_db.py\", fillcolor"))
    #expect(users.output.contains("(+1)"), "\(users.everything)")
  }
}

extension TestsSuitesTests {
  @Test func `a test that has passed with all that it needs is marked`() throws {
    try Tools.require("pytest")
    let repository = try TestRepository.gated(
      """
      version: 1
      checks:
        unit: { kind: tests, runner: pytest, select: affected, full: never }
      """,
      files: [
        "conftest.py": "", "a.py": "x = 1\n", "b.py": "", "test_a.py": "import a, b\ndef test_a(): assert a.x\n",
        "test_b.py": "import b\ndef test_b(): pass\n",
      ])
    try repository.write("a.py", "x = 2\n")
    try repository.git("add", ".")
    #expect(try !repository.gate("tests", "select", "--explain").output.contains("passed before"))
    #expect(try repository.gate("check", "--check", "unit").status == 0)
    try repository.write("b.py", "y = 1\n")
    let same = try repository.gate("tests", "select", "--explain")
    #expect(
      same.output.contains("test_a.py -> imports a.py (changed: x in line 1) passed before"), "\(same.everything)")
    try repository.git("add", ".")
    let run = try repository.gate("tests", "select", "--explain")
    #expect(!run.output.contains("passed before"), "\(run.everything)")
    let json = try repository.gate("tests", "select", "--format", "json")
    #expect(json.output.contains("\"passed\": false"))
  }
}

/// `gate tests select` of a check whose tests a program of the project's own names.
@Suite struct TestsListedTests {
  private func repository(_ list: String, runner: String = "run: \"true {files}\"") throws -> TestRepository {
    let repository = try TestRepository.gated(
      """
      version: 1
      hooks: { pre-commit: [unit] }
      checks:
        unit: { kind: tests, \(runner), command: "sh list.sh" }
      """,
      files: [
        "list.sh": list, "src/a.x": "", "src/b.x": "", "tests/test_a.py": "def test_a(): pass\n",
        "tests/test_b.py": "def test_b(): pass\n",
      ])
    try repository.write("src/a.x", "more\n")
    try repository.git("add", "--", ".")
    return repository
  }

  @Test func `the program is asked, and what it names is printed`() throws {
    let repository = try repository("sed 's,^src/,tests/test_,; s,x$,py,'")
    let run = try repository.gate("tests", "select")
    #expect(run.status == 0 && run.output == "tests/test_a.py\n", "\(run.everything)")
    #expect(run.errors == "gate: unit: 1 test file\n")
    let explained = try repository.gate("tests", "select", "--explain")
    #expect(
      explained.output == """
        unit: 1 test file
          because named by `sh list.sh`
          tests/test_a.py

        gate: 1 test file (staged changes)

        """, "\(explained.everything)")
    let json = try repository.gate("tests", "select", "--format", "json")
    #expect(
      json.output.contains("\"test_files\": null") || json.output.contains("\"test_files\":null"), "\(json.output)")
  }

  @Test func `where the runner is known, so is how many tests there are, and which they are where all run`() throws {
    let repository = try repository("echo tests/test_b.py", runner: "runner: pytest")
    let run = try repository.gate("tests", "select")
    #expect(run.output == "tests/test_b.py\n" && run.errors == "gate: unit: 1 of 2 test files\n", "\(run.everything)")
    try repository.write("list.sh", "echo tests/none.py")
    let all = try repository.gate("tests", "select", "--explain")
    #expect(all.output.contains("because `sh list.sh` names tests/none.py, which is no file"), "\(all.everything)")
    #expect(all.output.contains("tests/test_a.py") && all.output.contains("tests/test_b.py"))
  }

  @Test func `tests that nobody can name are none that could be run`() throws {
    let run = try repository("exit 3").gate("tests", "select")
    #expect(run.status == 3 && run.output.isEmpty, "\(run.everything)")
    #expect(run.errors.contains("all tests: `sh list.sh` ended with status 3"), "\(run.everything)")
    let none = try repository("true").gate("tests", "select")
    #expect(none.status == 0 && none.errors == "gate: unit: no tests: `sh list.sh` names no test\n")
  }
}
