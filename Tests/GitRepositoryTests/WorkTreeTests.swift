import Foundation
import GateModel
import GateTestSupport
import GitRepository
import Testing

@Suite struct WorkTreeTests {
  @Test func `edits, removals, kinds and modes are seen`() throws {
    let repository = try TestRepository.withCommit()
    #expect(try repository.open().workTreeState().isClean)
    try repository.write("a.txt", "changed\n")
    try repository.remove("dir/b.txt")
    try repository.setExecutable("dir/deep/c.sh", false)
    let state = try repository.open().workTreeState()
    #expect(state.changed == ["a.txt", "dir/b.txt", "dir/deep/c.sh"])
    let expected = try Oracle(repository: repository).workTreeState()
    #expect(state == expected)
  }

  @Test func `an edit of equal size and time is seen`() throws {
    let repository = try TestRepository.withCommit()
    let path = repository.root.appending("a.txt").description
    let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    try repository.write("a.txt", "ONE\ntwo\nthree\n")
    try FileManager.default.setAttributes([.modificationDate: try #require(date)], ofItemAtPath: path)
    #expect(try repository.open().workTreeState().changed == ["a.txt"])
  }

  @Test func `a file that was only touched is unchanged, and the index is not written`() throws {
    let repository = try TestRepository.withCommit()
    try repository.write("a.txt", "one\ntwo\nthree\n")
    let before = try repository.read(".git/index")
    #expect(try repository.open().workTreeState().isClean)
    #expect(try repository.read(".git/index") == before)
  }

  @Test(arguments: ["--assume-unchanged", "--skip-worktree"])
  func `a path that git is told not to look at is looked at`(flag: String) throws {
    let repository = try TestRepository.withCommit()
    try repository.git("update-index", flag, "a.txt")
    try repository.write("a.txt", "what a check would read\n")
    #expect(try Oracle(repository: repository).workTreeState().isClean)
    #expect(try repository.open().workTreeState().changed == ["a.txt"])
  }

  @Test func `line endings that a checkout made are no change`() throws {
    let repository = try TestRepository.withCommit()
    try repository.write(".gitattributes", "*.txt text eol=crlf\n")
    try repository.git("add", ".")
    try repository.write("a.txt", "one\r\ntwo\r\nthree\r\n")
    let state = try repository.open().workTreeState()
    #expect(state.isClean)
    // `git status` judges by size alone here; `git diff` compares the contents.
    #expect(try repository.git("diff", "--name-only").isEmpty)
  }

  @Test func `an encoding of the working tree is no change, and an LFS file is what its pointer says`() throws {
    let repository = try TestRepository.withCommit()
    try repository.write(".gitattributes", "*.u16 text eol=crlf working-tree-encoding=UTF-16\n*.big filter=lfs -text\n")
    let text = "\u{feff}g\u{fc}n\r\n".utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    try repository.write("a.u16", bytes: text)
    try repository.write("b.big", "the large file\n")
    let digest = try runProcess("sha256sum", ["\(repository.root)/b.big"]).output.prefix(64)
    try repository.git("config", "filter.lfs.clean", "printf 'version https://x\\noid sha256:\(digest)\\nsize 15\\n'")
    try repository.git("add", ".")
    let opened = try repository.open()
    #expect(try opened.indexContent().version(at: "b.big")?.id == repository.id(":b.big"))
    // Just written: the index cannot answer without a look at the content.
    #expect(try opened.workTreeState().isClean)
    try repository.write("a.u16", bytes: text + [0x21, 0])
    try repository.write("b.big", "THE LARGE FILE\n")
    #expect(try repository.open().workTreeState().changed == ["a.u16", "b.big"])
  }

  @Test func `without core.fileMode the executable bit does not count`() throws {
    let repository = try TestRepository.withCommit()
    try repository.git("config", "core.fileMode", "false")
    try repository.setExecutable("a.txt", true)
    #expect(try repository.open().workTreeState().isClean)
  }

  @Test func `ignore rules are git's`() throws {
    let repository = try TestRepository.withCommit()
    try repository.git("config", "core.excludesFile", repository.surroundings.appending("mine").description)
    try Data("*.mine\n".utf8).write(to: URL(fileURLWithPath: repository.surroundings.appending("mine").description))
    try repository.write(
      ".gitignore", "*.log\n!keep.log\nbuild/\n/rooted\ndir/*.tmp\n**/cache/**\ntrailing\\ \n[ab]x\n")
    try repository.write("dir/.gitignore", "!special.log\nlocal\n")
    try repository.write(".git/info/exclude", "excluded\n")
    try repository.write("build/tracked.txt", "t\n")
    try repository.git("add", "-f", "build/tracked.txt")
    let paths: [RepositoryPath] = [
      "x.log", "keep.log", "dir/special.log", "dir/x.log", "build/out", "build/deep/out", "dir/build/out", "rooted",
      "dir/rooted", "dir/x.tmp", "dir/deep/x.tmp", "y/cache/z", "y/cache/w/z", "excluded", "dir/excluded", "trailing ",
      "ax", "cx", "local", "dir/local", "dir/deep/local", "n.mine", "new/deep/file", "-dash", "new\nline",
      RepositoryPath(bytes: [0xff]), "a.txt.orig", "dirx", "dir.x/y",
    ]
    for path in paths { try repository.write(path, "x\n") }
    try repository.link("link", to: "dir")
    let state = try repository.open().workTreeState()
    let expected = try Oracle(repository: repository).workTreeState()
    #expect(state.untracked == expected.untracked)
    #expect(state.changed.isEmpty)
  }

  @Test func `a repository inside is one untracked path, and an empty directory none`() throws {
    let repository = try TestRepository.withCommit()
    try repository.git("init", "-q", "inner/nested")
    try repository.write("inner/nested/file", "x\n")
    try FileManager.default.createDirectory(
      atPath: repository.root.appending("hollow").description, withIntermediateDirectories: false)
    let nested = TestCommit(repository)
    try nested.commit(in: "inner/nested")
    let state = try repository.open().workTreeState()
    let expected = try Oracle(repository: repository).workTreeState()
    #expect(state == expected)
    #expect(state.untracked == ["inner/nested"])
  }
}

/// Commits in a repository that lies within another.
private struct TestCommit {
  let repository: TestRepository

  init(_ repository: TestRepository) { self.repository = repository }

  func commit(in directory: String) throws {
    let place = repository.root.appending(directory)
    try repository.git(["add", "."], in: place)
    try repository.git(["commit", "-qm", "nested"], in: place)
  }
}
