import Foundation
import GateModel
import GateTestSupport
import Testing

/// The first user: `Tests/Fixtures/seed-pipeline`, whose hooks run black, flake8, pytest, oxlint and node for real.
@Suite struct SeedPipelineTests {
  /// The fixture in a repository, with a bare remote and gate's hooks, nothing committed yet.
  private func pipeline() throws -> TestRepository {
    let repository = try TestRepository()
    let fixture = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/seed-pipeline").path
    try runProcess("cp", ["-R", "\(fixture)/.", "\(repository.root)"])
    try repository.addRemote()
    #expect(try repository.gate("install").status == 0)
    try repository.git("add", "-A")
    return repository
  }

  /// The verdict of each check in a JSON report.
  private func verdicts(_ run: ProcessResult) throws -> [String: String] {
    let report = try JSONSerialization.jsonObject(with: Data(run.stdout)) as? [String: Any]
    let checks = try #require(report?["checks"] as? [[String: Any]])
    return Dictionary(
      checks.compactMap { check in
        (check["id"] as? String).flatMap { id in (check["verdict"] as? String).map { (id, $0) } }
      }, uniquingKeysWith: { $1 })
  }

  @Test func `both lists pass on the project as it is, and a second look executes nothing`() throws {
    let repository = try pipeline()
    let commit = try repository.gitWithHooks("commit", "--quiet", "-m", "all")
    #expect(commit.status == 0, "\(commit.everything)")
    let push = try repository.gitWithHooks("push", "--quiet", "origin", "main")
    #expect(push.status == 0, "\(push.everything)")
    for (hook, expected) in [
      ("pre-commit", ["lint", "test-python", "test-node", "secrets", "black", "flake8"]),
      ("pre-push", ["suite-python", "suite-node", "flags", "integration", "secrets"]),
    ] {
      let run = try repository.gate("check", "--all", "--hook", hook, "--format", "json")
      #expect(run.status == 0, "\(run.everything)")
      #expect(try verdicts(run) == Dictionary(uniqueKeysWithValues: expected.map { ($0, "passed") }))
      let again = try repository.gate("check", "--all", "--hook", hook)
      #expect(again.output.contains("\(expected.count) from cache"), "\(again.everything)")
    }
  }

  @Test func `before a commit only what the staged files concern is run`() throws {
    let repository = try pipeline()
    try repository.commit("all")
    try repository.write("notes.md", "# notes\n")
    try repository.git("add", ".")
    let prose = try repository.gate("check", "--format", "json")
    #expect(prose.status == 0, "\(prose.everything)")
    #expect(
      try verdicts(prose) == [
        "lint": "skipped", "test-python": "skipped", "test-node": "skipped", "secrets": "passed", "black": "skipped",
        "flake8": "skipped",
      ])

    // A change that breaks the Python tests, badly formatted, with a name that nobody uses.
    try repository.write(
      "data_practitioner/batches.py", "import os\n\n\ndef batches( items, size ):\n    return []\n\n\nWORKERS = 1\n")
    try repository.git("add", ".")
    let python = try repository.gate("check", "--format", "json")
    #expect(python.status == 1)
    #expect(
      try verdicts(python) == [
        "lint": "skipped", "test-python": "failed", "test-node": "skipped", "secrets": "passed", "black": "failed",
        "flake8": "failed",
      ])
    let refused = try repository.gitWithHooks("commit", "-m", "worse")
    #expect(refused.status == 1)
    #expect(refused.everything.contains("data_practitioner/batches.py:1:1: error: 'os' imported but unused [F401]"))
  }

  @Test func `before a push the suite, the flags and the integration tests are run on what is pushed`() throws {
    let repository = try pipeline()
    try repository.commit("all")
    try repository.git("push", "--quiet", "--no-verify", "origin", "main")
    let source = String(decoding: try repository.read("src/story-digest.js"), as: UTF8.self)
    try repository.write("src/story-digest.js", source.replacingOccurrences(of: "story-digest", with: "story-digset"))
    try repository.git("add", ".")
    try repository.commit("a flag that nobody defined")
    let refused = try repository.gitWithHooks("push", "origin", "main")
    #expect(refused.status != 0)
    #expect(refused.everything.contains("src/story-digest.js:"), "\(refused.everything)")
    #expect(refused.everything.contains("push refused"))
    for check in ["suite-node", "flags", "integration", "secrets"] {
      #expect(refused.everything.contains(check), "\(check)")
    }
  }
}
