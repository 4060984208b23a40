import GateModel
import SecretScanning
import Testing

@testable import SecretValidation

/// The declared requests, all of them.
@Suite struct ValidationRequestTests {
  @Test func `every request is for rules that exist, each rule in one only`() {
    let known = Set(SecretRule.all.map(\.id))
    let named = ValidationRequest.all.flatMap(\.rules)
    #expect(Set(named).subtracting(known).isEmpty, "\(Set(named).subtracting(known).sorted())")
    #expect(Set(named).count == named.count)
  }

  @Test func `more than forty families of secrets can be asked about`() {
    let families = Set(
      SecretRule.all.filter { ValidationRequest.byRule[$0.id] != nil }.map {
        $0.family.name == "service" ? $0.id : $0.family.name
      })
    #expect(families.count >= 40)
    #expect(ValidationRequest.all.count >= 60)
  }

  @Test(arguments: ValidationRequest.all.map { $0.rules[0] })
  func `a request goes to the issuer alone, and changes nothing there`(rule: String) throws {
    let request = try #require(ValidationRequest.byRule[rule])
    #expect(request.source.hasPrefix("https://"))
    #expect(!request.hosts.isEmpty || request.server != nil)
    for host in request.hosts {
      #expect(host.contains(".") && host.allSatisfy { $0.isLowercase || $0.isNumber || ".-{}".contains($0) }, "\(host)")
    }
    for path in request.paths { #expect(path.hasPrefix("/") && !path.contains(" ")) }
    // Only what takes its questions by POST is asked so.
    #expect(request.method == .get || request.body != nil || request.paths == ["/api/auth.test"])
    #expect(request.body?.contains("mutation") != true)
    // A secret in an address lands in logs: only where there is no other way.
    let isInPath = request.paths.contains { $0.contains("{token}") }
    #expect(isInPath == (request.credential == .path))
    let built = try RequestBuilder(servers: Self.servers(request), now: 0).requests(request, for: Self.entry(request))
    for wire in built {
      let names = wire.headers.map { $0.prefix { $0 != ":" } }
      #expect(Set(names).count == names.count, "\(names)")
      #expect(wire.url.hasPrefix("https://\(wire.host)/"))
    }
    #expect(request.companion != nil || !(request.paths.contains { $0.contains("{pair}") }))
  }

  @Test(arguments: ValidationRequest.all.map { $0.rules[0] })
  func `what is accepted is live, what is refused is not, the rest is unknown`(rule: String) async throws {
    let request = try #require(ValidationRequest.byRule[rule])
    let entry = try Self.entry(request)
    let servers = try Self.servers(request)
    func asked(_ status: Int, _ content: String) async throws -> CredentialValidity.State? {
      await SecretValidator(SameAnswer(answer: .status(status, Array(content.utf8))), servers: servers)
        .validity(of: entry)?.state
    }
    let yes = request.answers.first { $0.meaning == .accepted && $0.statuses.contains(200) }
    let answersInTwoHundred = request.answers.contains { $0.statuses.contains(200) }
    if let content = yes?.content {
      #expect(try await asked(200, content) == .live)
    } else if request.rules != ["slack-webhook"], !answersInTwoHundred {
      #expect(try await asked(200, "{}") == .live)
    }
    for answer in request.answers {
      let state = try await asked(answer.statuses.lowerBound, answer.content ?? "{}")
      #expect(
        state
          == (answer.meaning == .accepted ? .live : request.doubt != nil && request.server == nil ? .unknown : .revoked)
      )
    }
    for status in [302, 429, 500, 503] { #expect(try await asked(status, "{}") == .unknown) }
  }

  private static func servers(_ request: ValidationRequest) throws -> NamedServers {
    var servers = NamedServers()
    if let server = request.server { try servers.add("\(server)=issuer.example") }
    return servers
  }

  /// An example of the first rule of `request`, with its other half.
  static func entry(_ request: ValidationRequest) throws -> SecretVault.Entry {
    let rule = try #require(SecretRule.all.first { $0.id == request.rules[0] })
    let text = try #require(rule.finds.first)
    let start = try #require(text.firstIndex(of: "\u{ab}"))
    let end = try #require(text.firstIndex(of: "\u{bb}"))
    let pair = request.companion.map { companion in
      companion.prefix + String(repeating: companion.alphabet == .hex ? "a4" : "Q7", count: companion.count / 2)
    }
    return SecretVault.Entry(rule.id, String(text[text.index(after: start)..<end]), in: pair ?? "")
  }
}

/// Gives one answer to everything.
private struct SameAnswer: ValidationTransport {
  let answer: WireAnswer

  func perform(_ requests: [WireRequest], within time: Duration) -> [WireAnswer?] { requests.map { _ in answer } }
}
