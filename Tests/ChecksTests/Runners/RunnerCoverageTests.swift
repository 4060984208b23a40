import Checks
import GateModel
import GateTestSupport
import LocalFiles
import Testing

/// Runners that gate asks for a report on coverage, since their project writes none.
@Suite struct RunnerCoverageTests {
  private static let script = """
    exports.sign = (x) => {
      if (x < 0) {
        return -1;
      }
      return 1;
    };

    """

  @Test(arguments: ["node", "jest"])
  func `a script's lines that no test executes are found`(runner: String) async throws {
    guard runner == "node" ? Tools.exists("node") : DebianNode.has(runner) else {
      print("skipped: \(runner) is not installed")
      return
    }
    let head = runner == "node" ? "const test = require('node:test');\n" : ""
    let tree = try RunnerTree([
      "package.json": "{}", "calc.js": Self.script,
      "a.test.js": head + "const { sign } = require('./calc');\ntest('plus', () => { sign(1); });\n",
      "b.test.js": head + "test('nothing', () => {});\n",
    ])
    if runner != "node" { try DebianNode.install(runner, in: tree) }
    try await expect(tree, runner, finds: "calc.js:3", in: "calc.js")
    #expect(LocalFiles.status(tree.tree.directory.appending("coverage")) == nil, "nothing is left behind")
  }

  @Test func `a line of Go that only another package's test executes is covered`() async throws {
    guard Tools.exists("go") else { return print("skipped: go is not installed") }
    let tree = try RunnerTree([
      "go.mod": "module example.com/app\n\ngo 1.18\n",
      "calc/calc.go": """
      package calc

      func Sign(x int) int {
      \tif x < 0 {
      \t\treturn -1
      \t}
      \treturn 1
      }

      """,
      "use/use_test.go": """
      package use

      import (
      \t"testing"

      \t"example.com/app/calc"
      )

      func TestSign(t *testing.T) {
      \tif calc.Sign(2) != 1 {
      \t\tt.Fatal("no")
      \t}
      }

      """,
    ])
    try await expect(tree, "go", finds: "calc/calc.go:5", in: "calc/calc.go")
  }

  @Test func `pytest without its plug-in runs as it is, and what is lacking is said`() async throws {
    try Tools.require("pytest")
    let tree = try RunnerTree([
      "calc.py": "x = 1\n", "test_calc.py": "import calc\n\n\ndef test_x():\n    assert calc.x\n",
    ])
    let outcome = try await tree.covered("pytest", files: ["calc.py"])
    // Where the plug-in is installed there is nothing to say.
    if outcome.verdict == .passed { return }
    #expect(outcome.verdict == .errored && outcome.reason?.contains("no coverage report") == true, "\(outcome)")
    #expect(outcome.hint?.contains("install pytest-cov") == true, "\(outcome)")
    // What the project writes in its own way counts.
    let more = "\n\ndef test_report():\n    open('lcov.info', 'w').write('SF:calc.py\\nDA:1,1\\nend_of_record\\n')\n"
    let own = try RunnerTree(["calc.py": "x = 1\n", "test_calc.py": more])
    #expect(try await own.covered("pytest", files: ["calc.py"]).verdict == .passed)
  }

  private func expect(_ tree: RunnerTree, _ runner: String, finds place: String, in file: String) async throws {
    let outcome = try await tree.covered(runner, files: [file])
    #expect(outcome.verdict == .failed && outcome.findings.map(\.rule) == ["coverage"], "\(outcome)")
    #expect(outcome.places.map { $0 } == [place], "\(outcome)")
  }
}
