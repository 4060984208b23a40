import Foundation
import GateModel
import GateTestSupport
import Testing

@testable import GitRepository

/// What gate writes, git must read as if it had written it itself.
@Suite struct IndexWriterTests {
  /// The ways in which an index can lie on disk.
  enum Form: String, CaseIterable, Sendable { case version2, version3, version4, split, sparse, sha256, sha256version4 }

  @Test(arguments: Form.allCases)
  func `git sees the new content and nothing else changed`(form: Form) throws {
    let repository = try Self.repository(form)
    let file = try repository.indexFile()
    #expect(file.layout.version == (form == .version3 ? 3 : "\(form)".hasSuffix("4") ? 4 : file.layout.version))
    let before = try repository.entryLines()
    let id = try repository.blob("bee, mended\n")
    try repository.write("dir/b.txt", "bee, mended\n")
    let replacement = IndexReplacement(
      path: "dir/b.txt", version: FileVersion(mode: .executable, id: id), status: try repository.status("dir/b.txt"))
    // What git itself makes of the same.
    try repository.git("update-index", "--add", "--cacheinfo", "100755,\(id),dir/b.txt")
    let tree = try repository.git("write-tree")
    try repository.git("update-index", "--cacheinfo", before.cacheInfo("dir/b.txt"))

    try repository.write(".git/index", bytes: IndexWriter(file).bytes(replacing: [replacement]))
    let after = try repository.entryLines()
    #expect(after.keys.sorted() == before.keys.sorted())
    for (path, line) in before where path != "dir/b.txt" { #expect(after[path] == line, "\(path)") }
    #expect(after["dir/b.txt"]?.hasPrefix("100755 \(id) 0") == true)
    #expect(try repository.git("fsck", "--strict", "--no-dangling") == "")
    #expect(try repository.git("write-tree") == tree)
    try repository.setExecutable("dir/b.txt", true)
    let status = try repository.git("status", "--porcelain", "--untracked-files=no")
    #expect(status == "M  dir/b.txt\n")
    #expect(try repository.git("diff", "--cached", "--name-only") == "dir/b.txt\n")
    #expect(try repository.git("diff", "--name-only") == "")
  }

  @Test func `an entry loses no flag but that it was merely announced`() throws {
    let repository = try TestRepository.withCommit()
    try repository.write("new.txt", "new\n")
    try repository.git("add", "--intent-to-add", "new.txt")
    try repository.git("update-index", "--skip-worktree", "a.txt")
    try repository.git("update-index", "--assume-unchanged", "a.txt")
    let version = FileVersion(mode: .regular, id: try repository.blob("new\n"))
    let replacements = ["new.txt", "a.txt"].map { path in
      IndexReplacement(path: path, version: version, status: .unknown)
    }
    let bytes = try IndexWriter(repository.indexFile()).bytes(replacing: replacements)
    try repository.write(".git/index", bytes: bytes)
    #expect(try repository.git("ls-files", "-v", "a.txt", "new.txt") == "s a.txt\nH new.txt\n")
    #expect(try repository.git("diff", "--cached", "--name-status") == "M\ta.txt\nA\tnew.txt\n")
  }

  @Test func `the cache tree is kept where nothing was touched`() throws {
    let repository = try Self.repository(.version2)
    let replacement = IndexReplacement(
      path: "dir/b.txt", version: FileVersion(mode: .regular, id: try repository.blob("x\n")), status: .unknown)
    let bytes = try IndexWriter(repository.indexFile()).bytes(replacing: [replacement])
    try repository.write(".git/index", bytes: bytes)
    let file = try repository.indexFile()
    let tree = try #require(try file.cacheTree())
    #expect(tree.nodes.map { $0.entryCount != nil } == [false, false, true, true, true])
    #expect(file.content(of: .endOfEntries) == nil)
  }

  @Test func `an entry that may be racily clean must be compared again`() throws {
    let repository = try TestRepository.withCommit()
    // The index says when it was written: the future, so that its files are older, and then the past.
    let index = repository.root.appending(".git/index").description
    for (offset, isTrusted) in [(3600.0, true), (-3600.0, false)] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: offset)], ofItemAtPath: index)
      let bytes = try IndexWriter(repository.indexFile()).bytes(replacing: [])
      let file = try IndexFile(LocalPath("test"), IndexBytes(copying: bytes, written: nil), .sha1)
      #expect((try IndexCursor(file).status.size != 0) == isTrusted)
    }
  }

  @Test func `what is not in the index, or in conflict, is refused`() throws {
    let repository = try TestRepository.withCommit()
    let id = try repository.blob("x\n")
    let unmerged = "100644 \(id) 1\tc.txt\n100644 \(id) 2\tc.txt\n"
    try repository.git(["update-index", "--index-info"], stdin: Array(unmerged.utf8))
    let writer = try IndexWriter(repository.indexFile())
    for (path, kind) in [("c.txt", GitError.Kind.conflict), ("nowhere", .notFound), ("dir", .notFound)] {
      let replacement = IndexReplacement(
        path: RepositoryPath(path), version: FileVersion(mode: .regular, id: id), status: .unknown)
      let error = #expect(throws: GitError.self) { _ = try writer.bytes(replacing: [replacement]) }
      #expect(error?.kind == kind)
    }
  }

  @Test func `a damaged index is not sealed anew`() throws {
    let repository = try TestRepository.withCommit()
    var bytes = try repository.read(".git/index")
    bytes.append(0)
    // Large enough that its checksum is not looked at when it is read.
    let padding = [UInt8](repeating: 7, count: IndexChecksum.alwaysVerifiedUpTo)
    bytes.removeLast(21)
    bytes += Array("ABCD".utf8) + [0, UInt8(padding.count >> 16), UInt8(padding.count >> 8 & 0xff), 0] + padding
    bytes += [UInt8](repeating: 1, count: 20)
    let file = try IndexFile(LocalPath("test"), IndexBytes(copying: bytes, written: nil), .sha1)
    let error = #expect(throws: GitError.self) { _ = try IndexWriter(file) }
    #expect(error?.kind == .malformed)
  }

  /// A repository with a commit, its files old enough that no entry is racy, and its index in the form wanted.
  static func repository(_ form: Form) throws -> TestRepository {
    let isSHA256 = form == .sha256 || form == .sha256version4
    let repository = isSHA256 ? try TestRepository("--object-format=sha256") : try TestRepository()
    for path in ["a.txt", "dir/a/1", "dir/a/2", "dir/b.txt", "dir/c.sh", "out/1", "out/deep/2", "z"] {
      try repository.write(RepositoryPath(path), path + "\n")
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)],
        ofItemAtPath: repository.root.appending(path).description)
    }
    try repository.git("add", ".")
    try repository.git("commit", "-qm", "first")
    switch form {
    case .version2, .sha256: break
    case .version3: try repository.git("update-index", "--skip-worktree", "z")
    case .version4, .sha256version4: try repository.git("update-index", "--index-version", "4")
    case .split:
      try repository.git("config", "splitIndex.maxPercentChange", "100")
      try repository.git("update-index", "--split-index")
      try repository.git("update-index", "--chmod=+x", "a.txt")
      try repository.git("update-index", "--chmod=-x", "a.txt")
    case .sparse: try repository.git("sparse-checkout", "set", "--cone", "--sparse-index", "dir")
    }
    return repository
  }
}

extension TestRepository {
  /// gate's reader on the repository's index.
  func indexFile() throws -> IndexFile {
    let isSHA256 = try git("rev-parse", "--show-object-format") == "sha256\n"
    let directory = root.appending(".git")
    let file = try IndexFile.read(
      directory.appending("index"), format: isSHA256 ? .sha256 : .sha1, gitDirectory: directory)
    return try #require(file)
  }

  /// Writes a blob.
  func blob(_ content: String) throws -> ObjectID {
    let text = try git(["hash-object", "-w", "--stdin"], stdin: Array(content.utf8))
    return try #require(ObjectID(hex: String(text.dropLast())))
  }

  fileprivate func status(_ path: RepositoryPath) throws -> CachedStatus {
    CachedStatus(try #require(FileStatus(of: root.appending(path))))
  }

  /// What `git ls-files` tells of each entry, by path, with all that it knows of the file.
  fileprivate func entryLines() throws -> [String: String] {
    var lines: [String: String] = [:]
    var path = ""
    for line in try git("ls-files", "-s", "--debug", "--sparse").split(separator: "\n") {
      if let tab = line.firstIndex(of: "\t"), !line.hasPrefix("  ") { path = String(line[line.index(after: tab)...]) }
      // A flag that git keeps in memory alone: the entry is to go into the shared index too.
      lines[path, default: ""] += line.replacing("flags: 8000000", with: "flags: 0") + "\n"
    }
    return lines
  }
}

extension [String: String] {
  /// The line of `path` as `git update-index --cacheinfo` takes it.
  fileprivate func cacheInfo(_ path: String) -> String {
    let words = (self[path] ?? "").split(separator: " ")
    return "\(words[0]),\(words[1]),\(path)"
  }
}
