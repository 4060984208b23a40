import FeatureFlags
import GateModel
import Testing

/// Each of the seed's three files, broken in ten ways, gives the right finding at the right line.
@Suite struct SeedBreakTests {
  /// One way to break a file: a line that is replaced, and what is then found.
  struct Break: Sendable, CustomTestStringConvertible {
    var file: String
    var line: String
    var replacement: String
    var expected: [String]

    init(_ file: String, _ line: String, _ replacement: String, _ expected: String...) {
      self.file = file
      self.line = line
      self.replacement = replacement
      self.expected = expected
    }

    var testDescription: String { "\(file): \(line) → \(replacement)" }
  }

  static let development = [
    Break("development", "environment: development", "environment: staging", "environment-name development.yml:2"),
    Break("development", "debug: true", "debug: \"true\"", "environment-key-type development.yml:3"),
    Break("development", "debug: true\n", "", "environment-key-missing development.yml:1"),
    Break("development", "log_level: debug", "loglevel: debug", "environment-key-spelling development.yml:4"),
    Break("development", "log_level: debug", "log_level:", "environment-value-missing development.yml:4"),
    Break(
      "development", "  host: localhost", "  host: prod-db.internal", "environment-foreign-value development.yml:8"),
    Break("development", "  pool_size: 5", "  pool_size: [5", "flag-file-syntax development.yml:10"),
    Break(
      "development", "  pool_size: 5\n", "", "environment-key-missing development.yml:7"),
    Break("development", "  pool_size: 5", "  pool_size: 5\n  pool_size: 6", "flag-duplicate-key development.yml:10"),
    Break("development", "  all_enabled: true", "  all_enable: true", "flag-mode-misspelt development.yml:6"),
  ]

  static let staging = [
    Break("staging", "environment: staging", "environment: production", "environment-name staging.yml:2"),
    Break("staging", "  pool_size: 20", "  pool_size: 200", "environment-policy production.yml:9"),
    Break("staging", "  pool_size: 20", "  pool_size: twenty", "environment-key-type staging.yml:9"),
    Break("staging", "  pool_size: 20", "pool_size: 20", "environment-key-section staging.yml:9"),
    Break("staging", "  ttl: 3600", "  tll: 3600", "environment-key-spelling staging.yml:12"),
    Break(
      "staging", "  host: staging-db.internal", "  host: prod-db.internal", "environment-foreign-value staging.yml:8"),
    Break("staging", "  host: staging-db.internal", "  host: db.example.com", "environment-policy staging.yml:8"),
    Break("staging", "  sample_rate: 0.1", "  sample_rate: 0.001", "environment-policy production.yml:18"),
    Break("staging", "database:", "databse:", "environment-key-spelling staging.yml:7"),
    Break(
      "staging", "  gradual_rollout: true", "  gradual_rollout: true\n  all_enabled: true",
      "flag-modes-contradict staging.yml:6"),
  ]

  static let production = [
    Break("production", "debug: false", "debug: true", "environment-debugging production.yml:3"),
    Break("production", "log_level: warning", "log_level: debug", "environment-policy production.yml:4"),
    Break("production", "  safe_mode: true", "  safe_mode: false", "environment-policy production.yml:6"),
    Break(
      "production", "  safe_mode: true", "  all_enabled: true", "environment-policy production.yml:5",
      "flag-all-enabled production.yml:6"),
    Break(
      "production", "  safe_mode: true", "  safe_mode: true\n  new_search: true", "flag-safe-mode production.yml:7"),
    Break(
      "production", "  host: prod-db.internal", "  host: localhost", "environment-local-host production.yml:8",
      "environment-policy production.yml:8"),
    Break("production", "  pool_size: 50", "  pool_size: 10", "environment-policy production.yml:9"),
    Break(
      "production", "  pool_size: 50", "  pool_size: \"50\"", "environment-key-type production.yml:9"),
    Break("production", "  ttl: 86400\n", "", "environment-key-missing production.yml:13"),
    Break("production", "cache:", "cache: {", "flag-file-syntax production.yml:15"),
  ]

  @Test(arguments: development + staging + production)
  func `a seed's file broken in one way gives the right finding at the right line`(broken: Break) throws {
    var texts = SeedEnvironments.texts
    let text = try #require(texts[broken.file])
    let place = try #require(text.firstRange(of: broken.line + (broken.line.hasSuffix("\n") ? "" : "\n")))
    let suffix = broken.line.hasSuffix("\n") ? "" : "\n"
    texts[broken.file] = text.replacingCharacters(in: place, with: broken.replacement + suffix)
    let findings = SeedEnvironments.findings(in: texts, settings: try SeedEnvironments.settings(), withFlags: true)
    #expect(SeedEnvironments.summary(findings) == broken.expected)
  }

  @Test func `each file is broken in ten ways, each unlike the others`() {
    for list in [Self.development, Self.staging, Self.production] {
      #expect(list.count == 10)
      #expect(Set(list.map { $0.line + $0.replacement }).count == 10)
    }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
