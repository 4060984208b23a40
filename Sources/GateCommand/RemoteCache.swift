import GateConfiguration
import GateModel
import Reporting
import ResultCache

/// The remote cache of gate.yml, with what the environment holds for it.
struct RemoteCache {
  /// What a run does with the remote cache: the value of `GATE_REMOTE_CACHE`.
  enum Use: String, CaseIterable {
    /// Neither reads nor writes.
    case off
    /// Reads, even where it could write: for runs whose verdicts others should not rely on.
    case read
  }

  /// The variable that says what a run does with the remote cache.
  static let useVariable = "GATE_REMOTE_CACHE"
  /// The variable that says how long a look-up may take, in place of gate.yml.
  static let timeoutVariable = "GATE_REMOTE_TIMEOUT"

  /// What the remote store is opened with, `nil` where it is not used.
  var settings: RemoteSettings?
  /// Why it is not used, where gate.yml names one.
  var absence: String?

  /// - Parameter declared: the variables that checks are given, which their tools may print.
  /// - Throws: `CommandFailure` where a variable of gate's own is wrong.
  init(
    _ configuration: RemoteCacheConfiguration, declared: [String], environment: [String: String]
  ) throws(CommandFailure) {
    let use = try Self.use(environment)
    if use == .off {
      absence = "\(Self.useVariable) is off"
      return
    }
    guard let key = environment[configuration.keyVariable], !key.isEmpty else {
      absence = "\(configuration.keyVariable) is not set"
      return
    }
    if key.utf8.count < RemoteSettings.leastKeyLength {
      absence =
        "the key in \(configuration.keyVariable) is too short: at least \(RemoteSettings.leastKeyLength) bytes are needed"
      return
    }
    let write = use == .read ? nil : configuration.write.flatMap { Self.authorization($0, environment) }
    let read = configuration.read.flatMap { Self.authorization($0, environment) }
    if write == nil, read == nil, let missing = configuration.read {
      absence = "\(missing.variables.joined(separator: " and ")) cannot be used: not set, or no credential"
      return
    }
    settings = RemoteSettings(
      url: configuration.url, authorization: write ?? read, signingKey: Array(key.utf8), canWrite: write != nil,
      timeout: try Self.timeout(environment) ?? configuration.timeout,
      secrets: Self.secrets(declared + configuration.variables, environment),
      authorities: Self.authorities(environment))
  }

  /// The store that a run asks, `nil` where there is none to ask.
  ///
  /// - Throws: `CommandFailure` where a variable of gate's own is wrong.
  static func store(
    _ configuration: Configuration, beside local: LocalStore?, context: CommandContext
  ) throws(CommandFailure) -> RemoteStore? {
    guard let remote = configuration.remoteCache, let local else { return nil }
    let declared = configuration.checks.flatMap(\.environment)
    let settings = try RemoteCache(remote, declared: declared, environment: context.environment).settings
    return settings.map { RemoteStore($0, memory: local, now: context.now) }
  }

  private static func use(_ environment: [String: String]) throws(CommandFailure) -> Use? {
    guard let text = environment[useVariable], !text.isEmpty else { return nil }
    if let use = Use(rawValue: text) { return use }
    let names = Use.allCases.map(\.rawValue)
    throw CommandFailure(
      .misuse, "\(useVariable) is \"\(text.prefix(40))\"",
      hint: NearestName.match(for: text, among: names).map { "did you mean \"\($0)\"?" }
        ?? "it may be \(names.joined(separator: " or "))")
  }

  private static func timeout(_ environment: [String: String]) throws(CommandFailure) -> Duration? {
    guard let text = environment[timeoutVariable], !text.isEmpty else { return nil }
    do throws(Units.Problem) {
      return try Units.duration(text)
    } catch {
      throw CommandFailure(
        .misuse, "\(timeoutVariable) is \"\(text.prefix(40))\"", hint: "a duration with its unit: 300ms, 5s")
    }
  }

  /// The values of those variables whose name says that they hold a secret. Short ones are left out: they are no secrets, and
  /// stand in many an output by chance.
  private static func secrets(_ variables: [String], _ environment: [String: String]) -> [String] {
    let words = ["KEY", "TOKEN", "SECRET", "PASSW", "CREDENTIAL", "AUTH"]
    return Set(variables).compactMap { variable in
      let name = variable.uppercased()
      guard words.contains(where: { name.contains($0) }), let value = environment[variable] else { return nil }
      return value.utf8.count >= 8 ? value : nil
    }
  }

  /// Where curl(1) looks for certificates that are trusted instead of the system's.
  static func authorities(_ environment: [String: String]) -> LocalPath? {
    for variable in ["CURL_CA_BUNDLE", "SSL_CERT_FILE"] {
      if let path = environment[variable], !path.isEmpty { return LocalPath(path) }
    }
    return nil
  }

  /// The header's value, `nil` where a variable is not set or could end the line of the header.
  private static func authorization(
    _ credential: RemoteCacheConfiguration.Credential, _ environment: [String: String]
  ) -> String? {
    let values = credential.variables.compactMap { environment[$0] }
    guard values.count == credential.variables.count,
      values.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f } })
    else { return nil }
    switch credential {
    case .token: return "Bearer \(values[0])"
    case .password: return "Basic \(Base64.encode(Array("\(values[0]):\(values[1])".utf8)))"
    }
  }
}

extension RemoteCacheConfiguration {
  /// The variables that hold its secrets.
  fileprivate var variables: [String] { [keyVariable] + (read?.variables ?? []) + (write?.variables ?? []) }
}

extension RemoteCacheConfiguration.Credential {
  /// The variables that it is made of.
  var variables: [String] {
    switch self {
    case .token(let variable): [variable]
    case .password(let user, let password): [user, password]
    }
  }
}
