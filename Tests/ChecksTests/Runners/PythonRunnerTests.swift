import Checks
import Foundation
import GateModel
import GateTestSupport
import LocalFiles
import Testing

@Suite struct PytestRunnerTests {
  @Test func `each failure says test, assertion and line, each file has a result`() async throws {
    try Tools.require("pytest")
    let tree = try RunnerTree([
      "t/test_a.py":
        "class TestA:\n    def test_no(self):\n        assert 1 == 2, 'why'\n\n    def test_ok(self):\n        pass\n",
      "t/test b.py": "def test_ok():\n    pass\n",
      "t/test_s.py": "import pytest\n\n\n@pytest.mark.skip\ndef test_s():\n    pass\n",
    ])
    let outcome = try await tree.run("pytest", files: ["t/test_a.py", "t/test b.py", "t/test_s.py"])
    #expect(outcome.verdict == .failed)
    #expect(outcome.places == ["t/test_a.py:3"])
    #expect(outcome.findings.first?.message == "TestA › test_no: AssertionError: why", "\(outcome.findings)")
    #expect(outcome.fileVerdicts == ["t/test_a.py": .failed, "t/test b.py": .passed])
    #expect(outcome.passedFiles == ["t/test b.py"])
    #expect(outcome.fileResults?["t/test b.py"]?.duration != nil)
  }

  @Test func `a selected file of which no test runs is an error that names it`() async throws {
    try Tools.require("pytest")
    let tree = try RunnerTree(["test_a.py": "def test_a():\n    pass\n", "test_none.py": "x = 1\n"])
    let outcome = try await tree.run("pytest", files: ["test_a.py", "test_none.py"])
    #expect(outcome.verdict == .errored)
    #expect(outcome.reason?.contains("no test of test_none.py") == true, "\(outcome.reason ?? "")")
    #expect(try await tree.run("pytest", files: ["test_none.py"]).verdict == .errored)
  }

  @Test func `a crash and a time-out are errors`() async throws {
    try Tools.require("pytest")
    let tree = try RunnerTree([
      "test_a.py": "import os\n\n\ndef test_a():\n    os.abort()\n",
      "test_b.py": "import time\n\n\ndef test_b():\n    time.sleep(600)\n",
    ])
    let crash = try await tree.run("pytest", files: ["test_a.py"])
    #expect(crash.verdict == .errored)
    #expect(crash.reason?.contains("signal") == true, "\(crash.reason ?? "")")
    let late = try await tree.run("pytest", files: ["test_b.py"], timeout: .seconds(2))
    #expect(late.verdict == .errored)
    #expect(late.reason?.contains("longer than 2s") == true, "\(late.reason ?? "")")
  }

  @Test func `a flaky test is a warning and no pass that may be kept`() async throws {
    try Tools.require("pytest")
    let flaky = """
      import pathlib
      import pytest


      @pytest.mark.parametrize("a", ["x y"])
      def test_flaky(a):
          mark = pathlib.Path("mark")
          seen = mark.exists()
          mark.write_text("")
          assert seen


      def test_ok():
          pathlib.Path("runs").open("a").write("x")
      """
    let tree = try RunnerTree(["test_f.py": flaky, "test_g.py": "def test_g():\n    pass\n"])
    let outcome = try await tree.run("pytest", retries: 2)
    #expect(outcome.verdict == .passed)
    #expect(outcome.findings.map(\.rule) == ["test-flaky"])
    #expect(outcome.findings.first?.severity == .warning)
    #expect(outcome.places == ["test_f.py:10"])
    #expect(!outcome.mayBeKept)
    #expect(outcome.fileVerdicts == ["test_f.py": .flaky, "test_g.py": .passed])
    // Only what failed is run again.
    #expect(try LocalFiles.read(tree.tree.directory.appending("runs"), limit: 100) == Array("x".utf8))
  }

  @Test func `what fails each time stays failed, and is reported once`() async throws {
    try Tools.require("pytest")
    let tree = try RunnerTree(["test_f.py": "def test_f():\n    open('runs', 'a').write('x')\n    assert False\n"])
    let outcome = try await tree.run("pytest", retries: 2)
    #expect(outcome.verdict == .failed)
    #expect(outcome.places == ["test_f.py:3"])
    #expect(try LocalFiles.read(tree.tree.directory.appending("runs"), limit: 100).count == 3)
  }

  @Test func `paths of a check with a root of its own are found from the repository's root`() async throws {
    try Tools.require("pytest")
    let tree = try RunnerTree([
      "pytest.ini": "[pytest]\n", "sub/tests/test_a.py": "def test_a():\n    assert False\n",
    ])
    let outcome = try await tree.run("pytest", files: ["sub/tests/test_a.py"], root: "sub")
    #expect(outcome.places == ["sub/tests/test_a.py:2"])
  }

  @Test func `what failed last is run first, then the quickest`() async throws {
    try Tools.require("pytest")
    let body =
      "import pathlib\n\n\ndef test_it():\n    with open('order', 'a') as f:\n        f.write(pathlib.Path(__file__).stem + ' ')\n"
    let tree = try RunnerTree(["test_a.py": body, "test_b.py": body, "test_c.py": body, "test_d.py": body])
    let history = TestHistory(
      records: { _ in
        [
          "test_a.py": .init(duration: .seconds(9), failed: false),
          "test_b.py": .init(duration: .seconds(1), failed: false),
          "test_d.py": .init(duration: .seconds(20), failed: true),
        ]
      }, add: { _, results in #expect(results.count == 4) })
    let files: [RepositoryPath] = ["test_a.py", "test_b.py", "test_c.py", "test_d.py"]
    #expect(try await tree.run("pytest", files: files, history: history).verdict == .passed)
    let order = try LocalFiles.read(tree.tree.directory.appending("order"), limit: 1000)
    #expect(String(decoding: order, as: UTF8.self) == "test_d test_c test_b test_a ")
  }

  @Test func `ten thousand files are split over command lines, and the results joined`() async throws {
    let names = (0..<10_000).map { RepositoryPath("tests/\(String(repeating: "long name ", count: 11))/test_\($0).py") }
    let tree = try RunnerTree(Dictionary(uniqueKeysWithValues: names.prefix(1).map { ($0, "") }))
    // Stands for pytest: what matters is what it is called with. The last file fails.
    try tree.program(
      "pytest",
      """
      #!/usr/bin/env python3
      import os, shlex, sys
      from xml.sax.saxutils import quoteattr
      options = shlex.split(os.environ["PYTEST_ADDOPTS"])
      report = next(o for o in options if o.startswith("--junit-xml=")).split("=", 1)[1]
      with open("calls", "a") as f:
          f.write("%d\\n" % len(sys.argv[2:]))
      with open(report, "w") as f:
          f.write("<testsuites><testsuite>")
          for path in sys.argv[2:]:
              body = "<failure message='no'/>" if path.endswith("test_9999.py") else ""
              f.write("<testcase classname='c' name='t' file=%s time='0.1'>%s</testcase>" % (quoteattr(path), body))
          f.write("</testsuite></testsuites>")
      sys.exit(0)
      """)
    let content = TestContent(names.map { ($0, FileMode.regular, []) })
    let scope = CheckScope(
      kind: .all, changes: ChangeSet(content.entries.map { Change(.added, $0.path, new: $0.version) }), content: content
    )
    let check = try TestsCheck(
      CheckSettings(id: CheckID("t")), run: nil, runner: "pytest",
      affected: { _ in .files(names, reason: "all of them") }, context: tree.tree.context())
    let outcome = try await tree.tree.run(check, in: scope)
    #expect(outcome.verdict == .failed, "\(outcome.reason ?? "")")
    #expect(outcome.findings.map(\.path) == [names[9999]])
    #expect(outcome.passedFiles?.count == 9_999)
    let calls = String(
      decoding: try LocalFiles.read(tree.tree.directory.appending("calls"), limit: 1000), as: UTF8.self
    )
    .split(separator: "\n").compactMap { Int($0) }
    #expect(calls.count > 1)
    #expect(calls.reduce(0, +) == 10_000)
  }
}

@Suite struct UnittestRunnerTests {
  private static let tests = """
    import unittest


    class A(unittest.TestCase):
        def test_no(self):
            self.assertEqual(1, 2, "why")

        def test_error(self):
            raise KeyError("k")

        @unittest.skip("not here")
        def test_skipped(self):
            pass

        def test_sub(self):
            for n in range(3):
                with self.subTest(n=n):
                    self.assertNotEqual(n, 1)

        def test_ok(self):
            pass
    """

  @Test func `unittest's results are read test by test`() async throws {
    try Tools.require("python3")
    let tree = try RunnerTree([
      "test_a.py": Self.tests,
      "test_b.py":
        "import unittest\n\n\nclass B(unittest.TestCase):\n    def test_b(self):\n        print('{\"name\": 1}')\n",
    ])
    let outcome = try await tree.run("unittest")
    #expect(outcome.verdict == .failed)
    #expect(outcome.places.sorted() == ["test_a.py:18", "test_a.py:6", "test_a.py:9"], "\(outcome)")
    let messages = outcome.findings.map(\.message)
    #expect(messages.contains("A › test_no: AssertionError: 1 != 2 : why"), "\(messages)")
    #expect(messages.contains("A › test_error: KeyError: 'k'"), "\(messages)")
    #expect(messages.contains { $0.hasPrefix("A › test_sub (n=1): ") }, "\(messages)")
    #expect(outcome.fileVerdicts == ["test_a.py": .failed, "test_b.py": .passed])
    #expect(try await tree.run("unittest", files: ["test_b.py"]).verdict == .passed)
    #expect(
      try await tree.run(command: "python3 -m unittest {files}", files: ["test_b.py"]).passedFiles == ["test_b.py"])
  }

  @Test func `a module that cannot be loaded is found`() async throws {
    try Tools.require("python3")
    let tree = try RunnerTree(["test_a.py": "import nothing_like_this\n", "test_b.py": "def f(:\n"])
    let outcome = try await tree.run("unittest")
    #expect(outcome.verdict == .failed)
    #expect(outcome.places.sorted() == ["test_a.py:1", "test_b.py:1"], "\(outcome)")
    #expect(outcome.findings.contains { $0.message.contains("No module named") }, "\(outcome.findings)")
  }

  @Test func `no test is an error`() async throws {
    try Tools.require("python3")
    let tree = try RunnerTree([
      "test_a.py": "x = 1\n",
      "test_b.py": "import unittest\n\n\nclass B(unittest.TestCase):\n    def test_b(self): pass\n",
    ])
    #expect(try await tree.run("unittest", files: ["test_a.py"]).verdict == .errored)
    let some = try await tree.run("unittest", files: ["test_a.py", "test_b.py"])
    #expect(some.reason?.contains("test_a.py") == true, "\(some)")
  }

  @Test func `a flaky test is found by running it alone`() async throws {
    try Tools.require("python3")
    let tree = try RunnerTree([
      "test_a.py": """
      import os
      import unittest


      class A(unittest.TestCase):
          def test_flaky(self):
              seen = os.path.exists("mark")
              open("mark", "w").close()
              self.assertTrue(seen)

          def test_ok(self):
              open("runs", "a").write("x")
      """
    ])
    let outcome = try await tree.run("unittest", retries: 1)
    #expect(outcome.findings.map(\.rule) == ["test-flaky"], "\(outcome)")
    #expect(try LocalFiles.read(tree.tree.directory.appending("runs"), limit: 100).count == 1)
  }
}
