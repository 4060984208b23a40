import FeatureFlags
import GateModel
import Testing

@Suite struct EnvironmentParityTests {
  private static func findings(_ files: [(String, String)], settings: FlagSettings = FlagSettings()) -> [Finding] {
    var content = FlagContent()
    for (path, text) in files {
      content.configurations.append(ConfigurationReader.read(Array(text.utf8), path: RepositoryPath(path)))
    }
    return FlagInspection(content: content, settings: settings, today: CalendarDay(secondsSince1970: 0)).findings()
  }

  private static func summary(_ files: [(String, String)]) -> [String] {
    SeedEnvironments.summary(findings(files))
  }

  /// A section that one environment has not is worth a look, as are keys of one environment alone; a cache that is switched
  /// off needs no time to live; hosts, sizes, levels and modes of flags are what environments are for.
  @Test func `the seed's files give what a person would say of them`() {
    let findings = SeedEnvironments.findings(in: SeedEnvironments.texts)
    #expect(
      SeedEnvironments.summary(findings) == [
        "environment-key-missing development.yml:1", "environment-key-missing production.yml:10",
      ])
    #expect(
      findings.map(\.message) == [
        "development lacks `monitoring`, which staging and production set",
        "only production has `database.read_replicas`",
      ])
    #expect(findings.allSatisfy { $0.severity == .warning })
  }

  @Test func `the seed's files are clean once what differs is declared`() throws {
    #expect(SeedEnvironments.findings(in: SeedEnvironments.texts, settings: try SeedEnvironments.settings()) == [])
  }

  @Test func `JSON, YAML and TOML are one`() {
    let files = [
      ("conf/development.json", #"{"port": 1, "cache": {"ttl": 5}}"#),
      ("conf/staging.toml", "port = 1\n[cache]\nttl = \"5\"\n"),
      ("conf/production.yaml", "port: 1\ncache: {ttl: 7}\n"),
    ]
    #expect(Self.summary(files) == ["environment-key-type staging.toml:3"])
  }

  @Test func `files with another beginning or in another directory are other groups`() {
    let files = [
      ("config/cache-staging.yml", "ttl: 1\n"), ("config/cache-production.yml", "ttl: 1\n"),
      ("config/db-staging.yml", "host: a\n"), ("config/db-production.yml", "host: b\n"),
      ("other/staging.yml", "x: 1\n"),
    ]
    #expect(Self.summary(files) == [])
  }

  @Test func `what counts everywhere is set everywhere`() {
    let files = [
      ("config/default.yml", "port: 80\nhost: a\n"), ("config/staging.yml", "name: s\n"),
      ("config/production.yml", "name: p\nport: 443\n"), ("config/local.yml", "other: 1\n"),
    ]
    #expect(Self.summary(files) == [])
    let spring = [
      ("src/application.yml", "port: 80\n"), ("src/application-dev.yml", "name: d\n"),
      ("src/application-prod.yml", "name: p\nport: 1\n"),
    ]
    #expect(Self.summary(spring) == [])
  }

  @Test func `a template sets nothing`() {
    let files = [
      ("c/staging.yml", "port: 1\n"), ("c/production.yml", "port: 2\n"),
      ("c/example.yml", "port: \"<port>\"\nmore: 1\n"),
    ]
    #expect(Self.summary(files) == [])
  }

  @Test func `a login in an address is not shown`() {
    let login = ["user", "hun" + "ter2"].joined(separator: ":")
    let address = "db_url: postgres://\(login)@prod-db/shop\n"
    let findings = Self.findings([("c/staging.yml", address), ("c/production.yml", address)])
    #expect(findings.map(\.rule) == ["environment-foreign-value"])
    #expect(findings.first?.message == "`db_url` of staging is a text, which is production's")
  }

  @Test func `a file that does not parse is told, and nothing is held against it`() {
    let files = [
      ("c/staging.yml", "a: 1\nb: [\n"), ("c/production.yml", "a: 1\nc: 2\n"), ("c/development.yml", "a: 1\nc: 2\n"),
    ]
    #expect(Self.summary(files) == ["flag-file-syntax staging.yml:2"])
  }

  @Test func `anchors and merged sections count as written`() {
    let files = [
      ("c/staging.yml", "x: &base\n  ttl: 1\ncache:\n  <<: *base\n"),
      ("c/production.yml", "x:\n  ttl: 1\ncache:\n  ttl: 2\n"),
    ]
    #expect(Self.summary(files) == [])
  }

  @Test func `truth values that YAML 1.1 alone knows are compared with nothing`() {
    #expect(Self.summary([("c/staging.yml", "a: yes\n"), ("c/production.yml", "a: true\n")]) == [])
  }

  @Test func `of two files the text in quotes is the odd one`() {
    #expect(
      Self.summary([("c/staging.yml", "a: \"1\"\n"), ("c/production.yml", "a: 1\n")])
        == ["environment-key-type staging.yml:1"])
    #expect(
      Self.summary([("c/staging.yml", "a: 1\n"), ("c/production.yml", "a: \"1\"\n")])
        == ["environment-key-type production.yml:1"])
  }

  @Test func `a name that is misspelt in one of two files is told once`() {
    #expect(
      Self.summary([("c/staging.yml", "pool_sise: 1\n"), ("c/production.yml", "pool_size: 1\n")])
        == ["environment-key-spelling staging.yml:1"])
  }

  @Test func `a misspelt section is told once, and nothing of what is in it`() {
    let files = [
      ("c/development.yml", "database:\n  host: a\n  port: 1\n"), ("c/staging.yml", "databse:\n  host: a\n  port: 1\n"),
      ("c/production.yml", "database:\n  host: a\n  port: 1\n"),
    ]
    #expect(Self.summary(files) == ["environment-key-spelling staging.yml:1"])
  }

  @Test func `values that may be secret are not shown`() throws {
    var settings = FlagSettings()
    settings.configuration.policies = [try EnvironmentPolicy("production: db_password == \"${DB}\"")]
    let word = ["hun", "ter", "2"].joined()
    let findings = Self.findings([("c/production.yml", "db_password: \(word)\n")], settings: settings)
    #expect(findings.map(\.rule) == ["environment-policy"])
    #expect(findings.allSatisfy { !$0.message.contains(word) })
  }

  @Test func `ten thousand keys in each of five environments are compared in no time`() {
    let files = ["development", "test", "staging", "canary", "production"].enumerated().map { index, name in
      (
        "c/\(name).yml",
        (0..<10_000).map { "key_\($0 % 7 == index ? "x" : "y")_\($0): \($0)\n" }.joined()
      )
    }
    #expect(!Self.findings(files).isEmpty)
  }
}
