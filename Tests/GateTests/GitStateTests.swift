import Foundation
import GateModel
import GateTestSupport
import Testing

/// Every state in which somebody can commit: gate judges what would be recorded, refuses what is wrong with it, lets the rest
/// through, and leaves the working tree and the index as they were.
@Suite struct GitStateTests {
  /// A word that the check `word` forbids in every file that it is handed.
  private static let forbidden = "FORBIDDEN"

  private static let configuration = """
    version: 1
    hooks: { pre-commit: [word, secrets] }
    checks:
      word: { run: "sh .word.sh {files}" }
      secrets: { kind: secrets }
    """

  /// Fails where a file holds the word, or where one that gate names does not exist.
  private static let script = """
    for file in "$@"; do
      [ -f "$file" ] || { echo "$file is no file"; exit 9; }
      case $file in .word.sh) continue ;; esac
      ! grep -q \(forbidden) -- "$file" || { echo "$file holds it"; exit 1; }
    done

    """

  private static func repository() throws -> TestRepository {
    let repository = try TestRepository.gated(
      configuration,
      files: [".word.sh": script, "a.txt": "one\ntwo\nthree\n", "b.txt": "bee\n", "dir/c.txt": "sea\n"])
    try repository.gate("install")
    return repository
  }

  private static func text(_ isBad: Bool, _ good: String = "fine\n") -> String { isBad ? "\(forbidden)\n" : good }

  /// What must be the same before and after a refused commit.
  private struct Picture: Equatable {
    var head: String
    var index: String
    var status: String
    var content: String
    var stash: Int32

    init(_ repository: TestRepository, in directory: LocalPath? = nil) throws {
      head = try repository.git(["rev-parse", "HEAD"], in: directory)
      index = try repository.git(["ls-files", "-s", "-z"], in: directory)
      status = try repository.git(["--no-optional-locks", "status", "--porcelain=v2", "-z"], in: directory)
      content = try repository.git(["--no-optional-locks", "diff", "--binary"], in: directory)
      stash = try runProcess(
        "git", ["rev-parse", "--verify", "--quiet", "refs/stash"], environment: repository.environment,
        directory: directory ?? repository.root
      ).status
    }
  }

  /// Runs `command` twice, on what `prepare` makes: once with something forbidden in what would be recorded, once without.
  private func hold(
    _ command: [String], in place: (TestRepository) -> LocalPath = { $0.root }, refused path: String,
    prepare: (TestRepository, Bool) throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for isBad in [true, false] {
      let repository = try Self.repository()
      try prepare(repository, isBad)
      let directory = place(repository)
      let before = try Picture(repository, in: directory)
      let run = try runProcess(
        "git", command, environment: repository.gateEnvironment.merging(["GIT_EDITOR": "true"]) { $1 },
        directory: directory)
      if isBad {
        #expect(run.status != 0, "\(run.everything)", sourceLocation: sourceLocation)
        #expect(run.everything.contains("\(path) holds it"), "\(run.everything)", sourceLocation: sourceLocation)
        #expect(try Picture(repository, in: directory) == before, sourceLocation: sourceLocation)
      } else {
        #expect(run.status == 0, "\(run.everything)", sourceLocation: sourceLocation)
        let head = try repository.git(["rev-parse", "HEAD"], in: directory)
        #expect(head != before.head, sourceLocation: sourceLocation)
      }
    }
  }

  // MARK: - Ways to commit

  @Test func `commit -a records the working tree's version`() throws {
    try hold(["commit", "-qam", "m"], refused: "a.txt") { repository, isBad in
      try repository.write("a.txt", "staged\n")
      try repository.git("add", "a.txt")
      try repository.write("a.txt", Self.text(isBad))
    }
  }

  @Test func `commit PATH records that path and leaves what else is staged out`() throws {
    try hold(["commit", "-qm", "m", "--", "a.txt"], refused: "a.txt") { repository, isBad in
      try repository.write("a.txt", Self.text(isBad))
      try repository.write("b.txt", "\(Self.forbidden) but not part of this commit\n")
      try repository.git("add", "b.txt")
    }
  }

  @Test func `commit --include records the path besides what is staged`() throws {
    try hold(["commit", "-qm", "m", "--include", "a.txt"], refused: "b.txt") { repository, isBad in
      try repository.write("a.txt", "fine\n")
      try repository.write("b.txt", Self.text(isBad))
      try repository.git("add", "b.txt")
    }
  }

  @Test func `a half-staged file is judged by its staged half`() throws {
    try hold(["commit", "-qm", "m"], refused: "a.txt") { repository, isBad in
      try repository.write("a.txt", Self.text(isBad))
      try repository.git("add", "a.txt")
      try repository.write("a.txt", Self.text(!isBad, "fine in the working tree alone\n"))
    }
  }

  @Test func `an amended commit is judged by what it changes now`() throws {
    try hold(["commit", "-q", "--amend", "-m", "m"], refused: "a.txt") { repository, isBad in
      try repository.write("b.txt", "first\n")
      try repository.git("add", ".")
      try repository.commit("to be amended")
      try repository.write("a.txt", Self.text(isBad))
      try repository.git("add", ".")
    }
  }

  @Test func `the first commit of all`() throws {
    for isBad in [true, false] {
      let repository = try TestRepository()
      try repository.write("gate.yml", Self.configuration)
      try repository.write(".word.sh", Self.script)
      try repository.write("a.txt", Self.text(isBad))
      try repository.git("add", ".")
      try repository.gate("install")
      let run = try repository.gitWithHooks("commit", "-qm", "first")
      #expect((run.status == 0) == !isBad, "\(run.everything)")
      #expect(run.everything.contains("a.txt holds it") == isBad)
    }
  }

  // MARK: - In the middle of something

  @Test func `a merge with a conflict that was solved`() throws {
    try hold(["commit", "-qm", "m"], refused: "a.txt") { repository, isBad in
      try Self.fork(repository)
      _ = try runProcess("git", ["merge", "other"], environment: repository.environment, directory: repository.root)
      try repository.write("a.txt", Self.text(isBad))
      try repository.git("add", "a.txt")
    }
  }

  @Test(arguments: ["cherry-pick", "revert", "rebase"])
  func `a replayed commit with a conflict that was solved`(command: String) throws {
    try hold(["commit", "-qm", "m"], refused: "a.txt") { repository, isBad in
      try Self.fork(repository)
      if command == "revert" {
        try repository.write("a.txt", "again\n")
        try repository.git("add", ".")
        try repository.commit("again")
      }
      let commit = command == "revert" ? "HEAD~1" : "other"
      let stopped = try runProcess(
        "git", [command, commit], environment: repository.environment, directory: repository.root)
      #expect(stopped.status != 0)
      try repository.write("a.txt", Self.text(isBad))
      try repository.git("add", "a.txt")
    }
  }

  @Test func `a commit that is edited in a rebase`() throws {
    try hold(["commit", "-q", "--amend", "-m", "m"], refused: "a.txt") { repository, isBad in
      try repository.write("b.txt", "second\n")
      try repository.git("add", ".")
      try repository.commit("second")
      try repository.git(
        ["rebase", "-q", "-i", "HEAD~1"], adding: ["GIT_SEQUENCE_EDITOR": "sed -i.bak s/^pick/edit/"])
      try repository.write("a.txt", Self.text(isBad))
      try repository.git("add", "a.txt")
    }
  }

  @Test func `in the middle of a bisection, on a detached HEAD`() throws {
    try hold(["commit", "-qm", "m"], refused: "a.txt") { repository, isBad in
      for number in 1...4 {
        try repository.write("b.txt", "\(number)\n")
        try repository.git("add", ".")
        try repository.commit("\(number)")
      }
      try repository.git("bisect", "start", "HEAD", "HEAD~4")
      try repository.write("a.txt", Self.text(isBad))
      try repository.git("add", "a.txt")
    }
  }

  @Test func `an index with a conflict is checked by hand without touching it`() throws {
    let repository = try Self.repository()
    try Self.fork(repository)
    _ = try runProcess("git", ["merge", "other"], environment: repository.environment, directory: repository.root)
    let before = try Picture(repository)
    let run = try repository.gate("check", "-v")
    #expect(run.status == 0, "\(run.everything)")
    #expect(try Picture(repository) == before)
    try repository.write("b.txt", Self.text(true))
    try repository.git("add", "b.txt")
    #expect(try repository.gate("check").status == 1)
  }

  // MARK: - Places

  @Test func `a linked work tree has its own index, and so have its checks`() throws {
    try hold(["commit", "-qm", "m"], in: { $0.surroundings.appending("linked") }, refused: "a.txt") {
      repository, isBad in
      let linked = repository.surroundings.appending("linked")
      try repository.git("worktree", "add", "-q", "-b", "linked", "\(linked)")
      // What the main work tree has staged and what it is at is no matter of the other one.
      try repository.write("a.txt", Self.text(!isBad))
      try repository.git("add", "a.txt")
      try FileManager.default.removeItem(atPath: linked.appending("a.txt").description)
      try Self.text(isBad).write(toFile: linked.appending("a.txt").description, atomically: false, encoding: .utf8)
      try repository.git(["add", "a.txt"], in: linked)
    }
  }

  @Test func `a commit from a subdirectory`() throws {
    try hold(["commit", "-qm", "m"], in: { $0.root.appending("dir") }, refused: "a.txt") { repository, isBad in
      try repository.write("a.txt", Self.text(isBad))
      try repository.git("add", "a.txt")
    }
  }

  @Test func `a tool that changes directory and calls git does not reach the commit's index`() throws {
    let repository = try TestRepository.gated(
      "version: 1\nhooks: { pre-commit: [nosy] }\nchecks:\n  nosy: { run: \"sh nosy.sh\", env: [GIT_INDEX_FILE, OTHER] }\n",
      files: ["nosy.sh": "cd \"$OTHER\" && echo x >x && git init -q . && git add x && ! env | grep -q ^GIT_\n"])
    let other = repository.surroundings.appending("other")
    try FileManager.default.createDirectory(atPath: other.description, withIntermediateDirectories: false)
    let linked = repository.surroundings.appending("linked")
    try repository.gate("install")
    try repository.git("worktree", "add", "-q", "-b", "linked", "\(linked)")
    try "y\n".write(toFile: linked.appending("y").description, atomically: false, encoding: .utf8)
    try repository.git(["add", "y"], in: linked)
    let run = try runProcess(
      "git", ["commit", "-qam", "y"], environment: repository.gateEnvironment.merging(["OTHER": "\(other)"]) { $1 },
      directory: linked)
    #expect(run.status == 0, "\(run.everything)")
    #expect(try repository.git(["ls-tree", "--name-only", "HEAD"], in: linked) == "gate.yml\nnosy.sh\ny\n")
    #expect(try repository.git(["ls-files"], in: other) == "x\n")
  }

  @Test func `a submodule is committed to, and its commit recorded above`() throws {
    let repository = try Self.repository()
    let inner = try TestRepository()
    try inner.write("inside.txt", "\(Self.forbidden), but no file of the repository above\n")
    try inner.git("add", ".")
    try inner.commit("inside")
    try repository.git(
      "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.root.description, "module")
    let added = try repository.gitWithHooks("commit", "-qm", "module")
    #expect(added.status == 0, "\(added.everything)")
    let module = repository.root.appending("module")
    try repository.git(["commit", "-q", "--allow-empty", "-m", "moved"], in: module)
    try repository.git("add", "module")
    try repository.write("a.txt", Self.text(true))
    let moved = try repository.gitWithHooks("commit", "-qm", "moved")
    #expect(moved.status == 0, "\(moved.everything)")
    #expect(try repository.git("diff", "--name-only", "HEAD~1", "HEAD") == "module\n")
  }

  @Test(arguments: [["--depth=1"], ["--filter=blob:none"]])
  func `a shallow or a partial clone`(options: [String]) throws {
    let origin = try Self.repository()
    try origin.write("b.txt", "second\n")
    try origin.git("add", ".")
    try origin.commit("second")
    try origin.git("config", "uploadpack.allowFilter", "true")
    for isBad in [true, false] {
      let clone = origin.surroundings.appending("clone-\(isBad)")
      try origin.git(["clone", "-q"] + options + ["file://\(origin.root)", "\(clone)"])
      let installed = try runProcess(
        GateProgram.path, ["install"], environment: origin.gateEnvironment, directory: clone)
      #expect(installed.status == 0, "\(installed.everything)")
      try Self.text(isBad).write(toFile: clone.appending("a.txt").description, atomically: false, encoding: .utf8)
      let run = try runProcess("git", ["commit", "-qam", "m"], environment: origin.gateEnvironment, directory: clone)
      #expect((run.status == 0) == !isBad, "\(run.everything)")
      #expect(run.everything.contains("a.txt holds it") == isBad, "\(run.everything)")
    }
  }

  // MARK: - Changes of every kind

  @Test func `a rename with an edit is judged under its new name`() throws {
    try hold(["commit", "-qm", "m"], refused: "moved.txt") { repository, isBad in
      try repository.git("mv", "a.txt", "moved.txt")
      try repository.write("moved.txt", "one\ntwo\nthree\n" + Self.text(isBad))
      try repository.git("add", ".")
    }
  }

  @Test func `a rename of case alone is judged under its new name`() throws {
    try hold(["commit", "-qm", "m"], refused: "A.txt") { repository, isBad in
      try repository.git("mv", "a.txt", "A.txt")
      try repository.write("A.txt", "one\ntwo\nthree\n" + Self.text(isBad))
      try repository.git("add", ".")
    }
  }

  @Test func `a directory takes the place of a file`() throws {
    try hold(["commit", "-qm", "m"], refused: "a.txt/inside") { repository, isBad in
      try repository.remove("a.txt")
      try repository.write("a.txt/inside", Self.text(isBad))
      try repository.git("add", "-A", ".")
    }
  }

  @Test func `a file takes the place of a directory`() throws {
    try hold(["commit", "-qm", "m"], refused: "dir") { repository, isBad in
      try repository.git("rm", "-q", "-r", "dir")
      try repository.write("dir", Self.text(isBad))
      try repository.git("add", "-A", ".")
    }
  }

  @Test func `a file takes the place of a link, and a link is nothing to read through`() throws {
    try hold(["commit", "-qm", "m"], refused: "link") { repository, isBad in
      try repository.link("link", to: "a.txt")
      try repository.git("add", ".")
      try repository.commit("link")
      try repository.write("link", Self.text(isBad))
      try repository.git("add", ".")
    }
    let repository = try Self.repository()
    let outside = repository.surroundings.appending("outside")
    try Self.text(true).write(toFile: outside.description, atomically: false, encoding: .utf8)
    try repository.link("a.txt", to: outside.description)
    try repository.git("add", ".")
    let run = try repository.gitWithHooks("commit", "-qm", "link")
    #expect(run.status == 0, "\(run.everything)")
  }

  @Test func `a deletion is nothing to read, though the file is still there`() throws {
    let repository = try Self.repository()
    try repository.git("rm", "-q", "--cached", "a.txt")
    try repository.write("a.txt", Self.text(true))
    let run = try repository.gitWithHooks("commit", "-qm", "deleted")
    #expect(run.status == 0, "\(run.everything)")
    #expect(try repository.read("a.txt") == Array(Self.text(true).utf8))
  }

  @Test func `a file that is staged and gone from the working tree is judged all the same`() throws {
    try hold(["commit", "-qm", "m"], refused: "a.txt") { repository, isBad in
      try repository.write("a.txt", Self.text(isBad))
      try repository.git("add", "a.txt")
      try repository.remove("a.txt")
    }
  }

  @Test func `what is merely announced is not recorded and not judged`() throws {
    let repository = try Self.repository()
    try repository.write("new.txt", Self.text(true))
    try repository.git("add", "--intent-to-add", "new.txt")
    try repository.write("b.txt", "fine\n")
    try repository.git("add", "b.txt")
    let run = try repository.gitWithHooks("commit", "-qm", "b")
    #expect(run.status == 0, "\(run.everything)")
  }

  @Test(arguments: [
    Array("new\nline".utf8), Array("quo\"te'".utf8), Array("-dash".utf8), Array("$(boom)".utf8), Array(" ".utf8),
    Array("back\\slash".utf8), [0xff, 0xfe],
  ])
  func `odd names are judged like others`(name: [UInt8]) throws {
    let path = RepositoryPath(bytes: name)
    for isBad in [true, false] {
      let repository = try Self.repository()
      try repository.write(path, Self.text(isBad))
      try repository.git("add", "-A", ".")
      let run = try repository.gitWithHooks("commit", "-qm", "odd")
      #expect((run.status == 0) == !isBad, "\(run.everything)")
      #expect(run.everything.contains("holds it") == isBad, "\(run.everything)")
    }
  }

  /// A branch `other` whose `a.txt` conflicts with what is checked out.
  private static func fork(_ repository: TestRepository) throws {
    try repository.git("checkout", "-q", "-b", "other")
    try repository.write("a.txt", "theirs\n")
    try repository.git("add", ".")
    try repository.commit("theirs")
    try repository.git("checkout", "-q", "main")
    try repository.write("a.txt", "ours\n")
    try repository.git("add", ".")
    try repository.commit("ours")
  }
}
