import Foundation
import GateModel
import GateTestSupport
import GitRepository
import Testing

@Suite struct ContentTests {
  @Test func `content is the index's, not the working tree's`() throws {
    let repository = try TestRepository.withCommit()
    try repository.write("a.txt", "staged\n")
    try repository.git("add", ".")
    try repository.write("a.txt", "not staged\n")
    let content = try repository.open().indexContent()
    let version = try #require(try content.version(at: "a.txt"))
    #expect(try content.bytes(of: version.id, limit: 100) == Array("staged\n".utf8))
    #expect(try content.size(of: version.id) == 7)
    #expect(try content.version(at: "dir") == nil)
    #expect(try content.version(at: "zzz") == nil)
  }

  @Test func `a commit's content stays when the index moves on`() throws {
    let repository = try TestRepository.withCommit()
    let content = try repository.open().commitContent(repository.id("HEAD"))
    try repository.git("rm", "-rq", "dir")
    #expect(try content.files().map(\.path) == ["a.txt", "dir/b.txt", "dir/deep/c.sh"])
    #expect(try content.version(at: "dir/deep/c.sh")?.mode == .executable)
  }

  @Test func `a commit's directories are read when something in them is asked for`() throws {
    let repository = try TestRepository.withCommit()
    try repository.write("other/d.txt", "d\n")
    try repository.git("add", ".")
    try repository.commit("second")
    let deep = try repository.id("HEAD:dir/deep")
    let hex = deep.description
    let object = repository.root.appending(RepositoryPath(".git/objects/\(hex.prefix(2))/\(hex.dropFirst(2))"))
    try FileManager.default.removeItem(atPath: object.description)
    let content = try repository.open().commitContent(repository.id("HEAD"))
    #expect(try content.version(at: "a.txt") != nil)
    #expect(try content.version(at: "dir/b.txt") != nil)
    #expect(try content.version(at: "other/d.txt") != nil)
    for absent in ["dir", "other/none", "a.txt/none", "none/none", "other/", "", "/a.txt"] as [RepositoryPath] {
      #expect(try content.version(at: absent) == nil)
    }
    for _ in 0..<2 {
      let error = #expect(throws: CheckError.self) { try content.version(at: "dir/deep/c.sh") }
      #expect(error?.message.contains(hex) == true)
      #expect(throws: CheckError.self) { try content.files() }
    }
    // The index knows that tree, and how many files it has.
    #expect(try content.wholeTree()?.fileCount == 4)
    try FileManager.default.removeItem(atPath: repository.root.appending(".git/index").description)
    #expect(throws: CheckError.self) { try repository.open().commitContent(repository.id("HEAD")).wholeTree() }
  }

  @Test func `an index in conflict has no tree, and a damaged one does not keep a commit from having one`() throws {
    let repository = try TestRepository.withCommit()
    let commit = try repository.id("HEAD")
    let tree = try repository.id("HEAD^{tree}")
    #expect(try repository.open().indexContent().wholeTree() == WholeTree(id: tree, fileCount: 3))
    try repository.write("new.txt", "new\n")
    try repository.git("add", "--intent-to-add", "new.txt")
    #expect(try repository.open().indexContent().wholeTree() == nil)
    try repository.write(".git/index", "no index\n")
    #expect(try repository.open().commitContent(commit).wholeTree() == WholeTree(id: tree, fileCount: 3))
  }

  @Test func `a blob over the limit is refused unread, and a missing one named`() throws {
    let repository = try TestRepository.withCommit()
    let content = try repository.open().indexContent()
    let id = try #require(try content.version(at: "a.txt")).id
    #expect(try content.bytes(of: id, limit: 14).count == 14)
    let large = #expect(throws: CheckError.self) { try content.bytes(of: id, limit: 13) }
    #expect(large?.message.contains("14 bytes") == true)
    let absent = try #require(ObjectID(hex: String(repeating: "8", count: 40)))
    let missing = #expect(throws: CheckError.self) { try content.size(of: absent) }
    #expect(missing?.message.contains(absent.description) == true)
    #expect(throws: CheckError.self) { try content.bytes(of: repository.id("HEAD"), limit: 1000) }
  }

  @Test func `many readers at once get the right bytes`() async throws {
    let repository = try TestRepository()
    for number in 0..<50 { try repository.write(RepositoryPath("f\(number)"), "content \(number)\n") }
    try repository.git("add", ".")
    let content = try repository.open().indexContent()
    let files = try content.files()
    let wrong = await withTaskGroup(of: Int.self) { group in
      for offset in 0..<8 {
        group.addTask {
          var wrong = 0
          for round in 0..<200 {
            let file = files[(round * 7 + offset) % files.count]
            let expected = "content \(String(decoding: file.path.bytes.dropFirst(), as: UTF8.self))\n"
            let bytes = try? content.bytes(of: file.version.id, limit: 1000)
            if bytes != Array(expected.utf8) { wrong += 1 }
          }
          return wrong
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }

  @Test func `one opened repository answers about one index`() throws {
    let repository = try TestRepository.withCommit()
    let opened = try repository.open()
    #expect(try opened.stagedChanges().isEmpty)
    try repository.git("rm", "-q", "a.txt")
    #expect(try opened.stagedChanges().isEmpty)
    #expect(try Repository.open(opened.location).stagedChanges().changes.map(\.status) == [.deleted])
  }
}

@Suite struct ConfigurationTests {
  @Test func `settings come from all files, the nearest wins`() throws {
    let repository = try TestRepository()
    let global = repository.surroundings.appending("home/.gitconfig").description
    try Data("[core]\n\thooksPath = ~/hooks\n[user]\n\tname = G\n".utf8).write(to: URL(fileURLWithPath: global))
    #expect(try repository.open().configurationValue("core.hooksPath") == "~/hooks")
    #expect(
      try repository.open().configurationPath("core.hooksPath") == repository.surroundings.appending("home/hooks"))
    #expect(try repository.open().configurationValue("no.such") == nil)
    try repository.git("config", "core.hooksPath", ".husky")
    #expect(try repository.open().configurationPath("core.hooksPath") == LocalPath(".husky"))
    #expect(try repository.open().configurationValue("user.name") == "G")
    let without = try repository.open(adding: ["GIT_CONFIG_GLOBAL": "/dev/null"])
    #expect(without.configurationValue("user.name") == nil)
  }

  @Test func `git's own command line reaches a hook's settings`() throws {
    let repository = try TestRepository()
    // An alias that runs a program sees what git hands down, just as a hook does.
    let dump = try repository.git(
      "-c", "core.hooksPath=it's here", "-c", "Section.Sub Section.Key=v=w", "-c", "alias.dump=!env", "dump")
    let line = try #require(dump.split(separator: "\n").first { $0.hasPrefix("GIT_CONFIG_PARAMETERS=") })
    let opened = try repository.open(adding: ["GIT_CONFIG_PARAMETERS": String(line.dropFirst(22))])
    #expect(opened.configurationValue("core.hookspath") == "it's here")
    #expect(opened.configurationValue("section.Sub Section.key") == "v=w")
    #expect(opened.configurationValue("section.sub section.key") == nil)
    let counted = try repository.open(adding: [
      "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.hooksPath", "GIT_CONFIG_VALUE_0": "/x",
    ])
    #expect(counted.configurationValue("core.hooksPath") == "/x")
  }
}
