import GateModel
import GateTestSupport
import Testing

/// `gate init`, `install` and `uninstall`, and what git then does.
@Suite struct InstallationTests {
  @Test func `init proposes what fits, install puts the hooks in place, and commits are checked`() throws {
    let repository = try TestRepository()
    try repository.write("tool.py", "print(1)\n")
    try repository.git("add", ".")
    let begun = try repository.gate("init")
    #expect(begun.status == 0, "\(begun.everything)")
    #expect(begun.output.contains("gate.yml"))
    let proposed = String(decoding: try repository.read("gate.yml"), as: UTF8.self)
    #expect(proposed.contains("kind: secrets"))
    #expect(try repository.gate("init", "--print").output == proposed)
    let again = try repository.gate("init")
    #expect(again.status == 2)
    #expect(again.errors.contains("is there already"))

    let installed = try repository.gate("install")
    #expect(installed.status == 0)
    #expect(installed.output.contains("pre-commit: installed"))
    #expect(installed.output.contains("pre-push: installed"))
    try repository.write("tool.py", "print('\(Sample.awsKey)')\n")
    try repository.git("add", ".")
    let refused = try repository.gitWithHooks("commit", "-m", "key")
    #expect(refused.status == 1)
    #expect(refused.everything.contains("tool.py:1:"))
    #expect(refused.everything.contains("commit refused"))
    #expect(!refused.everything.contains(Sample.awsKey))

    #expect(try repository.gate("uninstall").status == 0)
    #expect(try repository.gitWithHooks("commit", "-m", "unguarded").status == 0)
    #expect(try repository.gate("uninstall").output == "no hook of gate's is installed\n")
  }

  @Test func `a hooks directory that others share is refused as wrong configuration, unless forced`() throws {
    let repository = try TestRepository.gated(StagedCheckTests.secretsOnly)
    let shared = repository.surroundings.appending("shared hooks")
    try repository.git("config", "--global", "core.hooksPath", "\(shared)")
    let refused = try repository.gate("install")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("core.hooksPath (global)"))
    #expect(refused.errors.contains("--force"))
    #expect(try repository.gate("install", "--force").status == 0)
    try repository.write("a.txt", "\(Sample.awsKey)\n")
    try repository.git("add", ".")
    #expect(try repository.gitWithHooks("commit", "-m", "key").status == 1)
    #expect(try repository.gate("uninstall").status == 0)
    #expect(try runProcess("find", ["\(shared)", "-type", "f"]).output.isEmpty)

    try repository.git("config", "core.hooksPath", "")
    #expect(try repository.gate("install").status == 2)
    let unknown = try repository.gate("install", "pre-comit")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("pre-commit"))
  }

  @Test func `hooks of a linked work tree and of the repository's own directory guard commits there`() throws {
    let repository = try TestRepository.gated(StagedCheckTests.secretsOnly)
    try repository.git("config", "core.hooksPath", ".githooks")
    #expect(try repository.gate("install").status == 0)
    #expect(try runProcess("test", ["-x", "\(repository.root)/.githooks/pre-commit"]).status == 0)
    try repository.git("add", ".")
    try repository.commit("hooks")
    let linked = repository.surroundings.appending("linked")
    try repository.git("worktree", "add", "-q", "\(linked)", "-b", "linked")
    try runProcess("sh", ["-c", "echo '\(Sample.awsKey)' > '\(linked)/a.txt'"])
    try repository.git(["add", "."], in: linked)
    let refused = try runProcess(
      "git", ["commit", "-m", "key"], environment: repository.gateEnvironment, directory: linked)
    #expect(refused.status == 1)
    #expect(refused.everything.contains("a.txt:1:"))
  }

  @Test func `a kept hook gets the list that git writes to its standard input`() throws {
    let repository = try TestRepository.gated(
      "version: 1\nhooks: { post-rewrite: [a] }\nchecks:\n  a: { run: \"true\" }\n")
    let hook = repository.root.appending(".git/hooks/post-rewrite")
    let script = #"#!/bin/sh\necho "$1" > "$HOME/seen"; cat >> "$HOME/seen"\n"#
    try runProcess("sh", ["-c", "printf '\(script)' > '\(hook)'; chmod +x '\(hook)'"])
    #expect(try repository.gate("install").status == 0)
    let before = try repository.id("HEAD")
    #expect(try repository.gitWithHooks("commit", "--amend", "--allow-empty", "-m", "again").status == 0)
    let home = try #require(repository.environment["HOME"])
    #expect(try runProcess("cat", ["\(home)/seen"]).output == "amend\n\(before) \(try repository.id("HEAD"))\n")
  }
}
