import Foundation
import GateModel
import GateTestSupport
import Testing

/// `await: commit-msg`: what pre-commit begins goes on while the message is written, and the commit waits for it.
@Suite struct AwaitTests {
  private static let configuration = """
    version: 1
    hooks: { pre-commit: [quick, slow] }
    checks:
      quick: { kind: tests, run: "test ! -e refused" }
      slow: { kind: tests, run: "sh slow.sh", await: commit-msg }
    """

  /// An editor that says that it is open, does `work`, and writes a message.
  private func editor(_ work: String, of warm: WarmRepository) throws -> [String: String] {
    let script = "#!/bin/sh\necho open >> \"$HOME/editor\"\n\(work)\necho message > \"$1\"\n"
    let path = "\(warm.repository.surroundings)/editor.sh"
    try script.write(toFile: path, atomically: true, encoding: .utf8)
    return ["GIT_EDITOR": "sh '\(path)'"]
  }

  private func stage(_ file: RepositoryPath, in warm: WarmRepository) throws {
    try warm.repository.write(file, "\(file)\n")
    try warm.repository.git("add", ".")
  }

  private func hasEditorOpened(_ warm: WarmRepository) -> Bool {
    FileManager.default.fileExists(atPath: "\(warm.home)/editor")
  }

  /// Waits, in the editor, until the check runs; then lets it end.
  private let untilItRuns =
    "i=0; while ! test -e \"$HOME/runs\" && test $i -lt 3000; do sleep 0.01; i=$((i+1)); done; : > \"$HOME/go\""

  @Test func `the check runs while the editor is open, once, and the commit goes through`() throws {
    let warm = try WarmRepository(Self.configuration)
    try stage("a.txt", in: warm)
    // A copy of the index that looked newer would make git's racy rule miss what was saved in the same instant.
    let compare = "test ! .git/gate/awaited-index -nt .git/index || exit 1; "
    let commit = try warm.repository.gitWithHooks("commit", adding: editor(compare + untilItRuns, of: warm))
    #expect(commit.status == 0, "\(commit.everything)")
    #expect(hasEditorOpened(warm))
    #expect(warm.runs.count == 1)
    #expect(warm.runs.allSatisfy { !$0.directory.hasPrefix("\(warm.repository.root)") })
    try warm.waitUntilIdle()
    // What is known needs no background.
    try warm.repository.git("reset", "--quiet", "--soft", "HEAD~1")
    #expect(try warm.repository.gitWithHooks("commit", adding: editor("", of: warm)).status == 0)
    #expect(warm.runs.count == 1)
  }

  @Test func `the commit is refused at commit-msg where the check fails`() throws {
    let warm = try WarmRepository(Self.configuration)
    try stage("bad", in: warm)
    let head = try warm.repository.id("HEAD")
    let commit = try warm.repository.gitWithHooks("commit", adding: editor(untilItRuns, of: warm))
    #expect(commit.status != 0)
    #expect(hasEditorOpened(warm))
    #expect(commit.everything.contains("slow"), "\(commit.everything)")
    #expect(try warm.repository.id("HEAD") == head)
  }

  @Test func `where another check refuses the commit, no editor opens and nothing is left behind`() throws {
    let warm = try WarmRepository(Self.configuration)
    try stage("refused", in: warm)
    let commit = try warm.repository.gitWithHooks("commit", adding: editor("", of: warm))
    #expect(commit.status != 0)
    #expect(!hasEditorOpened(warm))
    try waitUntil("what was begun has ended") { warm.records().isEmpty && warm.runs.allSatisfy { isGone($0.process) } }
    #expect(!FileManager.default.fileExists(atPath: "\(warm.repository.root)/.git/gate/awaited-index"))
  }

  @Test func `without an editor the check runs before the commit, in pre-commit`() throws {
    let warm = try WarmRepository(Self.configuration)
    try warm.letGo()
    try stage("bad", in: warm)
    let commit = try warm.repository.gitWithHooks("commit", "-m", "bad")
    #expect(commit.status != 0)
    #expect(warm.runs.count == 1)
    #expect(warm.records().isEmpty)
    try warm.repository.git("rm", "--quiet", "-f", "bad")
    try stage("good", in: warm)
    #expect(try warm.repository.gitWithHooks("commit", "-m", "good").status == 0)
    #expect(warm.runs.count == 2)
  }

  @Test func `where no commit-msg hook would wait, pre-commit does`() throws {
    let warm = try WarmRepository(Self.configuration)
    #expect(try warm.repository.gate("uninstall", "commit-msg").status == 0)
    try warm.letGo()
    try stage("bad", in: warm)
    let commit = try warm.repository.gitWithHooks("commit", adding: editor("", of: warm))
    #expect(commit.status != 0)
    #expect(!hasEditorOpened(warm))
  }

  @Test func `what is staged while the message is written is neither recorded nor judged`() throws {
    let warm = try WarmRepository(Self.configuration)
    try stage("a.txt", in: warm)
    let meanwhile = "echo x > bad; GIT_INDEX_FILE= ; unset GIT_INDEX_FILE; git add bad; \(untilItRuns)"
    let commit = try warm.repository.gitWithHooks("commit", adding: editor(meanwhile, of: warm))
    #expect(commit.status == 0, "\(commit.everything)")
    #expect(warm.runs.count == 1)
    #expect(try warm.repository.git("ls-tree", "--name-only", "HEAD") == "a.txt\ngate.yml\nslow.sh\n")
    #expect(try warm.repository.git("diff", "--cached", "--name-only") == "bad\n")
  }

  @Test(arguments: [["commit", "-a"], ["commit", "tracked"], ["commit", "--amend"]])
  func `with each kind of commit, what is recorded is what was judged`(arguments: [String]) throws {
    let warm = try WarmRepository(Self.configuration)
    try stage("tracked", in: warm)
    try warm.repository.commit("tracked")
    try warm.letGo()
    try warm.repository.write("tracked", "edited\n")
    if arguments.contains("--amend") { try warm.repository.git("add", ".") }
    let commit = try runProcess(
      "git", arguments, environment: warm.repository.gateEnvironment.merging(editor("", of: warm)) { $1 },
      directory: warm.repository.root)
    #expect(commit.status == 0, "\(commit.everything)")
    #expect(hasEditorOpened(warm))
    #expect(try warm.repository.git("show", "HEAD:tracked") == "edited\n")
    #expect(warm.runs.count == 1)
  }

  @Test func `a budget of pre-commit leaves out nothing that goes on while the message is written`() throws {
    let warm = try WarmRepository(
      Self.configuration.replacing("version: 1\n", with: "version: 1\nbudget: { pre-commit: 1ms }\n"))
    try warm.letGo()
    for file in ["a.txt", "b.txt"] as [RepositoryPath] {
      try stage(file, in: warm)
      let commit = try warm.repository.gitWithHooks("commit", adding: editor("", of: warm))
      #expect(commit.status == 0, "\(commit.everything)")
    }
    #expect(warm.runs.count == 2)
  }

  @Test func `nor does it where no editor opens: the commit waits for the check all the same`() throws {
    let warm = try WarmRepository(
      Self.configuration.replacing("version: 1\n", with: "version: 1\nbudget: { pre-commit: 1ms }\n"))
    try warm.letGo()
    for (count, file) in (["a.txt", "b.txt"] as [RepositoryPath]).enumerated() {
      try stage(file, in: warm)
      let commit = try warm.repository.gitWithHooks("commit", "-m", "\(file)")
      #expect(commit.status == 0, "\(commit.everything)")
      #expect(!commit.everything.contains("slow (about"), "\(commit.everything)")
      #expect(warm.runs.count == count + 1)
    }
    try stage("c.txt", in: warm)
    let plan = try warm.repository.gate("plan", "--hook", "pre-commit").everything
    let lines = plan.split(separator: "\n").filter { $0.contains("slow") }
    #expect(!lines.isEmpty && !lines.contains { $0.contains("pre-push") }, "\(plan)")
  }

  @Test func `where the background is killed, commit-msg does the work`() throws {
    let warm = try WarmRepository(Self.configuration)
    try stage("a.txt", in: warm)
    let killing =
      "i=0; while ! test -e \"$HOME/runs\" && test $i -lt 3000; do sleep 0.01; i=$((i+1)); done; "
      + "for f in .git/gate/background/*; do kill -9 $(cut -d' ' -f1 $f); done; : > \"$HOME/go\""
    let commit = try warm.repository.gitWithHooks("commit", adding: editor(killing, of: warm))
    #expect(commit.status == 0, "\(commit.everything)")
    #expect(warm.runs.count == 2)
  }
}
