import GateModel
import GitRepository
import LocalFiles
import SecretScanning
import SecretValidation

/// Asks the issuers of what a scan finds whether they still accept it. Only ever where the command line says so: it sends
/// secrets over the network.
struct SecretInquiry: Sendable {
  /// The variable that has a port of this machine play all issuers, for tests.
  static let baseVariable = "GATE_VALIDATION_BASE"

  /// Where the scanner keeps what it finds for the questions.
  let vault = SecretVault()
  private let validator: SecretValidator
  private let context: CommandContext

  /// - Parameters:
  ///   - servers: `NAME=HOST` each.
  ///   - paths: what is scanned. The remotes of the repositories that hold it tell whose servers its secrets may be for.
  /// - Throws: `CommandFailure` where a server's name or the variable is wrong, or there is nothing to ask with.
  init(servers: [String], paths: [String], context: CommandContext) throws(CommandFailure) {
    self.context = context
    var named = NamedServers()
    for server in servers { try Self.add(server, to: &named) }
    let base = try Self.base(context.environment)
    if let missing = CurlTransport.missing {
      throw CommandFailure(.couldNotRun, "--validate: \(missing)", hint: "install libcurl")
    }
    let authorities = RemoteCache.authorities(context.environment)?.description
    validator = SecretValidator(
      servers: named, keepers: try Self.keepers(of: paths, context), base: base,
      transport: CurlTransport(authorities: authorities, avoidsProxies: base != nil),
      now: context.now(),
      pause: { time in
        // Ends early with the cancellation, which the validator then sees.
        try? await Task.sleep(for: time)
      })
  }

  /// The hosts of all remotes of the repositories that hold `paths`.
  private static func keepers(of paths: [String], _ context: CommandContext) throws(CommandFailure) -> [String] {
    var hosts: Set<String> = []
    for path in Set(paths) {
      let place = path == "-" ? context.directory : ScannedPlace.absolute(LocalPath(path), from: context.directory)
      let isDirectory = LocalFiles.status(place, followingLinks: true)?.isDirectory == true
      do throws(GitError) {
        hosts.formUnion(
          try Repository.open(from: isDirectory ? place : place.parent, environment: context.environment).remoteHosts)
      } catch {
        if error.kind != .notARepository { throw CommandFailure(error) }
      }
    }
    return hosts.sorted()
  }

  private static func base(_ environment: [String: String]) throws(CommandFailure) -> LoopbackBase? {
    guard let text = environment[baseVariable], !text.isEmpty else { return nil }
    if let base = LoopbackBase(text) { return base }
    throw CommandFailure(
      .misuse, "\(baseVariable) is no port of this machine", hint: "it is for tests, and may be http://127.0.0.1:PORT")
  }

  private static func add(_ text: String, to servers: inout NamedServers) throws(CommandFailure) {
    do throws(NamedServers.Problem) {
      try servers.add(text)
    } catch {
      switch error {
      case .malformed: throw CommandFailure(.misuse, "--server \(text): it is not NAME=HOST")
      case .invalidHost(let host):
        throw CommandFailure(.misuse, "--server \(text): \"\(host)\" is not the name of a host")
      case .unknownName(let name):
        let nearest = NearestName.match(for: name, among: NamedServers.names)
        throw CommandFailure(
          .misuse, "--server \(text): no issuer with servers of several owners is called \"\(name)\"",
          hint: nearest.map { "did you mean \"\($0)\"?" } ?? "there are \(NamedServers.names.joined(separator: ", "))")
      }
    }
  }

  /// `outcome` with what the issuers say. A secret that is live is an error, whatever was doubtful of its form; one that is
  /// refused weighs as much as before, for what refuses it today may be a firewall.
  func applied(to outcome: CheckOutcome) async -> CheckOutcome {
    let entries = vault.entries
    let hosts = validator.hosts(for: entries)
    if let first = hosts.first {
      let more = hosts.count > 1 ? " and \(hosts.count - 1) more" : ""
      context.complain("gate: asking \(first)\(more) about what was found")
    }
    let validities = await validator.validities(of: entries)
    let findings = outcome.findings.map { finding in
      let key = finding.fingerprint.map { SecretVault.Key(rule: finding.rule, fingerprint: $0) }
      return key.flatMap { validities[$0] }.map { Self.judged(finding, by: $0) } ?? finding
    }
    if outcome.verdict == .errored {
      var outcome = outcome
      outcome.findings = findings
      return outcome
    }
    return .judged(by: findings)
  }

  private static func judged(_ finding: Finding, by validity: CredentialValidity) -> Finding {
    var finding = finding
    finding.validity = validity
    finding.message += "; \(validity.state.rawValue): \(validity.reason)"
    if validity.state == .live { finding.severity = .error }
    return finding
  }
}
