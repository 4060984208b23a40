import FeatureFlags
import GateModel

/// The three files of the pipeline that gate was first made for.
enum SeedEnvironments {
  static let development = """
    # config/environments/development.yml
    environment: development
    debug: true
    log_level: debug
    feature_flags:
      all_enabled: true
    database:
      host: localhost
      pool_size: 5
    cache:
      enabled: false

    """

  static let staging = """
    # config/environments/staging.yml
    environment: staging
    debug: false
    log_level: info
    feature_flags:
      gradual_rollout: true
    database:
      host: staging-db.internal
      pool_size: 20
    cache:
      enabled: true
      ttl: 3600
    monitoring:
      enabled: true
      sample_rate: 0.1

    """

  static let production = """
    # config/environments/production.yml
    environment: production
    debug: false
    log_level: warning
    feature_flags:
      safe_mode: true
    database:
      host: prod-db.internal
      pool_size: 50
      read_replicas:
        - prod-db-read-1.internal
        - prod-db-read-2.internal
    cache:
      enabled: true
      ttl: 86400
    monitoring:
      enabled: true
      sample_rate: 0.01

    """

  static let texts = ["development": development, "staging": staging, "production": production]

  /// What is asked of them.
  static func settings() throws -> FlagSettings {
    var settings = FlagSettings()
    settings.configuration.differing = ["database.read_replicas", "monitoring"].compactMap { KeyPattern($0) }
    settings.configuration.policies = try [
      EnvironmentPolicy("production: feature_flags.safe_mode"),
      EnvironmentPolicy("production: log_level in [warning, error]"),
      EnvironmentPolicy("staging.database.pool_size <= production.database.pool_size"),
      EnvironmentPolicy("staging, production: database.host matches \"*.internal\""),
      EnvironmentPolicy("staging: monitoring.sample_rate >= production.monitoring.sample_rate"),
    ]
    return settings
  }

  /// What is found in the files with these texts, as `rule file:line`.
  static func findings(in texts: [String: String], settings: FlagSettings = FlagSettings(), withFlags: Bool = false)
    -> [Finding]
  {
    var content = FlagContent()
    for name in texts.keys.sorted() {
      let path = RepositoryPath("config/environments/\(name).yml")
      let bytes = Array((texts[name] ?? "").utf8)
      content.configurations.append(ConfigurationReader.read(bytes, path: path))
      if withFlags, let flags = ConfigurationReader.flags(bytes, path: path) { content.files.append(flags) }
    }
    return FlagInspection(content: content, settings: settings, today: CalendarDay(secondsSince1970: 0)).findings()
  }

  /// `rule file:line` for each finding.
  static func summary(_ findings: [Finding]) -> [String] {
    findings.map { finding in
      let name = finding.path.map { String(decoding: $0.name, as: UTF8.self) } ?? "-"
      return "\(finding.rule) \(name):\(finding.range?.line ?? 0)"
    }
  }
}
