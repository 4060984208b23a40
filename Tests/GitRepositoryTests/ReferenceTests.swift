import Foundation
import GateModel
import GateTestSupport
import GitRepository
import Testing

/// gate's reader of refs and revisions, held against git's.
@Suite struct ReferenceTests {
  static let formats = ["sha1", "sha256"]

  private func withRefs(_ format: String) throws -> TestRepository {
    let repository = try TestRepository("--object-format=\(format)")
    for number in 1...4 { try repository.commit("\(number)") }
    try repository.git("branch", "feature/a", "HEAD~1")
    try repository.git("branch", "both", "HEAD~2")
    try repository.git("tag", "both", "HEAD~3")
    try repository.git("tag", "-a", "-m", "t", "annotated", "HEAD~1")
    try repository.git("tag", "-a", "-m", "t", "of-a-tag", "annotated")
    let remote = repository.surroundings.appending("remote.git")
    try repository.git("clone", "-q", "--bare", ".", remote.description)
    try repository.git("remote", "add", "origin", remote.description)
    try repository.git("fetch", "-q", "origin")
    try repository.git("remote", "set-head", "origin", "main")
    try repository.git("branch", "-q", "--set-upstream-to=origin/main")
    try repository.git("branch", "-q", "--set-upstream-to=main", "feature/a")
    try repository.commit("5")
    return repository
  }

  private static let revisions = [
    "HEAD", "@", "main", "feature/a", "heads/main", "refs/heads/main", "both", "heads/both", "tags/both", "annotated",
    "of-a-tag", "annotated^{}", "annotated^{commit}", "of-a-tag~1", "origin", "origin/main", "remotes/origin/main",
    "refs/remotes/origin/HEAD", "HEAD~2", "HEAD^", "HEAD^1~1", "HEAD^0", "HEAD~0", "main~", "main~~", "@{upstream}",
    "@{u}", "@{U}~1", "feature/a@{u}", "main@{upstream}", "HEAD^2", "HEAD~99", "nowhere", "refs/heads", "heads", "../x",
    "refs/heads/../heads/main", "main^{tree}", "ORIG_HEAD", "FETCH_HEAD", "HEAD^{blob}", "~1", "^", "a@{u}",
  ]

  @Test(arguments: formats, [[], ["pack-refs", "--all"], ["pack-refs", "--all", "--no-prune"]])
  func `names resolve as in git`(format: String, packing: [String]) throws {
    let repository = try withRefs(format)
    if !packing.isEmpty { try repository.git(packing) }
    // A loose ref beside an older packed one.
    try repository.git("branch", "-f", "both", "HEAD~1")
    let opened = try repository.open()
    #expect(opened.objectFormat.rawValue == format)
    for revision in Self.revisions + ["\(try repository.id("main~2"))", String(repeating: "7", count: 40)] {
      let theirs = try? repository.id("\(revision)^{commit}")
      #expect((try? opened.resolveCommit(revision)) == theirs, "\(revision)")
    }
    #expect(try opened.headCommit == repository.id("HEAD"))
  }

  @Test(arguments: ["HEAD", "refs/heads/main"])
  func `a ref that is no ref is an error`(name: String) throws {
    let repository = try TestRepository.withCommit()
    try repository.write(RepositoryPath(".git/" + name), "not a ref\n")
    #expect(throws: GitError.self) { try repository.open().headCommit }
  }

  @Test func `symbolic refs that go round are an error`() throws {
    let repository = try TestRepository.withCommit()
    try repository.git("symbolic-ref", "refs/heads/one", "refs/heads/two")
    try repository.git("symbolic-ref", "refs/heads/two", "refs/heads/one")
    try repository.git("symbolic-ref", "HEAD", "refs/heads/one")
    #expect(throws: GitError.self) { try repository.open().headCommit }
  }

  @Test func `HEAD may be a link`() throws {
    let repository = try TestRepository.withCommit()
    let expected = try repository.id("HEAD")
    try repository.link(".git/HEAD", to: "refs/heads/main")
    #expect(try repository.open().headCommit == expected)
  }

  @Test func `each work tree has its own HEAD`() throws {
    let repository = try TestRepository.withCommit()
    let first = try repository.id("HEAD")
    let linked = repository.surroundings.appending("linked")
    try repository.git("worktree", "add", "-q", "-b", "other", linked.description)
    try repository.git(["commit", "-q", "--allow-empty", "-m", "there"], in: linked)
    #expect(try repository.open().headCommit == first)
    #expect(try repository.open(in: linked).headCommit == repository.id("other"))
    #expect(try repository.open(in: linked).resolveCommit("main") == first)
  }

  @Test(arguments: formats, 0..<12)
  func `merge bases and lists of commits are git's`(format: String, seed: Int) throws {
    let repository = try TestRepository("--object-format=\(format)")
    var generator = SeededGenerator(seed: UInt64(seed))
    let tree = try repository.git("write-tree").trimmingCharacters(in: .newlines)
    var commits: [String] = []
    for number in 0..<25 {
      var parents: Set<String> = []
      let wanted = number == 0 ? 0 : [0, 1, 1, 1, 2, 2, 3].randomElement(using: &generator) ?? 1
      for _ in 0..<wanted {
        if let parent = commits.suffix(9).randomElement(using: &generator) { parents.insert(parent) }
      }
      // Times that stand still, and now and then go back.
      let seconds = 1_000_000_000 + number / 2 * 60 - (seed % 3 == 2 && number % 7 == 0 ? 500 : 0)
      let arguments = ["commit-tree", "-m", "\(number)", tree] + parents.sorted().flatMap { ["-p", $0] }
      let id = try repository.git(arguments, adding: ["GIT_COMMITTER_DATE": "@\(seconds) +0000"])
      commits.append(id.trimmingCharacters(in: .newlines))
    }
    func id(_ hex: String) throws -> ObjectID { try #require(ObjectID(hex: hex)) }
    let opened = try repository.open()
    for _ in 0..<20 {
      let one = commits.randomElement(using: &generator) ?? commits[0]
      let other = commits.randomElement(using: &generator) ?? commits[0]
      let bases = try runProcess(
        "git", ["merge-base", "--all", one, other], environment: repository.environment, directory: repository.root)
      let expected = Set(String(decoding: bases.stdout, as: UTF8.self).split(separator: "\n").map(String.init))
      let base = try opened.mergeBase(id(one), id(other))
      #expect(base.map { expected.contains("\($0)") } ?? expected.isEmpty, "\(one) \(other)")

      let excluded = (0..<2).compactMap { _ in commits.randomElement(using: &generator) }
      let list = try repository.git(["rev-list", one, "--not"] + excluded).split(separator: "\n").map(String.init)
      let new = try opened.commitsNotIn(remote: nil, tip: id(one), excluding: excluded.map(id), limit: 100)
      #expect(Set(new.map(\.description)) == Set(list), "\(one) ^\(excluded)")
      #expect(new.count == list.count)
    }
  }

  @Test func `a shallow clone ends where it was cut off`() throws {
    let repository = try TestRepository()
    for number in 1...5 { try repository.commit("\(number)") }
    let shallow = repository.surroundings.appending("shallow")
    try repository.git("clone", "-q", "--depth", "2", "file://\(repository.root)", shallow.description)
    let opened = try repository.open(in: shallow)
    let tip = try repository.id("HEAD")
    #expect(try opened.commitsNotIn(remote: nil, tip: tip, excluding: [], limit: 100).count == 2)
    #expect(try opened.resolveCommit("HEAD~1") == repository.id("HEAD~1"))
    let error = #expect(throws: GitError.self) { try repository.open(in: shallow).resolveCommit("HEAD~2") }
    #expect(error?.hint?.contains("--unshallow") == true)
  }

  @Test func `a SHA-256 repository is read like any other`() throws {
    let repository = try TestRepository("--object-format=sha256")
    let oracle = Oracle(repository: repository)
    var edits = RandomEdits(repository, seed: 7)
    try edits.run(20)
    try repository.git("add", "-A")
    #expect(try repository.open().stagedChanges() == oracle.diff("--cached"))
    let first = try repository.commit("first")
    try edits.run(12)
    try repository.git("add", "-A")
    #expect(try repository.open().stagedChanges() == oracle.diff("--cached"))
    let second = try repository.commit("second")
    try repository.git("repack", "-adfq")
    let opened = try repository.open()
    #expect(try opened.changes(from: first, to: second) == oracle.diff("\(first)", "\(second)"))
    #expect(try opened.commitContent(first).files() == oracle.files(of: "\(first)"))
    #expect(try opened.pushBase(localID: second, remoteID: first, remote: "origin") == first)
    let text = Array("stored\n".utf8)
    let id = try opened.writeBlob(text)
    #expect(try repository.gitBytes(["cat-file", "blob", "\(id)"]) == text)
    let error = #expect(throws: GitError.self) { try repository.open().resolveCommit("\(first)".prefix(8).description) }
    #expect(error?.kind == .notFound)
  }
}
