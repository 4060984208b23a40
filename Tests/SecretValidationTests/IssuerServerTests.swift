import GateModel
import GateTestSupport
import SecretScanning
import Testing

@testable import SecretValidation

/// Through libcurl, against a server on this machine.
@Suite struct IssuerServerTests {
  private func validator(_ url: String, patience: Duration = .seconds(60)) -> SecretValidator {
    var pace = SecretValidator.Pace()
    pace.patience = patience
    return SecretValidator(
      servers: NamedServers(), base: LoopbackBase(url), transport: CurlTransport(avoidsProxies: true),
      pace: pace, now: 1_440_938_160, pause: { _ in })
  }

  @Test func `live, revoked and unknown, as the issuer answers`() async throws {
    let server = try IssuerServer([
      "/api.openai.com/v1/models": .init(200), "/api.groq.com/openai/v1/models": .init(401),
      "/api.mistral.ai/v1/models": .init(429), "/api.cohere.com/v1/models": .init(502),
      "/api.cerebras.ai/v1/models": .init(302, location: "/api.openai.com/v1/models"),
      "/slack.com/api/auth.test": .init(200, #"{"ok":false,"error":"invalid_auth"}"#),
    ])
    let rules = [
      "openai-api-key", "groq-api-key", "mistral-api-key", "cohere-api-key", "cerebras-api-key", "slack-bot-token",
    ]
    let entries = rules.enumerated().map { SecretVault.Entry($1, "secret-\($0)", number: $0) }
    let validities = await validities(validator(server.url), entries)
    #expect(validities.map(\.state) == [.live, .revoked, .unknown, .unknown, .unknown, .revoked])
    let requests = try server.requests()
    #expect(requests.count == 6, "a redirection is not followed")
    let openAI = try #require(requests.first { $0.path.contains("openai.com") })
    #expect(openAI.headers["authorization"] == "Bearer secret-0" && openAI.headers["user-agent"] == "gate")
    let slack = try #require(requests.first { $0.path.contains("slack.com") })
    #expect(slack.method == "POST" && slack.headers["authorization"] == "Bearer secret-5")
  }

  @Test func `what is posted arrives, and so does what signs it`() async throws {
    let server = try IssuerServer([
      "/sts.amazonaws.com/": .init(200, "<GetCallerIdentityResponse/>"),
      "/api.linear.app/graphql": .init(200, #"{"data": {"viewer": {"id": "1"}}}"#),
    ])
    let id = "AK" + "IA" + String(repeating: "Q7", count: 8)
    let entries = [
      SecretVault.Entry("aws-secret-access-key", String(repeating: "a1", count: 20), in: "id = \(id)\n"),
      SecretVault.Entry("linear-api-key", "k"),
    ]
    #expect(await validities(validator(server.url), entries).map(\.state) == [.live, .live])
    let requests = try server.requests()
    let sts = try #require(requests.first { $0.path.hasPrefix("/sts") })
    #expect(
      sts.body == "Action=GetCallerIdentity&Version=2011-06-15" && sts.headers["x-amz-date"] == "20150830T123600Z")
    #expect(sts.headers["authorization"]?.contains("Credential=\(id)/20150830/us-east-1/sts/aws4_request") == true)
    #expect(requests.first { $0.path.hasPrefix("/api.linear") }?.body == #"{"query":"{ viewer { id } }"}"#)
  }

  @Test func `an issuer that is gone, or says nothing, is unknown`() async throws {
    let server = try IssuerServer([:])
    let entry = SecretVault.Entry("openai-api-key", "s")
    server.suspend()
    let silent = await validities(validator(server.url, patience: .milliseconds(200)), [entry])
    #expect(silent.map(\.reason) == ["api.openai.com did not answer in time"])
    server.kill()
    let gone = await validities(validator(server.url), [entry])
    #expect(gone.map(\.reason) == ["api.openai.com could not be reached"])
  }

  @Test func `a certificate that nobody signed is not trusted, and nothing is sent`() throws {
    let certificate = try TestCertificate()
    let server = try IssuerServer(["/x": .init(200)], certificate: certificate)
    let request = WireRequest(
      method: .get, host: "127.0.0.1", url: "\(server.url)/x", headers: ["Authorization: Bearer s"], body: [])
    #expect(CurlTransport(avoidsProxies: true).perform([request], within: .seconds(60)) == [.untrusted])
    #expect(try server.requests().isEmpty)
    let trusting = CurlTransport(authorities: "\(certificate.authority)", avoidsProxies: true)
    #expect(trusting.perform([request], within: .seconds(60)) == [.status(200, Array("{}".utf8))])
  }

  @Test func `an answer without end is no answer`() async throws {
    let long = String(repeating: "x", count: 2 << 20)
    let server = try IssuerServer(["/api.openai.com/v1/models": .init(200, long)])
    #expect(await validities(validator(server.url), [.init("openai-api-key", "s")]).map(\.state) == [.unknown])
  }

  private func validities(_ validator: SecretValidator, _ entries: [SecretVault.Entry]) async -> [CredentialValidity] {
    let answers = await validator.validities(of: entries)
    return entries.compactMap { answers[$0.key] }
  }
}
