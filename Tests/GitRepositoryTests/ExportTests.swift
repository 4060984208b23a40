import Foundation
import GateModel
import GateTestSupport
import GitRepository
import Testing

@Suite struct ExportTests {
  /// Every path below a directory with its type, permissions and bytes.
  private func listing(_ directory: LocalPath) throws -> String {
    let script = """
      cd "$1" && find . -mindepth 1 -name .git -prune -o -mindepth 1 -printf '%y %m %P -> %l\\n' | sort;
      find . -name .git -prune -o -type f -print0 | sort -z | xargs -0 -r sha256sum
      """
    let run = try runProcess(
      "/bin/sh", ["-c", script, "sh", directory.description], environment: ["PATH": "/usr/bin:/bin"])
    guard run.status == 0 else { throw TestSupportError(run.errors) }
    return run.output
  }

  private func expectSame(
    _ ours: LocalPath, _ theirs: LocalPath, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let (one, other) = try (listing(ours), listing(theirs))
    let difference = other.split(separator: "\n").difference(from: one.split(separator: "\n"))
    #expect(difference.isEmpty, sourceLocation: sourceLocation)
  }

  /// All that an export must leave alone, to the nanosecond.
  private func traces(of repository: TestRepository) throws -> String {
    let script = "find . -path ./.git/objects -prune -o -printf '%P %s %T@ %i %m\\n' | sort; sha256sum .git/index"
    let environment = ["PATH": "/usr/bin:/bin"]
    return try runProcess("/bin/sh", ["-c", script], environment: environment, directory: repository.root).output
  }

  private func directory(_ name: String, beside repository: TestRepository) throws -> LocalPath {
    let path = repository.surroundings.appending(name)
    try FileManager.default.createDirectory(atPath: path.description, withIntermediateDirectories: false)
    return path
  }

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

  @Test func `an exported index is what checkout-index writes`() throws {
    let repository = try odd()
    let theirs = try directory("theirs", beside: repository)
    try repository.git("checkout-index", "--all", "--prefix=\(theirs)/")
    // What is not staged must not show: neither content nor attributes (which git itself takes from the working tree).
    try repository.write("a.txt", "unstaged\n")
    try repository.write(".gitattributes", "*.crlf -text\n")
    let before = try traces(of: repository)
    let ours = try directory("ours", beside: repository)
    try repository.open().exportIndex(to: ours)
    #expect(try traces(of: repository) == before)
    try expectSame(ours, theirs)
    #expect(try listing(ours).contains("windows.crlf"))
  }

  @Test func `an exported commit is what an archive of it holds, whatever is in the index`() throws {
    let repository = try odd()
    let commit = try repository.commit("odd")
    try repository.git("rm", "-q", "-r", "--cached", ".")
    try repository.write(".gitattributes", "*.crlf -text\n")
    let before = try traces(of: repository)
    let ours = try directory("ours", beside: repository)
    try repository.open().exportCommit(commit, to: ours)
    #expect(try traces(of: repository) == before)
    let theirs = repository.surroundings.appending("theirs")
    try repository.git("worktree", "add", "-q", "--detach", theirs.description, commit.description)
    try expectSame(ours, theirs)
  }

  @Test func `autocrlf of the configuration holds for text`() throws {
    let repository = try odd()
    try repository.git("config", "core.autocrlf", "true")
    let ours = try directory("ours", beside: repository)
    try repository.open().exportIndex(to: ours)
    let theirs = try directory("theirs", beside: repository)
    try repository.git("checkout-index", "--all", "--prefix=\(theirs)/")
    try expectSame(ours, theirs)
  }

  @Test func `a directory that holds something is not written to`() throws {
    let repository = try TestRepository.withCommit()
    let error = #expect(throws: GitError.self) { try repository.open().exportIndex(to: repository.root) }
    #expect(error?.kind == .conflict)
  }

  @Test(arguments: ["..", ".git", ".GIT"])
  func `a tree that leads out of its directory is not written`(name: String) throws {
    let repository = try TestRepository.withCommit()
    let inner = try repository.git("rev-parse", "HEAD:dir").trimmingCharacters(in: .newlines)
    let tree = try repository.git(["mktree"], stdin: Array("040000 tree \(inner)\t\(name)\n".utf8))
    let commit = try repository.git("commit-tree", "-m", "evil", tree.trimmingCharacters(in: .newlines))
    let id = try #require(ObjectID(hex: commit.trimmingCharacters(in: .newlines)))
    let ours = try directory("ours", beside: repository)
    let error = #expect(throws: GitError.self) { try repository.open().exportCommit(id, to: ours) }
    #expect(error?.kind == .malformed)
    #expect(try FileManager.default.contentsOfDirectory(atPath: ours.description).isEmpty)
  }
}
