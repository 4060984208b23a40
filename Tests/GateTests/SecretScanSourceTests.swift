import Foundation
import GateModel
import GateTestSupport
import Testing

/// What `gate secrets scan` looks at: what lies on the disk, and what git records.
@Suite struct SecretScanSourceTests {
  private static let other = String(Sample.awsKey.dropLast()) + "E"

  @Test func `the staged change is searched, with gate.yml and without`() throws {
    let repository = try TestRepository()
    try repository.write("old.txt", "key = '\(Self.other)'\n")
    try repository.git("add", ".")
    try repository.commit("base")
    #expect(try repository.gate("secrets", "scan", "--staged").status == 0)
    try repository.write("old.txt", "key = '\(Self.other)'\nmore\n")
    try repository.write("new.txt", "key = '\(Sample.awsKey)'\n")
    #expect(try repository.gate("secrets", "scan", "--staged").status == 0)
    try repository.git("add", ".")
    let run = try repository.gate("secrets", "scan", "--staged")
    #expect(run.status == 1, "\(run.everything)")
    #expect(run.output.contains("new.txt:1:8: error: AWS") && !run.output.contains("old.txt"), "\(run.output)")
    try repository.write(".gitleaksignore", "new.txt:aws-access-token:1\n")
    try repository.git("add", ".")
    #expect(try repository.gate("secrets", "scan", "--staged").status == 0)
    #expect(try repository.gate("secrets", "scan", "--staged", "--no-ignore").status == 1)
    // Other checks of gate.yml do not run.
    try repository.write("gate.yml", "version: 1\nchecks: { no: { run: 'false' }, s: { kind: secrets } }\n")
    #expect(try repository.gate("secrets", "scan", "--staged").status == 0)
  }

  @Test func `a place in a minified program is shown with what is around it, and without the secret`() throws {
    let repository = try TestRepository()
    let code = String(repeating: "f(a);", count: 100_000)
    try repository.write("app.min.js", "\(code)x.key='\(Sample.awsKey)';y='\(Self.other)';\(code)\n")
    try repository.write("app.js", "x.key='\(Sample.awsKey)'\n")
    let run = try repository.gate("secrets", "scan", ".")
    #expect(
      run.output.contains("app.min.js:1:500008: error") && run.output.contains("f(a);x.key='"), "\(run.output)")
    #expect(!run.output.contains("1 │ x.key=") && run.output.utf8.count < 8_000)
    for secret in [Sample.awsKey, Self.other] { #expect(!run.everything.contains(secret)) }
  }

  @Test func `a range is searched with the commits on the way and their messages`() throws {
    let repository = try TestRepository()
    try repository.commit("base")
    try repository.write("a.txt", "key = '\(Sample.awsKey)'\n")
    try repository.git("add", ".")
    try repository.commit("with a key")
    try repository.git("rm", "--quiet", "a.txt")
    try repository.commit("without; it was \(Self.other)")
    let run = try repository.gate("secrets", "scan", "--range", "HEAD~2..HEAD")
    #expect(run.status == 1, "\(run.everything)")
    #expect(
      run.output.contains("a.txt: error: AWS") && run.output.contains("of the message of commit"), "\(run.output)")
    #expect(!run.everything.contains(Sample.awsKey) && !run.everything.contains(Self.other))
    #expect(try repository.gate("secrets", "scan", "--range", "HEAD..HEAD").status == 0)
    #expect(try repository.gate("secrets", "scan", "--range", "nothing..HEAD").status == 2)
  }

  @Test func `a message that is being written is searched, and nothing else`() throws {
    let repository = try TestRepository()
    try repository.write("a.txt", "key = '\(Sample.awsKey)'\n")
    try repository.git("add", ".")
    try repository.write("message", "all is well\n")
    #expect(try repository.gate("secrets", "scan", "--message", "message").status == 0)
    try repository.write("message", "it was \(Self.other)\n")
    let run = try repository.gate("secrets", "scan", "--message", "message")
    #expect(run.status == 1)
    #expect(run.output.contains("on line 1 of the commit message") && !run.output.contains("a.txt"), "\(run.output)")
    #expect(try repository.gate("secrets", "scan", "--message", "gone").status == 3)
  }

  @Test(
    arguments: [
      ["--staged", "--history"], ["--staged", "."], ["--range", "A..B", "--message", "x"], ["--staged", "--validate"],
    ])
  func `what does not go together is said`(_ arguments: [String]) throws {
    #expect(try TestRepository().gate(["secrets", "scan"] + arguments).status == 2)
  }

  @Test func `archives in the history are looked into where that is asked for`() throws {
    let repository = try TestRepository()
    let script = """
      import zipfile
      with zipfile.ZipFile("pack.zip", "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("app/keys.env", "\\nid = \(Sample.awsKey)\\n" + "# filling\\n" * 100)
      """
    try runProcess(
      "python3", ["-I", "-c", script], environment: ["PATH": "/usr/bin:/bin"], directory: repository.root)
    try repository.git("add", "pack.zip")
    try repository.commit("packed")
    try repository.git("rm", "--quiet", "pack.zip")
    try repository.commit("gone")
    #expect(try repository.gate("secrets", "scan", "--history").status == 0)
    let run = try repository.gate("secrets", "scan", "--history", "--archives")
    #expect(run.status == 1)
    #expect(run.output.contains("pack.zip!app/keys.env:2:6: error: AWS"), "\(run.output)")
    #expect(run.output.contains("first in commit "), "\(run.output)")
  }

  @Test func `what is no file is listed, and holds nobody up`() throws {
    let repository = try TestRepository()
    try runProcess("mkfifo", ["pipe"], environment: ["PATH": "/usr/bin:/bin"], directory: repository.root)
    for arguments in [["."], ["pipe"]] {
      let run = try repository.gate(["secrets", "scan"] + arguments)
      #expect(run.status == 0)
      #expect(run.output.contains("pipe: warning: not searched for secrets: "), "\(run.everything)")
    }
  }

  @Test func `the text of a link is searched as git records it, and nobody follows it`() throws {
    let repository = try TestRepository()
    let away = try TemporaryDirectory()
    try "key = '\(Self.other)'\n".write(toFile: "\(away.path)/a.txt", atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: "\(repository.root)/link", withDestinationPath: "\(away.path)")
    #expect(try repository.gate("secrets", "scan").status == 0)
    try FileManager.default.createSymbolicLink(
      atPath: "\(repository.root)/other", withDestinationPath: "/nowhere/\(Sample.awsKey)")
    let run = try repository.gate("secrets", "scan")
    #expect(run.status == 1)
    #expect(run.output.contains("other:1:10: error: AWS"), "\(run.output)")
  }
}
