import Checks
import GateModel
import LocalFiles
import Testing

/// Which commands read no file, and so need none laid out.
@Suite struct FilelessCommandTests {
  @Test(arguments: [
    "true", "false", ":", "exit 3", "echo a 'b c' \"d\"", "printf '%s' x", "sleep 1", "date", "date -u '+%Y'",
    "basename a/b", "uname -a", "/bin/true",
  ])
  func `a simple command of a utility without input reads nothing`(run: String) throws {
    let tree = try TestTree(["a": ""])
    let expected: CheckTraits.Reading = run.hasPrefix("/") ? .directory : .nothing
    #expect(try reading(run, tree) == expected)
  }

  @Test(arguments: [
    "cat a", "true {files}", "true < a", "true > a", "echo *", "echo ~", "echo $HOME", "echo `cat a`",
    "echo \"$(cat a)\"", "true && cat a", "true; cat a", "true\ncat a", "A=1 true", "date -r a", "date -f a",
    "date --file=a", "test -f a", ". a", "eval true", "exec true", "env true", "sh -c true", "echo # a",
    "[ -f a ]", "./true", "pwd",
  ])
  func `any other command may read everything`(run: String) throws {
    #expect(try reading(run, try TestTree(["a": ""])) == .directory)
  }

  @Test func `a project's own program of that name may do anything`() throws {
    let tree = try TestTree(["node_modules/.bin/true": "#!/bin/sh\ncat a\n"])
    #expect(try reading("true", tree) == .directory)
  }

  @Test func `a root of its own is a directory to be laid out`() throws {
    let tree = try TestTree(["a": ""])
    let settings = CheckSettings(id: CheckID("c"), selector: FileSelector(root: "sub"))
    #expect(try CommandCheck(settings, run: "true", context: tree.context()).traits.reading == .directory)
  }

  private func reading(_ run: String, _ tree: TestTree) throws -> CheckTraits.Reading {
    try CommandCheck(CheckSettings(id: CheckID("c")), run: run, context: tree.context()).traits.reading
  }
}
