import GateModel

/// What the configuration of environments can do wrong.
extension FlagRule {
  static let environments: [FlagRule] = [
    .environmentName, .environmentTwice, .environmentKeyMissing, .environmentKeyType, .environmentKeySpelling,
    .environmentKeySection, .environmentValueMissing, .environmentDebugging, .environmentLocalHost,
    .environmentForeignValue, .environmentPolicy, .environmentPolicyVoid,
  ]

  /// The same sections in three environments.
  private static func shop(
    development: String, staging: String, production: String, gate: String? = nil,
    settings: FlagSettings = FlagSettings()
  ) -> FlagExample {
    var files = [
      FlagExample.File("config/environments/development.yml", development + "\n"),
      FlagExample.File("config/environments/staging.yml", staging + "\n"),
      FlagExample.File("config/environments/production.yml", production + "\n"),
    ]
    if let gate {
      files.append(FlagExample.File("gate.yml", gate + "\n"))
      return FlagExample(environments: files, settings: settings)
    }
    // What the settings say, as gate.yml would.
    let configuration = [
      settings.configuration.differing.map(\.description).joined(separator: ", "),
      settings.configuration.policies.map { "\"\($0.text)\"" }.joined(separator: ", "),
    ]
    let lines = zip(["differs", "policies"], configuration).filter { !$0.1.isEmpty }.map { "\($0.0): [\($0.1)]" }
    return FlagExample(environments: files, configuration: lines.joined(separator: "\n"), settings: settings)
  }

  private static func settings(differs: [String] = [], policy: String? = nil, line: Int = 1) -> FlagSettings {
    var settings = FlagSettings()
    settings.configuration.differing = differs.compactMap { KeyPattern($0) }
    let range = SourceRange(line: line, column: 3, endLine: line, endColumn: 3 + (policy?.unicodeScalars.count ?? 0))
    settings.configuration.policies = [policy.flatMap { try? EnvironmentPolicy($0, range: range) }].compactMap(\.self)
    return settings
  }

  static let environmentName = FlagRule(
    "environment-name", "a file says that it is for another environment than its name does",
    "It was copied, and whoever asks where it runs is told the wrong place.",
    finds: shop(
      development: "environment: development", staging: "environment: staging",
      production: "environment: «staging»"),
    ignores: shop(
      development: "environment: dev", staging: "environment: staging", production: "environment: production"))

  static let environmentTwice = FlagRule(
    "environment-twice", "two files configure the same environment",
    "Which of them counts depends on who reads them.",
    finds: FlagExample(environments: [
      .init("config/environments/production.json", "{ \"port\": 443 }\n"),
      .init("config/environments/production.yml", "«»port: 443\n"),
    ]),
    ignores: FlagExample(environments: [
      .init("config/database-production.yml", "port: 5432\n"), .init("config/cache-production.yml", "port: 6379\n"),
    ]))

  /// FF506.
  static let environmentKeyMissing = FlagRule(
    "environment-key-missing", "an environment lacks a key that others set",
    """
    The program finds out where it is started last: in production. A section that says `enabled: false` may leave out the rest; \
    what is meant to differ stands under `differs`.
    """,
    severity: .warning,
    finds: shop(
      development: "cache:\n  ttl: 60\n  size: 1", staging: "cache:\n  ttl: 60\n  size: 10\n«trace»: 0.1",
      production: "«cache»:\n  size: 10"),
    ignores: shop(
      development: "cache:\n  enabled: false", staging: "cache:\n  enabled: true\n  ttl: 60",
      production: "cache:\n  enabled: true\n  ttl: 3600\nreplicas:\n  - db-1", settings: settings(differs: ["replicas"])
    ))

  /// FF506.
  static let environmentKeyType = FlagRule(
    "environment-key-type", "a key has another type in one environment",
    "Code that works with the number works otherwise, or not at all, with the text. Values that are filled in later are left out.",
    finds: shop(development: "pool: 5", staging: "pool: 20", production: "pool: «\"50\"»"),
    ignores: shop(development: "rate: 1", staging: "rate: 0.5", production: "rate: ${RATE}"))

  /// FF508.
  static let environmentKeySpelling = FlagRule(
    "environment-key-spelling", "a key differs from that of the other environments in spelling only",
    "It sets nothing: the program reads the other name, and goes on with its default.",
    finds: shop(development: "logLevel: debug", staging: "logLevel: info", production: "«log_level»: warning"),
    ignores: shop(
      development: "replica1: a", staging: "replica1: a", production: "replica1: a\nreplica2: b",
      settings: settings(differs: ["replica2"])))

  static let environmentKeySection = FlagRule(
    "environment-key-section", "a key stands in another section than in the other environments",
    "Two blanks too few are enough, and the program no longer finds it.",
    finds: shop(
      development: "cache:\n  ttl: 60\n  size: 1", staging: "cache:\n  ttl: 60\n  size: 1",
      production: "cache:\n  size: 1\n«ttl»: 3600"),
    ignores: shop(
      development: "cache:\n  ttl: 60\nttl: 1", staging: "cache:\n  ttl: 60\nttl: 1",
      production: "cache:\n  ttl: 3600\nttl: 1"))

  static let environmentValueMissing = FlagRule(
    "environment-value-missing", "a key has no value in one environment, and one in the others",
    "Nothing after the `:` means null. Where that is meant, `null` says so.", severity: .warning,
    finds: shop(development: "host: a", staging: "host: b", production: "«host»:"),
    ignores: shop(development: "proxy: null", staging: "proxy: ~", production: "proxy: outer.example"))

  /// FF505.
  static let environmentDebugging = FlagRule(
    "environment-debugging", "debugging is on in production",
    "Pages of errors then show strangers the source, the settings and what they hold.",
    finds: shop(development: "debug: true", staging: "debug: false", production: "debug: «true»"),
    ignores: shop(development: "debug: true", staging: "debug: true", production: "debug: false"))

  /// FF505.
  static let environmentLocalHost = FlagRule(
    "environment-local-host", "production expects on its own machine what elsewhere has a host",
    "It was copied from a developer's configuration. Where the other environments do the same, it is taken as meant.",
    finds: shop(
      development: "db_host: localhost", staging: "db_host: db.staging.example", production: "db_host: «localhost»"),
    ignores: shop(
      development: "agent: localhost:8125", staging: "agent: localhost:8125", production: "agent: localhost:8125"))

  static let environmentForeignValue = FlagRule(
    "environment-foreign-value", "one environment uses what belongs to another",
    "The value is the same as in the environment that its name speaks of: tests write into real data, or real users into tests.",
    finds: shop(
      development: "host: localhost", staging: "host: «prod-db.internal»", production: "host: prod-db.internal"),
    ignores: shop(
      development: "host: localhost", staging: "host: staging-db.internal", production: "host: prod-db.internal"))

  /// FF505.
  static let environmentPolicy = FlagRule(
    "environment-policy", "a policy is broken",
    "gate.yml says what has to be true of an environment, or of several beside each other.",
    finds: shop(
      development: "pool: 5", staging: "pool: 20", production: "pool: «10»",
      settings: settings(policy: "staging.pool <= production.pool")),
    ignores: shop(
      development: "log: debug", staging: "log: info", production: "log: warning",
      settings: settings(policy: "production: log in [warning, error]")))

  static let environmentPolicyVoid = FlagRule(
    "environment-policy-void", "a policy is about an environment that no file configures",
    "It could never be broken.",
    finds: shop(
      development: "pool: 5", staging: "pool: 20", production: "pool: 50",
      gate: "- «prod: pool > 20»", settings: settings(policy: "prod: pool > 20")),
    ignores: shop(
      development: "pool: 5", staging: "pool: 20", production: "pool: 50",
      gate: "- \"*: pool exists\"", settings: settings(policy: "*: pool exists")))
}
