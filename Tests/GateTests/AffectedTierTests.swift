import Foundation
import GateModel
import GateTestSupport
import Testing

/// The two tiers of `select: affected`, with the real pytest: the change before a commit, the content before a push.
@Suite struct AffectedTierTests {
  init() throws { try Tools.require("pytest") }

  @Test func `each test file has a verdict of its own, which lives as long as what it needs`() throws {
    let project = try PythonProject()
    let first = try project.check("--all")
    #expect(first.verdict == "passed" && first.executed == 5, first.comment)
    #expect(try project.check("--all").cached == 5)
    try project.stage(["pkg/m2.py": "def value():\n    return 22\n"])
    let broken = try project.check("--all")
    #expect(broken.executed == 1 && broken.findings == ["test-failure tests/test_2.py"], broken.comment)
    #expect(try project.check("--all").executed == 1, "a failure is not kept")
    try project.stage(["pkg/m2.py": "def value():\n    return 1 + 1\n"])
    let mended = try project.check()
    #expect(mended.verdict == "passed" && mended.files == 1 && mended.executed == 1, mended.comment)
    #expect(try project.check("--all").cached == 5, "what ran before the commit is known after it")
    #expect(try project.check("--all", "--no-cache").executed == 5)
    try project.stage(["pkg/m2.py": "def value():\n    return 2\n"])
    #expect(try project.check("--all").cached == 5, "back at what was")
  }

  @Test func `before a push every test file needs a pass, and no base is asked for`() throws {
    let project = try PythonProject()
    try project.stage(["pkg/m1.py": "def value():\n    return 2 - 1\n"])
    #expect(try project.check().executed == 1)
    try project.repository.commit("next")
    // What the base was makes no difference: four test files have no pass.
    let pushed = try project.check("--range", "HEAD~1")
    #expect(pushed.files == 5 && pushed.executed == 4, pushed.comment)
    try project.stage(["README.md": "Read me twice.\n"])
    try project.repository.commit("words")
    #expect(try project.check("--range", "HEAD~1").cached == 5)
    #expect(try project.check("--range", "HEAD").cached == 5)
  }

  @Test func `verify-cache executes what is known, and finds nothing wrong`() throws {
    let project = try PythonProject()
    _ = try project.check("--all")
    let verified = try project.check("--all", "--verify-cache")
    #expect(verified.executed == 5 && verified.result.status == 0, verified.comment)
    #expect(verified.result.output.contains("\"verified\": 5"), verified.comment)
  }

  @Test func `an explanation names the file that changed, of all that the test needs`() throws {
    let project = try PythonProject()
    _ = try project.check("--all")
    try project.stage(["pkg/m3.py": "def value():\n    return 4 - 1\n"])
    let explained = try project.repository.gate("explain", "unit", "tests/test_3.py")
    #expect(explained.output.contains("there changed: file pkg/m3.py"), "\(explained.everything)")
    #expect(!explained.output.contains("m2.py"))
    let known = try project.repository.gate("explain", "unit", "tests/test_2.py")
    #expect(known.output.contains("unit on tests/test_2.py: the verdict is known"), "\(known.everything)")
  }

  @Test func `what has no room before the commit runs before the push, once`() throws {
    let project = try PythonProject(", full: never, budget: 1ms")
    let repository = project.repository
    try repository.addRemote()
    try repository.gate("install")
    // Known times are what a budget goes by.
    _ = try project.check("--all")
    try project.stage([
      "pkg/m1.py": "def value():\n    return 2 - 1\n", "pkg/m2.py": "def value():\n    return 1 + 1\n",
    ])
    let commit = try repository.gitWithHooks("commit", "-m", "next")
    #expect(commit.status == 0 && commit.everything.contains("deferred to pre-push: unit"), "\(commit.everything)")
    let push = try repository.gitWithHooks("push", "origin", "main")
    #expect(push.status == 0 && push.everything.contains("1 check passed"), "\(push.everything)")
    #expect(!push.everything.contains("from cache"), "\(push.everything)")
    #expect(try project.check("--all").cached == 5)
    try project.stage(["pkg/m1.py": "def value():\n    return 0\n"])
    #expect(try repository.gitWithHooks("commit", "-m", "broken").status == 0)
    let refused = try repository.gitWithHooks("push", "origin", "main")
    #expect(refused.status != 0 && refused.everything.contains("tests/test_1.py"), "\(refused.everything)")
  }

  @Test func `what failed last runs first the next time, as the store knows it`() throws {
    let project = try PythonProject()
    let order = project.repository.surroundings.appending("order")
    try project.stage([
      "conftest.py": """
      import pytest


      @pytest.fixture(autouse=True)
      def told(request):
          with open("\(order)", "a") as file:
              file.write(request.node.path.stem + " ")

      """
    ])
    try project.repository.commit("tell the order")
    func edit(_ value: (Int) -> String) throws {
      for number in 1...4 {
        try project.stage([RepositoryPath("pkg/m\(number).py"): "def value():\n    return \(value(number))\n"])
      }
    }
    try edit { "\($0) * 1" }
    try project.stage(["pkg/m3.py": "def value():\n    return 0\n"])
    let failed = try project.check()
    #expect(failed.executed == 4 && failed.findings == ["test-failure tests/test_3.py"], failed.comment)
    try edit { "0 + \($0)" }
    try FileManager.default.removeItem(atPath: "\(order)")
    let mended = try project.check()
    #expect(mended.verdict == "passed" && mended.executed == 4, mended.comment)
    let names = try String(contentsOfFile: "\(order)", encoding: .utf8).split(separator: " ")
    #expect(names.first == "test_3" && Set(names) == ["test_1", "test_2", "test_3", "test_4"])
  }

  @Test func `without a pre-push hook nothing waits, nor where the budget is off`() throws {
    for (options, installs) in [(", full: never, budget: 1ms", false), (", full: never, budget: off", true)] {
      let project = try PythonProject(options)
      if installs { try project.repository.gate("install") }
      _ = try project.check("--all")
      try project.stage(["pkg/m1.py": "def value():\n    return 2 - 1\n"])
      let run = try project.check("--hook", "pre-commit")
      #expect(run.verdict == "passed" && run.executed == 1, run.comment)
    }
  }

  // MARK: - Full runs

  /// A word list that `pkg/m1.py` names and `tests/test_2.py` reads under a name that it puts together.
  private static let hidden: [RepositoryPath: String] = [
    "pkg/words.txt": "two\n",
    "pkg/m1.py":
      "from pathlib import Path\n\nWORDS = Path(__file__).parent / \"words.txt\"\n\n\ndef value():\n    return 1\n",
    "pkg/m2.py": """
    import os

    PLACE = os.path.dirname(__file__)


    def value():
        with open(os.path.join(PLACE, "".join(["wor", "ds", ".t", "xt"]))) as words:
            return 2 if words.read() == "two\\n" else 0

    """,
  ]

  @Test func `a full run finds a test that selection would have missed, and from then on all run`() throws {
    let project = try PythonProject(", full: always", files: Self.hidden)
    #expect(try project.check("--all").executed == 5)
    #expect(try project.check("--all").cached == 5, "once on each content")
    try project.stage(["pkg/words.txt": "three\n"])
    #expect(try project.check().files == 1, "the change is known to reach the first test alone")
    try project.repository.commit("words")
    let audit = try project.check("--range", "HEAD~1")
    #expect(audit.executed == 5 && audit.note.contains("full: always"), audit.comment)
    #expect(audit.findings == ["test-failure tests/test_2.py", "selection-miss tests/test_2.py"], audit.comment)
    #expect(audit.result.output.contains("the change is pkg/words.txt"), audit.comment)

    let misses = try project.repository.gate("tests", "misses")
    #expect(misses.output.contains("! unit: tests/test_2.py, today: pkg/words.txt"), "\(misses.everything)")
    let doctor = try project.repository.gate("doctor")
    #expect(doctor.output.contains("choosing tests missed tests/test_2.py"), "\(doctor.everything)")
    try project.stage(["README.md": "Other words.\n"])
    let widened = try project.check()
    #expect(widened.files == 5 && widened.note.contains("selection missed tests/test_2.py"), widened.comment)
    #expect(try project.repository.gate("tests", "misses", "--clear", "unit").status == 0)
    #expect(try project.repository.gate("tests", "misses").output.contains("no test failed"))
    #expect(try project.check().verdict == "skipped")
  }

  @Test func `the first full run tells a failure beside the change, and does not widen for it`() throws {
    for selection in [", full: never", ""] {
      var files = [RepositoryPath("tests/test_4.py"): PythonProject.test(4, of: "m5")]
      if selection.isEmpty {
        files["gate.yml"] =
          "version: 1\nhooks: { pre-commit: [unit] }\nchecks: { unit: { kind: tests, runner: pytest } }\n"
      }
      let project = try PythonProject(selection, files: files)
      try project.stage(["pkg/m1.py": "def value():\n    return 2 - 1\n"])
      try project.repository.commit("next")
      let run = try project.check("--range", "HEAD~1")
      #expect(run.findings == ["test-failure tests/test_4.py", "selection-miss tests/test_4.py"], run.comment)
      #expect(run.result.output.contains("it failed before, or"), run.comment)
      #expect(try project.repository.gate("tests", "misses").output.contains("? unit: tests/test_4.py"))
      #expect(try project.repository.gate("doctor").output.contains("choosing tests missed") == false)
      try project.stage(["README.md": "Other words.\n"])
      if !selection.isEmpty { #expect(try project.check().verdict == "skipped") }
    }
  }

  @Test func `which contents have all tests run follows from the content, and is the same each time`() throws {
    let project = try PythonProject(", full: 50%")
    var audited = 0
    for number in 0..<6 {
      try project.stage(["README.md": "\(number)\n"])
      let run = try project.check("--all")
      let isAudited = run.note.contains("among the 50% of `full:`")
      audited += isAudited ? 1 : 0
      if number > 0 { #expect(run.executed == (isAudited ? 5 : 0), run.comment) }
      #expect(try project.check("--all").executed == 0)
      #expect(try project.check("--all", "--no-cache").note.contains("50%") == isAudited)
    }
    #expect((1...5).contains(audited), "\(audited)")
  }
}
