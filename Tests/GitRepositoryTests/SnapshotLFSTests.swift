import Foundation
import GateModel
import GateTestSupport
import GitRepository
import Testing

/// LFS pointers, and files of other filter drivers, of which gate runs none.
@Suite struct SnapshotLFSTests {
  private static let content = "the large file\n"

  /// A repository with a pointer to ``content``, and a filter that does on checkout what git-lfs does.
  private func repository() throws -> TestRepository {
    let repository = try TestRepository.withCommit()
    let digest = try #require(
      runProcess("sha256sum", [], stdin: Array(Self.content.utf8)).output.split(separator: " ").first)
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:\(digest)\nsize \(Self.content.utf8.count)\n"
    let store = ".git/lfs/objects/\(digest.prefix(2))/\(digest.dropFirst(2).prefix(2))/\(digest)"
    try repository.write(RepositoryPath(store), Self.content)
    try repository.write("pointer", pointer)
    try repository.write(".gitattributes", "*.big filter=lfs -text\n")
    try repository.git("add", ".gitattributes")
    let id = try repository.git("hash-object", "-w", "--no-filters", "pointer").trimmingCharacters(in: .newlines)
    try repository.git("update-index", "--add", "--cacheinfo", "100644,\(id),a.big")
    try repository.git("update-index", "--add", "--cacheinfo", "100755,\(id),dir/b.big")
    try repository.git("config", "filter.lfs.smudge", "cat >&2; cat \(repository.root)/\(store)")
    try repository.remove("pointer")
    return repository
  }

  @Test func `a pointer becomes the file of LFS's store, as a checkout makes it`() throws {
    let repository = try repository()
    let theirs = try repository.checkout("theirs")
    let snapshot = try repository.snapshot()
    try expectSame(snapshot.directory, theirs)
    #expect(try Data(contentsOf: URL(filePath: "\(snapshot.directory)/a.big")) == Data(Self.content.utf8))
    #expect(snapshot.shortcomings.isEmpty)
  }

  @Test func `a pointer becomes the working file where that is the one`() throws {
    let repository = try repository()
    let theirs = try repository.checkout("theirs")
    try FileManager.default.removeItem(atPath: "\(repository.root)/.git/lfs")
    try repository.write("a.big", Self.content)
    // As long, and another.
    try repository.write("dir/b.big", String(Self.content.reversed()))
    let snapshot = try repository.snapshot()
    #expect(snapshot.shortcomings == [.pointer("dir/b.big")])
    let written = try Data(contentsOf: URL(filePath: "\(snapshot.directory)/dir/b.big"))
    #expect(written == Data(try repository.gitBytes(["cat-file", "blob", ":dir/b.big"])))
    // Once it is here, the next run has it.
    try repository.write("dir/b.big", Self.content)
    let next = try repository.snapshot()
    #expect(next.shortcomings.isEmpty)
    try expectSame(next.directory, theirs)
  }

  @Test func `a file of a filter comes from the working tree, or as it is stored, and that is told`() throws {
    let repository = try TestRepository.withCommit()
    try repository.git("config", "filter.rot.clean", "tr a-z n-za-m")
    try repository.git("config", "filter.rot.smudge", "tr a-z n-za-m")
    try repository.write(".gitattributes", "*.rot filter=rot\n*.other filter=unknown\n")
    for name in ["clean.rot", "edited.rot", "plain.other"] { try repository.write(RepositoryPath(name), "hello\n") }
    let past = [timeval(tv_sec: 981_173_106, tv_usec: 0), timeval(tv_sec: 981_173_106, tv_usec: 0)]
    #expect(utimes("\(repository.root)/clean.rot", past) == 0)
    try repository.git("add", ".")
    let theirs = try repository.checkout("theirs")
    try repository.write("edited.rot", "edited\n")
    let snapshot = try repository.snapshot()
    #expect(snapshot.shortcomings == [.unfiltered("edited.rot", driver: "rot")])
    #expect(try Data(contentsOf: URL(filePath: "\(snapshot.directory)/clean.rot")) == Data("hello\n".utf8))
    #expect(try Data(contentsOf: URL(filePath: "\(snapshot.directory)/edited.rot")) == Data("uryyb\n".utf8))
    try FileManager.default.removeItem(atPath: "\(theirs)/edited.rot")
    try FileManager.default.removeItem(atPath: "\(snapshot.directory)/edited.rot")
    try expectSame(snapshot.directory, theirs)
  }
}
