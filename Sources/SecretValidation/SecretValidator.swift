package import GateModel
package import SecretScanning

/// Asks the issuers of secrets whether they still accept them, each secret once, some at a time, no host more often than it
/// likes. The answers are kept nowhere.
package struct SecretValidator: Sendable {
  /// How much is asked at once, and how often.
  package struct Pace: Sendable {
    /// Requests in flight together.
    package var width = 8
    /// Those of them that go to one host.
    package var widthOfHost = 2
    /// How long a host is left alone before it is asked again.
    package var rest = Duration.milliseconds(250)
    /// How long an answer may take.
    package var patience = Duration.seconds(10)
    /// Requests in all.
    package var most = 2_000

    package init() {}
  }

  private let servers: NamedServers
  private let keepers: [String]
  private let base: LoopbackBase?
  private let transport: any ValidationTransport
  private let pace: Pace
  private let now: Int64
  private let pause: @Sendable (Duration) async -> Void

  /// - Parameters:
  ///   - servers: those that the user named.
  ///   - keepers: the hosts that the repository is kept at, which tell whose servers its secrets may be for.
  ///   - base: where all requests go instead, in tests.
  ///   - now: seconds since 1970, for signatures.
  ///   - pause: waits; ends early where the task is cancelled.
  package init(
    servers: NamedServers, keepers: [String] = [], base: LoopbackBase?, transport: any ValidationTransport,
    pace: Pace = Pace(), now: Int64,
    pause: @escaping @Sendable (Duration) async -> Void
  ) {
    self.servers = servers
    self.keepers = keepers
    self.base = base
    self.transport = transport
    self.pace = pace
    self.now = now
    self.pause = pause
  }

  /// One request that is to be made, or was.
  private struct Attempt {
    var entry: Int
    var request: WireRequest
    var declared: ValidationRequest
    var reply: Reply?
  }

  /// The hosts that ``validities(of:)`` would ask, in order.
  package func hosts(for entries: [SecretVault.Entry]) -> [String] {
    Set(attempts(for: entries).attempts.map(\.request.host)).sorted()
  }

  /// What the issuers say of each of `entries`.
  package func validities(of entries: [SecretVault.Entry]) async -> [SecretVault.Key: CredentialValidity] {
    var (attempts, validities) = attempts(for: entries)
    await ask(&attempts)
    let byEntry = Dictionary(grouping: attempts, by: \.entry)
    for (entry, made) in byEntry { validities[entries[entry].key] = Self.validity(of: made) }
    return validities
  }

  private func attempts(
    for entries: [SecretVault.Entry]
  ) -> (attempts: [Attempt], unasked: [SecretVault.Key: CredentialValidity]) {
    let builder = RequestBuilder(servers: servers, keepers: keepers, base: base, now: now)
    var attempts: [Attempt] = []
    var unasked: [SecretVault.Key: CredentialValidity] = [:]
    for (number, entry) in entries.enumerated() {
      guard let declared = ValidationRequest.byRule[entry.key.rule] else {
        unasked[entry.key] = CredentialValidity(.unknown, "gate knows of no harmless way to ask")
        continue
      }
      do throws(RequestBuilder.Refusal) {
        attempts += try builder.requests(declared, for: entry).map { request in
          Attempt(entry: number, request: request, declared: declared)
        }
      } catch {
        unasked[entry.key] = CredentialValidity(.unknown, error.reason)
      }
    }
    return (attempts, unasked)
  }

  private func ask(_ attempts: inout [Attempt]) async {
    var waiting = Array(attempts.indices)
    var lastHosts: Set<String> = []
    /// Hosts that are asked no more, and why.
    var closed: [String: Reply] = [:]
    for index in waiting.dropFirst(pace.most) { attempts[index].reply = .unclear("was not asked: there are too many") }
    waiting = Array(waiting.prefix(pace.most))
    while !waiting.isEmpty, !Task.isCancelled {
      for index in waiting { attempts[index].reply = closed[attempts[index].request.host] }
      waiting.removeAll { attempts[$0].reply != nil }
      var counts: [String: Int] = [:]
      let wave = waiting.filter { index in
        let host = attempts[index].request.host
        guard counts.values.reduce(0, +) < pace.width, counts[host, default: 0] < pace.widthOfHost else { return false }
        counts[host, default: 0] += 1
        return true
      }
      if wave.isEmpty { break }
      if !lastHosts.isDisjoint(with: counts.keys) { await pause(pace.rest) }
      let answers = transport.perform(wave.map { attempts[$0].request }, within: pace.patience)
      for (index, answer) in zip(wave, answers) {
        let reply = Self.reply(answer, to: attempts[index].declared)
        attempts[index].reply = reply
        if Self.closes(answer) { closed[attempts[index].request.host] = reply }
      }
      lastHosts = Set(counts.keys)
      waiting.removeAll(where: Set(wave).contains)
    }
  }

  private static func reply(_ answer: WireAnswer?, to declared: ValidationRequest) -> Reply {
    switch answer {
    case .status(let status, let content): Reply(status: status, content: content, answers: declared.answers)
    case .untrusted: .unclear("has a certificate that is not trusted")
    case .unreachable: .unclear("could not be reached")
    case nil: .unclear("did not answer in time")
    }
  }

  /// Whether there is no sense in asking the host again.
  private static func closes(_ answer: WireAnswer?) -> Bool {
    switch answer {
    case .status(let status, _): status == 429 || status == 503
    case .untrusted, .unreachable, nil: true
    }
  }

  /// One that accepts it is enough; all have to refuse it.
  private static func validity(of attempts: [Attempt]) -> CredentialValidity {
    if let live = attempts.first(where: { $0.reply == .accepted }) {
      return CredentialValidity(.live, "\(live.request.host) accepts it")
    }
    for attempt in attempts {
      switch attempt.reply {
      case .unclear(let reason): return CredentialValidity(.unknown, "\(attempt.request.host) \(reason)")
      case nil: return CredentialValidity(.unknown, "\(attempt.request.host) was not asked: the run ended")
      case .accepted, .refused: continue
      }
    }
    guard let first = attempts.first else { return CredentialValidity(.unknown, "there is nobody to ask") }
    let isOwn = first.declared.server != nil && !first.declared.hosts.contains(first.request.host)
    if let doubt = first.declared.doubt, !isOwn {
      return CredentialValidity(.unknown, "\(first.request.host) refuses it, but \(doubt)")
    }
    return CredentialValidity(.revoked, "\(first.request.host) refuses it")
  }
}
