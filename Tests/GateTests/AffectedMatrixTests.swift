import Foundation
import GateModel
import GateTestSupport
import Testing

/// What a change does to the choice of tests, case by case, with the real pytest and node's own runner: as a user expects, with the
/// reason in the output.
@Suite struct AffectedMatrixTests {
  /// A change that reaches every test.
  struct Widening: Sendable, CustomTestStringConvertible {
    var path: RepositoryPath
    var before: String?
    var after: String
    var testDescription: String { "\(path)" }

    init(_ path: RepositoryPath, _ before: String?, _ after: String) {
      (self.path, self.before, self.after) = (path, before, after)
    }
  }

  static let widenings = [
    Widening("requirements.txt", "pytest\n", "pytest>8\n"), Widening("poetry.lock", "# 1\n", "# 2\n"),
    Widening("uv.lock", nil, "version = 1\n"), Widening("pytest.ini", "[pytest]\n", "[pytest]\naddopts = -v\n"),
    Widening("setup.cfg", nil, "[tool:pytest]\naddopts = -v\n"), Widening("tox.ini", "# 1\n", "# 2\n"),
    Widening("pyproject.toml", "[project]\nname = \"a\"\n", "[project]\nname = \"b\"\n"),
    Widening("setup.py", "# 1\n", "# 2\n"), Widening("Dockerfile", "FROM debian:12\n", "FROM debian:13\n"),
    Widening(".gitlab-ci.yml", "image: debian:12\n", "image: debian:13\n"),
    Widening("fixtures/data.json", "{}\n", "[]\n"),
  ]

  @Test(arguments: widenings)
  func `what decides how tests run, or nobody is known to read, reaches every test, and is named`(
    _ change: Widening
  ) throws {
    try Tools.require("pytest")
    let project = try PythonProject(files: change.before.map { [change.path: $0] } ?? [:])
    try project.stage([change.path: change.after])
    let run = try project.check()
    #expect(run.files == 5 && run.executed == 5 && run.verdict == "passed", run.comment)
    #expect(run.note.contains("\(change.path)"), run.comment)
    // The complete tier comes to the same by what the tests need.
    #expect(try project.check("--all").cached == 5)
    let plan = try project.repository.gate("plan")
    #expect(plan.output.contains("cached"), "\(plan.everything)")
  }

  @Test func `a module that is gone fails the tests that need it`() throws {
    try Tools.require("pytest")
    let project = try PythonProject()
    _ = try project.check("--all")
    try project.stage(["pkg/m2.py": nil])
    let run = try project.check()
    #expect(run.verdict == "failed" && run.findings.contains { $0.hasSuffix("tests/test_2.py") }, run.comment)
    #expect(try project.check("--all").executed >= 1)
  }

  @Test func `a test that goes with its module leaves nothing to run`() throws {
    try Tools.require("pytest")
    let project = try PythonProject()
    _ = try project.check("--all")
    try project.stage(["pkg/m2.py": nil, "tests/test_2.py": nil])
    let run = try project.check()
    #expect(run.result.status == 0 && run.executed == 0, run.comment)
    let all = try project.check("--all")
    #expect(all.files == 4 && all.executed == 0, all.comment)
  }

  @Test func `a test file that was renamed runs under its new name`() throws {
    try Tools.require("pytest")
    let project = try PythonProject()
    _ = try project.check("--all")
    try project.repository.git("mv", "tests/test_2.py", "tests/test_two.py")
    let run = try project.check()
    #expect(run.files == 1 && run.executed == 1 && run.verdict == "passed", run.comment)
    #expect(try project.check("--all").cached == 5)
  }

  @Test func `a module that was renamed fails whoever uses the old name`() throws {
    try Tools.require("pytest")
    let project = try PythonProject()
    try project.repository.git("mv", "pkg/m2.py", "pkg/two.py")
    let run = try project.check()
    #expect(run.verdict == "failed" && run.findings.contains { $0.hasSuffix("tests/test_2.py") }, run.comment)
  }

  @Test func `a name that comes through a star import is followed to where it is made`() throws {
    try Tools.require("pytest")
    let project = try PythonProject(files: [
      "pkg/api.py": "from pkg.m5 import *\n", "tests/test_5.py": PythonProject.test(5, of: "api"),
    ])
    try project.stage(["pkg/m5.py": "def value():\n    return 55\n"])
    let run = try project.check()
    #expect(run.findings == ["test-failure tests/test_5.py"] && run.files == 1, run.comment)
  }

  @Test func `modules that import each other reach the tests of both`() throws {
    try Tools.require("pytest")
    let project = try PythonProject(files: [
      "pkg/m1.py": "import pkg.m2\n\n\ndef value():\n    return 1\n",
      "pkg/m2.py": "import pkg.m1\n\n\ndef value():\n    return 2\n",
    ])
    try project.stage(["pkg/m1.py": "import pkg.m2\n\n\ndef value():\n    return 2 - 1\n"])
    let run = try project.check()
    #expect(run.files == 2 && run.executed == 2 && run.verdict == "passed", run.comment)
  }

  @Test func `a file that does not parse fails at least the tests that need it, in both tiers`() throws {
    try Tools.require("pytest")
    for text in ["def value(:\n    return 2\n", "x = \"\"\"\n", "value = lambda: (2\n"] {
      let project = try PythonProject()
      _ = try project.check("--all")
      try project.stage(["pkg/m2.py": text])
      for arguments in [[], ["--all"]] {
        let result = try project.repository.gate(["check"] + arguments)
        #expect(result.status == 1 && result.output.contains("tests/test_2.py"), "\(result.everything)")
      }
    }
  }

  @Test func `a test file that does not parse fails`() throws {
    try Tools.require("pytest")
    let project = try PythonProject()
    try project.stage(["tests/test_2.py": "def test_2(:\n"])
    let run = try project.check()
    #expect(run.verdict == "failed" && run.findings.contains { $0.hasSuffix("tests/test_2.py") }, run.comment)
  }

  @Test func `a change that reaches no test runs none, and says why`() throws {
    try Tools.require("pytest")
    let project = try PythonProject(files: ["pkg/alone.py": "x = 1\n"])
    try project.stage(["README.md": "Other words.\n"])
    let words = try project.check()
    #expect(words.verdict == "skipped" && words.result.status == 0 && !words.reason.isEmpty, words.comment)
    try project.stage(["README.md": "Read me.\n", "pkg/alone.py": "x = 2\n"])
    let code = try project.check()
    #expect(code.verdict == "skipped" && code.reason == "no test uses what changed", code.comment)
  }

  @Test func `a content without a test is an error before a push, not a pass`() throws {
    try Tools.require("pytest")
    let project = try PythonProject()
    try project.stage(Dictionary((1...5).map { (RepositoryPath("tests/test_\($0).py"), nil) }) { first, _ in first })
    let run = try project.check("--all")
    #expect(run.verdict == "errored" && run.reason.contains("is a test of"), run.comment)
  }

  @Test func `of ten thousand tests the one runs whose module changed`() throws {
    var files: [RepositoryPath: String] = [
      "gate.yml": """
      version: 1
      hooks: { pre-commit: [unit] }
      checks:
        unit: { kind: tests, runner: pytest, run: "true {files}", select: affected, full: never }

      """
    ]
    for number in 0..<10_000 {
      files[RepositoryPath("tests/d\(number / 100)/test_\(number).py")] = "import pkg.m\(number % 5 + 1)\n"
    }
    files["tests/d0/test_1.py"] = "import pkg.alone\n"
    files["pkg/alone.py"] = "x = 1\n"
    let project = try PythonProject(files: files)
    let first = try project.check("--all")
    #expect(first.files == 10_005 && first.executed == 10_005 && first.verdict == "passed", first.comment)
    try project.stage(["pkg/alone.py": "x = 2\n"])
    let all = try project.check("--all")
    #expect(all.files == 10_005 && all.executed == 1, all.comment)
    #expect(try project.check().files == 1)
    try project.stage(["pkg/m2.py": "x = 2\n"])
    let many = try project.check()
    #expect(many.verdict == "passed" && many.files == 2_001, many.comment)
  }

  // MARK: - node

  private func nodeProject(_ more: [String: String] = [:]) throws -> TestRepository {
    var files = [
      "package.json": "{\"name\": \"a\"}\n", "lib/one.js": "exports.value = () => 1;\n",
      "lib/two.js": "exports.value = () => 2;\n",
    ]
    for (number, name) in [(1, "one"), (2, "two")] {
      files["test/\(name).test.js"] = """
        const test = require('node:test');
        const assert = require('node:assert');
        const { value } = require('../lib/\(name)');
        test('\(name)', () => assert.strictEqual(value(), \(number)));

        """
    }
    return try TestRepository.gated(
      """
      version: 1
      hooks: { pre-commit: [unit], pre-push: [unit] }
      checks:
        unit: { kind: tests, runner: node, select: affected, full: never }

      """, files: files.merging(more) { $1 })
  }

  @Test func `node's tests run by file, and are known by what they require`() throws {
    try Tools.require("node")
    let repository = try nodeProject()
    #expect(try repository.gate("check", "--all").status == 0)
    try repository.write("lib/two.js", "exports.value = () => 1 + 1;\n")
    try repository.git("add", "-A")
    let plan = try repository.gate("plan", "--all")
    #expect(plan.output.contains("1 cached") && plan.output.contains("test/two.test.js"), "\(plan.everything)")
    #expect(try repository.gate("check").status == 0)
    #expect(try repository.gate("check", "--all").output.contains("1 from cache"))
    try repository.git("rm", "--quiet", "--force", "lib/two.js")
    let gone = try repository.gate("check", "-v")
    #expect(gone.status == 1 && gone.output.contains("1 file "), "\(gone.everything)")
  }

  @Test(arguments: ["package.json", "package-lock.json", "tsconfig.json"])
  func `what decides how node's tests run reaches all`(name: String) throws {
    try Tools.require("node")
    let repository = try nodeProject([name: "{\"name\": \"b\"}\n"])
    try repository.write(RepositoryPath(name), "{\"name\": \"c\"}\n")
    try repository.git("add", "-A")
    let run = try repository.gate("check", "-v")
    #expect(run.status == 0 && run.output.contains("2 files"), "\(run.everything)")
    #expect(run.output.contains("all tests are affected: \(name)"), "\(run.everything)")
  }
}
