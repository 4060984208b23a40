import GateModel
import SecretScanning
import Synchronization

@testable import SecretValidation

/// Issuers in memory, by `HOST/PATH`.
final class ScriptedIssuers: ValidationTransport {
  private let answers: [String: WireAnswer]
  /// The requests of each call.
  private let calls: Mutex<[[WireRequest]]> = Mutex([])

  init(_ answers: [String: WireAnswer]) { self.answers = answers }

  var waves: [[WireRequest]] { calls.withLock { $0 } }
  var requests: [WireRequest] { waves.flatMap { $0 } }

  func perform(_ requests: [WireRequest], within time: Duration) -> [WireAnswer?] {
    calls.withLock { $0.append(requests) }
    return requests.map { answers[String($0.url.dropFirst("https://".count))] }
  }
}

extension SecretValidator {
  /// One that waits for nothing.
  init(_ transport: any ValidationTransport, servers: NamedServers = NamedServers()) {
    self.init(servers: servers, base: nil, transport: transport, now: 1_440_938_160, pause: { _ in })
  }

  /// What is said of one secret.
  func validity(of entry: SecretVault.Entry) async -> CredentialValidity? { await validities(of: [entry])[entry.key] }
}

extension SecretVault.Entry {
  /// A secret of `rule`, with `context` around it.
  init(_ rule: String, _ secret: String, in context: String = "", number: Int = 0) {
    let surroundings = Array((secret + "\n" + context).utf8)
    self.init(
      key: SecretVault.Key(rule: rule, fingerprint: "\(number)"), secret: Array(secret.utf8),
      surroundings: surroundings,
      offset: 0)
  }
}
