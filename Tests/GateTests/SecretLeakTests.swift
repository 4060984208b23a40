import Foundation
import GateModel
import GateTestSupport
import Testing

/// No secret's value stands in anything that gate prints, keeps or leaves behind, whatever happens.
@Suite struct SecretLeakTests {
  /// Values of several kinds, put together here.
  private static let secrets: [String] = [
    Sample.awsKey,
    "ghp" + "_" + "x7Kq2LmZ9tRw4YbN8vCs1DfG5hJp0uEi3oAT",
    "sk_" + "live_" + "4eC39HqLyjWDarjtT1zdp7dcQ8mNvKxB",
    "xox" + "b-" + "2847562910-5839201746-Q7mZx2LkT9vRw4YbN8cDs1Fg",
  ]

  private static let configuration = """
    version: 1
    hooks: { pre-commit: [secrets, prints, crashes, killed], commit-msg: [secrets], pre-push: [secrets] }
    checks:
      secrets: { kind: secrets }
      prints: { run: "sh -c 'cat *.env; cat *.env >&2; exit 1'", files: "*.env" }
      crashes: { run: "sh -c 'cat *.env; kill -SEGV $$'", files: "*.env" }
      killed: { run: "sh -c 'cat *.env; kill -KILL $$'", files: "*.env" }
      quotes: { run: "sh -c 'for f; do echo $f:1:1: $(cat $f); done; exit 1' sh {files}", files: "*.env", format: unix }
    """

  /// The value, and it in base64 and in hexadecimal digits.
  private static let forms: [String] = secrets.flatMap { secret in
    let bytes = Array(secret.utf8)
    return [
      secret, Data(bytes).base64EncodedString(),
      bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined(),
    ]
  }

  private static func planted() throws -> TestRepository {
    let repository = try TestRepository.gated(configuration)
    try repository.gate("install")
    let lines = secrets.enumerated().map { "token_\($0) = \"\($1)\"\n" }
    try repository.write("keys.env", lines.joined())
    try repository.write("bad.py", "import os; key = '\(secrets[0])'\n")
    try repository.git("add", ".")
    return repository
  }

  private static func expectNone(in text: String, _ what: String) {
    for form in forms where text.contains(form) { Issue.record("\(what) holds a secret") }
  }

  /// Looks through all that gate may have written for the repository: its caches, snapshots and records.
  private static func expectNone(keptFor repository: TestRepository) throws {
    let home = try #require(repository.environment["HOME"])
    let places = ["\(repository.root)/.git/gate", "\(home)/.cache", "\(repository.surroundings)/tmp"].filter {
      FileManager.default.fileExists(atPath: $0)
    }
    #expect(!places.isEmpty)
    for form in forms {
      // A snapshot's files are the content itself; what gate writes of them is not.
      let found = try runProcess(
        "grep", ["-r", "-l", "-a", "-F", "--exclude=keys.env", "--exclude=bad.py", "-e", form] + places)
      #expect(found.output.isEmpty, "\(found.output)")
    }
  }

  @Test(arguments: ["text", "json", "sarif", "junit", "github", "gitlab", "checkstyle"])
  func `no format shows one, nor is any kept`(_ format: String) throws {
    let repository = try Self.planted()
    for round in 0..<2 {
      let run = try repository.gate("check", "--verbose", "--format", format)
      #expect(run.status != 0)
      Self.expectNone(in: run.everything, "\(format), round \(round),")
    }
    try Self.expectNone(keptFor: repository)
  }

  @Test func `no command shows one`() throws {
    let repository = try Self.planted()
    let commands: [[String]] = [
      ["plan"], ["plan", "--all", "--format", "json"], ["explain", "secrets", "keys.env"], ["explain", "prints"],
      ["check", "--all", "--no-cache"], ["check", "keys.env"], ["check", "--check", "quotes"],
      ["check", "--fix", "--check", "secrets"], ["secrets", "scan"],
      ["secrets", "scan", "keys.env", "--format", "json"],
      ["secrets", "scan", "--history"], ["secrets", "scan", "--history", "--format", "json"], ["doctor"],
      ["cache", "stats"],
    ]
    for command in commands {
      Self.expectNone(in: try repository.gate(command).everything, command.joined(separator: " "))
    }
    let piped = try repository.gate("secrets", "scan", "-", stdin: try repository.read("keys.env"))
    #expect(piped.status == 1)
    Self.expectNone(in: piped.everything, "secrets scan -")
    try Self.expectNone(keptFor: repository)
  }

  @Test func `no hook shows one, and neither does what tools print before they die`() throws {
    let repository = try Self.planted()
    let refused = try repository.gitWithHooks("commit", "-m", "x")
    #expect(refused.status != 0)
    Self.expectNone(in: refused.everything, "pre-commit")
    try repository.git("commit", "--no-verify", "-m", "x \(Self.secrets[1])")
    let remote = repository.surroundings.appending("remote.git")
    try repository.git("init", "--quiet", "--bare", "\(remote)")
    let pushed = try repository.gitWithHooks("push", "\(remote)", "main")
    #expect(pushed.status != 0)
    Self.expectNone(in: pushed.everything, "pre-push")
    try repository.git("rm", "--quiet", "keys.env")
    try repository.git("commit", "--no-verify", "-m", "gone")
    Self.expectNone(in: try repository.gitWithHooks("push", "\(remote)", "main").everything, "pre-push of the history")
    try Self.expectNone(keptFor: repository)
  }

  @Test(arguments: ["SEGV", "KILL", "TERM", "ABRT"])
  func `a gate that dies half-way leaves none behind`(_ signal: String) throws {
    let repository = try Self.planted()
    // The last check of the run ends the gate that started it.
    try repository.write(
      "gate.yml",
      Self.configuration
        + "\n  ends: { run: \"sh -c 'cat *.env; kill -\(signal) $(cat $HOME/gate.pid)'\", files: \"*.env\" }\n")
    try repository.git("add", ".")
    let run = try runProcess(
      "sh", ["-c", "echo $$ >$HOME/gate.pid; exec gate check --verbose --check prints --check ends --check secrets"],
      environment: repository.gateEnvironment, directory: repository.root)
    #expect(run.status != 0)
    Self.expectNone(in: run.everything, signal)
    try Self.expectNone(keptFor: repository)
  }
}
