import Foundation
import GateModel
import GateTestSupport
import Testing

/// Where the tests of one content run in several places and at several times: each runs once, and all of them do.
@Suite struct AffectedSharingTests {
  private let surroundings: PythonProject
  /// Which test files were executed, in order.
  private let log: LocalPath

  /// Says which tests run, and that each takes four seconds, which nobody has to wait for.
  private static func conftest(_ log: LocalPath) -> String {
    """
    import pytest


    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(item, call):
        outcome = yield
        if call.when == "call":
            outcome.get_result().duration = 4.0
            with open("\(log)", "a") as file:
                file.write(item.path.stem + "\\n")

    """
  }

  init() throws {
    try Tools.require("pytest")
    surroundings = try PythonProject()
    log = surroundings.repository.surroundings.appending("log")
  }

  private func project(_ options: String, gate: String? = nil) throws -> PythonProject {
    var files: [RepositoryPath: String] = ["conftest.py": Self.conftest(log)]
    if let gate { files["gate.yml"] = gate }
    return try PythonProject(options, files: files)
  }

  /// What was executed since this was asked last, in the order of names.
  private func executed() throws -> [String] {
    guard let text = try? String(contentsOfFile: "\(log)", encoding: .utf8) else { return [] }
    try FileManager.default.removeItem(atPath: "\(log)")
    return text.split(separator: "\n").map(String.init).sorted()
  }

  @Test func `of the affected tests as many run before the commit as have room, and the others before the push`() throws
  {
    let project = try project(", full: never, budget: 10s")
    let repository = project.repository
    try repository.addRemote()
    try repository.gate("install")
    _ = try project.check("--all")
    #expect(try executed().count == 5)
    for number in 1...4 {
      try project.stage([RepositoryPath("pkg/m\(number).py"): "def value():\n    return \(number) * 1\n"])
    }
    let commit = try repository.gitWithHooks("commit", "-m", "next")
    let early = try executed()
    #expect(commit.status == 0 && early.count == 2, "\(early) \(commit.everything)")
    #expect(commit.everything.contains("deferred"), "\(commit.everything)")
    let push = try repository.gitWithHooks("push", "origin", "main")
    let late = try executed()
    #expect(push.status == 0 && early + late == ["test_1", "test_2", "test_3", "test_4"], "\(late) \(push.everything)")
    try project.stage(["README.md": "Read me twice.\n"])
    #expect(try repository.gitWithHooks("commit", "-m", "words").status == 0)
    #expect(try repository.gitWithHooks("push", "origin", "main").status == 0)
    #expect(try executed() == [])
  }

  @Test func `a test that passes the second time is told as flaky in a commit, and has no pass for the push`() throws {
    let project = try project(", full: never, retries: 1")
    let mark = project.repository.surroundings.appending("mark")
    try project.repository.gate("install")
    _ = try project.check("--all")
    _ = try executed()
    try project.stage([
      "tests/test_1.py": """
      import pathlib


      def test_1():
          mark = pathlib.Path("\(mark)")
          seen = mark.exists()
          mark.write_text("")
          assert seen, "first time"

      """
    ])
    let commit = try project.repository.gitWithHooks("commit", "-m", "flaky")
    #expect(commit.status == 0 && commit.everything.contains("is flaky"), "\(commit.everything)")
    #expect(commit.everything.contains("tests/test_1.py:8"), "\(commit.everything)")
    #expect(try executed() == ["test_1", "test_1"])
    let next = try project.check("--range", "HEAD~1")
    #expect(next.executed == 1 && next.cached == 4 && next.verdict == "passed", next.comment)
    #expect(try executed() == ["test_1"])
    #expect(try project.check("--all").cached == 5, "it passed at once")
  }

  @Test func `the shards of a content run each test file once, and together all`() throws {
    let project = try project(", full: never")
    var names: [String] = []
    var all: [String] = []
    for index in 1...3 {
      let name = "../shard-\(index).json"
      names.append(name)
      let run = try project.repository.gate(
        "check", "--all", "--no-cache", "--shard", "\(index)/3", "--report", "json=\(name)")
      #expect(run.status == 0 && run.output.contains("shard \(index)/3"), "\(run.everything)")
      all += try executed()
    }
    #expect(all.sorted() == (1...5).map { "test_\($0)" })
    let proof = try project.repository.gate(["shards"] + names)
    #expect(proof.status == 0 && proof.output.contains("3 shards have all 5 pieces"), "\(proof.everything)")
    try project.stage(["pkg/m2.py": "def value():\n    return 0\n"])
    let broken = try (1...3).map { index in
      try project.repository.gate("check", "--all", "--shard", "\(index)/3")
    }
    #expect(broken.count { $0.status == 1 } == 1, "\(broken.map(\.everything))")
    #expect(try executed().count { $0 == "test_2" } == 1)
  }

  @Test func `a pass that one clone stored answers in another, for each test file`() throws {
    let server = try CacheServer.startStrict()
    let key = "signing " + String(repeating: "key ", count: 5)
    let project = try project(
      "",
      gate: """
        version: 1
        cache: { remote: { url: "\(server.url)", key: SIGNING_KEY, write: { token: CACHE_TOKEN }, timeout: 60s } }
        hooks: { pre-commit: [unit], pre-push: [unit] }
        checks:
          unit: { kind: tests, runner: pytest, select: affected, full: never }

        """)
    let variables = ["SIGNING_KEY": key, "CACHE_TOKEN": "token" + "OfTheBuilder"]
    #expect(try project.check("--all", adding: variables).executed == 5)
    #expect(try executed().count == 5)
    let clone = project.repository.surroundings.appending("clone")
    try project.repository.git("clone", "--quiet", "\(project.repository.root)", "\(clone)")
    func check(_ arguments: String...) throws -> ProcessResult {
      try project.repository.gate(["check"] + arguments + ["--format", "json"], in: clone, adding: variables)
    }
    let second = try check("--all")
    #expect(second.output.contains("\"remote_files\": 5"), "\(second.everything)")
    #expect(try executed() == [])
    try Data("def value():\n    return 2 * 1\n".utf8).write(to: URL(filePath: "\(clone)/pkg/m2.py"))
    try project.repository.git("-C", "\(clone)", "add", "-A")
    let edited = try check("--all")
    #expect(edited.output.contains("\"cached_files\": 4"), "\(edited.everything)")
    #expect(try executed() == ["test_2"])
    // And back.
    try project.stage(["pkg/m2.py": "def value():\n    return 2 * 1\n"])
    let first = try project.check("--all", adding: variables)
    #expect(first.cached == 5 && first.result.output.contains("\"remote_files\": 1"), first.comment)
  }
}
