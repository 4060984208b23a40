import FeatureFlags
import GateModel
import Testing

@Suite struct EnvironmentReaderTests {
  private static func read(_ text: String, _ path: RepositoryPath = "config/environments/staging.yml") -> FlagFile {
    FlagValidation.read(Array(text.utf8), path: path)
  }

  @Test(arguments: [
    ("development", "all_enabled", "debug: true\nlog_level: debug", "cache:\n  enabled: false"),
    ("staging", "gradual_rollout", "debug: false\nlog_level: info", "cache:\n  enabled: true\n  ttl: 3600"),
    (
      "production", "safe_mode", "debug: false\nlog_level: warning", "monitoring:\n  enabled: true\n  sample_rate: 0.01"
    ),
  ])
  func `configuration of an environment sets its flags`(
    environment: String, key: String, head: String, tail: String
  ) throws {
    let text = "# config\nenvironment: \(environment)\n\(head)\nfeature_flags:\n  \(key): true\n\(tail)\n"
    let file = Self.read(text, RepositoryPath("config/environments/\(environment).yml"))
    #expect(file.findings == [])
    #expect(file.format == .environment)
    #expect(file.environment == environment)
    let flag = try #require(file.flags.first)
    #expect(file.flags.count == 1)
    #expect(flag.key == key)
    #expect(flag.type == .boolean)
    #expect(flag.range.line == 6)
    #expect(flag.state(in: environment)?.exposure(to: "on") == FlagShare.whole...FlagShare.whole)
  }

  @Test func `values of every type, switches and percentages are read`() {
    let file = Self.read(
      """
      feature_flags:
        a: false
        b: 3
        c: blue
        d: [1]
        e: { enabled: true, percentage: 25 }
        f: { enabled: false, rollout: 50%, owner: web }
        g: { enabled: true, users: [x] }
        h: 12.5%
        i: { colour: red }
      """)
    #expect(file.findings == [])
    #expect(file.environment == "staging")
    #expect(file.flags.map(\.type) == [.boolean, .number, .string, nil, .boolean, .boolean, .boolean, .boolean, nil])
    #expect(
      file.flags.map { $0.states.first?.fallback.value } == [
        .variant("off"), .variant("3"), .variant("blue"), .unknown,
        .split([FlagShare("on", weight: 25_000), FlagShare("off", weight: 75_000)]), .variant("off"), .unknown,
        .split([FlagShare("on", weight: 12_500), FlagShare("off", weight: 87_500)]), .unknown,
      ])
    #expect(file.flags[5].metadata.owner?.value == "web")
  }

  @Test func `JSON, TOML and a list of flags that are on are read`() {
    let json = Self.read(#"{"environment": "qa", "featureFlags": {"a": true}}"#, "settings.json")
    #expect(json.environment == "qa")
    #expect(json.flags.map(\.key) == ["a"])
    let toml = Self.read("environment = \"qa\"\n[feature_flags]\na = true\n", "settings.toml")
    #expect(toml.flags.map(\.type) == [.boolean])
    let list = Self.read("feature_flags:\n  - a\n  - b\n")
    #expect(list.flags.map(\.key) == ["a", "b"])
    #expect([json, toml, list].allSatisfy { $0.findings.isEmpty && $0.format == .environment })
  }

  @Test(arguments: [
    ("environment: «production»\nfeature_flags:\n  a: true\n", "flag-environment-mismatch"),
    ("environment: «3»\nfeature_flags:\n  a: true\n", "flag-shape"),
    ("environment: staging\n«feature_flag»:\n  a: true\n", "flag-unknown-property"),
    ("feature_flags: «true»\n", "flag-shape"), ("feature_flags:\n  a:«»\n", "flag-shape"),
    ("feature_flags:\n  a: «yes»\n", "flag-value-ambiguous"),
    ("feature_flags:\n  a: «\"False\"»\n", "flag-value-quoted"),
    ("feature_flags:\n  a: true\n  «a»: false\n", "flag-duplicate-key"),
    ("feature_flags:\n  a: { enabled: «1» }\n", "flag-shape"),
    ("feature_flags:\n  a: { enabled: true, percentage: «101» }\n", "flag-weight-range"),
    ("feature_flags:\n  a: { enabled: true, rollout: «many» }\n", "flag-shape"),
    ("feature_flags:\n  a: «-1%»\n", "flag-weight-range"),
    ("feature_flags:\n  a: { enabled: true }\n  b: { «enabeld»: true }\n", "flag-unknown-property"),
    ("feature_flags:\n  «\"\"»: true\n", "flag-key-invalid"), ("feature_flags: [a, «1»]\n", "flag-shape"),
  ])
  func `what is wrong is found at its place`(sample: String, rule: String) {
    expectFindings(sample, [rule], path: "config/environments/staging.yml")
  }

  @Test func `configuration without flags is none of the checks' business`() {
    #expect(Self.read("environment: staging\ndatabase: { host: x }\n").findings == [])
    #expect(Self.read("environment: { region: eu }\nfeature_flags: {}\n").findings == [])
    #expect(Self.read("environment: stage\nfeature_flags:\n").findings == [])
  }

  @Test(arguments: [
    ("config/environments/local.yml", "development"), ("config/environments/prod.yml", "Production"),
    ("config/environments/testing.yml", "test"), ("config/environments/blue.yml", "production"),
    ("config/environments/production.yml", "production-eu"),
  ])
  func `a file may call its environment by another word`(path: RepositoryPath, name: String) {
    #expect(Self.read("environment: \(name)\nfeature_flags: {}\n", path).findings == [])
  }

  @Test(arguments: [
    ("config/environments/staging.yml", "staging"), ("config/environments/blue.yml", "blue"),
    ("flags.production.json", "production"), ("flags/prod.flagd.yaml", "prod"), ("flags-staging.json", "staging"),
    ("deploy/production/flags.json", "production"), ("environments/eu/flags.json", "eu"), ("test/flags.json", nil),
    ("flags/production-readiness.json", nil), ("flags/shop.json", nil),
  ])
  func `the environment is told by the path`(path: RepositoryPath, name: String?) {
    #expect(EnvironmentName.named(by: path) == name)
  }
}
