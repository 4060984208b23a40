import Foundation
import GateModel
import GateTestSupport
import Testing

/// Two clones and a server between them, through the built gate.
@Suite struct RemoteCacheTests {
  private let repository: TestRepository
  /// What the checks' commands wrote: a line for each time that one was executed.
  private let log: LocalPath

  /// Put together at run time: this file holds no secret.
  private static let signingKey = "signing " + String(repeating: "key ", count: 5)
  private static let token = "token" + "OfTheBuilder"
  private static let password = "pass" + "wordOfSomething"
  private static let reader = ["SIGNING_KEY": signingKey]
  private static let writer = ["SIGNING_KEY": signingKey, "CACHE_TOKEN": token]

  init() throws {
    repository = try TestRepository()
    log = repository.surroundings.appending("log")
  }

  /// Commits a gate.yml with this remote cache, and something to check.
  private func configure(_ url: String, timeout: String = "60s") throws {
    try repository.write(
      "gate.yml",
      """
      version: 1
      cache: { remote: { url: "\(url)", key: SIGNING_KEY, write: { token: CACHE_TOKEN }, timeout: \(timeout) } }
      hooks: { pre-commit: [secrets, count] }
      checks:
        secrets: { kind: secrets }
        count: { run: "echo ran >> \(log); cat {files}", files: "*.txt", env: [PASSWORD] }
        prints: { run: "printenv PASSWORD", files: "*.md", env: [PASSWORD] }

      """)
    for name in ["a.txt", "b.txt", "c.md"] { try repository.write(RepositoryPath(name), "content of \(name)\n") }
    try repository.git("add", ".")
    try repository.commit("base")
  }

  private func clone(_ name: String) throws -> LocalPath {
    let path = repository.surroundings.appending(name)
    try repository.git("clone", "--quiet", "\(repository.root)", "\(path)")
    return path
  }

  private func check(
    _ clone: LocalPath?, _ variables: [String: String], _ further: String...
  ) throws -> ProcessResult {
    try repository.gate(
      ["check", "--all", "--check", "count", "--check", "secrets"] + further, in: clone,
      adding: variables.merging(["PASSWORD": Self.password]) { $1 })
  }

  /// How often a command was executed.
  private func executions() throws -> Int {
    try String(contentsOfFile: "\(log)", encoding: .utf8).split(separator: "\n").count
  }

  private func checks(_ result: ProcessResult) throws -> [[String: Any]] {
    let report = try JSONSerialization.jsonObject(with: Data(result.stdout)) as? [String: Any]
    return try #require(report?["checks"] as? [[String: Any]])
  }

  private func expectSharing(_ server: CacheServer) throws {
    try configure(server.url)
    let first = try check(nil, Self.writer)
    #expect(first.status == 0, "\(first.everything)")
    #expect(first.errors.isEmpty)

    let second = try check(try clone("second"), Self.reader, "--format", "json")
    #expect(second.status == 0, "\(second.everything)")
    let reports = try checks(second)
    #expect(reports.count == 2)
    for report in reports {
      #expect(report["cached"] as? Bool == true)
      #expect(report["remote_files"] as? Int == report["files"] as? Int)
    }
    #expect(try executions() == 1)

    let third = try clone("third")
    let plan = try repository.gate(
      "plan", "--all", "--check", "count", "--check", "secrets", in: third,
      adding: Self.reader.merging(["PASSWORD": Self.password]) { $1 })
    #expect(plan.output.contains("this content was checked before, elsewhere"))
    #expect(plan.output.contains("2 from cache"))

    let fourth = try clone("fourth")
    #expect(try check(fourth, Self.reader).output.contains("2 from cache (2 of them remote)"))
    server.kill()
    let local = try check(fourth, Self.reader)
    #expect(local.output.contains("2 from cache"))
    #expect(!local.everything.contains("remote"), "what was found there is known here from then on")
    #expect(try executions() == 1)
  }

  @Test(.enabled(if: CacheServer.nginx != nil, Comment(rawValue: CacheServer.nginxIsMissing)))
  func `what one clone checked no other executes, through nginx`() throws {
    try expectSharing(.startNginx(writeToken: Self.token))
  }

  @Test func `what one clone checked no other executes, through a strict server`() throws {
    try expectSharing(.startStrict())
  }

  @Test(.enabled(if: CacheServer.nginx != nil, Comment(rawValue: CacheServer.nginxIsMissing)))
  func `a tampered entry is refused, said once, and checked anew`() throws {
    let server = try CacheServer.startNginx()
    try configure(server.url)
    #expect(try check(nil, Self.writer).status == 0)
    for path in server.files(in: "ac") {
      let url = URL(filePath: path.description)
      var bytes = [UInt8](try Data(contentsOf: url))
      bytes[bytes.count - 1] ^= 1
      try Data(bytes).write(to: url)
    }
    let second = try check(try clone("second"), Self.writer)
    #expect(second.status == 0)
    #expect(second.errors.split(separator: "\n").count == 1, "\(second.errors)")
    #expect(second.errors.contains("that nobody with this repository's key signed"))
    #expect(try executions() == 2)
    #expect(try check(try clone("third"), Self.reader).errors.isEmpty, "it was replaced")
    #expect(try executions() == 2)
  }

  @Test(.enabled(if: CacheServer.nginx != nil, Comment(rawValue: CacheServer.nginxIsMissing)))
  func `a server that stands still or is gone keeps nobody from anything`() throws {
    let server = try CacheServer.startNginx()
    try configure(server.url, timeout: "100ms")
    server.suspend()
    let still = try check(nil, Self.writer)
    #expect(still.status == 0)
    #expect(still.errors.isEmpty)
    server.kill()
    let gone = try check(try clone("second"), Self.writer)
    #expect(gone.status == 0)
    #expect(gone.errors.isEmpty)
    #expect(try executions() == 2)
  }

  @Test(.enabled(if: CacheServer.nginx != nil, Comment(rawValue: CacheServer.nginxIsMissing)))
  func `gate writes only where it has the credential and may use it`() throws {
    let server = try CacheServer.startNginx()
    try configure(server.url)
    #expect(try check(nil, ["GATE_REMOTE_CACHE": "off"].merging(Self.writer) { $1 }).status == 0)
    #expect(try check(try clone("keyless"), ["CACHE_TOKEN": Self.token]).status == 0)
    #expect(try server.requests().isEmpty)
    #expect(try check(try clone("second"), Self.reader).status == 0)
    #expect(try check(try clone("third"), ["GATE_REMOTE_CACHE": "read"].merging(Self.writer) { $1 }).status == 0)
    let requests = try server.requests()
    #expect(requests.count == 10, "a look-up for each of four files and the task, twice")
    #expect(requests.allSatisfy { $0.hasPrefix("GET /gate/ac/") && $0.hasSuffix(" 404") })
  }

  @Test(.enabled(if: CacheServer.nginx != nil, Comment(rawValue: CacheServer.nginxIsMissing)))
  func `no entry holds a secret`() throws {
    let server = try CacheServer.startNginx(writeToken: Self.token)
    try configure(server.url)
    try repository.write("b.txt", "key = \(Sample.awsKey)\n")
    try repository.git("add", ".")
    let run = try check(nil, Self.writer, "--check", "prints", "--format", "json")
    #expect(run.status == 1)
    #expect(try checks(run).count { $0["verdict"] as? String == "passed" } == 2)
    #expect(server.files(in: "ac").count > 1)
    for secret in [Sample.awsKey, Self.signingKey, Self.token, Self.password] {
      let found = try runProcess("grep", ["-r", "-l", "-a", "-F", secret, "\(server.data)"])
      #expect(found.status == 1, "\(found.output)")
    }
  }

  @Test(.enabled(if: CacheServer.nginx != nil, Comment(rawValue: CacheServer.nginxIsMissing)))
  func `a server with a certificate of one's own is trusted as curl is told to`() throws {
    let certificate = try TestCertificate()
    let server = try CacheServer.startNginx(certificate: certificate)
    try configure(server.url)
    let trusting = ["CURL_CA_BUNDLE": "\(certificate.authority)"]
    #expect(try check(nil, Self.writer.merging(trusting) { $1 }).errors.isEmpty)
    #expect(try check(try clone("second"), Self.reader.merging(trusting) { $1 }).status == 0)
    #expect(try executions() == 1)
    let doubting = try check(try clone("third"), Self.reader)
    #expect(doubting.status == 0)
    #expect(doubting.errors.contains("is not trusted"))
    #expect(try executions() == 2)
  }

  @Test func `what is wrong in the environment is said`() throws {
    try configure("http://127.0.0.1:1")
    let slip = try check(nil, ["GATE_REMOTE_CACHE": "raed"].merging(Self.reader) { $1 })
    #expect(slip.status == 2)
    #expect(slip.errors == "gate: GATE_REMOTE_CACHE is \"raed\"\n  hint: did you mean \"read\"?\n")
    #expect(try check(nil, ["GATE_REMOTE_TIMEOUT": "5"].merging(Self.reader) { $1 }).status == 2)
    let doctor = { variables in
      try repository.gate(["doctor"], adding: variables).output.split(separator: "\n").filter { $0.contains("remote") }
    }
    #expect(
      try doctor([:]) == ["ok  remote cache http://127.0.0.1:1: not used, SIGNING_KEY is not set"])
    #expect(try doctor(Self.reader) == ["ok  remote cache http://127.0.0.1:1: read"])
    #expect(try doctor(Self.writer) == ["ok  remote cache http://127.0.0.1:1: read and written"])
    #expect(try doctor(["SIGNING_KEY": "short"])[0].contains("too short"))
  }
}
