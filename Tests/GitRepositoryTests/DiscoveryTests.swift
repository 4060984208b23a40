import Foundation
import GateModel
import GateTestSupport
import GitRepository
import Testing

@Suite struct DiscoveryTests {
  @Test func `a subdirectory belongs to the repository above it`() throws {
    let repository = try TestRepository.withCommit()
    let location = try repository.open(in: repository.root.appending("dir/deep")).location
    #expect(location.workTree == repository.root)
    #expect(location.gitDirectory == repository.root.appending(".git"))
    #expect(location.commonDirectory == location.gitDirectory)
    #expect(location.indexFile == repository.root.appending(".git/index"))
    #expect(!location.isBare)
  }

  @Test func `a directory outside of any repository is an error with a hint`() throws {
    let directory = try TemporaryDirectory()
    let environment = TestRepository.hermetic(home: directory.path).merging(
      ["GIT_CEILING_DIRECTORIES": directory.path.parent.description]) { $1 }
    let error = #expect(throws: GitError.self) {
      _ = try Repository.open(from: directory.path, environment: environment)
    }
    #expect(error?.kind == .notARepository)
    #expect(error?.hint?.contains("git init") == true)
    #expect(error?.message.contains(directory.path.description) == true)
  }

  @Test func `a linked work tree has its own index and shares the rest`() throws {
    let repository = try TestRepository.withCommit()
    let linked = repository.surroundings.appending("linked")
    try repository.git("worktree", "add", "-q", "-b", "other", linked.description)
    try repository.git(["rm", "-q", "a.txt"], in: linked)
    let opened = try repository.open(in: linked.appending("dir"))
    #expect(opened.location.workTree == linked)
    #expect(opened.location.gitDirectory == repository.root.appending(".git/worktrees/linked"))
    #expect(opened.location.commonDirectory == repository.root.appending(".git"))
    let staged = try opened.stagedChanges()
    #expect(staged.changes.map(\.status) == [.deleted])
    #expect(try repository.open().stagedChanges().isEmpty)
  }

  @Test(arguments: [".", "dir"])
  func `a hook in a linked work tree gets GIT_DIR alone`(place: String) throws {
    let repository = try TestRepository.withCommit()
    let linked = repository.surroundings.appending("linked")
    try repository.git("worktree", "add", "-q", "-b", "other", linked.description)
    let gitDirectory = repository.root.appending(".git/worktrees/linked").description
    let opened = try repository.open(in: linked.appending(place), adding: ["GIT_DIR": gitDirectory])
    #expect(opened.location.workTree == linked)
  }

  @Test(arguments: [".", "dir"])
  func `a hook in the main work tree gets a relative GIT_DIR`(place: String) throws {
    let repository = try TestRepository.withCommit()
    let gitDirectory = place == "." ? ".git" : "../.git"
    let directory = place == "." ? repository.root : repository.root.appending(place)
    let opened = try repository.open(in: directory, adding: ["GIT_DIR": gitDirectory])
    #expect(opened.location.workTree == repository.root)
    #expect(try opened.workTreeState().isClean)
  }

  @Test func `GIT_DIR and GIT_WORK_TREE may lie apart`() throws {
    let repository = try TestRepository.withCommit()
    let bare = repository.surroundings.appending("dots.git")
    try repository.git("clone", "-q", "--bare", ".", bare.description)
    let variables = ["GIT_DIR": "../dots.git", "GIT_WORK_TREE": "."]
    let location = try repository.open(adding: variables).location
    #expect(location.workTree == repository.root)
    #expect(location.gitDirectory == bare)
    let theirs = try repository.git(["rev-parse", "--show-toplevel"], adding: variables)
    #expect(theirs == "\(repository.root)\n")
  }

  @Test func `core.worktree of the configuration is honoured`() throws {
    let repository = try TestRepository.withCommit()
    let tree = repository.surroundings.appending("tree")
    try FileManager.default.createDirectory(atPath: tree.description, withIntermediateDirectories: false)
    try repository.git("config", "core.worktree", "../../tree")
    #expect(try repository.open().location.workTree == tree)
  }

  @Test func `a relative GIT_INDEX_FILE starts at the root, as in git`() throws {
    let repository = try TestRepository.withCommit()
    let variables = ["GIT_INDEX_FILE": "other.index"]
    let deep = repository.root.appending("dir/deep")
    try repository.git(["read-tree", "HEAD"], in: deep, adding: variables)
    try repository.git(["rm", "-q", "--cached", "c.sh"], in: deep, adding: variables)
    let opened = try repository.open(in: deep, adding: variables)
    #expect(opened.location.indexFile == repository.root.appending("other.index"))
    #expect(try opened.stagedChanges() == Oracle(repository: repository, variables: variables).diff("--cached"))
    #expect(try opened.stagedChanges().changes.count == 1)
  }

  @Test func `a bare repository has commits but no working tree`() throws {
    let repository = try TestRepository.withCommit()
    let bare = repository.surroundings.appending("bare.git")
    try repository.git("clone", "-q", "--bare", ".", bare.description)
    let opened = try repository.open(in: bare)
    #expect(opened.location.isBare)
    #expect(try opened.headCommit == repository.id("HEAD"))
    #expect(try opened.changes(from: nil, to: repository.id("HEAD")).changes.count == 3)
    let error = #expect(throws: GitError.self) { try repository.open(in: bare).workTreeState() }
    #expect(error?.kind == .bareRepository)
  }

  @Test func `GIT_OBJECT_DIRECTORY and its alternates hold the objects`() throws {
    let repository = try TestRepository.withCommit()
    let aside = repository.surroundings.appending("aside")
    try FileManager.default.createDirectory(atPath: aside.description, withIntermediateDirectories: false)
    let variables = [
      "GIT_OBJECT_DIRECTORY": aside.description,
      "GIT_ALTERNATE_OBJECT_DIRECTORIES": repository.root.appending(".git/objects").description,
    ]
    let text = try repository.git(["hash-object", "-w", "--stdin"], adding: variables, stdin: Array("new\n".utf8))
    let id = try #require(ObjectID(hex: text.trimmingCharacters(in: .newlines)))
    #expect(try repository.open(adding: variables).readBlob(id, limit: 10) == Array("new\n".utf8))
    #expect(try repository.open(adding: variables).commitContent(repository.id("HEAD")).files().count == 3)
    #expect(throws: GitError.self) { try repository.open().readBlob(id, limit: 10) }
  }

  @Test func `a GIT_COMMON_DIR that belongs elsewhere is refused`() throws {
    let repository = try TestRepository.withCommit()
    let error = #expect(throws: GitError.self) {
      _ = try repository.open(adding: ["GIT_COMMON_DIR": repository.surroundings.description])
    }
    #expect(error?.kind == .unsupported)
    #expect(try !repository.open(adding: ["GIT_COMMON_DIR": ".git"]).location.isBare)
  }

  @Test(arguments: ["worktreeConfig", "partialClone", "preciousObjects"])
  func `extensions that gate copes with are accepted`(name: String) throws {
    let repository = try TestRepository.withCommit()
    try repository.git("config", "core.repositoryFormatVersion", "1")
    try repository.git("config", "extensions.\(name)", name == "partialClone" ? "origin" : "true")
    #expect(try repository.open().stagedChanges().isEmpty)
  }

  @Test func `settings of one work tree are read`() throws {
    let repository = try TestRepository.withCommit()
    try repository.git("config", "extensions.worktreeConfig", "true")
    try repository.git("config", "--worktree", "core.hooksPath", "tree-hooks")
    #expect(try repository.open().configurationValue("core.hooksPath") == "tree-hooks")
  }

  @Test func `an unknown extension is refused by name`() throws {
    let repository = try TestRepository.withCommit()
    try repository.git("config", "core.repositoryFormatVersion", "1")
    try repository.git("config", "extensions.fromTheFuture", "true")
    let error = #expect(throws: GitError.self) { _ = try repository.open() }
    #expect(error?.kind == .unsupported)
    #expect(error?.message.lowercased().contains("fromthefuture") == true)
  }

  @Test func `what a repository announces and gate cannot read is refused by name`() throws {
    for (name, value) in [("compatObjectFormat", "sha256"), ("refStorage", "reftable"), ("objectFormat", "md5")] {
      let repository = try TestRepository.withCommit()
      try repository.git("config", "core.repositoryFormatVersion", "1")
      try repository.git("config", "extensions.\(name)", value)
      let error = #expect(throws: GitError.self) { _ = try repository.open() }
      #expect(error?.kind == .unsupported, "\(name)")
    }
    let repository = try TestRepository.withCommit()
    try repository.git("config", "core.repositoryFormatVersion", "2")
    let error = #expect(throws: GitError.self) { _ = try repository.open() }
    #expect(error?.kind == .unsupported)
  }

  @Test func `an extension that needs version 1 is refused in version 0, as git does`() throws {
    let repository = try TestRepository.withCommit()
    try repository.git("config", "core.repositoryFormatVersion", "0")
    try repository.git("config", "extensions.objectFormat", "sha256")
    #expect(throws: (any Error).self) { try repository.git("status") }
    #expect(throws: GitError.self) { _ = try repository.open() }
  }

  /// Places that a search may start from, with what surrounds it; git says what it finds there.
  @Test(arguments: [
    "repository", "repository/dir/deep", "repository/.git", "repository/.git/objects", "bare.git", "bare.git/refs",
    "submodule", "linkedtree/dir", "symlink/deep", "separate", "gitlink", "nested/inner", "nested/outer-of-broken",
    "home",
  ])
  func `a repository is found where git finds it`(place: String) throws {
    let repository = try TestRepository.withCommit()
    let around = repository.surroundings
    func make(_ path: String) throws {
      try FileManager.default.createDirectory(
        atPath: around.appending(path).description, withIntermediateDirectories: true)
    }
    func link(_ path: String, to target: String) throws {
      try FileManager.default.createSymbolicLink(
        atPath: around.appending(path).description, withDestinationPath: target)
    }
    try repository.git("clone", "-q", "--bare", ".", around.appending("bare.git").description)
    try repository.git("worktree", "add", "-q", "-b", "w", around.appending("linkedtree").description)
    try repository.git(
      "clone", "-q", "--separate-git-dir", around.appending("elsewhere").description, ".",
      around.appending("separate").description)
    try link("symlink", to: "repository/dir")
    try make("gitlink")
    try link("gitlink/.git", to: "../repository/.git")
    try make("nested/inner")
    try repository.git(["init", "-q", "."], in: around.appending("nested"))
    try make("nested/outer-of-broken/.git")
    try repository.git(
      ["-c", "protocol.file.allow=always", "clone", "-q", repository.root.description, "submodule"], in: around)
    let directory = around.appending(place)
    let variables = ["GIT_CEILING_DIRECTORIES": around.description]
    let found = try? repository.open(in: directory, adding: variables).location
    let theirs = try runProcess(
      "git", ["rev-parse", "--absolute-git-dir"], environment: repository.environment.merging(variables) { $1 },
      directory: directory)
    guard theirs.status == 0 else {
      #expect(found == nil)
      return
    }
    #expect(found.map { "\($0.gitDirectory)\n" } == String(decoding: theirs.stdout, as: UTF8.self))
    let common = try repository.git(["rev-parse", "--path-format=absolute", "--git-common-dir"], in: directory)
    #expect(found.map { "\($0.commonDirectory)\n" } == common)
    if !place.contains(".git") {
      let root = try repository.git(["rev-parse", "--show-toplevel"], in: directory)
      #expect(found?.workTree.map { "\($0)\n" } == root)
    }
  }

  @Test(arguments: ["", "/nowhere:ROOT", "ROOT/..", "ROOT/dir", ":ROOT/dir", "relative", "ROOT/dir/deep"])
  func `the search ends below a ceiling`(ceiling: String) throws {
    let repository = try TestRepository.withCommit()
    let variables = ["GIT_CEILING_DIRECTORIES": ceiling.replacing("ROOT", with: repository.root.description)]
    let directory = repository.root.appending("dir/deep")
    let theirs = try runProcess(
      "git", ["rev-parse", "--git-dir"], environment: repository.environment.merging(variables) { $1 },
      directory: directory)
    let isFound = (try? repository.open(in: directory, adding: variables).location) != nil
    #expect(isFound == (theirs.status == 0))
  }

  @Test(arguments: ["gitdir: nowhere\n", "gitdir:", "what?\n", "gitdir: \n", "gitdir: .git\n"])
  func `a file that leads to no git directory is an error, not an invitation to look further up`(text: String) throws {
    let repository = try TestRepository.withCommit()
    try repository.write("dir/.git", text)
    #expect(throws: (any Error).self) { try repository.git(["status"], in: repository.root.appending("dir")) }
    #expect(throws: GitError.self) { _ = try repository.open(in: repository.root.appending("dir")) }
  }
}
