import GateConfiguration
import GateModel

/// Which of the configured checks a run is about.
struct CheckChoice {
  /// The checks to run, in the order of the hook's list or of gate.yml.
  var checks: [CheckConfiguration]
  /// Reports on those that `GATE_SKIP` takes out.
  var skipped: [CheckReport]

  /// - Throws: `CommandFailure` for a name that gate.yml does not have.
  init(
    _ configuration: Configuration, request: ScopeRequest, options: CheckRun.Options, environment: [String: String]
  ) throws(CommandFailure) {
    let byName = Dictionary(configuration.checks.map { ($0.id.name, $0) }, uniquingKeysWith: { first, _ in first })
    var chosen: [CheckConfiguration] = []
    if !options.checks.isEmpty {
      for name in options.checks { chosen.append(try Self.check(name, among: byName, asked: "--check")) }
    } else if let hook = options.hook {
      guard let listed = configuration.hooks[hook] else {
        throw Self.unlisted(hook, configuration)
      }
      chosen = listed.compactMap { byName[$0.name] }
    } else {
      chosen = Self.due(configuration, for: request).compactMap { byName[$0.name] }
    }
    let skips = Set((environment["GATE_SKIP"] ?? "").split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init))
    for name in skips.sorted() where byName[name] == nil {
      throw CommandFailure(
        .misuse, "GATE_SKIP names the check \"\(name)\", which gate.yml does not have",
        hint: NearestName.match(for: name, among: byName.keys.sorted()).map { "did you mean \"\($0)\"?" })
    }
    checks = chosen.filter { !skips.contains($0.id.name) }
    skipped = chosen.filter { skips.contains($0.id.name) }.map {
      CheckReport(
        check: $0.id, kind: $0.kind.name, outcome: CheckOutcome(.skipped, reason: "skipped by GATE_SKIP"))
    }
  }

  private static func unlisted(_ hook: String, _ configuration: Configuration) -> CommandFailure {
    let known = configuration.hooks.keys.sorted()
    var failure = CommandFailure(
      .misuse, "gate.yml lists no checks for the hook \"\(hook)\"",
      hint: NearestName.match(for: hook, among: known).map { "did you mean \"\($0)\"?" }
        ?? "hooks in gate.yml: \(known.joined(separator: ", "))")
    failure.isUnlistedHook = true
    return failure
  }

  /// The checks that suit the request where nobody names any: a hook's where the request is that hook's by hand, all that
  /// gate.yml has otherwise.
  private static func due(_ configuration: Configuration, for request: ScopeRequest) -> [CheckID] {
    let hook: String? =
      switch request {
      case .staged, .files: "pre-commit"
      case .push, .update: "pre-push"
      case .all, .range, .ci: nil
      }
    return hook.flatMap { configuration.hooks[$0] } ?? configuration.checks.map(\.id)
  }

  private static func check(
    _ name: String, among known: [String: CheckConfiguration], asked: String
  ) throws(CommandFailure) -> CheckConfiguration {
    if let check = known[name] { return check }
    let names = known.keys.sorted()
    throw CommandFailure(
      .misuse, "\(asked) names the check \"\(name)\", which gate.yml does not have",
      hint: NearestName.match(for: name, among: names).map { "did you mean \"\($0)\"?" }
        ?? "checks in gate.yml: \(names.joined(separator: ", "))")
  }
}

extension CheckConfiguration.Kind {
  /// The name of checks that look for secrets.
  static let secretsName = "secrets"
  /// The name of checks that run tests.
  static let testsName = "tests"

  /// The kind's name in gate.yml and in reports.
  var name: String {
    switch self {
    case .command: "command"
    case .lint: "lint"
    case .tests: Self.testsName
    case .secrets: Self.secretsName
    case .flags: "flags"
    case .environments: "environments"
    }
  }
}
