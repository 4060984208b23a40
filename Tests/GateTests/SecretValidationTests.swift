import Foundation
import GateModel
import GateTestSupport
import Testing

/// `gate secrets scan --validate` through the built gate, against issuers on this machine.
@Suite struct SecretValidationTests {
  // Put together at run time: no scanner shall find them here.
  private static let linear = "lin_" + "api_" + String("q7Rz2MpKxW4nT9vDbLs8".shuffledTwice.prefix(40))
  private static let postman =
    "PM" + "AK-" + String(repeating: "a3f9c1", count: 4) + "-" + "7be2d40c915a8f63e1b0c2d94a7f58e361"
  private static let asked: [String: IssuerServer.Answer] = [
    "/api.linear.app/graphql": .init(200, #"{"data":{"viewer":{"id":"1"}}}"#), "/api.getpostman.com/me": .init(401),
  ]

  private func scan(
    _ repository: TestRepository, _ url: String, _ arguments: String..., adding more: [String: String] = [:]
  ) throws -> ProcessResult {
    try repository.gate(
      ["secrets", "scan"] + arguments, adding: ["GATE_VALIDATION_BASE": url].merging(more) { $1 })
  }

  private func repository() throws -> TestRepository {
    let repository = try TestRepository()
    try repository.write("a.env", "LINEAR=\(Self.linear)\nagain=\(Self.linear)\n")
    try repository.write("b.env", "POSTMAN=\(Self.postman)\n")
    return repository
  }

  @Test func `the report says which secrets are live, and each was asked about once`() throws {
    let server = try IssuerServer(Self.asked)
    let repository = try repository()
    let text = try scan(repository, server.url, "--validate", "a.env", "b.env")
    #expect(text.status == 1, "\(text.everything)")
    #expect(text.output.contains("live: api.linear.app accepts it"))
    #expect(text.output.contains("revoked: api.getpostman.com refuses it"))
    #expect(text.errors.contains("asking api.getpostman.com and 1 more"))
    let requests = try server.requests()
    #expect(requests.count == 2)
    #expect(requests.contains { $0.headers["authorization"] == Self.linear })
    for secret in [Self.linear, Self.postman] { #expect(!text.everything.contains(secret)) }
  }

  @Test func `programs are told, too`() throws {
    let server = try IssuerServer(Self.asked)
    let repository = try repository()
    let json = try scan(repository, server.url, "--validate", "--format", "json", ".")
    let report = try JSONSerialization.jsonObject(with: Data(json.stdout)) as? [String: Any]
    let check = try #require((report?["checks"] as? [[String: Any]])?.first)
    let findings = try #require(check["findings"] as? [[String: Any]])
    let states = findings.compactMap { ($0["validity"] as? [String: String])?["state"] }
    #expect(states == ["live", "live", "revoked"], "\(json.output)")
    let sarif = try scan(repository, server.url, "--validate", "--format", "sarif", "a.env")
    #expect(sarif.output.replacing(" ", with: "").contains(#""validity":"live""#), "\(sarif.output)")
    #expect(!sarif.output.contains(Self.linear) && !json.output.contains(Self.linear))
  }

  @Test func `nobody is asked who was not to be`() throws {
    let server = try IssuerServer(Self.asked)
    let repository = try repository()
    let plain = try scan(repository, server.url, ".")
    #expect(plain.status == 1 && !plain.everything.contains("live"))
    let checked = try TestRepository.gated(StagedCheckTests.secretsOnly)
    try checked.gate("install")
    try checked.write("a.env", "LINEAR=\(Self.linear)\n")
    try checked.git("add", ".")
    let refused = try checked.gitWithHooks("commit", "-m", "x", adding: ["GATE_VALIDATION_BASE": server.url])
    #expect(refused.status == 1)
    #expect(try server.requests().isEmpty)
  }

  @Test func `a proxy hears nothing of what is for this machine`() throws {
    let server = try IssuerServer(Self.asked)
    let proxy = try IssuerServer([:])
    let scanned = try scan(
      try repository(), server.url, "--validate", "a.env",
      adding: ["http_proxy": proxy.url, "all_proxy": proxy.url, "HTTPS_PROXY": proxy.url])
    #expect(scanned.output.contains("live: api.linear.app"))
    #expect(try proxy.requests().isEmpty)
  }

  @Test(
    arguments: [
      ("https://example.com", [], "no port of this machine"),
      ("http://127.0.0.1:1", ["--server", "gitlabb=x.example"], "gitlab"),
      ("http://127.0.0.1:1", ["--server", "gitlab=http://x"], "not the name of a host"),
      ("http://127.0.0.1:1", ["--server", "gitlab"], "NAME=HOST"),
    ] as [(String, [String], String)])
  func `what is wrong with the question is said before anything is looked at`(
    base: String, arguments: [String], message: String
  ) throws {
    let result = try TestRepository().gate(
      ["secrets", "scan", "--validate"] + arguments + ["."], adding: ["GATE_VALIDATION_BASE": base])
    #expect(result.status == 2 && result.errors.contains(message) && result.output.isEmpty, "\(result.everything)")
  }

  @Test func `a token of a private server is not sent to the public one`() throws {
    let token = "gl" + "pat-" + "x7Kq2mWvR9tZbN4cYh1s"
    let server = try IssuerServer([
      "/gitlab.com/api/v4/user": .init(200, "{}"), "/git.corp.example/api/v4/user": .init(200, "{}"),
    ])
    let repository = try TestRepository()
    try repository.write("a.env", "GITLAB_TOKEN=\(token)\n")
    try repository.git("remote", "add", "origin", "git@git.corp.example:team/app.git")
    let refused = try scan(repository, server.url, "--validate", "a.env")
    #expect(
      refused.output.contains("unknown: nobody was asked, for the repository is kept at git.corp.example"),
      "\(refused.everything)")
    #expect(try server.requests().isEmpty)
    let named = try scan(repository, server.url, "--validate", "--server", "gitlab=git.corp.example", "a.env")
    #expect(named.output.contains("live: git.corp.example accepts it"), "\(named.everything)")
    try repository.git("remote", "set-url", "origin", "https://gitlab.com/team/app.git")
    #expect(try scan(repository, server.url, "--validate", "a.env").output.contains("live: gitlab.com accepts it"))
  }

  @Test func `a server is named only to be asked`() throws {
    let result = try TestRepository().gate("secrets", "scan", "--server", "gitlab=x.example", ".")
    #expect(result.status == 2 && result.errors.contains("--validate"))
  }

  @Test func `whoever ends the run does not wait for an issuer`() throws {
    let server = try IssuerServer(["/api.linear.app/graphql": .init(0)])
    let repository = try repository()
    // The request has come, and will not be answered.
    let script = """
      gate=$$
      (while ! test -s '\(server.log)'; do :; done; kill -INT $gate) &
      exec gate secrets scan --validate a.env
      """
    let environment = repository.gateEnvironment.merging(["GATE_VALIDATION_BASE": server.url]) { $1 }
    let run = try runProcess("sh", ["-c", script], environment: environment, directory: repository.root)
    #expect(run.status == 130, "\(run.everything)")
    #expect(run.output.contains("unknown: api.linear.app") && !run.everything.contains(Self.linear))
  }

  @Test func `a rule that can be asked about says where`() throws {
    let repository = try TestRepository()
    #expect(try repository.gate("secrets", "explain", "linear-api-key").output.contains("asked at  api.linear.app"))
    #expect(try repository.gate("secrets", "explain", "okta-api-token").output.contains("--server okta=HOST"))
    #expect(try !repository.gate("secrets", "explain", "private-key").output.contains("asked at"))
  }

  @Test func `an issuer that is gone leaves the finding as it is`() throws {
    let server = try IssuerServer([:])
    server.kill()
    let result = try scan(try repository(), server.url, "--validate", "a.env")
    #expect(result.status == 1)
    #expect(result.output.contains("unknown: api.linear.app could not be reached"), "\(result.output)")
  }
}

extension String {
  /// Twice as long, the second half in another order.
  fileprivate var shuffledTwice: String { self + String(reversed()) }
}
