import GateModel
import SecretScanning
import Synchronization
import Testing

@testable import SecretValidation

@Suite struct SecretValidatorTests {
  private let key = SecretVault.Entry("openai-api-key", "s1")
  private let place = "api.openai.com/v1/models"

  private func validity(_ answer: WireAnswer?) async -> CredentialValidity? {
    await SecretValidator(ScriptedIssuers(answer.map { [place: $0] } ?? [:])).validity(of: key)
  }

  @Test func `the answer decides, and no answer says nothing`() async {
    #expect(await validity(.status(200, [])) == CredentialValidity(.live, "api.openai.com accepts it"))
    #expect(await validity(.status(401, [])) == CredentialValidity(.revoked, "api.openai.com refuses it"))
    #expect(await validity(.status(429, []))?.reason == "api.openai.com was asked too often")
    #expect(await validity(.status(500, []))?.reason == "api.openai.com is in trouble (status 500)")
    #expect(await validity(.status(302, []))?.state == .unknown)
    #expect(await validity(.status(404, []))?.state == .unknown)
    #expect(await validity(.unreachable)?.reason == "api.openai.com could not be reached")
    #expect(await validity(.untrusted)?.reason == "api.openai.com has a certificate that is not trusted")
    #expect(await validity(nil)?.reason == "api.openai.com did not answer in time")
  }

  @Test func `a page of somebody in between is no yes`() async {
    let stripe = SecretVault.Entry("stripe-restricted-key", "rk")
    for (content, state) in [
      (#" {"error": {}}"#, CredentialValidity.State.live), ("<html>{blocked}</html>", .unknown), ("", .unknown),
    ] {
      let issuers = ScriptedIssuers(["api.stripe.com/v1/balance": .status(403, Array(content.utf8))])
      #expect(await SecretValidator(issuers).validity(of: stripe)?.state == state, "\(content)")
    }
  }

  @Test func `one of several places that accepts it is enough, all have to refuse it`() async {
    let key = SecretVault.Entry("sendgrid-api-key", "SG")
    let (us, eu) = ("api.sendgrid.com/v3/scopes", "api.eu.sendgrid.com/v3/scopes")
    func state(_ first: WireAnswer, _ second: WireAnswer) async -> CredentialValidity.State? {
      await SecretValidator(ScriptedIssuers([us: first, eu: second])).validity(of: key)?.state
    }
    #expect(await state(.status(401, []), .status(200, [])) == .live)
    #expect(await state(.status(401, []), .status(401, [])) == .revoked)
    #expect(await state(.status(401, []), .unreachable) == .unknown)
  }

  @Test func `a refusal that can mean something else says nothing`() async throws {
    let token = SecretVault.Entry("gitlab-personal-access-token", "g")
    let refusing = ScriptedIssuers([
      "gitlab.com/api/v4/user": .status(401, []), "git.corp/api/v4/user": .status(401, []),
    ])
    let elsewhere = await SecretValidator(refusing).validity(of: token)
    #expect(elsewhere?.state == .unknown && elsewhere?.reason.contains("--server gitlab=HOST") == true)
    var servers = NamedServers()
    try servers.add("gitlab=git.corp")
    #expect(await SecretValidator(refusing, servers: servers).validity(of: token)?.state == .revoked)
  }

  @Test func `content decides where the issuer always answers 200`() async {
    let token = SecretVault.Entry("slack-bot-token", "x")
    for (content, state) in [
      (#"{"ok": true, "team": "t"}"#, CredentialValidity.State.live),
      (#"{"ok":false,"error":"token_revoked"}"#, .revoked),
      (#"{"ok":false,"error":"fatal_error"}"#, .unknown), ("", .unknown),
    ] {
      let issuers = ScriptedIssuers(["slack.com/api/auth.test": .status(200, Array(content.utf8))])
      #expect(await SecretValidator(issuers).validity(of: token)?.state == state, "\(content)")
    }
  }

  @Test func `what no rule can ask about is said to be unknown`() async {
    let issuers = ScriptedIssuers([:])
    let validity = await SecretValidator(issuers).validity(of: .init("private-key", "k"))
    #expect(validity == CredentialValidity(.unknown, "gate knows of no harmless way to ask"))
    #expect(issuers.requests.isEmpty)
  }

  @Test func `so many at once, and no host too often`() async {
    let rests = Mutex(0)
    let issuers = ScriptedIssuers([place: .status(401, []), "api.groq.com/openai/v1/models": .status(200, [])])
    let entries = (0..<20).map { number in
      SecretVault.Entry(number < 10 ? "openai-api-key" : "groq-api-key", "s\(number)", number: number)
    }
    let validator = SecretValidator(
      servers: NamedServers(), base: nil, transport: issuers, now: 0, pause: { _ in rests.withLock { $0 += 1 } })
    let validities = await validator.validities(of: entries)
    #expect(validities.count == 20 && validities.values.count { $0.state == .live } == 10)
    #expect(issuers.requests.count == 20)
    for wave in issuers.waves {
      #expect(wave.count <= 8)
      #expect(Dictionary(grouping: wave, by: \.host).values.allSatisfy { $0.count <= 2 })
    }
    #expect(rests.withLock { $0 } == issuers.waves.count - 1)
  }

  @Test(arguments: [WireAnswer.status(429, []), .status(503, []), .unreachable, .untrusted])
  func `a host that wants no more is asked no more`(answer: WireAnswer) async {
    let issuers = ScriptedIssuers([place: answer])
    let entries = (0..<9).map { SecretVault.Entry("openai-api-key", "s\($0)", number: $0) }
    let validities = await SecretValidator(issuers).validities(of: entries)
    #expect(issuers.requests.count == 2)
    #expect(validities.count == 9 && validities.values.allSatisfy { $0.state == .unknown })
  }

  @Test func `a run that was ended asks no more, and says so`() async {
    let issuers = ScriptedIssuers([place: .status(200, [])])
    let entry = key
    let task = Task { () -> CredentialValidity? in
      withUnsafeCurrentTask { $0?.cancel() }
      return await SecretValidator(issuers).validity(of: entry)
    }
    #expect(await task.value?.state == .unknown)
    #expect(issuers.requests.isEmpty)
  }

  @Test func `a scanner that was given a vault keeps each secret once, in it alone`() throws {
    let vault = SecretVault()
    let rule = try #require(SecretRule.all.first { $0.id == "linear-api-key" })
    let secret = try #require(rule.finds.first).filter { $0 != "\u{ab}" && $0 != "\u{bb}" }
    let scanner = try SecretScanner(vault: vault)
    let findings = try scanner.scan(Array("a = \(secret)\nb = \(secret)\n".utf8), path: "a.txt")
    #expect(findings.count == 2 && vault.entries.count == 1)
    #expect(vault.entries.first?.secret == Array(secret.utf8))
    #expect(vault.entries.first?.key == SecretVault.Key(rule: rule.id, fingerprint: findings[0].fingerprint ?? ""))
  }
}
