import Foundation
import GateModel
import GateTestSupport
import Testing

/// Fixes through `git commit`, in each of the ways in which git hands its index to a hook.
@Suite struct FixCommitTests {
  /// Real linters, and their fixes are what is recorded.
  static let applying = """
    version: 1
    fix: { pre-commit: apply }
    hooks: { pre-commit: [ruff, black, secrets] }
    checks:
      ruff: { preset: ruff }
      black: { preset: black }
      secrets: { kind: secrets }
    """

  private func repository(_ configuration: String = applying, files: [String: String] = [:]) throws -> TestRepository {
    let repository = try TestRepository.gated(
      configuration, files: ["a.py": "x = 1\n", "b.py": "b = 1\n"].merging(files) { $1 })
    try repository.gate("install")
    return repository
  }

  private func text(_ path: RepositoryPath, in repository: TestRepository) throws -> String {
    String(decoding: try repository.read(path), as: UTF8.self)
  }

  /// How a commit is made, and what has to be staged before.
  struct Mode: CustomTestStringConvertible, Sendable {
    var arguments: [String]
    var isStaged = false
    var input = ""
    var testDescription: String { (["commit"] + arguments).joined(separator: " ") }
  }

  static let modes = [
    Mode(arguments: ["-m", "c"], isStaged: true), Mode(arguments: ["-a", "-m", "c"]),
    Mode(arguments: ["-i", "-m", "c", "a.py"]), Mode(arguments: ["-m", "c", "--", "a.py"]),
    Mode(arguments: ["--only", "-m", "c", "a.py"]), Mode(arguments: ["--amend", "-m", "c"], isStaged: true),
    Mode(arguments: ["--amend", "-a", "-m", "c"]), Mode(arguments: ["-p", "-m", "c"], input: "y\n"),
    Mode(arguments: ["--amend", "-m", "c", "--", "a.py"]),
  ]

  @Test(arguments: modes)
  func `the fix is in the commit, in the index and in the file`(mode: Mode) throws {
    let repository = try repository()
    try repository.commit("another")
    try repository.write("a.py", "import os\nimport sys\n\n\nprint( sys.argv )\n")
    if mode.isStaged { try repository.git("add", "a.py") }
    let run = try runProcess(
      "git", ["commit"] + mode.arguments, environment: repository.gateEnvironment, directory: repository.root,
      stdin: Array(mode.input.utf8))
    #expect(run.status == 0, "\(run.everything)")
    #expect(run.everything.contains("fixed by ruff: 1 file\n"), "\(run.everything)")
    #expect(run.everything.contains("fixed by black: 1 file\n"))
    let expected = "import sys\n\nprint(sys.argv)\n"
    #expect(try repository.git("show", "HEAD:a.py") == expected)
    #expect(try repository.git("show", ":a.py") == expected)
    #expect(try text("a.py", in: repository) == expected)
    #expect(try repository.git("status", "--porcelain") == "")
    #expect(try leftovers(in: repository).isEmpty)
  }

  @Test(arguments: [["-m", "c", "--", "a.py"], ["--only", "-m", "c", "a.py"]])
  func `a partial commit leaves what else is staged as it is staged`(arguments: [String]) throws {
    let repository = try repository()
    try repository.write("b.py", "b  =  2\n")
    try repository.git("add", "b.py")
    try repository.write("a.py", "x  =  2\n")
    let run = try runProcess(
      "git", ["commit"] + arguments, environment: repository.gateEnvironment, directory: repository.root)
    #expect(run.status == 0, "\(run.everything)")
    #expect(try repository.git("show", "HEAD:a.py") == "x = 2\n")
    #expect(try repository.git("show", ":b.py") == "b  =  2\n")
    #expect(try repository.git("status", "--porcelain") == "M  b.py\n")
  }

  @Test func `the first commit of a repository is fixed`() throws {
    let repository = try TestRepository()
    try repository.write("gate.yml", Self.applying)
    try repository.write("a.py", "x  =  1\n")
    try repository.git("add", ".")
    try repository.gate("install")
    let run = try repository.gitWithHooks("commit", "-m", "first")
    #expect(run.status == 0, "\(run.everything)")
    #expect(try repository.git("show", "HEAD:a.py") == "x = 1\n")
    #expect(try repository.git("status", "--porcelain") == "")
  }

  @Test func `a merge whose conflict was resolved is fixed, and stays a merge`() throws {
    let repository = try repository()
    try repository.git("checkout", "-q", "-b", "side")
    try repository.write("a.py", "x = 2\n")
    try repository.git("commit", "-q", "-n", "-am", "side")
    try repository.git("checkout", "-q", "main")
    try repository.write("a.py", "x = 3\n")
    try repository.git("commit", "-q", "-n", "-am", "main")
    _ = try repository.gitWithHooks("merge", "side")
    try repository.write("a.py", "x  =  4\n")
    try repository.git("add", "a.py")
    let run = try repository.gitWithHooks("commit", "-m", "merged")
    #expect(run.status == 0, "\(run.everything)")
    #expect(try repository.git("show", "HEAD:a.py") == "x = 4\n")
    #expect(try repository.git("rev-list", "--parents", "-1", "HEAD").split(separator: " ").count == 3)
    #expect(try repository.git("status", "--porcelain") == "")
  }

  @Test func `an index of the user's own is fixed, and the ordinary one is not touched`() throws {
    let repository = try repository()
    let index = "\(repository.surroundings.appending("own-index"))"
    try repository.write("a.py", "x  =  2\n")
    let before = try repository.git("ls-files", "-s")
    let own = ["GIT_INDEX_FILE": index]
    try repository.git(["read-tree", "HEAD"], adding: own)
    try repository.git(["add", "a.py"], adding: own)
    let run = try repository.gitWithHooks("commit", "-m", "c", adding: own)
    #expect(run.status == 0, "\(run.everything)")
    #expect(try repository.git("show", "HEAD:a.py") == "x = 2\n")
    #expect(try repository.git(["show", ":a.py"], adding: own) == "x = 2\n")
    #expect(try repository.git("ls-files", "-s") == before)
    #expect(try text("a.py", in: repository) == "x = 2\n")
  }

  @Test func `two linked work trees that commit at once each get their own fixes`() async throws {
    let repository = try repository()
    let names = ["one", "two", "three"]
    for name in names {
      try repository.git("worktree", "add", "-q", "-b", name, "\(repository.surroundings.appending(name))")
    }
    let environment = repository.gateEnvironment
    let surroundings = repository.surroundings
    try await withThrowingTaskGroup(of: ProcessResult.self) { group in
      for name in names {
        let directory = surroundings.appending(name)
        try runProcess("sh", ["-c", "printf 'x  =  \"\(name)\"\\n' > a.py"], directory: directory)
        group.addTask {
          try runProcess("git", ["commit", "-am", name], environment: environment, directory: directory)
        }
      }
      for try await run in group { #expect(run.status == 0, "\(run.everything)") }
    }
    for name in names {
      let directory = surroundings.appending(name)
      #expect(try repository.git(["show", "HEAD:a.py"], in: directory) == "x = \"\(name)\"\n")
      #expect(try repository.git(["status", "--porcelain"], in: directory) == "")
    }
    #expect(try repository.git("status", "--porcelain") == "")
    #expect(try text("a.py", in: repository) == "x = 1\n")
  }

  @Test func `unstaged edits of the same file survive the commit, with the fix below them`() throws {
    let repository = try repository(files: ["a.py": "x = 1\n\n\n# far\n\n\n\n# away\n"])
    try repository.write("a.py", "x  =  2\n\n\n# far\n\n\n\n# away\n")
    try repository.git("add", "a.py")
    try repository.write("a.py", "x  =  2\n\n\n# far\n\n\n\n# away\nmine   =   3\n")
    let run = try repository.gitWithHooks("commit", "-m", "c")
    #expect(run.status == 0, "\(run.everything)")
    #expect(try repository.git("show", "HEAD:a.py").hasPrefix("x = 2\n"))
    #expect(try text("a.py", in: repository).hasPrefix("x = 2\n"))
    #expect(try text("a.py", in: repository).hasSuffix("mine   =   3\n"))
    #expect(try repository.git("diff", "--cached", "--name-only") == "")
  }

  /// The case in which lefthook's own sequence of git commands lost the unrelated edits.
  @Test func `a conflict in one half-staged file beside unrelated unstaged edits costs nobody anything`() throws {
    let repository = try repository(files: ["c.py": "c = 1\n"])
    try repository.write("a.py", "x  =  2\n")
    try repository.git("add", "a.py")
    try repository.write("a.py", "x  =  2  # mine\n")
    try repository.write("c.py", "c   =   'unrelated'\n")
    try repository.write("new.py", "n   =   'untracked'\n")
    let run = try repository.gitWithHooks("commit", "-m", "c")
    #expect(run.status == 0, "\(run.everything)")
    #expect(run.everything.contains("a.py: only what is staged was fixed, not the file: its own edits"))
    #expect(try repository.git("show", "HEAD:a.py") == "x = 2\n")
    #expect(try text("a.py", in: repository) == "x  =  2  # mine\n")
    #expect(try text("c.py", in: repository) == "c   =   'unrelated'\n")
    #expect(try text("new.py", in: repository) == "n   =   'untracked'\n")
    #expect(try repository.git("stash", "list") == "")
  }

  @Test func `files with line breaks, quotes and leading dashes in their names are fixed`() throws {
    let repository = try repository()
    let names = ["-dash.py", "new\nline.py", "it's \"q\".py", "sp ace/é.py"]
    for name in names { try repository.write(RepositoryPath(name), "x  =  1\n") }
    try repository.git("add", ".")
    let run = try repository.gitWithHooks("commit", "-m", "c")
    #expect(run.status == 0, "\(run.everything)")
    for name in names {
      #expect(try text(RepositoryPath(name), in: repository) == "x = 1\n", "\(name)")
      #expect(try repository.git("show", "HEAD:\(name)") == "x = 1\n", "\(name)")
    }
    #expect(try repository.git("status", "--porcelain") == "")
  }

  @Test(arguments: ["fail_fast: true", ""])
  func `what one fix leaves for another check to fix is fixed in the same commit`(setting: String) throws {
    let repository = try repository(Self.applying + "\n" + setting)
    // Well formed as it is; without the import it begins with an empty line, and the second file is black's alone.
    try repository.write("a.py", "import os\n\nx = 2\n")
    try repository.write("b.py", "b  =  2\n")
    try repository.git("add", ".")
    let run = try repository.gitWithHooks("commit", "-m", "c")
    #expect(run.status == 0, "\(run.everything)")
    #expect(try repository.git("show", "HEAD:a.py") == "x = 2\n")
    #expect(try repository.git("show", "HEAD:b.py") == "b = 2\n")
  }

  @Test func `a commit of which the fixes would leave nothing is refused, and says so`() throws {
    let repository = try repository()
    try repository.write("a.py", "x   =   1\n")
    try repository.git("add", "a.py")
    let run = try repository.gitWithHooks("commit", "-m", "c")
    #expect(run.status == 1)
    #expect(run.everything.contains("nothing would be left to commit"), "\(run.everything)")
    #expect(try repository.git("show", ":a.py") == "x   =   1\n")
    #expect(try text("a.py", in: repository) == "x   =   1\n")
  }

  @Test func `a commit that is refused all the same is left as it was`() throws {
    let repository = try repository(
      """
      version: 1
      fix: apply
      hooks: { pre-commit: [black, never] }
      checks:
        black: { preset: black }
        never: { run: "false" }
      """)
    try repository.write("a.py", "x  =  2\n")
    let state = try runProcess("git", ["status"], environment: repository.environment, directory: repository.root)
    for arguments in [["commit", "-am", "c"], ["commit", "-m", "c", "--", "a.py"]] {
      let run = try runProcess("git", arguments, environment: repository.gateEnvironment, directory: repository.root)
      #expect(run.status == 1)
      #expect(run.everything.contains("could be fixed by black: 1 file"), "\(run.everything)")
      #expect(run.everything.contains("nothing was written; `gate check --fix` fixes what it can of black"))
      #expect(try text("a.py", in: repository) == "x  =  2\n")
      let now = try runProcess("git", ["status"], environment: repository.environment, directory: repository.root)
      #expect(now == state)
    }
  }

  private func leftovers(in repository: TestRepository) throws -> [String] {
    let found = try runProcess(
      "find", [".git", "-name", "*index*.lock", "-o", "-path", "*gate/writing/*"], directory: repository.root)
    let stash = try runProcess(
      "git", ["rev-parse", "-q", "--verify", "refs/stash"], environment: repository.environment,
      directory: repository.root)
    #expect(stash.status != 0)
    return found.output.split(separator: "\n").map(String.init)
  }
}
