import Foundation
import GateModel
import GateTestSupport
import Testing

/// What the pre-push hook looks at: the pushed commits of every ref, whatever lies in the working tree.
@Suite struct PushTests {
  /// A repository with a bare remote that has its first commit, and gate's hooks.
  private func pushed() throws -> TestRepository {
    let repository = try TestRepository.gated(
      """
      version: 1
      hooks: { pre-push: [secrets] }
      checks:
        secrets: { kind: secrets }
      """)
    try repository.addRemote()
    try repository.git("push", "--quiet", "origin", "main")
    try repository.gate("install")
    return repository
  }

  private func commitSecret(to repository: TestRepository, _ file: RepositoryPath) throws {
    try repository.write(file, "k = \(Sample.awsKey)\n")
    try repository.git("add", ".")
    try repository.commit("secret")
  }

  @Test func `a pushed secret is refused even when the working tree is clean of it`() throws {
    let repository = try pushed()
    try commitSecret(to: repository, "k.txt")
    try repository.write("k.txt", "gone\n")
    let run = try repository.gitWithHooks("push", "origin", "main")
    #expect(run.status != 0)
    #expect(run.everything.contains("k.txt:1:"), "\(run.everything)")
    #expect(!run.everything.contains(Sample.awsKey))
  }

  @Test func `what needs the secrets waits for those of the history as well`() throws {
    let repository = try pushed()
    try repository.write(
      "gate.yml",
      """
      version: 1
      hooks: { pre-push: [unit, secrets] }
      checks:
        unit: { run: "touch $HOME/ran", needs: secrets }
        secrets: { kind: secrets }
      """)
    try commitSecret(to: repository, "k.txt")
    try repository.git("rm", "--quiet", "k.txt")
    try repository.commit("gone again")
    let run = try repository.gitWithHooks("push", "origin", "main")
    #expect(run.status != 0)
    let report = try repository.gate("check", "--push", "-v").everything
    #expect(report.contains("needs secrets (history), which failed"), "\(report)")
    let home = try #require(repository.environment["HOME"])
    #expect(!FileManager.default.fileExists(atPath: "\(home)/ran"))
  }

  @Test func `a secret in the working tree alone does not stop a push`() throws {
    let repository = try pushed()
    try repository.write("a.txt", "fine\n")
    try repository.git("add", ".")
    try repository.commit("fine")
    try repository.write("a.txt", "\(Sample.awsKey)\n")
    let run = try repository.gitWithHooks("push", "origin", "main")
    #expect(run.status == 0, "\(run.everything)")
  }

  @Test func `every ref of a push is looked at, also a branch that is not checked out`() throws {
    let repository = try pushed()
    try repository.git("checkout", "--quiet", "-b", "bad")
    try commitSecret(to: repository, "bad.txt")
    try repository.git("checkout", "--quiet", "-b", "good", "main")
    try repository.write("good.txt", "good\n")
    try repository.git("add", ".")
    try repository.commit("good")
    let both = try repository.gitWithHooks("push", "origin", "good", "bad")
    #expect(both.status != 0)
    #expect(both.everything.contains("bad.txt:1:"), "\(both.everything)")
    let one = try repository.gitWithHooks("push", "origin", "good")
    #expect(one.status == 0, "\(one.everything)")
  }

  @Test func `new branches, tags, deletions and forced pushes are understood`() throws {
    let repository = try pushed()
    #expect(try repository.gitWithHooks("push", "origin", "main:fresh").status == 0)
    #expect(try repository.gitWithHooks("push", "origin", ":fresh").status == 0)
    try repository.git("tag", "-a", "v1", "-m", "v1")
    #expect(try repository.gitWithHooks("push", "origin", "v1").status == 0)
    try repository.write("a.txt", "a\n")
    try repository.git("add", ".")
    try repository.commit("a")
    #expect(try repository.gitWithHooks("push", "origin", "main").status == 0)
    try repository.git("reset", "--quiet", "--hard", "HEAD~1")
    try commitSecret(to: repository, "forced.txt")
    let forced = try repository.gitWithHooks("push", "--force", "origin", "main")
    #expect(forced.status != 0)
    #expect(forced.everything.contains("forced.txt:1:"))
  }

  @Test func `a secret that a pushed commit holds and a later one removes is refused, with the commit's name`() throws {
    let repository = try pushed()
    try commitSecret(to: repository, "k.txt")
    let holder = try repository.id("HEAD")
    try repository.git("rm", "--quiet", "k.txt")
    try repository.commit("gone")
    let run = try repository.gitWithHooks("push", "origin", "main")
    #expect(run.status != 0)
    #expect(run.everything.contains("k.txt: error:"), "\(run.everything)")
    #expect(run.everything.contains("on line 1 in commit \(holder.description.prefix(10))"))
    #expect(!run.everything.contains(Sample.awsKey))
    for format in ["json", "sarif", "junit", "github"] {
      let range = try repository.gate("check", "--range", "origin/main..HEAD", "--format", format)
      #expect(range.status == 1)
      #expect(range.output.contains("k.txt"))
      #expect(!range.output.contains(Sample.awsKey))
    }
    // What is rewritten before the push does no harm, and what the remote has is not looked at again.
    try repository.git("reset", "--quiet", "--hard", "origin/main")
    #expect(try repository.gitWithHooks("push", "origin", "main:again").status == 0)
  }

  @Test func `a tag of what is no commit is refused by name, and says how to push it all the same`() throws {
    let repository = try pushed()
    try repository.write("a.txt", "a\n")
    try repository.git("add", ".")
    try repository.git("tag", "file", ":a.txt")
    let run = try repository.gitWithHooks("push", "origin", "file")
    #expect(run.status != 0)
    #expect(run.errors.contains("gate: refs/tags/file: object"), "\(run.everything)")
    #expect(run.errors.contains("GATE=0 git push"))
    #expect(try repository.gitWithHooks("push", "origin", "file", adding: ["GATE": "0"]).status == 0)
  }

  @Test func `a hook that was there runs first, with git's arguments and input, and may refuse`() throws {
    let repository = try pushed()
    try repository.gate("uninstall")
    let hook = repository.root.appending(".git/hooks/pre-push")
    try runProcess(
      "sh",
      [
        "-c",
        "printf '#!/bin/sh\\necho \"$1\" > \"$HOME/seen\"; cat >> \"$HOME/seen\"\\nexit 7\\n' > '\(hook)'; chmod +x '\(hook)'",
      ])
    try repository.gate("install")
    try repository.write("a.txt", "a\n")
    try repository.git("add", ".")
    try repository.commit("a")
    let run = try repository.gitWithHooks("push", "origin", "main")
    #expect(run.status != 0)
    let home = try #require(repository.environment["HOME"])
    let seen = try runProcess("cat", ["\(home)/seen"]).output
    #expect(seen.hasPrefix("origin\n"))
    #expect(seen.contains("refs/heads/main"))
    try repository.gate("uninstall")
    #expect(try runProcess("grep", ["-c", "exit 7", "\(hook)"]).status == 0)
  }
}
