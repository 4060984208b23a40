import Foundation
import GateModel
import GateTestSupport
import Testing

/// Needs, writers and budgets, through the program.
@Suite struct SchedulingTests {
  /// A check that takes more than a millisecond and fails where `bad` is recorded.
  private static let budgeted = """
    version: 1
    budget: { pre-commit: 1ms }
    hooks: { pre-commit: [suite] }
    checks:
      suite: { run: "for i in 1 2 3 4 5 6 7 8 9; do ls; done; test ! -e bad" }
    """

  @Test func `what the budget has no room for is said in one line, and runs before the push`() throws {
    let repository = try TestRepository.gated(Self.budgeted)
    try repository.addRemote()
    try repository.git("push", "--quiet", "origin", "main")
    try repository.gate("install")

    try repository.write("a.txt", "never timed\n")
    try repository.git("add", ".")
    let first = try repository.gitWithHooks("commit", "-m", "first")
    #expect(first.status == 0)
    #expect(first.everything.contains("1 check passed"), "\(first.everything)")

    try repository.write("bad", "timed\n")
    try repository.git("add", ".")
    let plan = try repository.gate("plan", "--hook", "pre-commit")
    #expect(plan.everything.contains("1 for pre-push"), "\(plan.everything)")
    let second = try repository.gitWithHooks("commit", "-m", "second")
    #expect(second.status == 0)
    #expect(second.everything.contains("deferred to pre-push: suite (about "), "\(second.everything)")
    #expect(second.everything.contains("nothing was checked"))

    let push = try repository.gitWithHooks("push", "origin", "main")
    #expect(push.status != 0)
    #expect(push.everything.contains("suite"), "\(push.everything)")
  }

  @Test func `what was deferred is executed before the push, once, and the report says that it ran`() throws {
    let repository = try TestRepository.gated(
      Self.budgeted.replacing("suite: { run: \"", with: "suite: { run: \"echo ran >> $HOME/ran; "))
    let home = try #require(repository.environment["HOME"])
    func count() throws -> Int {
      try String(contentsOfFile: "\(home)/ran", encoding: .utf8).split(separator: "\n").count
    }
    try repository.addRemote()
    try repository.git("push", "--quiet", "origin", "main")
    try repository.gate("install")
    for file in ["a.txt", "b.txt", "c.txt"] as [RepositoryPath] {
      try repository.write(file, "\(file)\n")
      try repository.git("add", ".")
      let commit = try repository.gitWithHooks("commit", "-m", "\(file)")
      #expect(commit.status == 0, "\(commit.everything)")
      #expect(commit.everything.contains("deferred to pre-push: suite") == (file != "a.txt"), "\(commit.everything)")
      #expect(try count() == 1)
    }
    let push = try repository.gitWithHooks("push", "origin", "main")
    #expect(push.status == 0, "\(push.everything)")
    #expect(push.everything.contains("1 check passed"), "\(push.everything)")
    #expect(!push.everything.contains("from cache") && !push.everything.contains("deferred"), "\(push.everything)")
    #expect(try count() == 2)
    #expect(try repository.git("ls-remote", "origin", "main").hasPrefix("\(repository.id("HEAD"))"))
  }

  @Test func `nothing is deferred where no pre-push hook would make it good`() throws {
    let repository = try TestRepository.gated(Self.budgeted)
    for content in ["one", "two"] {
      try repository.write("a.txt", content)
      try repository.git("add", ".")
      let run = try repository.gate("check", "--hook", "pre-commit")
      #expect(run.everything.contains("1 check passed"), "\(run.everything)")
    }
  }

  @Test func `a check whose need failed is skipped with the reason`() throws {
    let repository = try TestRepository.gated(
      """
      version: 1
      checks:
        unit: { run: "ls", needs: lint }
        lint: { run: "false" }
      """)
    try repository.write("a.txt", "a\n")
    try repository.git("add", ".")
    let run = try repository.gate("check", "-v")
    #expect(run.status == 1)
    #expect(run.everything.contains("needs lint, which failed"), "\(run.everything)")
    // What was known before says the same.
    #expect(try repository.gate("check", "--check", "unit").status == 0)
    #expect(try repository.gate("check", "-v").everything.contains("needs lint, which failed"))
  }

  @Test func `a fixer waits for what it needs, and is skipped with it`() throws {
    let repository = try TestRepository.gated(
      """
      version: 1
      fix: apply
      hooks: { pre-commit: [format, first] }
      checks:
        format: { run: "grep -L good {files} | grep . && exit 1 || exit 0", fix: "sed -i s/bad/good/ {files}", files: "*.txt", needs: first }
        first: { run: "test ! -e stop" }
      """)
    try repository.write("a.txt", "bad\n")
    try repository.write("stop", "")
    try repository.git("add", ".")
    let refused = try repository.gate("hook", "pre-commit")
    #expect(refused.status == 1)
    #expect(!refused.everything.contains("fixed by"), "\(refused.everything)")
    try repository.git("rm", "--quiet", "-f", "stop")
    let fixed = try repository.gate("hook", "pre-commit")
    #expect(fixed.status == 0, "\(fixed.everything)")
    #expect(try repository.git("show", ":a.txt") == "good\n")
  }

  @Test func `what a writer makes is seen by the check that needs it`() throws {
    let repository = try TestRepository.gated(
      """
      version: 1
      checks:
        read: { run: "test -e made", isolation: in-place, needs: make, cache: false }
        make: { run: "touch made", isolation: in-place, writes: true, cache: false }
      """)
    try repository.write(".git/info/exclude", "made\n")
    try repository.write("a.txt", "a\n")
    try repository.git("add", ".")
    let run = try repository.gate("check")
    #expect(run.status == 0, "\(run.everything)")
  }
}
