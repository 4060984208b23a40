import Foundation
import GateModel
import GateTestSupport
import Testing

@testable import GitRepository

/// gate's reader of configuration files, held against `git config`.
@Suite struct SettingsTests {
  /// What a file may be made of: pieces of the syntax, right and wrong ones.
  private static let pieces = [
    "[core]", "[a \"Sub.Name\"]", "[A.Old.Style]", "[b \"q\\\"uo\\\\te\"]", "[x-1]", "[", "]", "\n", "\n", "\n", "\r\n",
    "key", "Key-2 ", "name = ", "name=", " = ", "value", "two words", "  ", "\"quoted  # text; \"", "\"", "# comment",
    " ; comment", "\\n", "\\t", "\\b", "\\\\", "\\\"", "\\q", "\\\n", "true", "10k", "é", "[c]inline = yes\n", "\t",
    "flag\n", "empty =\n", "path = ~/x\n", "trailing   \n", "[d \"\"]", "k=v\n",
  ]

  private func settings(in output: [UInt8]) -> [ConfigurationParser.Setting] {
    output.split(separator: 0).map { entry in
      let name = entry.prefix { $0 != UInt8(ascii: "\n") }
      let value = name.endIndex == entry.endIndex ? nil : Array(entry[name.endIndex...].dropFirst())
      return ConfigurationParser.Setting(name: String(decoding: name, as: UTF8.self), value: value)
    }
  }

  @Test(arguments: 0..<60)
  func `any text is read as git reads it, or refused as git refuses it`(seed: Int) throws {
    let repository = try TestRepository()
    var generator = SeededGenerator(seed: UInt64(seed))
    for round in 0..<6 {
      var text = seed % 7 == 0 ? "\u{feff}" : ""
      if round > 0 { text += "[start]\n" }
      for _ in 0..<Int.random(in: 1..<14, using: &generator) {
        text += Self.pieces.randomElement(using: &generator) ?? ""
      }
      let file = repository.surroundings.appending("settings")
      try Data(text.utf8).write(to: URL(filePath: file.description))
      let theirs = try runProcess(
        "git", ["config", "--list", "-z", "--no-includes", "--file", file.description],
        environment: repository.environment, directory: repository.root)
      let ours = try? ConfigurationParser.settings(in: Array(text.utf8))
      if theirs.status == 0 {
        // Before 2.45 git made a space of a tab that is not quoted.
        func spaced(_ settings: [ConfigurationParser.Setting]?) -> [ConfigurationParser.Setting]? {
          settings.map { list in
            list.map { .init(name: $0.name, value: $0.value.map { value in value.map { $0 == 9 ? 32 : $0 } }) }
          }
        }
        #expect(spaced(ours) == spaced(settings(in: theirs.stdout)), "\(text.debugDescription)")
      } else {
        #expect(ours == nil, "\(text.debugDescription)")
      }
    }
  }

  /// `git config --list` with the scope of each setting.
  private func expectSame(
    _ repository: TestRepository, in directory: LocalPath? = nil, adding variables: [String: String] = [:],
    _ comment: Comment? = nil, location: SourceLocation = #_sourceLocation
  ) throws {
    let output = try repository.gitBytes(
      ["config", "--list", "-z", "--show-scope"], in: directory, adding: variables)
    let fields = output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    var theirs = stride(from: 0, to: fields.count - 1, by: 2).map { "\(fields[$0]) \(fields[$0 + 1])" }
    theirs.removeAll { $0.hasPrefix("command ") }
    let ours = try repository.open(in: directory, adding: variables).configuration.settings.map { setting in
      let scope =
        switch setting.level {
        case .system: "system"
        case .xdg, .global: "global"
        case .local: "local"
        case .worktree: "worktree"
        }
      return "\(scope) \(setting.name)" + (setting.value.map { "\n" + String(decoding: $0, as: UTF8.self) } ?? "")
    }
    #expect(ours == theirs, comment, sourceLocation: location)
  }

  @Test func `every scope's file is read in git's order`() throws {
    let repository = try TestRepository.withCommit()
    let around = repository.surroundings
    func write(_ path: String, _ text: String) throws {
      let url = URL(filePath: around.appending(path).description)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    try write("home/.config/git/config", "[a]\n\tfrom = xdg\n[include]\n\tpath = more\n")
    try write("home/.config/git/more", "[a]\n\tfrom = included by xdg\n")
    try write("home/.gitconfig", "[a]\n\tfrom = home\n\tflag\n[include]\n\tpath = ~/again\n\tpath = gone\n")
    try write("home/again", "[a]\n\tfrom = included from home\n")
    try write("system", "[a]\n\tfrom = system\n")
    try repository.git("config", "extensions.worktreeConfig", "true")
    try repository.git("config", "--worktree", "a.from", "worktree")
    try repository.git("config", "a.from", "local")
    try expectSame(repository)
    let system = ["GIT_CONFIG_NOSYSTEM": "0", "GIT_CONFIG_SYSTEM": around.appending("system").description]
    try expectSame(repository, adding: system)
    try expectSame(repository, adding: ["GIT_CONFIG_GLOBAL": around.appending("home/again").description])
    try expectSame(repository, adding: ["GIT_CONFIG_GLOBAL": "/dev/null"])
    try expectSame(repository, adding: ["XDG_CONFIG_HOME": ""])
    let linked = around.appending("linked")
    try repository.git("worktree", "add", "-q", linked.description)
    try repository.git(["config", "--worktree", "a.from", "the other worktree"], in: linked)
    try expectSame(repository, in: linked)
  }

  @Test(arguments: [
    "gitdir:~/", "gitdir:ROOT/", "gitdir:ROOT/.git", "gitdir:repository/", "gitdir:repository/.git", "gitdir:*/.git",
    "gitdir:**/repository/**", "gitdir:./", "gitdir:./../../repository/", "gitdir/i:REPOSITORY/", "gitdir:REPOSITORY/",
    "gitdir/i:ROOT/.GIT", "gitdir:SYMLINK/", "gitdir:/", "gitdir:/nowhere/", "gitdir:[r]epository/", "gitdir:",
    "onbranch:topic/x", "onbranch:topic/", "onbranch:*", "onbranch:*/x", "onbranch:**", "onbranch:main",
    "onbranch:TOPIC/x", "onbranch:topic/?", "hasconfig:remote.*.url:https://example.com/**",
    "hasconfig:remote.*.url:https://*/r.git",
    "hasconfig:remote.*.url:ssh://**", "hasconfig:other.*.url:**", "unknown:x",
  ])
  func `a conditional include holds when it does for git`(condition: String) throws {
    let repository = try TestRepository.withCommit()
    let around = repository.surroundings
    try FileManager.default.createSymbolicLink(
      atPath: around.appending("symlink").description, withDestinationPath: "repository")
    try repository.git("checkout", "-q", "-b", "topic/x")
    try repository.git("remote", "add", "r", "https://example.com/r.git")
    let filled = condition.replacing("ROOT", with: repository.root.description)
      .replacing("SYMLINK", with: around.appending("symlink").description)
    for place in ["home/.gitconfig", "repository/.git/config"] {
      let file = around.appending(place).description
      let before = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
      let text = before + "[includeIf \"\(filled)\"]\n\tpath = \(around.appending("included"))\n"
      try Data(text.utf8).write(to: URL(filePath: file))
      try Data("[seen]\n\tyes = 1\n".utf8).write(to: URL(filePath: around.appending("included").description))
      try expectSame(repository, "\(place)")
      try expectSame(repository, in: around.appending("symlink"), "\(place), by a link")
      try Data(before.utf8).write(to: URL(filePath: file))
    }
  }

  @Test func `a file that includes itself is an error`() throws {
    let repository = try TestRepository.withCommit()
    try repository.git("config", "include.path", "config")
    #expect(throws: (any Error).self) { try repository.git("config", "--list") }
    #expect(throws: GitError.self) { _ = try repository.open() }
  }

  @Test func `a broken configuration is an error that names the line`() throws {
    let repository = try TestRepository.withCommit()
    try repository.write(".git/config", "[core]\n\tbare = false\n\tname = \"open\n")
    let error = #expect(throws: GitError.self) { _ = try repository.open() }
    #expect(error?.message.contains("line 3") == true)
    #expect(error?.message.contains(".git/config") == true)
  }

  @Test(arguments: [
    "true", "YES", "on", "1", "2k", "-1", "false", "No", "off", "0", "", "0k", "maybe", "truely", "1x", " 1", "1 ",
    "0x0",
    "0x1k", "010", "08", "+1", "--1", "k", "-", "- 1",
  ])
  func `truth is git's`(text: String) throws {
    let repository = try TestRepository.withCommit()
    let theirs = try runProcess(
      "git", ["config", "--type=bool", "--default", text, "no.such"], environment: repository.environment,
      directory: repository.root)
    let expected = theirs.status == 0 ? String(decoding: theirs.stdout, as: UTF8.self) == "true\n" : nil
    #expect(GitConfiguration.truth(text) == expected)
  }
}
