import Foundation
import GateModel
import GateTestSupport
import GitRepository
import Testing

/// What a snapshot tree holds, git being the oracle, and what it leaves alone.
@Suite struct SnapshotTreeTests {
  private func odd() throws -> TestRepository {
    let repository = try TestRepository.withCommit()
    try repository.write(".gitattributes", "*.crlf text eol=crlf\n*.id ident\n*.raw -text\n")
    try repository.write("sub/.gitattributes", "*.crlf -text\n")
    try repository.write("windows.crlf", "one\ntwo\n")
    try repository.write("sub/plain.crlf", "one\ntwo\n")
    try repository.write("version.id", "$Id$\n")
    try repository.write("bytes.raw", bytes: [0, 1, 2, 13, 10, 255])
    try repository.write(RepositoryPath(bytes: [0xff, 0x0a, 0x2d]), "odd name\n")
    try repository.write("run me", bytes: Array("#!/bin/sh\n".utf8), executable: true)
    try repository.write("empty", "")
    try repository.link("link", to: "dir/b.txt")
    try repository.link("dangling", to: "/nowhere/at all")
    try repository.git("add", ".")
    return repository
  }

  @Test func `a snapshot of the index is what checkout-index writes`() throws {
    let repository = try odd()
    let theirs = try repository.checkout("theirs")
    // What is not staged must not show: neither content nor attributes (which git itself takes from the working tree).
    try repository.write("a.txt", "unstaged\n")
    try repository.write(".gitattributes", "*.crlf -text\n")
    let before = try marks(repository.root)
    let snapshot = try repository.snapshot()
    #expect(try marks(repository.root) == before)
    try expectSame(snapshot.directory, theirs)
    #expect(try listing(snapshot.directory).contains("windows.crlf"))
    #expect(snapshot.shortcomings.isEmpty)
  }

  @Test func `a snapshot of a commit is what a checkout of it holds, whatever is in the index`() throws {
    let repository = try odd()
    let commit = try repository.commit("odd")
    try repository.git("rm", "-q", "-r", "--cached", ".")
    try repository.write(".gitattributes", "*.crlf -text\n")
    let before = try marks(repository.root)
    let snapshot = try repository.snapshot(of: commit)
    #expect(try marks(repository.root) == before)
    let theirs = repository.surroundings.appending("theirs")
    try repository.git("worktree", "add", "-q", "--detach", theirs.description, commit.description)
    try expectSame(snapshot.directory, theirs)
  }

  @Test func `a second snapshot writes what differs, and nothing else`() throws {
    let repository = try odd()
    let directory = try repository.snapshot().directory
    let before = try marks(directory)
    #expect(try repository.snapshot().directory == directory)
    #expect(try marks(directory) == before)

    try repository.write("dir/b.txt", "changed\n")
    try repository.git("add", "dir/b.txt")
    _ = try repository.snapshot()
    let touched = try marks(directory).split(separator: "\n").difference(from: before.split(separator: "\n"))
    #expect(touched.insertions.count == 2, "the file and its directory: \(touched)")
    try expectSame(directory, try repository.checkout("theirs"))
  }

  @Test func `what a tool changed is mended`() throws {
    let repository = try odd()
    let directory = try repository.snapshot().directory
    let theirs = try repository.checkout("theirs")
    let outside = repository.surroundings.appending("outside")
    try repository.shell(
      """
      cd "$1" && printf X >> a.txt && rm empty && rm -r dir && mkdir -p "$2"/deep && cp "$2"/../theirs/dir/b.txt "$2" &&
      ln -s "$2" dir && chmod 755 bytes.raw && rm link && echo x > link && rm "run me" && mkdir "run me" && touch "run me"/x
      echo stray > stray.txt && mkdir -p stray/deep && echo x > stray/deep/file && touch -d 2001-01-01 version.id && mkdir .git
      """, directory, outside)
    let kept = try marks(outside)
    let again = try repository.snapshot()
    try expectSame(again.directory, theirs)
    #expect(!FileManager.default.fileExists(atPath: "\(directory)/.git"))
    #expect(try marks(outside) == kept, "nothing is written through a link")
  }

  @Test func `what the content ignores stays, as in a working tree`() throws {
    let repository = try TestRepository.withCommit()
    try repository.write(".gitignore", "*.pyc\n/cache/\n")
    try repository.git("add", ".")
    let directory = try repository.snapshot().directory
    try repository.shell(
      """
      cd "$1" && mkdir -p cache/deep dir/pycache .tool && touch cache/deep/x dir/a.pyc dir/pycache/b.pyc dir/pycache/stray
      echo '*' > .tool/.gitignore && touch .tool/state stray
      """, directory)
    _ = try repository.snapshot()
    let left = try listing(directory)
    for name in ["cache/deep/x", "dir/a.pyc", "dir/pycache/b.pyc", ".tool/state"] { #expect(left.contains(name)) }
    #expect(!left.contains("stray"))
    let before = try marks(directory)
    _ = try repository.snapshot()
    #expect(try marks(directory) == before)
    // What comes later into a directory that is no part of the content is found as well.
    try repository.shell("touch \"$1\"/dir/pycache/stray", directory)
    _ = try repository.snapshot()
    #expect(try !listing(directory).contains("stray"))
    // And a directory that goes away leaves what is ignored.
    try repository.git("rm", "-q", "-r", "dir")
    _ = try repository.snapshot()
    #expect(try listing(directory).contains("dir/pycache/b.pyc"))
    #expect(try !listing(directory).contains("dir/b.txt"))
    // A rule that is gone makes a leftover of what it covered.
    try repository.write("dir/new", "so that the directory is there\n")
    try repository.git("add", ".")
    _ = try repository.snapshot()
    #expect(try listing(directory).contains("dir/a.pyc"))
    try repository.write(".gitignore", "/cache/\n")
    try repository.git("add", ".")
    _ = try repository.snapshot()
    #expect(try !listing(directory).contains("dir/pycache/b.pyc"))
    #expect(try !listing(directory).contains("dir/a.pyc"))
    try expectSame(directory.appending("dir"), try repository.checkout("theirs").appending("dir"))
  }

  @Test func `files, directories and links take each other's places`() throws {
    let repository = try TestRepository.withCommit()
    let directory = try repository.snapshot().directory
    try repository.git("rm", "-q", "-r", "dir", "a.txt")
    try repository.write("dir", "now a file\n")
    try repository.write("a.txt/below", "now a directory\n")
    try repository.link("c", to: "dir")
    try repository.git("add", ".")
    _ = try repository.snapshot()
    try expectSame(directory, try repository.checkout("one"))
    try repository.git("rm", "-q", "-r", "-f", "dir", "a.txt", "c")
    try repository.write("c/x", "now a directory\n")
    try repository.link("dir", to: "c")
    try repository.git("add", ".")
    _ = try repository.snapshot()
    try expectSame(directory, try repository.checkout("two"))
  }

  @Test func `a rewritten file gets another second, for tools that remember whole ones`() throws {
    let repository = try TestRepository.withCommit()
    let directory = try repository.snapshot().directory
    var seconds: [Int] = []
    for content in ["1\n", "2\n", "3\n"] {
      try repository.write("a.txt", content)
      try repository.git("add", ".")
      _ = try repository.snapshot()
      var status = stat()
      #expect(stat("\(directory)/a.txt", &status) == 0)
      seconds.append(Int(status.st_mtim.tv_sec))
    }
    #expect(Set(seconds).count == 3)
    #expect(seconds == seconds.sorted())
  }

  @Test func `dependencies are linked in where the content has none`() throws {
    let repository = try TestRepository.withCommit()
    try repository.write("node_modules/x/index.js", "x\n")
    try repository.write("dir/node_modules/y.js", "tracked\n")
    try repository.git("add", "dir")
    let links = ["node_modules", ".venv"]
    let directory = try repository.snapshot(linking: links).directory
    let target = try FileManager.default.destinationOfSymbolicLink(atPath: "\(directory)/node_modules")
    #expect(target == "\(repository.root)/node_modules")
    #expect(try repository.read("node_modules/x/index.js") == Array("x\n".utf8))
    #expect(FileManager.default.fileExists(atPath: "\(directory)/dir/node_modules/y.js"))
    let before = try marks(directory)
    _ = try repository.snapshot(linking: links)
    #expect(try marks(directory) == before)
    try repository.write("vendor/bundle/gem", "x\n")
    let nested = links + ["vendor/bundle"]
    for _ in 0..<2 {
      _ = try repository.snapshot(linking: nested)
      #expect(FileManager.default.fileExists(atPath: "\(directory)/vendor/bundle/gem"))
      try repository.shell("touch \"$1\"/stray", directory)
    }
    // Once tracked, it is content.
    try repository.git("add", "-f", "node_modules")
    _ = try repository.snapshot(linking: links)
    try expectSame(directory, try repository.checkout("theirs"))
    try repository.git("rm", "-q", "-r", "--cached", "node_modules")
    try FileManager.default.removeItem(atPath: "\(repository.root)/node_modules")
    _ = try repository.snapshot(linking: links)
    #expect(try !listing(directory).contains(" node_modules"))
  }

  @Test func `a submodule that is as recorded is linked, another is an empty directory`() throws {
    let repository = try TestRepository.withCommit()
    let other = try TestRepository.withCommit()
    try repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "\(other.root)", "module")
    let directory = try repository.snapshot().directory
    #expect(FileManager.default.fileExists(atPath: "\(directory)/module/a.txt"))
    try repository.write("module/a.txt", "edited\n")
    _ = try repository.snapshot()
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(directory)/module").isEmpty)
    #expect(try repository.read("module/a.txt") == Array("edited\n".utf8))
    try repository.shell("touch \"$1\"/module/stray", directory)
    _ = try repository.snapshot()
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(directory)/module").isEmpty)
  }

  @Test func `a sparse checkout leaves out what it leaves out, save what changed`() throws {
    let repository = try TestRepository.withCommit()
    try repository.write("other/x", "x\n")
    try repository.git("add", ".")
    try repository.commit("second")
    try repository.git("sparse-checkout", "set", "--no-cone", "/a.txt")
    let first = try repository.snapshot()
    #expect(first.leftOutCount == 3)
    #expect(FileManager.default.fileExists(atPath: "\(first.directory)/a.txt"))
    #expect(!FileManager.default.fileExists(atPath: "\(first.directory)/dir"))
    first.close()
    let second = try repository.snapshot(required: ["dir/deep/c.sh"])
    #expect(second.leftOutCount == 1)
    #expect(second.holds("dir/b.txt"), "what lies in the directories above may be configuration")
  }

  @Test(arguments: ["..", ".git", ".GIT"])
  func `a tree that leads out of its directory is not written`(name: String) throws {
    let repository = try TestRepository.withCommit()
    let inner = try repository.git("rev-parse", "HEAD:dir").trimmingCharacters(in: .newlines)
    let tree = try repository.git(["mktree"], stdin: Array("040000 tree \(inner)\t\(name)\n".utf8))
    let commit = try repository.git("commit-tree", "-m", "evil", tree.trimmingCharacters(in: .newlines))
    let id = try #require(ObjectID(hex: commit.trimmingCharacters(in: .newlines)))
    let error = #expect(throws: GitError.self) { try repository.snapshot(of: id) }
    #expect(error?.kind == .malformed)
    let found = try runProcess("find", ["\(repository.snapshots)", "-name", "b.txt"])
    #expect(found.output.isEmpty)
  }

  @Test func `what changed in the tree is told`() throws {
    let repository = try TestRepository.withCommit()
    let snapshot = try repository.snapshot()
    #expect(try snapshot.changedFiles().isEmpty)
    #expect(!snapshot.holdsAny(of: ["new"]))
    try repository.shell("cd \"$1\" && touch a.txt new && rm dir/b.txt", snapshot.directory)
    #expect(try snapshot.changedFiles() == ["a.txt", "dir/b.txt"])
    #expect(try snapshot.changedFiles(among: ["dir/b.txt", "dir/deep/c.sh"]) == ["dir/b.txt"])
    #expect(snapshot.holdsAny(of: ["old", "new"]))
  }
}

extension TestRepository {
  /// Runs a shell script in the root; the paths are its arguments.
  func shell(_ script: String, _ arguments: LocalPath...) throws {
    let result = try runProcess(
      "/bin/sh", ["-ec", script, "sh"] + arguments.map { String(decoding: $0.bytes, as: UTF8.self) },
      environment: environment, directory: root)
    guard result.status == 0 else { throw TestSupportError(result.errors) }
  }
}
