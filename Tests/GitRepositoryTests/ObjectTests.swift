import Foundation
import GateModel
import GateTestSupport
import GitRepository
import Testing

/// gate's own reader and writer of objects, held against git's.
@Suite struct ObjectTests {
  /// A repository with chains of deltas: texts that grow and change a little from commit to commit.
  private static func withHistory(seed: UInt64) throws -> TestRepository {
    let repository = try TestRepository()
    var random = SplitMix(seed)
    var lines = (0..<200).map { "line \($0) \(random.next())" }
    for round in 0..<12 {
      for _ in 0..<4 { lines[random.below(lines.count)] = "changed in \(round): \(random.next())" }
      try repository.write("text.txt", lines.joined(separator: "\n"))
      try repository.write(RepositoryPath("dir/\(round % 3).txt"), lines.prefix(50 + round).joined(separator: "\n"))
      try repository.write(
        "binary", bytes: (0..<3000).map { _ in UInt8(truncatingIfNeeded: random.next() >> (round % 2 == 0 ? 0 : 60)) })
      try repository.git("add", ".")
      try repository.commit("round \(round)")
    }
    try repository.write("empty", "")
    try repository.git("add", ".")
    try repository.commit("empty")
    return repository
  }

  private static func blobs(of repository: TestRepository) throws -> [ObjectID] {
    let list = try repository.git("cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectname)")
    return list.split(separator: "\n").compactMap { line in
      line.hasPrefix("blob ") ? ObjectID(hex: String(line.dropFirst(5))) : nil
    }
  }

  private static func expectSame(_ repository: TestRepository, variables: [String: String] = [:]) throws {
    let opened = try repository.open(adding: variables)
    let blobs = try blobs(of: repository)
    #expect(blobs.count > 20)
    for id in blobs {
      let expected = try repository.gitBytes(["cat-file", "blob", "\(id)"], adding: variables)
      #expect(try opened.readBlob(id, limit: 1 << 20) == expected)
      #expect(try opened.blobSize(id) == UInt64(expected.count))
    }
    let oracle = Oracle(repository: repository)
    #expect(try opened.commitContent(repository.id("HEAD~5")).files() == oracle.files(of: "HEAD~5"))
  }

  @Test func `objects in files of their own are git's`() throws {
    try Self.expectSame(Self.withHistory(seed: 1))
  }

  @Test(arguments: [
    ["-c", "pack.indexVersion=2", "repack", "-adfq", "--depth=50"],
    ["-c", "pack.indexVersion=1", "repack", "-adfq", "--depth=50"],
    ["-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq", "--depth=4000", "--window=30"],
    ["-c", "pack.packSizeLimit=1", "repack", "-adfq"],
    ["repack", "-adfq", "--write-midx", "--write-bitmap-index"],
    ["-c", "core.bigFileThreshold=1k", "-c", "pack.compression=0", "repack", "-adfq"],
  ])
  func `objects in packs are git's`(command: [String]) throws {
    let repository = try Self.withHistory(seed: 2)
    try repository.git(command)
    #expect(try repository.git("count-objects").hasPrefix("0 objects"))
    try Self.expectSame(repository)
  }

  @Test func `an offset beyond 31 bits is read from its own table`() throws {
    let repository = try Self.withHistory(seed: 3)
    try repository.git("repack", "-adq")
    // git writes offsets above the limit that is given here into the table of long ones.
    let packs = repository.root.appending(".git/objects/pack").description
    let names = try FileManager.default.contentsOfDirectory(atPath: packs)
    let pack = try #require(names.first { $0.hasSuffix(".pack") })
    let index = packs + "/" + pack.dropLast(5) + ".idx"
    try FileManager.default.removeItem(atPath: index)
    try repository.git("index-pack", "--index-version=2,0x40", "-o", index, packs + "/" + pack)
    try Self.expectSame(repository)
  }

  @Test func `objects of a repository that this one borrows from are found`() throws {
    let lender = try Self.withHistory(seed: 4)
    try lender.git("repack", "-adq")
    let borrower = lender.surroundings.appending("borrower")
    try lender.git("clone", "-q", "--shared", lender.root.description, borrower.description)
    let second = lender.surroundings.appending("second")
    try lender.git("clone", "-q", "--shared", borrower.description, second.description)
    let id = try lender.id("HEAD:text.txt")
    let expected = try lender.read("text.txt")
    #expect(try lender.open(in: second).readBlob(id, limit: 1 << 20) == expected)

    let other = try TestRepository.withCommit()
    let objects = lender.root.appending(".git/objects").description
    #expect(throws: GitError.self) { try other.open().readBlob(id, limit: 1 << 20) }
    let alternate = ["GIT_ALTERNATE_OBJECT_DIRECTORIES": "/nowhere:\(objects)"]
    #expect(try other.open(adding: alternate).readBlob(id, limit: 1 << 20) == expected)
    #expect(try other.open(adding: ["GIT_OBJECT_DIRECTORY": objects]).readBlob(id, limit: 1 << 20) == expected)
  }

  @Test func `a repack meanwhile loses nothing`() throws {
    let repository = try Self.withHistory(seed: 5)
    try repository.git("repack", "-adq")
    let opened = try repository.open()
    _ = try opened.readBlob(repository.id("HEAD:text.txt"), limit: 1 << 20)
    try repository.write("later.txt", "later\n")
    try repository.git("add", ".")
    try repository.commit("later")
    try repository.git("repack", "-adfq", "--depth=3")
    for name in ["later.txt", "binary", "dir/1.txt"] {
      let expected = try repository.gitBytes(["cat-file", "blob", "HEAD:\(name)"])
      #expect(try opened.readBlob(repository.id("HEAD:\(name)"), limit: 1 << 20) == expected)
    }
  }

  @Test(arguments: [".pack", ".idx", ""], 0..<40)
  func `a damaged file yields an error or the right bytes, never others`(suffix: String, seed: Int) throws {
    let repository = try TestRepository.withCommit()
    try repository.write("a.txt", "one\ntwo\nthree\nfour\nfive\nsix\nseven\n")
    try repository.git("add", ".")
    try repository.commit("second")
    let id = try repository.id("HEAD:a.txt")
    let expected = try repository.read("a.txt")
    let file: String
    if suffix.isEmpty {
      file = repository.root.description + "/.git/objects/\("\(id)".prefix(2))/\("\(id)".dropFirst(2))"
    } else {
      try repository.git("repack", "-adfq")
      let packs = repository.root.appending(".git/objects/pack").description
      let name = try #require(FileManager.default.contentsOfDirectory(atPath: packs).first { $0.hasSuffix(suffix) })
      file = packs + "/" + name
    }
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
    var random = SplitMix(UInt64(seed))
    for _ in 0..<(1 + seed % 4) { bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next()) }
    if seed % 5 == 0 { bytes.removeLast(random.below(bytes.count)) }
    try FileManager.default.removeItem(atPath: file)
    try Data(bytes).write(to: URL(filePath: file))
    do {
      #expect(try repository.open().readBlob(id, limit: 1 << 20) == expected)
    } catch is GitError {
      // As good: what matters is that no other content is taken for it, and that the process is still there.
    }
    do {
      _ = try repository.open().stagedChanges()
    } catch is GitError {}
  }

  @Test func `a blob beyond the limit is not read`() throws {
    let repository = try Self.withHistory(seed: 6)
    let id = try repository.id("HEAD:binary")
    for _ in 0..<2 {
      let error = #expect(throws: GitError.self) { try repository.open().readBlob(id, limit: 2999) }
      #expect(error?.kind == .tooLarge)
      #expect(try repository.open().readBlob(id, limit: 3000).count == 3000)
      try repository.git("repack", "-adq")
    }
  }

  @Test func `a tree or a commit is no blob`() throws {
    let repository = try TestRepository.withCommit()
    for revision in ["HEAD", "HEAD^{tree}"] {
      let id = try repository.id(revision)
      #expect(throws: GitError.self) { try repository.open().readBlob(id, limit: 1 << 20) }
      #expect(throws: GitError.self) { try repository.open().blobSize(id) }
    }
  }

  @Test(arguments: [0, 1, 17, 70_000])
  func `a blob that gate stores is git's`(count: Int) throws {
    let repository = try TestRepository.withCommit()
    var random = SplitMix(UInt64(count))
    let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    let opened = try repository.open()
    let id = try opened.writeBlob(bytes)
    let named = try repository.git(["hash-object", "--stdin"], stdin: bytes)
    #expect(named == "\(id)\n")
    #expect(try repository.gitBytes(["cat-file", "blob", "\(id)"]) == bytes)
    #expect(try opened.readBlob(id, limit: 1 << 20) == bytes)
    #expect(try opened.writeBlob(bytes) == id)
    try repository.git("fsck", "--strict")
    let folder = repository.root.appending(".git/objects/\("\(id)".prefix(2))").description
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("tmp") }.isEmpty)
    let mode = try FileManager.default.attributesOfItem(atPath: folder + "/" + "\(id)".dropFirst(2))[.posixPermissions]
    #expect(mode as? Int == 0o444)
  }
}

/// The generator of Steele, Lea and Flood (2014): the same numbers for the same seed, everywhere.
private struct SplitMix {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
