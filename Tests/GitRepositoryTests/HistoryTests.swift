import Foundation
import GateModel
import GateTestSupport
import GitRepository
import Testing

@Suite struct HistoryTests {
  /// main: 1 ─ 2 ─ 3; topic leaves main at 2 with two commits; `origin` holds main at 2.
  private func branched() throws -> TestRepository {
    let repository = try TestRepository()
    try repository.commit("1")
    try repository.commit("2")
    let remote = repository.surroundings.appending("remote.git")
    try repository.git("clone", "-q", "--bare", ".", remote.description)
    try repository.git("remote", "add", "origin", remote.description)
    try repository.git("fetch", "-q", "origin")
    try repository.git("branch", "topic")
    try repository.commit("3")
    try repository.git("checkout", "-q", "topic")
    try repository.write("t", "topic\n")
    try repository.git("add", ".")
    try repository.commit("t1")
    try repository.commit("t2")
    return repository
  }

  @Test func `revisions resolve as in git`() throws {
    let repository = try branched()
    try repository.git("tag", "-a", "-m", "tag", "annotated", "main")
    let opened = try repository.open()
    for revision in ["HEAD", "HEAD~1", "main", "annotated", "origin/main", "topic^{commit}", "refs/heads/topic"] {
      #expect(try opened.resolveCommit(revision) == repository.id("\(revision)^{commit}"), "\(revision)")
    }
    #expect(try opened.headCommit == repository.id("HEAD"))
  }

  @Test(arguments: ["nowhere", "-x", "", "HEAD:t"])
  func `what is no commit is an error that names it`(revision: String) throws {
    let repository = try branched()
    let error = #expect(throws: GitError.self) { try repository.open().resolveCommit(revision) }
    #expect(error?.message.contains("commit \(revision)") == true)
  }

  @Test func `the merge base is git's`() throws {
    let repository = try branched()
    try repository.git("checkout", "-q", "--orphan", "island")
    let island = try repository.commit("island")
    let opened = try repository.open()
    let (main, topic) = try (repository.id("main"), repository.id("topic"))
    #expect(try opened.mergeBase(main, topic) == repository.id("main~1"))
    #expect(try opened.mergeBase(main, island) == nil)
  }

  @Test func `a push is measured from what the remote has`() throws {
    let repository = try branched()
    let opened = try repository.open()
    let topic = try repository.id("topic")
    let zero = try #require(ObjectID(hex: String(repeating: "0", count: 40)))
    let known = try repository.id("origin/main")
    #expect(try opened.pushBase(localID: topic, remoteID: zero, remote: "origin") == known)
    #expect(try opened.pushBase(localID: topic, remoteID: nil, remote: "origin") == known)
    // An existing ref: from where it is, and after a force push from where the two parted.
    let one = try repository.id("topic~1")
    #expect(try opened.pushBase(localID: topic, remoteID: one, remote: "origin") == one)
    let main = try repository.id("main")
    #expect(try opened.pushBase(localID: topic, remoteID: main, remote: "origin") == known)
    // The remote is at something that we never fetched.
    let unknown = try #require(ObjectID(hex: String(repeating: "7", count: 40)))
    #expect(try opened.pushBase(localID: topic, remoteID: unknown, remote: "origin") == known)
    #expect(try opened.pushBase(localID: topic, remoteID: nil, remote: "elsewhere") == nil)
    #expect(try opened.pushBase(localID: topic, remoteID: nil, remote: "https://example.com/x.git") == nil)
  }

  @Test func `a tag is pushed as its commit, and the nearest known branch counts`() throws {
    let repository = try branched()
    try repository.git("tag", "-a", "-m", "tag", "v1", "topic")
    let tag = try repository.id("v1")
    #expect(try tag != repository.id("topic"))
    #expect(
      try repository.open().pushBase(localID: tag, remoteID: nil, remote: "origin") == repository.id("origin/main"))
    try repository.git("update-ref", "refs/remotes/origin/started", "topic~1")
    try repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/gone")
    #expect(try repository.open().pushBase(localID: tag, remoteID: nil, remote: "origin") == repository.id("topic~1"))
  }

  @Test func `the commits that a remote lacks are git's`() throws {
    let repository = try branched()
    let opened = try repository.open()
    let (topic, main) = try (repository.id("topic"), repository.id("main"))
    func list(_ arguments: String...) throws -> Set<String> {
      Set(try repository.git(["rev-list"] + arguments).split(separator: "\n").map(String.init))
    }
    let new = try opened.commitsNotIn(remote: "origin", tip: topic, excluding: [], limit: 100)
    #expect(try Set(new.map(\.description)) == list("topic", "--not", "--remotes=origin"))
    #expect(new.count == 2)
    let others = try opened.commitsNotIn(remote: nil, tip: main, excluding: [topic], limit: 100)
    #expect(try Set(others.map(\.description)) == list("main", "^topic"))
    #expect(try opened.commitsNotIn(remote: nil, tip: topic, excluding: [], limit: 3).count == 3)
  }

  @Test func `a shallow clone says how to get the rest`() throws {
    let repository = try TestRepository()
    try repository.commit("1")
    let missing = try repository.id("HEAD")
    try repository.commit("2")
    let shallow = repository.surroundings.appending("shallow")
    try repository.git("clone", "-q", "--depth", "1", "file://\(repository.root)", shallow.description)
    let opened = try repository.open(in: shallow)
    #expect(try opened.headCommit == repository.id("HEAD"))
    let error = #expect(throws: GitError.self) {
      try repository.open(in: shallow).changes(from: missing, to: repository.id("HEAD"))
    }
    #expect(error?.kind == .notFound)
    #expect(error?.message.contains(missing.description) == true)
    #expect(error?.hint?.contains("git fetch --unshallow") == true)
  }

  @Test func `a partial clone says which object to fetch`() throws {
    let repository = try TestRepository.withCommit()
    let old = try repository.id("HEAD:a.txt")
    let first = try repository.id("HEAD")
    try repository.write("a.txt", "other\n")
    try repository.git("add", ".")
    try repository.commit("2")
    try repository.git("config", "uploadpack.allowFilter", "true")
    let partial = repository.surroundings.appending("partial")
    try repository.git("clone", "-q", "--filter=blob:none", "file://\(repository.root)", partial.description)
    let opened = try repository.open(in: partial)
    #expect(try opened.changes(from: first, to: repository.id("HEAD")).changes.map(\.path) == ["a.txt"])
    let error = #expect(throws: GitError.self) { try repository.open(in: partial).readBlob(old, limit: 100) }
    #expect(error?.kind == .notFound)
    #expect(error?.hint?.contains("git cat-file -e \(old)") == true)
  }
}
