import GateModel
import GateTestSupport
import GitRepository
import LocalFiles
import Testing

@testable import Fixing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct FixApplicationTests {
  /// A repository in which `path` is staged as `staged`, and lies in the working tree as `working`.
  private func repository(
    _ path: RepositoryPath, staged: String, working: String?, base: String = "base\n"
  ) throws -> TestRepository {
    let repository = try TestRepository()
    try repository.write(path, base)
    try repository.write("other.txt", "other\n")
    try repository.git("add", ".")
    try repository.commit("base")
    try repository.write(path, staged)
    try repository.git("add", ".")
    if let working { try repository.write(path, working) } else { try repository.remove(path) }
    return repository
  }

  /// Applies one fix to what is staged.
  private func apply(
    _ fixed: String, to path: RepositoryPath, in repository: TestRepository,
    adding variables: [String: String] = [:], willReplace: @escaping (LocalPath) -> Void = { _ in }
  ) throws -> AppliedFixes {
    let open = try Repository.open(
      from: repository.root, environment: repository.environment.merging(variables) { $1 })
    let old = try #require(try open.indexContent().version(at: path))
    let new = FileVersion(mode: old.mode, id: try open.writeBlob(Array(fixed.utf8)))
    let file = FixedFile(path: path, old: old, new: new)
    return try FixApplication(open.location, willReplace: willReplace).apply([file])
  }

  private func staged(_ path: String, in repository: TestRepository) throws -> String {
    try repository.git("cat-file", "blob", ":\(path)")
  }

  private func working(_ path: RepositoryPath, in repository: TestRepository) throws -> String {
    String(decoding: try repository.read(path), as: UTF8.self)
  }

  @Test func `a file that is wholly staged is fixed in both places, and git sees no difference`() throws {
    let repository = try repository("a.txt", staged: "x\n", working: "x\n")
    let untouched = LocalFiles.status(repository.root.appending("other.txt"))
    #expect(try apply("X\n", to: "a.txt", in: repository) == staged(["a.txt"]))
    #expect(try staged("a.txt", in: repository) == "X\n")
    #expect(try working("a.txt", in: repository) == "X\n")
    #expect(try repository.git("status", "--porcelain") == "M  a.txt\n")
    // By the index's own stat data, before git has refreshed it.
    #expect(try repository.git("diff-files", "--name-only") == "")
    #expect(LocalFiles.status(repository.root.appending("other.txt")) == untouched)
    #expect(try repository.git("fsck", "--no-dangling") == "")
    #expect(try leftovers(repository).isEmpty)
  }

  private func staged(_ paths: [RepositoryPath]) -> AppliedFixes {
    var applied = AppliedFixes()
    applied.staged = paths
    return applied
  }

  private func leftovers(_ repository: TestRepository) throws -> [[UInt8]] {
    try LocalFiles.list(repository.root.appending(".git/gate/writing"))
      + LocalFiles.list(repository.root.appending(".git")).filter { $0.suffix(5).elementsEqual(".lock".utf8) }
  }

  @Test func `the unstaged half of a file keeps its edits and gets the fix`() throws {
    let repository = try repository("a.txt", staged: "x\n2\n3\n", working: "x\n2\n3\nmine\n")
    #expect(try apply("X\n2\n3\n", to: "a.txt", in: repository).keptFiles == [])
    #expect(try staged("a.txt", in: repository) == "X\n2\n3\n")
    #expect(try working("a.txt", in: repository) == "X\n2\n3\nmine\n")
    #expect(try repository.git("diff", "--stat").contains("1 file changed, 1 insertion(+)"))
  }

  @Test func `where the unstaged half is in the way of the fix, it stays as it is and is named`() throws {
    let repository = try repository("a.txt", staged: "x\n2\n", working: "my x\n2\n")
    try repository.write("other.txt", "unrelated edit\n")
    let file = LocalFiles.status(repository.root.appending("a.txt"))
    let applied = try apply("X\n2\n", to: "a.txt", in: repository)
    #expect(applied.keptFiles.map(\.path) == ["a.txt"])
    #expect(applied.staged == ["a.txt"])
    #expect(try staged("a.txt", in: repository) == "X\n2\n")
    #expect(try working("a.txt", in: repository) == "my x\n2\n")
    #expect(LocalFiles.status(repository.root.appending("a.txt")) == file)
    #expect(try working("other.txt", in: repository) == "unrelated edit\n")
  }

  @Test func `a save by an editor at the last moment is never overwritten`() throws {
    let saves: [(String, (LocalPath) throws -> Void)] = [
      ("by renaming", { try LocalFiles.writeAtomically(Array("saved\n".utf8), to: $0) }),
      ("of the same size", { try LocalFiles.writeAtomically(Array("y\n".utf8), to: $0) }),
      ("by removing", { try LocalFiles.removeFile($0) }),
    ]
    for (how, save) in saves {
      let repository = try repository("a.txt", staged: "x\n", working: "x\n")
      let applied = try apply("X\n", to: "a.txt", in: repository) { path in
        do { try save(path) } catch { Issue.record("\(error)") }
      }
      #expect(applied.keptFiles.map(\.reason) == ["it was changed while gate ran"], "\(how)")
      let expected = how == "by renaming" ? "saved\n" : "y\n"
      if how != "by removing" { #expect(try working("a.txt", in: repository) == expected) }
      #expect(try staged("a.txt", in: repository) == "X\n")
      #expect(try leftovers(repository).isEmpty)
    }
  }

  @Test func `a file that was removed after it was staged stays away`() throws {
    let repository = try repository("a.txt", staged: "x\n", working: nil)
    #expect(try apply("X\n", to: "a.txt", in: repository).staged == ["a.txt"])
    #expect(try repository.git("status", "--porcelain") == "MD a.txt\n")
  }

  @Test func `a link in the place of the file, or above it, is never written through`() throws {
    let repository = try repository("d/a.txt", staged: "x\n", working: "x\n")
    try repository.write("elsewhere/a.txt", "x\n")
    try repository.remove("d/a.txt")
    try repository.link("d/a.txt", to: "../elsewhere/a.txt")
    #expect(try apply("X\n", to: "d/a.txt", in: repository).keptFiles.count == 1)
    #expect(try working("elsewhere/a.txt", in: repository) == "x\n")

    try repository.remove("d/a.txt")
    try repository.removeDirectoryIfEmpty("d")
    try repository.link("d", to: "elsewhere")
    let applied = try apply("Y\n", to: "d/a.txt", in: repository)
    #expect(applied.keptFiles.map(\.reason) == ["a directory above it is a symbolic link"])
    #expect(try working("elsewhere/a.txt", in: repository) == "x\n")
  }

  @Test func `an executable stays one, and its odd permissions stay`() throws {
    let repository = try TestRepository()
    try repository.write("run.sh", bytes: Array("x\n".utf8), executable: true)
    try repository.git("add", ".")
    #expect(repository.root.appending("run.sh").withCString { chmod($0, 0o750) } == 0)
    _ = try apply("X\n", to: "run.sh", in: repository)
    #expect(LocalFiles.status(repository.root.appending("run.sh")).map { $0.mode & 0o7777 } == 0o750)
    #expect(try repository.git("ls-files", "-s").hasPrefix("100755 "))
    #expect(try repository.git("diff-files", "--name-only") == "")
  }

  @Test(arguments: ["eol=crlf", "text=auto", "-text"])
  func `line ends in the working tree stay as they are`(attribute: String) throws {
    let repository = try TestRepository()
    if attribute == "text=auto" { try repository.git("config", "core.autocrlf", "true") }
    try repository.write(".gitattributes", "*.txt \(attribute)\n")
    try repository.write("a.txt", "x\r\n2\r\n3\r\n4\r\n")
    try repository.git("add", ".")
    try repository.commit("base")
    try repository.write("a.txt", "x\r\n2\r\n3\r\n4\r\nmine\r\n")
    let end = attribute == "-text" ? "\r\n" : "\n"
    _ = try apply("X\(end)2\(end)3\(end)4\(end)", to: "a.txt", in: repository)
    #expect(try staged("a.txt", in: repository) == "X\(end)2\(end)3\(end)4\(end)")
    #expect(try working("a.txt", in: repository) == "X\r\n2\r\n3\r\n4\r\nmine\r\n")

    try repository.write("a.txt", "X\r\n2\r\n3\r\n4\r\n")
    _ = try apply("X\(end)2\(end)3\(end)four\(end)", to: "a.txt", in: repository)
    #expect(try working("a.txt", in: repository) == "X\r\n2\r\n3\r\nfour\r\n")
    #expect(try repository.git("diff", "--name-only") == "")
  }

  @Test func `an entry that was staged anew meanwhile is left alone, with its file`() throws {
    let repository = try repository("a.txt", staged: "x\n", working: "x\n")
    let open = try Repository.open(from: repository.root, environment: repository.environment)
    let old = try #require(try open.indexContent().version(at: "a.txt"))
    let new = FileVersion(mode: .regular, id: try open.writeBlob(Array("X\n".utf8)))
    try repository.write("a.txt", "newer\n")
    try repository.git("add", ".")
    let applied = try FixApplication(open.location).apply([FixedFile(path: "a.txt", old: old, new: new)])
    #expect(applied.keptEntries == ["a.txt"])
    #expect(try staged("a.txt", in: repository) == "newer\n")
    #expect(try working("a.txt", in: repository) == "newer\n")
  }

  @Test func `an index that somebody else holds is not touched, nor is any file`() throws {
    let repository = try repository("a.txt", staged: "x\n", working: "x\n")
    try repository.write(".git/index.lock", "somebody else's")
    let error = #expect(throws: GitError.self) { try apply("X\n", to: "a.txt", in: repository) }
    #expect(error?.message.contains("index.lock exists") == true)
    #expect(try working("a.txt", in: repository) == "x\n")
    #expect(try repository.read(".git/index.lock") == Array("somebody else's".utf8))
  }

  @Test func `a lock that a killed gate left is taken away, and nobody else's`() throws {
    let repository = try repository("a.txt", staged: "x\n", working: "x\n")
    // What a process of an impossible number would leave between its two system calls.
    let area = repository.root.appending(".git/gate/writing")
    try LocalFiles.createDirectory(area, withParents: true)
    let left = area.appending("4194305-left")
    try LocalFiles.writeAtomically(try repository.read(".git/index"), to: left)
    _ = try runProcess("ln", ["\(left)", "\(repository.root.appending(".git/index.lock"))"])
    #expect(try apply("X\n", to: "a.txt", in: repository).staged == ["a.txt"])
    #expect(try leftovers(repository).isEmpty)
  }

  @Test func `both indexes of a partial commit get the fix`() throws {
    let repository = try repository("a.txt", staged: "x\n", working: "x\n")
    for name in [".git/index.lock", ".git/next-index-77.lock"] {
      try repository.write(RepositoryPath(name), bytes: try repository.read(".git/index"))
    }
    let partial = ["GIT_INDEX_FILE": "\(repository.root)/.git/next-index-77.lock"]
    #expect(try apply("X\n", to: "a.txt", in: repository, adding: partial).staged == ["a.txt"])
    for (name, expected) in [("index.lock", "X\n"), ("next-index-77.lock", "X\n"), ("index", "x\n")] {
      let shown = try repository.git(
        ["cat-file", "blob", ":a.txt"], adding: ["GIT_INDEX_FILE": "\(repository.root)/.git/\(name)"])
      #expect(shown == expected, "\(name)")
    }
  }

  @Test(arguments: ["version 4", "split", "sparse", "no checksum"])
  func `every form of the index takes a fix`(form: String) throws {
    let repository = try TestRepository()
    for path in ["d/a.txt", "e/b.txt", "e/f/c.txt"] as [RepositoryPath] { try repository.write(path, "x\n") }
    try repository.git("add", ".")
    try repository.commit("base")
    switch form {
    case "version 4": try repository.git("update-index", "--index-version", "4")
    case "split": try repository.git("update-index", "--split-index")
    case "sparse": try repository.git("sparse-checkout", "set", "--cone", "--sparse-index", "d")
    case "no checksum":
      // What `index.skipHash` of later gits writes: zeros in the place of the checksum.
      var index = try repository.read(".git/index")
      index.replaceSubrange((index.count - 20)..., with: Array(repeating: 0, count: 20))
      try repository.write(".git/index", bytes: index)
    default: break
    }
    #expect(try apply("X\n", to: "d/a.txt", in: repository).staged == ["d/a.txt"])
    #expect(try staged("d/a.txt", in: repository) == "X\n")
    #expect(try working("d/a.txt", in: repository) == "X\n")
    #expect(try repository.git("status", "--porcelain") == "M  d/a.txt\n")
    #expect(try repository.git("diff-files", "--name-only") == "")
  }

  @Test func `an entry that git would have to compare by content is not vouched for by the new index`() throws {
    let repository = try repository("a.txt", staged: "x\n", working: "x\n")
    // Written in the second of the index, with the same size: git's racy case.
    try repository.write("other.txt", "OTHER\n")
    _ = try runProcess(
      "touch", ["-r", "\(repository.root.appending(".git/index"))", "\(repository.root.appending("other.txt"))"])
    _ = try apply("X\n", to: "a.txt", in: repository)
    #expect(try repository.git("diff", "--name-only") == "other.txt\n")
  }
}
