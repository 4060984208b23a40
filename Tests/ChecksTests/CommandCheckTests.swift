import Checks
import Foundation
import GateModel
import LocalFiles
import Testing

@Suite struct CommandCheckTests {
  static let strange: [RepositoryPath] = [
    "-rf.txt", "a b.txt", "it's.txt", "$(touch pwned).txt", "`id`.txt", "x\ny.txt", "\"q\".txt", "*.txt", "käse.txt",
    "; echo pwned.txt", .raw("in", 0xff, "valid.txt"),
  ]

  @Test(arguments: [
    "cat {files}", "cat {files} | cat", "true && cat {files}", "for f in {files}; do cat \"./$f\"; done",
  ])
  func `file names are never parsed by a shell`(run: String) async throws {
    let tree = try TestTree(Dictionary(uniqueKeysWithValues: Self.strange.map { ($0, "x") }))
    let outcome = try await tree.run(try command(run, tree))
    #expect(outcome.verdict == .passed, "\(outcome)")
    #expect(outcome.output.filter { $0 == "x" }.count == Self.strange.count)
    #expect(LocalFiles.status(tree.directory.appending("pwned")) == nil)
  }

  @Test func `a command on everything names the content by its tree`() async throws {
    let tree = try TestTree(["a.py": "", "b.txt": ""])
    var scope = tree.all
    let id = try #require(ObjectID(bytes: [UInt8](repeating: 1, count: 20)))
    let whole = WholeTree(id: id, fileCount: 2)
    scope.content = NamedContent(content: tree.content, whole: whole)
    #expect(try command("make test", tree).selection(in: scope) == .whole(whole))
    #expect(try command("cat {files}", tree).selection(in: scope) == .files(tree.content.entries))
    // Where there is no tree, and where it is not all: the list.
    #expect(try command("make test", tree).selection(in: tree.all) == .files(tree.content.entries))
    scope.content = NamedContent(content: tree.content, whole: WholeTree(id: id, fileCount: 0))
    #expect(try command("make test", tree).selection(in: scope) == .files(tree.content.entries))
    let check = try CommandCheck(
      CheckSettings(id: CheckID("lint"), selector: FileSelector(include: [PathPattern("*.py")])), run: "make lint",
      context: tree.context())
    scope.content = NamedContent(content: tree.content, whole: whole)
    #expect(try check.selection(in: scope).files.map(\.path) == ["a.py"])
  }

  @Test(arguments: [
    ("npx eslint {files}", "eslint", "node_modules/.bin/eslint"),
    ("env LC_ALL=C timeout 60 black -q {files}", "black", ".venv/bin/black"),
    ("poetry run black {files}", "black", ".venv/bin/black"), ("cat {files} | xargs black", "black", ".venv/bin/black"),
    (".venv/bin/black {files}", ".venv/bin/black", ".venv/bin/black"),
    ("node_modules/.bin/eslint {files}", "node_modules/.bin/eslint", "node_modules/.bin/eslint"),
  ])
  func `whatever a command line starts is a tool`(run: String, name: String, place: String) throws {
    let tree = try TestTree(["a.py": ""])
    for path in [".venv/bin/black", "node_modules/.bin/eslint"] as [RepositoryPath] {
      let program = tree.directory.appending(path)
      try LocalFiles.createDirectory(program.parent, withParents: true)
      try LocalFiles.writeAtomically(Array("#!/bin/sh\n".utf8), to: program, mode: 0o755)
    }
    let check = try command(run, tree)
    let tools = try check.dependencies(for: check.selection(in: tree.all), in: tree.all).tools
    let expected = CheckDependencies.Tool(name: name, identity: "\(tree.directory.appending(RepositoryPath(place)))")
    #expect(tools.contains(expected), "\(tools)")
  }

  @Test(arguments: [
    ("python3 tools/check.py {files}", "tools/check.py", true), ("./tools/check.py {files}", "tools/check.py", true),
    ("sh -c 'python3 tools/check.py \"$@\"' sh {files}", "tools/check.py", true),
    ("black --config=lint.toml {files}", "lint.toml", true), ("npm run lint -- {files}", "package.json", false),
    ("make lint {files}", "Makefile", false), ("black {files}", ".tool-versions", false),
  ])
  func `what a command line reads besides its files is an input`(run: String, path: String, exists: Bool) throws {
    let tree = try TestTree(["a.py": "", "tools/check.py": "#!/usr/bin/env python3\n", "lint.toml": ""])
    let check = try command(run, tree)
    let selection = Selection.files(tree.content.entries.filter { $0.path == "a.py" })
    let dependencies = try check.dependencies(for: selection, in: tree.all)
    let input = dependencies.inputs.first { "\($0.path)" == path }
    #expect(input != nil, "\(dependencies.inputs.map(\.path))")
    #expect((input?.version != nil) == exists)
    #expect(!dependencies.tools.contains { $0.name.hasSuffix("check.py") })
  }

  @Test func `findings of a command on everything find their files`() async throws {
    let tree = try TestTree(["a.py": "x\n"])
    let check = try CommandCheck(
      CheckSettings(id: CheckID("lint")), run: "echo a.py:1:1: E501 wrong; exit 1", format: "flake8",
      context: tree.context())
    var scope = tree.all
    let id = try #require(ObjectID(bytes: [UInt8](repeating: 1, count: 20)))
    scope.content = NamedContent(content: tree.content, whole: WholeTree(id: id, fileCount: 1))
    #expect(try await tree.run(check, in: scope).findings.first?.path == "a.py")
  }

  @Test func `words are split as a shell does, without one`() async throws {
    let tree = try TestTree(["a": ""])
    let outcome = try await tree.run(try command("printf '%s|' 'a  b' \"c'd\" e\\ f ''", tree))
    #expect(outcome.output == "a  b|c'd|e f||")
  }

  @Test(arguments: ["", "   ", "echo 'open", "echo x{files}", "echo {files}.txt | cat", "{files}", "echo \\"])
  func `a command line that cannot be meant is refused`(run: String) throws {
    let tree = try TestTree([:])
    #expect(throws: CheckError.self) { try command(run, tree) }
  }

  @Test func `a program that cannot be started gives no verdict`() async throws {
    let tree = try TestTree(["plain": "echo fine\n"])
    let outcome = try await tree.run(try command("sh -c ./plain", tree))
    #expect(outcome.verdict == .errored)
    #expect(outcome.reason?.contains("could not be started (status 126)") == true)
  }

  @Test func `an exit status fails the check and says which`() async throws {
    let tree = try TestTree(["a": ""])
    let outcome = try await tree.run(try command("echo why >&2; exit 3", tree))
    #expect(outcome.verdict == .failed)
    #expect(outcome.findings.first?.message.contains("status 3") == true)
    #expect(outcome.output == "why\n")
    #expect(!outcome.attributed)
  }

  @Test(arguments: ["no-such-program", "no-such-program | cat; no-such-program", "./missing"])
  func `a missing program is an error with a hint`(run: String) async throws {
    let tree = try TestTree(["a": ""])
    let outcome = try await tree.run(try command(run, tree))
    #expect(outcome.verdict == .errored, "\(outcome)")
    #expect(outcome.hint != nil)
  }

  @Test func `a signal is an error`() async throws {
    let tree = try TestTree(["a": ""])
    #expect(try await tree.run(try command("kill -SEGV $$", tree)).verdict == .errored)
  }

  @Test func `a command that hangs is an error that names the limit`() async throws {
    let tree = try TestTree(["a": ""])
    var settings = CheckSettings(id: CheckID("c"))
    settings.timeout = .milliseconds(200)
    let check = try CommandCheck(settings, run: "sleep 60", context: tree.context())
    let outcome = try await tree.run(check)
    #expect(outcome.verdict == .errored)
    #expect(outcome.reason?.contains("200ms") == true, "\(outcome)")
  }

  @Test func `a cancelled check is skipped`() async throws {
    let tree = try TestTree(["a": ""])
    let check = try command("sleep 60", tree)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await tree.run(check)
    }
    #expect(try await task.value.verdict == .skipped)
  }

  @Test func `the environment holds what is declared and no git variable`() async throws {
    let tree = try TestTree(["a": ""])
    var settings = CheckSettings(id: CheckID("c"), environment: ["NODE_ENV"])
    settings.isCached = true
    let context = tree.context(["NODE_ENV": "test", "SECRET": "s", "GIT_DIR": "/x"])
    let check = try CommandCheck(settings, run: "env", context: context)
    let lines = Set(try await tree.run(check).output.split(separator: "\n"))
    #expect(lines.contains("NODE_ENV=test"))
    #expect(lines.contains("NO_COLOR=1"))
    #expect(!lines.contains { $0.hasPrefix("SECRET") || $0.hasPrefix("GIT_") })
    let dependencies = try check.dependencies(for: try check.selection(in: tree.all), in: tree.all)
    #expect(dependencies.environment == [.init(name: "NODE_ENV", value: "test")])
  }

  @Test func `hundreds of files are spread over several commands, each once`() async throws {
    let names = (0..<500).map { RepositoryPath("some/directory/file-\($0).txt") }
    let tree = try TestTree(Dictionary(uniqueKeysWithValues: names.map { ($0, "") }))
    let check = try CommandCheck(
      CheckSettings(id: CheckID("c")), run: "printf '%s\\n' {files}", context: tree.context(width: 4))
    let outcome = try await tree.run(check)
    #expect(outcome.output.split(separator: "\n").map(String.init) == names.map(\.description).sorted())
  }

  @Test func `findings are read where the format is known`() async throws {
    let tree = try TestTree(["a.c": ""])
    let check = try CommandCheck(
      CheckSettings(id: CheckID("c")), run: "echo 'a.c:3:1: warning: hm [w]'; exit 0", format: "gcc",
      context: tree.context())
    let outcome = try await tree.run(check)
    #expect(outcome.verdict == .passed)
    #expect(outcome.findings.map(\.rule) == ["w"])
    #expect(throws: CheckError.self) {
      try CommandCheck(CheckSettings(id: CheckID("c")), run: "x", format: "none", context: tree.context())
    }
  }

  @Test func `a command without files looks at all that it may read once something of it changed`() throws {
    let tree = try TestTree(["src/a.c": "", "src/b.c": "", "doc/x.md": "", "Makefile": ""])
    var settings = CheckSettings(id: CheckID("c"))
    settings.selector = FileSelector(include: [try PathPattern("src/**")])
    settings.inputs = [try PathPattern("/Makefile")]
    let check = try CommandCheck(settings, run: "make", context: tree.context())
    #expect(try check.selection(in: tree.staged(["src/a.c"])).files.map(\.path) == ["src/a.c", "src/b.c"])
    #expect(try check.selection(in: tree.staged([], deleted: ["src/gone.c"])).files.count == 2)
    #expect(try check.selection(in: tree.staged(["Makefile"])).files.count == 2)
    #expect(try check.selection(in: tree.staged(["doc/x.md"])).files.isEmpty)
    let open = try CommandCheck(CheckSettings(id: CheckID("c")), run: "make", context: tree.context())
    #expect(try open.selection(in: tree.staged(["doc/x.md"])).files.count == 4)
    let inputs = try check.dependencies(for: try check.selection(in: tree.all), in: tree.all).inputs
    #expect(Set(inputs.map(\.path)).isSuperset(of: [".gitattributes", "Makefile"]))
  }

  @Test func `the programs of a pipeline belong to its identity`() throws {
    let tree = try TestTree(["a": ""])
    let check = try command("A=1 cat {files} | sort && (grep x; ls)", tree)
    let tools = try check.dependencies(for: try check.selection(in: tree.all), in: tree.all).tools.map(\.name)
    #expect(tools == ["cat", "grep", "ls", "sh", "sort"])
  }

  private func command(_ run: String, _ tree: TestTree) throws -> CommandCheck {
    try CommandCheck(CheckSettings(id: CheckID("c")), run: run, context: tree.context())
  }
}
