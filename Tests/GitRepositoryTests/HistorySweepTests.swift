import Foundation
import GateModel
import GateTestSupport
import GitRepository
import Testing

/// The sweep over everything that a repository holds, held against git.
@Suite struct HistorySweepTests {
  /// Texts in nested directories that grow and change from commit to commit, and a branch that is merged.
  private static func withHistory(_ options: String..., seed: UInt64 = 1) throws -> TestRepository {
    let repository = options.isEmpty ? try TestRepository() : try TestRepository(options[0])
    var random = SeededGenerator(seed: seed)
    var lines = (0..<120).map { "line \($0) \(random.next())" }
    for round in 0..<10 {
      for _ in 0..<3 { lines[Int.random(in: lines.indices, using: &random)] = "changed in \(round): \(random.next())" }
      try repository.write("text.txt", lines.joined(separator: "\n"))
      try repository.write(RepositoryPath("a/deep/\(round % 3).txt"), lines.prefix(50 + round).joined(separator: "\n"))
      try repository.write(RepositoryPath("b/new \(round)"), "round \(round)\n")
      try repository.git("add", ".")
      try repository.commit("round \(round)")
    }
    return repository
  }

  /// Each blob that git knows is met once, with its bytes, under a path where a commit has it.
  private static func expectAll(_ repository: TestRepository) throws {
    let sweep: HistorySweep<[UInt8]> = try repository.open().sweepHistory(limit: 1 << 20) { bytes, _, _ in bytes }
    let list = try repository.git("cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectname)")
    let lines = list.split(separator: "\n")
    let blobs = lines.filter { $0.hasPrefix("blob ") }.map { String($0.dropFirst(5)) }
    let commits = lines.filter { $0.hasPrefix("commit ") }
    #expect(sweep.hits.filter { !$0.isMessage }.map(\.id.description) == blobs.sorted())
    #expect(sweep.blobCount == blobs.count)
    #expect(sweep.commitCount == commits.count)
    #expect(sweep.omissions.isEmpty)
    var held: Set<String> = []
    for commit in commits {
      let tree = try repository.git("ls-tree", "-r", "-z", String(commit.dropFirst(7)))
      held.formUnion(tree.split(separator: "\0").map { String($0.split(separator: " ", maxSplits: 2)[2]) })
    }
    for hit in sweep.hits where !hit.isMessage {
      #expect(try repository.gitBytes(["cat-file", "blob", hit.id.description]) == hit.result)
      let path = try #require(hit.path)
      #expect(held.contains("\(hit.id)\t\(path)"), "\(path)")
    }
  }

  @Test(arguments: ["none", "gc", "incremental", "named deltas", "sha256"])
  func `every version of every file is met once, with its bytes and a path`(_ packing: String) throws {
    let repository =
      packing == "sha256" ? try Self.withHistory("--object-format=sha256") : try Self.withHistory()
    switch packing {
    case "gc", "sha256": try repository.git("gc", "--quiet", "--aggressive")
    case "incremental":
      try repository.git("repack", "--quiet", "-d")
      try repository.write("text.txt", "one more\n")
      try repository.write("b/new 0", "and another\n")
      try repository.git("add", ".")
      try repository.commit("more")
      try repository.git("repack", "--quiet", "-d")
      try repository.write("loose", "loose\n")
      try repository.git("add", ".")
      try repository.commit("loose")
      // The same objects in a second pack as well.
      try repository.git("repack", "--quiet", "-a")
    case "named deltas": try repository.git("-c", "repack.useDeltaBaseOffset=false", "gc", "--quiet")
    default: break
    }
    try Self.expectAll(repository)
  }

  @Test func `messages of commits and tags are met without their heads`() throws {
    let repository = try TestRepository()
    try repository.write("a", "a\n")
    try repository.git("add", ".")
    try repository.commit("the subject\n\nthe body")
    try repository.git("tag", "-a", "v1", "-m", "the tag")
    let sweep: HistorySweep<String> = try repository.open().sweepHistory(limit: 1 << 20) { bytes, _, isMessage in
      isMessage ? String(decoding: bytes, as: UTF8.self) : nil
    }
    #expect(Set(sweep.hits.map(\.result)) == ["the subject\n\nthe body\n", "the tag\n"])
  }

  @Test func `what is too large or not here is named`() throws {
    let repository = try TestRepository()
    try repository.write("dir/large", String(repeating: "x", count: 5_000))
    try repository.write("dir/lost", "lost\n")
    try repository.git("add", ".")
    try repository.commit("one")
    try repository.write("dir/large", String(repeating: "x", count: 5_001))
    try repository.git("add", ".")
    try repository.commit("two")
    try repository.git("gc", "--quiet")
    let sizes = try repository.open().sweepHistory(limit: 4_000) { _, _, _ in true } as HistorySweep<Bool>
    #expect(sizes.omissions.map(\.path) == ["dir/large", "dir/large"])
    #expect(sizes.omissions.compactMap(\.size).sorted() == [5_000, 5_001])

    let partial = repository.surroundings.appending("partial")
    try repository.git("config", "uploadpack.allowFilter", "true")
    try repository.git("clone", "--quiet", "--bare", "--filter=blob:none", "file://\(repository.root)", "\(partial)")
    let opened = try Repository.open(from: partial, environment: repository.environment)
    let sweep: HistorySweep<Bool> = try opened.sweepHistory(limit: 1 << 20) { _, _, isMessage in isMessage ? nil : true
    }
    #expect(sweep.hits.isEmpty)
    #expect(sweep.omissions.count == 3)
    #expect(sweep.omissions.allSatisfy { $0.size == nil && $0.path == "dir" })
  }

  @Test func `a blob is traced to the oldest commit that holds it, on any ref, under any path`() throws {
    let repository = try TestRepository()
    func commit(_ path: RepositoryPath, _ text: String) throws -> ObjectID {
      try repository.write(path, text)
      try repository.git("add", ".")
      return try repository.commit("\(path)")
    }
    _ = try commit("a/first", "first\n")
    let second = try commit("a/key", "key\n")
    _ = try commit("a/key", "gone\n")
    try repository.git("checkout", "--quiet", "-b", "side")
    let third = try commit("b/other", "other\n")
    try repository.git("checkout", "--quiet", "main")
    try repository.write("dangling", "dangling\n")
    try repository.git("add", ".")
    let dangling = try repository.id(":dangling")
    let (key, other) = (try repository.id("\(second):a/key"), try repository.id("\(third):b/other"))
    let places = try repository.open().firstCommits(holding: [
      (key, "a/key"), (other, "wrong/place"), (dangling, "dangling"),
    ])
    #expect(places[key]?.commit == second)
    #expect(places[key]?.path == "a/key")
    #expect(places[key]?.author != nil)
    #expect(places[other]?.commit == third)
    #expect(places[other]?.path == "b/other")
    #expect(places[dangling] == nil)
  }

  @Test func `a damaged pack is an error, not a sweep that saw less`() throws {
    let repository = try Self.withHistory()
    try repository.git("gc", "--quiet")
    let folder = repository.root.appending(".git/objects/pack")
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)")
    let name = try #require(names.first { $0.hasSuffix(".pack") })
    let pack = URL(filePath: "\(folder)/\(name)")
    var bytes = [UInt8](try Data(contentsOf: pack))
    for index in stride(from: bytes.count / 2, to: bytes.count - 20, by: 37) { bytes[index] ^= 0x55 }
    try FileManager.default.removeItem(at: pack)
    try Data(bytes).write(to: pack)
    #expect(throws: GitError.self) {
      try repository.open().sweepHistory(limit: 1 << 20) { _, _, _ in true } as HistorySweep<Bool>
    }
  }
}
