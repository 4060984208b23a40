import FeatureFlags
import GateModel
import Testing

@Suite struct EnvironmentPoliciesTests {
  private static let texts = [
    "staging": "debug: false\npool: 20\nlog: info\nhost: ${HOST}\n",
    "production":
      "debug: false\npool: 50\nlog: warning\nhost: db.internal\nflags:\n  safe: true\n  all: false\nnames: [a]\n",
  ]

  private static func findings(_ policies: [String]) throws -> [Finding] {
    var settings = FlagSettings()
    settings.configuration.differing = [try #require(KeyPattern("**"))]
    settings.configuration.policies = try policies.map { try EnvironmentPolicy($0) }
    return SeedEnvironments.findings(in: texts, settings: settings)
  }

  @Test(arguments: [
    "production: debug == false", "*: debug == false", "staging.pool <= production.pool",
    "production: pool >= staging.pool",
    "production: flags.safe and not flags.all", "production: log in [warning, error]",
    "production: host matches \"*.internal\"",
    "production: missing not exists", "production: not missing", "production: missing != 5",
    "production: missing == null",
    "production: pool matches \"5*\"", "production: pool > 49.5 or debug", "staging: host == \"db.internal\"",
    "production: not (debug or flags.all)", "staging: host matches \"x*\"", "production: names exists",
    "staging, production: pool > 10",
  ])
  func `a policy that holds, or of which nobody knows, gives nothing`(policy: String) throws {
    #expect(try Self.findings([policy]) == [])
  }

  @Test(arguments: [
    ("production: debug", "production.yml:1", "`debug` is `false`"),
    ("*: pool > 20", "staging.yml:2", "`pool` is `20`"),
    ("staging.pool > production.pool", "production.yml:2", "`staging.pool` is `20`, `production.pool` is `50`"),
    ("production: not flags.safe", "production.yml:6", "`flags.safe` is `true`"),
    ("production: not (debug or flags.safe)", "production.yml:6", "`flags.safe` is `true`"),
    ("production: log in [error]", "production.yml:3", "`log` is `warning`"),
    ("production: flags.missing == true", "production.yml:5", "`flags.missing` is not set"),
    ("production: log > 5", "production.yml:3", "`log` is `warning`"),
    ("production: names == 5", "production.yml:8", "`names` is a list"),
    ("production: debug and flags.safe", "production.yml:1", "`debug` is `false`"),
    ("production: debug or flags.all", "production.yml:1", "`debug` is `false`, `flags.all` is `false`"),
  ])
  func `a broken policy is told where the value stands`(policy: String, place: String, fact: String) throws {
    let findings = try Self.findings([policy])
    #expect(SeedEnvironments.summary(findings) == ["environment-policy \(place)"])
    #expect(findings.first?.message == "the policy `\(policy)` is broken: \(fact)")
  }

  @Test(arguments: ["prod: debug", "staging.pool < prod.pool", "pool > 5"])
  func `a policy about no environment is told`(policy: String) throws {
    #expect(try Self.findings([policy]).map(\.rule) == ["environment-policy-void"])
  }
}
