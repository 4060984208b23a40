import Checks
import GateModel
import Testing

@Suite struct TestListCommandTests {
  private let files: [RepositoryPath] = ["tests/a_test", "tests/b_test", "web/x_test"]

  private func choice(
    _ command: String, _ changed: [RepositoryPath] = ["src/a"], root: RepositoryPath = RepositoryPath(bytes: [])
  ) throws -> TestFiles {
    let tree = try TestTree(["web/here": ""])
    let settings = CheckSettings(id: CheckID("t"), selector: FileSelector(root: root))
    return try TestListCommand(command, settings, context: tree.context()).choice(changed) { files.contains($0) }
  }

  private func files(_ choice: TestFiles) -> [RepositoryPath]? {
    if case .files(let files, _) = choice { files } else { nil }
  }

  private func reason(_ choice: TestFiles) -> String? {
    if case .all(let reason) = choice { reason } else { nil }
  }

  @Test func `it reads the changed files a line each and prints tests a line each`() throws {
    let found = try choice("sed 's,^src/,./tests/,; s,$,_test,'", ["src/b", "src/a"])
    #expect(files(found) == ["tests/a_test", "tests/b_test"])
  }

  @Test func `it is given them as arguments too`() throws {
    #expect(try files(choice("for f in {files}; do echo tests/${f##*/}_test; done")) == ["tests/a_test"])
  }

  @Test func `paths are meant from the directory of the check`() throws {
    #expect(try files(choice("sed s/$/_test/", ["web/x"], root: "web")) == ["web/x_test"])
    #expect(try reason(choice("cat", ["src/x"], root: "web"))?.contains("outside") == true)
  }

  @Test func `nothing printed is no test`() throws {
    guard case .none = try choice("true") else {
      Issue.record("tests without a line")
      return
    }
  }

  @Test(arguments: [
    ("echo '*'", "says so"), ("echo tests/none", "names tests/none, which is no file"),
    ("echo tests/a_test; exit 3", "ended with status 3"), ("echo why >&2; exit 1", "ended with status 1: why"),
    ("kill -9 $$", "ended by signal 9"), ("no-such-program-anywhere", "was not found"),
    ("head -c 9000000 /dev/zero", "prints too much"),
  ])
  func `whatever goes wrong, all tests run, and it is said why`(command: String, reason: String) throws {
    let found = try choice(command)
    #expect(self.reason(found)?.contains(reason) == true, "\(found)")
  }

  @Test func `a name with a line break in it would be two`() throws {
    #expect(try reason(choice("cat", ["src/a\nb"]))?.contains("cannot be told of") == true)
  }
}
