import Checks
import GateModel
import GateTestSupport
import LocalFiles
import Testing

/// Fixers of checks, on a directory of their own.
@Suite struct FixTests {
  /// Lets the check fix all files of the tree, and returns what came of it.
  private func fix(_ check: some Check, in tree: TestTree) async -> CheckOutcome {
    let files = tree.content.entries
    return await check.fix(
      CheckJob(files: files, scope: tree.all, directory: tree.directory, slots: Slots(count: 2)))
  }

  private func text(_ path: RepositoryPath, in tree: TestTree) throws -> String {
    String(decoding: try LocalFiles.read(tree.directory.appending(path), limit: 1 << 20), as: UTF8.self)
  }

  private func lint(_ name: String, canFix: Bool = true, _ tree: TestTree) throws -> LintCheck {
    try Tools.require(name)
    return try LintCheck(
      CheckSettings(id: CheckID(name)), preset: PresetFile.preset(name), canFix: canFix, context: tree.context())
  }

  @Test func `black writes what it would have right`() async throws {
    let tree = try TestTree(["a.py": "x  =  1\n", "d/b.py": "y  =  1\n"])
    let outcome = await fix(try lint("black", tree), in: tree)
    #expect(outcome.verdict == .passed, "\(outcome)")
    #expect(try text("a.py", in: tree) == "x = 1\n")
    #expect(try text("d/b.py", in: tree) == "y = 1\n")
  }

  @Test func `black fixes what it can beside a file that it cannot parse`() async throws {
    let tree = try TestTree(["a.py": "x  =  1\n", "b.py": "def (\n"])
    #expect(await fix(try lint("black", tree), in: tree).verdict == .passed)
    #expect(try text("a.py", in: tree) == "x = 1\n")
    #expect(try text("b.py", in: tree) == "def (\n")
  }

  @Test func `ruff fixes what is safe to fix, and what is left is no failure of the fixer`() async throws {
    let tree = try TestTree(["a.py": "import os\nprint(undefined)\n"])
    #expect(await fix(try lint("ruff", tree), in: tree).verdict == .passed)
    #expect(try text("a.py", in: tree) == "print(undefined)\n")
  }

  @Test func `a check fixes only where it may`() async throws {
    let tree = try TestTree(["a.py": "x  =  1\n"])
    let forbidden = try lint("black", canFix: false, tree)
    #expect(forbidden.fixing == nil)
    #expect(try lint("black", tree).fixing == FixTraits(needsWholeTree: false))
    #expect(try lint("flake8", tree).fixing == nil)
    let command = try CommandCheck(CheckSettings(id: CheckID("c")), run: "true", context: tree.context())
    #expect(command.fixing == nil)
    #expect(await fix(command, in: tree).verdict == .errored)
  }

  @Test func `a command's fixer gets the files, and counts where it ends with 0`() async throws {
    let tree = try TestTree(["a b.txt": "bad\n", "c.txt": "bad\n"])
    let settings = CheckSettings(id: CheckID("words"), timeout: .seconds(20))
    let check = { (fix: String) in
      try CommandCheck(settings, run: "true {files}", fix: fix, context: tree.context())
    }
    let outcome = await fix(try check("sed -i.orig s/bad/good/ {files}"), in: tree)
    #expect(outcome.verdict == .passed, "\(outcome)")
    #expect(try text("a b.txt", in: tree) == "good\n")
    #expect(try text("c.txt", in: tree) == "good\n")
    let failed = await fix(try check("sh -c 'echo no; exit 3'"), in: tree)
    #expect(failed.verdict == .errored)
    #expect(failed.reason == "`sh -c 'echo no; exit 3'` ended with status 3: no")
    #expect(throws: CheckError.self) { try check("sed {files}x") }
  }
}
