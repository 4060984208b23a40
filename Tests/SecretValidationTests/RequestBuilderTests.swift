import Digests
import GateModel
import SecretScanning
import Testing

@testable import SecretValidation

@Suite struct RequestBuilderTests {
  private func requests(
    _ entry: SecretVault.Entry, servers: NamedServers = NamedServers(), keepers: [String] = [],
    base: LoopbackBase? = nil
  ) throws -> [WireRequest] {
    let declared = try #require(ValidationRequest.byRule[entry.key.rule])
    return try RequestBuilder(servers: servers, keepers: keepers, base: base, now: 1_440_938_160).requests(
      declared, for: entry)
  }

  @Test func `the secret goes where the issuer wants it`() throws {
    let bearer = try requests(.init("openai-api-key", "s-1"))[0]
    #expect(bearer.headers.contains("Authorization: Bearer s-1") && bearer.url == "https://api.openai.com/v1/models")
    #expect(try requests(.init("gitlab-personal-access-token", "g"))[0].headers.contains("PRIVATE-TOKEN: g"))
    // "api:key" and "user:" in base64.
    #expect(try requests(.init("mailgun-api-key", "key"))[0].headers.contains("Authorization: Basic YXBpOmtleQ=="))
    #expect(try requests(.init("readme-api-key", "user"))[0].headers.contains("Authorization: Basic dXNlcjo="))
    let telegram = try requests(.init("telegram-bot-token", "12:AAb_-"))[0]
    #expect(telegram.url == "https://api.telegram.org/bot12:AAb_-/getMe")
    let slack = try requests(.init("slack-webhook", "hooks.slack" + ".com/services/T1/B2/c3"))[0]
    #expect(slack.url == "https://hooks.slack.com/services/T1/B2/c3")
    let linear = try requests(.init("linear-api-key", "k"))[0]
    #expect(linear.headers.contains("Content-Type: application/json") && linear.method == .post)
  }

  @Test func `what stands in an address is escaped`() throws {
    let request = try requests(.init("mapbox-secret-token", "sk.a&b=c#d?e%f"))[0]
    #expect(request.url == "https://api.mapbox.com/tokens/v2?access_token=sk.a%26b%3Dc%23d%3Fe%25f")
  }

  @Test(arguments: ["a b", "a\r\nX-Evil: 1", "a\u{0}b", "ä", "", String(repeating: "a", count: 9_000)])
  func `what could end a header is never sent`(secret: String) {
    #expect(throws: RequestBuilder.Refusal(reason: "it cannot be sent as it is")) {
      try requests(.init("openai-api-key", secret))
    }
  }

  @Test func `the other half is the nearest one that stands alone`() throws {
    let near = "AC" + String(repeating: "b", count: 32)
    let far = "AC" + String(repeating: "a", count: 32)
    let context = "xAC\(String(repeating: "c", count: 32)) \(near) \(String(repeating: ".", count: 99)) \(far)"
    let request = try requests(.init("twilio-auth-token", "t0ken", in: context))[0]
    #expect(request.url == "https://api.twilio.com/2010-04-01/Accounts/\(near).json")
    #expect(throws: RequestBuilder.Refusal.self) { try requests(.init("twilio-auth-token", "t0ken", in: near + "b")) }
  }

  @Test func `part of a host's name is a label, whatever the secret holds`() throws {
    let host = { try self.requests(.init("mailchimp-api-key", $0)).map(\.host) }
    #expect(try host("0123-us12") == ["us12.api.mailchimp.com"])
    for evil in ["0123-evil.example", "0123-us1@evil", "0123-us1/x", "0123-abcdefgh"] {
      #expect(throws: RequestBuilder.Refusal.self, "\(evil)") { try host(evil) }
    }
  }

  @Test func `a server of one's own is asked where it was named, and nobody where it was not`() throws {
    #expect(throws: RequestBuilder.Refusal(reason: "which server it is for is not known: --server okta=HOST")) {
      try requests(.init("okta-api-token", "00x"))
    }
    var servers = NamedServers()
    try servers.add("okta=https://corp.okta.com/")
    try servers.add("gitlab=git.corp:8443/gitlab")
    #expect(
      try requests(.init("okta-api-token", "00x"), servers: servers)[0].url == "https://corp.okta.com/api/v1/users/me")
    let gitlab = try requests(.init("gitlab-personal-access-token", "g"), servers: servers)
    #expect(gitlab.map(\.url) == ["https://git.corp:8443/gitlab/api/v4/user"])
  }

  @Test(
    arguments: [
      "okta", "=x", "nobody=x.example", "okta=", "okta=http://x.example", "okta=user@x.example", "okta=x.example:0",
      "okta=x.example:99999", "okta=x/..%2f", "okta=a b", "okta=x?y", "okta=x#y", "okta=x\r\ny", "okta=[::1]",
    ])
  func `a server's name is a host, or an error`(text: String) {
    var servers = NamedServers()
    #expect(throws: NamedServers.Problem.self) { try servers.add(text) }
  }

  @Test(
    arguments: [
      "https://127.0.0.1:1", "http://127.0.0.1", "http://127.0.0.1:0", "http://127.0.0.1:1/", "http://127.0.0.1:1@evil",
      "http://127.0.0.1:99999", "http://localhost:1", "http://127.0.0.1.evil:1", "http://evil:1", "", "http://[::1]:x",
    ])
  func `nothing but a port of this machine takes the place of all issuers`(text: String) {
    #expect(LoopbackBase(text) == nil)
  }

  @Test func `in tests a port of this machine plays every issuer`() throws {
    let base = try #require(LoopbackBase("http://127.0.0.1:8080"))
    #expect(
      try requests(.init("openai-api-key", "s"), base: base)[0].url == "http://127.0.0.1:8080/api.openai.com/v1/models")
    #expect(LoopbackBase("http://[::1]:1") != nil)
  }

  /// https://docs.aws.amazon.com/general/latest/gr/sigv4-create-canonical-request.html, AWS's own example of 2015.
  @Test func `a signature is AWS's`() {
    let secret = "wJalrXUtnFEMI/K7MDENG+" + "bPxRfiCYEXAMPLEKEY"
    let signature = Signature(
      keyID: "AKID" + "EXAMPLE", secret: Array(secret.utf8), service: "iam", region: "us-east-1",
      time: Signature.time(1_440_938_160))
    let value = signature.authorization(
      "GET", path: "/", query: "Action=ListUsers&Version=2010-05-08",
      headers: [
        ("content-type", "application/x-www-form-urlencoded; charset=utf-8"), ("host", "iam.amazonaws.com"),
        ("x-amz-date", signature.time),
      ], body: [])
    #expect(value.hasSuffix("Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"), "\(value)")
    #expect(value.contains("Credential=AKID" + "EXAMPLE/20150830/us-east-1/iam/aws4_request"))
  }

  @Test(
    arguments: [
      (0, "19700101T000000Z"), (951_782_400, "20000229T000000Z"), (1_440_938_160, "20150830T123600Z"),
      (4_107_542_399, "21000228T235959Z"), (-1, "19691231T235959Z"),
    ] as [(Int64, String)])
  func `time is written as a signature has it`(seconds: Int64, text: String) {
    #expect(Signature.time(seconds) == text)
  }

  @Test func `nothing that holds a secret tells it when it is printed`() throws {
    let secret = "s3cr" + "et-value"
    let entry = SecretVault.Entry("openai-api-key", secret)
    let request = try requests(entry)[0]
    var dumped = ""
    dump(entry, to: &dumped)
    dump(request, to: &dumped)
    for text in ["\(entry)", "\(request)", String(reflecting: entry), String(reflecting: request), dumped] {
      #expect(!text.contains(secret) && !text.contains("115, 51"), "\(text)")
    }
  }

  /// What stands as `tok3n` in `text`.
  private func entry(_ rule: String, _ text: String) throws -> SecretVault.Entry {
    let start = try #require(text.firstRange(of: "tok3n")).lowerBound
    return SecretVault.Entry(
      key: SecretVault.Key(rule: rule, fingerprint: "f"), secret: Array("tok3n".utf8), surroundings: Array(text.utf8),
      offset: text.utf8.distance(from: text.startIndex, to: start))
  }

  @Test(
    arguments: [
      "url = https://git.corp.example\ntoken = tok3n", "token: tok3n # gitlab.corp.example",
      "https://o:" + "tok3n@code.corp/a",
      "GITLAB_HOST=git.corp.example\nGITLAB_TOKEN=tok3n\n", "tok3n\n\nregistry: git.corp.example",
    ])
  func `what may be for a server of one's own is not sent to the issuer`(text: String) throws {
    let entry = try entry("gitlab-personal-access-token", text)
    let refusal = #expect(throws: RequestBuilder.Refusal.self) { try requests(entry) }
    #expect(refusal?.reason.contains("--server gitlab=HOST") == true && refusal?.reason.contains("corp") == false)
    var servers = NamedServers()
    try servers.add("gitlab=gitlab.com")
    #expect(try requests(entry, servers: servers).map(\.host) == ["gitlab.com"])
  }

  @Test(
    arguments: [
      "tok3n", "https://gitlab.com/api/v4\ntoken = tok3n", "see docs.gitlab.com\nkey = tok3n\nfile = config.json",
      "host = git.corp.example\n\n\n\ntoken = tok3n", "mail = a@corp.example\ntoken = tok3n",
    ])
  func `what else stands near a token keeps nobody from asking`(text: String) throws {
    let entry = try entry("gitlab-personal-access-token", text)
    #expect(try requests(entry).map(\.host) == ["gitlab.com"])
  }

  @Test func `where a repository is kept tells whose its tokens may be`() throws {
    for rule in ["gitlab-personal-access-token", "github-oauth-token"] {
      let entry = SecretVault.Entry(rule, "tok3n")
      let refusal = #expect(throws: RequestBuilder.Refusal.self) { try requests(entry, keepers: ["git.corp.example"]) }
      #expect(refusal?.reason.contains("the repository is kept at git.corp.example") == true)
      #expect(try !requests(entry, keepers: ["github.com", "gitlab.com"]).isEmpty)
    }
    #expect(try !requests(.init("openai-api-key", "s"), keepers: ["git.corp.example"]).isEmpty)
  }
}
