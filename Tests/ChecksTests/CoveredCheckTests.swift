import Checks
import GateModel
import GateTestSupport
import Testing

@Suite struct CoveredCheckTests {
  @Test func `lines that no test executes are found where they stand`() async throws {
    let tree = try TestTree(["a.py": "def f(x):\n    if x:\n        return 1\n    return 2\n"])
    let run = "printf 'SF:a.py\\nDA:1,1\\nDA:2,1\\nDA:3,0\\nDA:4,0\\nend_of_record\\n' > lcov.info"
    let outcome = try await tree.run(try check(tree, run: run, changedLines: 80))
    #expect(outcome.verdict == .failed, "\(outcome)")
    #expect(outcome.findings.map(\.rule) == ["coverage"])
    #expect(outcome.findings.first?.range == SourceRange(line: 3, endLine: 4))
    #expect(outcome.findings.first?.message.contains("2 of 4") == true)
    #expect(try await tree.run(try check(tree, run: run, changedLines: 50)).verdict == .passed)
  }

  @Test func `without a report, or with an old one, nobody knows`() async throws {
    let tree = try TestTree(["a.py": "x = 1\n", "old.info": "SF:a.py\nDA:1,1\nend_of_record\n"])
    let missing = try await tree.run(try check(tree, run: "true", changedLines: 1))
    #expect(missing.verdict == .errored && missing.reason?.contains("no coverage report") == true, "\(missing)")
    let old = try await tree.run(try check(tree, run: "true", changedLines: 1, reports: ["old.info"]))
    #expect(old.verdict == .errored && old.reason?.contains("older than this run") == true, "\(old)")
    let damaged = try await tree.run(try check(tree, run: "echo hello > lcov.info", changedLines: 1))
    #expect(damaged.verdict == .errored && damaged.reason?.contains("none of the formats") == true, "\(damaged)")
  }

  @Test func `tests that fail are not asked what they covered`() async throws {
    let tree = try TestTree(["a.py": "x = 1\n"])
    let outcome = try await tree.run(try check(tree, run: "echo no; exit 1", changedLines: 100))
    #expect(outcome.verdict == .failed && outcome.findings.map(\.rule) == ["test-failure"])
  }

  @Test func `a changed file that no report speaks of is told where it counts by name`() async throws {
    let tree = try TestTree(["a.py": "x = 1\n", "b.py": "y = 1\n"])
    let run = "printf 'SF:a.py\\nDA:1,1\\nend_of_record\\n' > lcov.info"
    #expect(try await tree.run(try check(tree, run: run, changedLines: 100)).findings == [])
    let outcome = try await tree.run(try check(tree, run: run, changedLines: 100, files: ["*.py"]))
    #expect(outcome.verdict == .passed && outcome.findings.map(\.path) == ["b.py"])
  }

  @Test func `coverage of a real run of pytest counts`() async throws {
    try Tools.require("pytest")
    try Tools.require("coverage")
    let tree = try TestTree([
      "calc.py": "def sign(x):\n    if x < 0:\n        return -1\n    return 1\n",
      "test_calc.py": "from calc import sign\n\n\ndef test_sign():\n    assert sign(2) == 1\n",
    ])
    for (format, file) in [("lcov", "c.lcov"), ("xml", "c.xml"), ("json", "c.json")] {
      let run = "coverage run -m pytest -q && coverage \(format) -q -o \(file)"
      let outcome = try await tree.run(
        try check(tree, run: run, changedLines: 100, reports: [file], files: ["calc.py"]))
      #expect(outcome.verdict == .failed, "\(format): \(outcome)")
      #expect(outcome.findings.map { "\($0.path?.description ?? ""):\($0.range?.line ?? 0)" } == ["calc.py:3"])
    }
  }

  private func check(
    _ tree: TestTree, run: String, changedLines: Int, reports: [String] = [], files: [String] = []
  ) throws -> CoveredCheck {
    let settings = CheckSettings(id: CheckID("unit"), timeout: .seconds(60))
    let tests = try TestsCheck(settings, run: run, runner: nil, context: tree.context(["PYTHONDONTWRITEBYTECODE": "1"]))
    return CoveredCheck(
      tests,
      coverage: CoverageSettings(
        changedLines: changedLines, reports: reports,
        selector: FileSelector(include: try files.map { try PathPattern($0) })), root: RepositoryPath(bytes: []))
  }
}
