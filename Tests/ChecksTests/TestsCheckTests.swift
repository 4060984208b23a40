import Checks
import Foundation
import GateModel
import GateTestSupport
import Testing

@Suite struct TestsCheckTests {
  @Test func `pytest that passes passes`() async throws {
    try Tools.require("pytest")
    let tree = try TestTree(["tests/test_a.py": "def test_a():\n    assert True\n"])
    let outcome = try await tree.run(try check(tree, runner: "pytest"))
    #expect(outcome.verdict == .passed, "\(outcome)")
    #expect(outcome.output.contains("1 passed"))
  }

  @Test func `a failed assertion is found where it stands`() async throws {
    try Tools.require("pytest")
    let tree = try TestTree([
      "tests/test_a.py":
        "import pytest\n\n\ndef test_a():\n    x = 1\n    assert x == 2, 'no <&>'\n\n\ndef test_b():\n    raise KeyError('k')\n"
    ])
    let outcome = try await tree.run(try check(tree, runner: "pytest"))
    #expect(outcome.verdict == .failed)
    #expect(outcome.findings.map(\.path) == ["tests/test_a.py", "tests/test_a.py"])
    #expect(outcome.findings.map(\.range?.line) == [6, 10])
    #expect(outcome.findings.first?.message.contains("no <&>") == true, "\(outcome.findings)")
  }

  @Test func `a module that cannot be imported fails the check`() async throws {
    try Tools.require("pytest")
    let tree = try TestTree(["test_a.py": "def f(:\n"])
    let outcome = try await tree.run(try check(tree, runner: "pytest"))
    #expect(outcome.verdict == .failed, "\(outcome)")
    #expect(outcome.findings.first?.path == "test_a.py", "\(outcome.findings)")
  }

  @Test func `a custom command with pytest in it gets findings as well`() async throws {
    try Tools.require("pytest")
    let tree = try TestTree(["test_a.py": "def test_a():\n    assert False\n"])
    let outcome = try await tree.run(
      try check(tree, run: "pytest -q {files} 2>&1 | cat; exit 1", affected: ["test_a.py"]))
    #expect(outcome.findings.first?.path == "test_a.py")
    #expect(outcome.findings.first?.range?.line == 2)
  }

  @Test func `no test is an error, whoever says so`() async throws {
    try Tools.require("pytest")
    let tree = try TestTree(["a.py": ""])
    #expect(try await tree.run(try check(tree, runner: "pytest")).verdict == .errored)
    for line in [
      "# tests 0", "ℹ tests 0", "Executed 0 tests, with 0 failures (0 unexpected) in 0.0 (0.0) seconds",
      "Ran 0 tests in 0.000s", "running 0 tests", "1..0",
      "✔ Test run with 0 tests in 0 suites passed after 0.001 seconds.",
    ] {
      let outcome = try await tree.run(try check(tree, run: "echo '\(line)'"))
      #expect(outcome.verdict == .errored, "\(line)")
    }
    // XCTest finds none, Swift Testing does.
    let both = "echo 'Executed 0 tests, with 0 failures'; echo 'Test run with 3 tests in 1 suite passed'"
    #expect(try await tree.run(try check(tree, run: both)).verdict == .passed)
    #expect(try await tree.run(try check(tree, run: "echo all is well")).verdict == .passed)
  }

  @Test func `node's own runner`() async throws {
    try Tools.require("node")
    let good = "const t = require('node:test');\nt('works', () => {});\n"
    let tree = try TestTree(["a.test.js": good])
    #expect(try await tree.run(try check(tree, runner: "node")).verdict == .passed)
    let bad = try TestTree(["a.test.js": good + "t('fails', () => { throw new Error('no'); });\n"])
    #expect(try await bad.run(try check(bad, runner: "node")).verdict == .failed)
    let none = try TestTree(["a.js": ""])
    #expect(try await none.run(try check(none, runner: "node")).verdict == .errored)
  }

  @Test func `only the chosen tests run, and the key knows which`() async throws {
    try Tools.require("pytest")
    let tree = try TestTree([
      "test_a.py": "def test_a():\n    assert True\n", "test_b.py": "def test_b():\n    assert False\n", "m.py": "",
    ])
    let some = try check(tree, runner: "pytest", affected: ["test_a.py"])
    let all = try check(tree, runner: "pytest")
    #expect(try await tree.run(some).verdict == .passed)
    #expect(try await tree.run(all).verdict == .failed)
    let definition = { (check: TestsCheck) in
      try check.dependencies(for: try check.selection(in: tree.all), in: tree.all).definition
    }
    #expect(try definition(some) != definition(all))
    #expect(try some.selection(in: tree.staged(["m.py"])).files.count == 3)
    #expect(!some.traits.keepsFailures)
  }

  @Test func `a change that no test can feel runs none`() throws {
    let tree = try TestTree(["a.py": "", "README.md": ""])
    let check = try TestsCheck(
      CheckSettings(id: CheckID("t")), run: nil, runner: "pytest",
      affected: { _ in .none(reason: "no test imports README.md") }, context: tree.context())
    #expect(try check.selection(in: tree.staged(["README.md"])) == .nothing("no test imports README.md"))
  }

  @Test func `neither command nor runner, or an unknown one, is refused`() throws {
    let tree = try TestTree([:])
    #expect(throws: CheckError.self) { try check(tree) }
    #expect(throws: CheckError.self) { try check(tree, runner: "no-such") }
  }

  private func check(
    _ tree: TestTree, run: String? = nil, runner: String? = nil, affected: [RepositoryPath]? = nil
  ) throws -> TestsCheck {
    var choice: TestsCheck.Choice?
    if let affected { choice = { _ in .files(affected, reason: "for the test") } }
    return try TestsCheck(
      CheckSettings(id: CheckID("t")), run: run, runner: runner, affected: choice,
      context: tree.context(["PYTHONDONTWRITEBYTECODE": "1"]))
  }
}
