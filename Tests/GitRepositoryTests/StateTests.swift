import Foundation
import GateModel
import GateTestSupport
import GitRepository
import Testing

/// The states that a repository can be in when somebody commits.
@Suite struct StateTests {
  @Test func `without a commit everything staged is new`() throws {
    let repository = try TestRepository()
    #expect(try repository.open().headCommit == nil)
    #expect(try repository.open().stagedChanges().isEmpty)
    try repository.write("a", "a\n")
    try repository.git("add", "a")
    #expect(try repository.open().stagedChanges().changes.map(\.status) == [.added])
  }

  @Test func `a detached HEAD is a commit like any other`() throws {
    let repository = try TestRepository.withCommit()
    try repository.git("checkout", "-q", "--detach")
    try repository.write("a.txt", "changed\n")
    try repository.git("add", ".")
    #expect(try repository.open().headCommit == repository.id("HEAD"))
    #expect(try repository.open().stagedChanges() == Oracle(repository: repository).diff("--cached"))
  }

  @Test func `a path announced with intent to add has nothing to check`() throws {
    let repository = try TestRepository.withCommit()
    try repository.write("new.txt", "new\n")
    try repository.git("add", "--intent-to-add", "new.txt")
    let opened = try repository.open()
    #expect(try opened.stagedChanges() == ChangeSet([Change(.intentToAdd, "new.txt")]))
    #expect(try opened.indexContent().version(at: "new.txt") == nil)
    #expect(try opened.indexContent().files().count == 3)
    #expect(try opened.workTreeState().changed == ["new.txt"])
    #expect(try opened.matchesIndex(commit: repository.id("HEAD")))
  }

  @Test func `a path that is in HEAD and merely announced would be deleted`() throws {
    let repository = try TestRepository.withCommit()
    try repository.git("rm", "-q", "--cached", "a.txt")
    try repository.git("add", "--intent-to-add", "a.txt")
    let staged = try repository.open().stagedChanges()
    #expect(staged.changes.map(\.status) == [.deleted])
    let expected = try Oracle(repository: repository).diff("--cached")
    #expect(staged == expected)
  }

  @Test func `an unmerged path is a conflict and no content`() throws {
    let repository = try TestRepository.withCommit()
    try repository.git("checkout", "-q", "-b", "other")
    try repository.write("a.txt", "theirs\n")
    try repository.write("clean.txt", "merges\n")
    try repository.git("rm", "-q", "dir/b.txt")
    try repository.git("add", ".")
    try repository.commit("theirs")
    try repository.git("checkout", "-q", "main")
    try repository.write("a.txt", "ours\n")
    try repository.write("dir/b.txt", "changed here, deleted there\n")
    try repository.git("add", ".")
    try repository.commit("ours")
    _ = try runProcess("git", ["merge", "other"], environment: repository.environment, directory: repository.root)
    let opened = try repository.open()
    let staged = try opened.stagedChanges()
    let expected = try Oracle(repository: repository).diff("--cached")
    #expect(staged == expected)
    #expect(staged.changes.map(\.status) == [.conflicted, .added, .conflicted])
    #expect(try opened.indexContent().files().map(\.path) == ["clean.txt", "dir/deep/c.sh"])
    #expect(try opened.workTreeState().changed == ["a.txt", "dir/b.txt"])
    #expect(try !opened.matchesIndex(commit: repository.id("HEAD")))
  }

  @Test func `a submodule is its commit`() throws {
    let inner = try TestRepository.withCommit()
    let repository = try TestRepository.withCommit()
    try repository.git(
      "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.root.description, "module")
    let oracle = Oracle(repository: repository)
    #expect(try repository.open().stagedChanges() == oracle.diff("--cached"))
    let file = try #require(try repository.open().indexContent().version(at: "module"))
    #expect(try file == FileVersion(mode: .submodule, id: inner.id("HEAD")))
    try repository.commit("module")
    #expect(try repository.open().workTreeState().isClean)
    let module = repository.root.appending("module")
    try repository.git(["rm", "-q", "--cached", "a.txt"], in: module)
    #expect(try repository.open().workTreeState().changed == oracle.workTreeState().changed)
    #expect(try repository.open().workTreeState().changed == ["module"])
    try repository.git(["commit", "-qm", "moved on"], in: module)
    try repository.git("add", "module")
    let staged = try repository.open().stagedChanges()
    #expect(staged.changes.map(\.status) == [.modified])
    let expected = try oracle.diff("--cached")
    #expect(staged == expected)
    try repository.git(["submodule", "--quiet", "deinit", "--force", "module"])
    #expect(try repository.open().workTreeState().isClean)
    let snapshot = try repository.snapshot()
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(snapshot.directory)/module").isEmpty)
  }

  @Test func `a sparse checkout leaves paths absent, not changed`() throws {
    let repository = try TestRepository.withCommit()
    try repository.git("sparse-checkout", "set", "--no-cone", "/a.txt")
    let opened = try repository.open()
    let state = try opened.workTreeState()
    #expect(state == WorkTreeState(changed: [], untracked: [], absent: ["dir/b.txt", "dir/deep/c.sh"]))
    #expect(try opened.stagedChanges().isEmpty)
    #expect(try opened.indexContent().files().count == 3)
  }

  @Test func `a sparse index has the files that it does not list`() throws {
    let repository = try TestRepository.withCommit()
    try repository.write("away/deep/d.txt", "d\n")
    try repository.write("away/e.txt", "e\n")
    try repository.git("add", ".")
    try repository.commit("more")
    let whole = try Oracle(repository: repository).indexFiles()
    try repository.git("sparse-checkout", "set", "--cone", "--sparse-index", "dir")
    #expect(try repository.git("ls-files", "--sparse").contains("away/\n"))
    let opened = try repository.open()
    #expect(try opened.stagedChanges().isEmpty)
    #expect(try opened.indexContent().files() == whole)
    for file in whole { #expect(try opened.indexContent().version(at: file.path) == file.version) }
    for path: RepositoryPath in ["away", "away/", "away/deep", "away/f", "awa", "away/e.txt/x"] {
      #expect(try opened.indexContent().version(at: path) == nil)
    }
    #expect(try opened.workTreeState().absent == ["away/deep/d.txt", "away/e.txt"])
    #expect(try opened.matchesIndex(commit: repository.id("HEAD")))
    try repository.git("reset", "--soft", "HEAD~1")
    #expect(try repository.open().stagedChanges() == Oracle(repository: repository).diff("--cached"))
  }

  @Test func `a split index is read with the index that it builds on`() throws {
    let repository = try TestRepository.withCommit()
    try repository.git("config", "splitIndex.maxPercentChange", "100")
    try repository.git("update-index", "--split-index")
    let oracle = Oracle(repository: repository)
    #expect(try repository.open().indexContent().files() == oracle.indexFiles())
    try repository.write("a.txt", "changed\n")
    try repository.write("aa.txt", "added\n")
    try repository.git("rm", "-q", "dir/b.txt")
    try repository.git("add", ".")
    #expect(try repository.open().stagedChanges() == oracle.diff("--cached"))
    #expect(try repository.open().indexContent().files() == oracle.indexFiles())
    try repository.git(["worktree", "add", "-q", repository.surroundings.appending("linked").description])
    let linked = try repository.open(in: repository.surroundings.appending("linked"))
    #expect(try linked.stagedChanges().isEmpty)
  }

  @Test func `a split index without the one that it builds on is an error`() throws {
    let repository = try TestRepository.withCommit()
    try repository.git("update-index", "--split-index")
    let directory = repository.root.appending(".git").description
    for name in try FileManager.default.contentsOfDirectory(atPath: directory) where name.hasPrefix("sharedindex.") {
      try FileManager.default.removeItem(atPath: directory + "/" + name)
    }
    let error = #expect(throws: GitError.self) { _ = try repository.open().stagedChanges() }
    #expect(error?.kind == .malformed)
    #expect(error?.message.contains("builds on") == true)
  }

  @Test(arguments: [2, 3, 4])
  func `every index version is read`(version: Int) throws {
    let repository = try TestRepository.withCommit()
    try repository.write("dir/deep/also.txt", "x\n")
    try repository.git("add", ".")
    try repository.git("update-index", "--index-version", "\(version)")
    #expect(try repository.open().stagedChanges() == Oracle(repository: repository).diff("--cached"))
  }

  @Test func `a damaged index is an error, not an empty one`() throws {
    let repository = try TestRepository.withCommit()
    try repository.write(".git/index", bytes: Array("DIRC garbage that is no index at all".utf8))
    #expect(throws: GitError.self) { _ = try repository.open().stagedChanges() }
  }

  @Test(arguments: [["commit", "-qm", "m", "a.txt"], ["commit", "-qam", "m"], ["commit", "-qm", "m"]])
  func `a hook sees what its commit records`(command: [String]) throws {
    let repository = try TestRepository.withCommit()
    try repository.write("a.txt", "changed a\n")
    try repository.write("dir/b.txt", "changed b\n")
    try repository.write("staged.txt", "staged\n")
    try repository.git("add", "staged.txt")
    // The hook writes down the environment and keeps a copy of the index it was given; git waits for it meanwhile.
    let seen = repository.surroundings.appending("seen")
    let hook =
      "#!/bin/sh\nenv >'\(seen)' && cp \"$GIT_INDEX_FILE\" '\(seen).index'\ngit diff --cached --name-only >'\(seen).names'\n"
    try repository.write(".git/hooks/pre-commit", bytes: Array(hook.utf8), executable: true)
    try repository.git(command)
    var variables: [String: String] = [:]
    for line in try String(contentsOfFile: seen.description, encoding: .utf8).split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1)
      if parts.count == 2, parts[0].hasPrefix("GIT_") { variables[String(parts[0])] = String(parts[1]) }
    }
    let index = try #require(variables["GIT_INDEX_FILE"])
    #expect(try repository.open(adding: variables).location.indexFile == repository.root.resolving(LocalPath(index)))
    variables["GIT_INDEX_FILE"] = seen.description + ".index"
    try repository.git("update-ref", "HEAD", "HEAD~1")
    let names = try repository.open(adding: variables).stagedChanges().changes.map(\.path.description)
    let expected = try String(contentsOfFile: seen.description + ".names", encoding: .utf8)
    #expect(names == expected.split(separator: "\n").map(String.init))
  }
}
