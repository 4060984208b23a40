import FeatureFlags
import GateModel
import Testing

/// Who answers for flags, and when they should be gone.
@Suite struct FlagLifecycleTests {
  private static let today = CalendarDay("2026-06-01") ?? CalendarDay(secondsSince1970: 0)

  private func findings(
    _ members: String, _ lifecycle: FlagLifecycleSettings = FlagLifecycleSettings()
  ) -> [String] {
    var settings = FlagSettings()
    settings.lifecycle = lifecycle
    let file = FlagValidation.read(Array("flags:\n  checkout: { \(members) }\n".utf8), path: "flags.yml")
    return FlagInspection(content: FlagContent(files: [file]), settings: settings, today: Self.today).findings()
      .map { "\($0.severity) \($0.rule)" }
  }

  @Test(arguments: [
    ("2026-05-31", "error flag-expired"), ("2026-06-01", "warning flag-expiry-near"),
    ("2026-06-15", "warning flag-expiry-near"), ("2026-06-16", nil), ("2026-07-11", nil),
    ("2026-07-12", "warning flag-expiry-far"), ("never", "warning flag-never-expires"),
  ])
  func `a release flag is told of from two weeks before its last day on, and is an error from the day after`(
    day: String, expected: String?
  ) {
    #expect(findings("kind: release, expires: \(day)") == (expected.map { [$0] } ?? []))
  }

  @Test func `the lifetime counts from the day of creation where that is known`() {
    #expect(findings("kind: release, created: 2026-05-20, expires: 2026-06-29") == [])
    #expect(findings("kind: release, created: 2026-05-20, expires: 2026-06-30") == ["warning flag-expiry-far"])
    let settings = FlagLifecycleSettings(lifetimes: [.init(.permission, days: 10)])
    #expect(findings("kind: release, expires: 2026-12-30", settings) == [])
    #expect(
      findings("kind: permission, expires: 2026-12-30", settings)
        == ["note flag-permanent-expires", "warning flag-expiry-far"])
  }

  @Test func `what lives for a few days only is not told of from its first day on`() {
    #expect(findings("kind: ops, created: 2026-06-01, expires: 2026-06-07") == [])
    #expect(findings("kind: ops, created: 2026-05-28, expires: 2026-06-03") == ["warning flag-expiry-near"])
  }

  @Test func `what gate_yml requires is an error where it is missing`() {
    let all = FlagLifecycleSettings(required: FlagLifecycleSettings.Requirement.allCases)
    #expect(
      findings("kind: release", all)
        == ["error flag-owner-missing", "error flag-issue-missing", "error flag-metadata-missing"]
        + ["error flag-expiry-missing"])
    // A switch that stays needs no day, and its removal no issue.
    #expect(
      findings("kind: kill-switch, owner: web", FlagLifecycleSettings(required: [.owner, .issue, .expires])) == [])
  }

  @Test(arguments: [
    ("web", true), ("Web", true), ("@acme/web", true), ("@web", true), ("@other/web", false), ("webb", false),
  ])
  func `owners are known by the name of their team`(owner: String, isKnown: Bool) {
    let settings = FlagLifecycleSettings(owners: ["@acme/web"])
    #expect(findings("owner: '\(owner)'", settings) == (isKnown ? [] : ["error flag-owner-unknown"]))
  }

  @Test func `a flag of an environment's own file is not called settled for what another one serves`() {
    let files = [
      ("flags.yml", "flags:\n  checkout: { kind: release, created: 2026-04-20, expires: 2026-06-29 }\n"),
      ("config/environments/staging.yml", "feature_flags:\n  checkout: true\n"),
      ("config/environments/production.yml", "feature_flags:\n  checkout: 25%\n"),
    ].map { FlagValidation.read(Array($0.1.utf8), path: RepositoryPath($0.0)) }
    let rules = { (files: [FlagFile]) in
      FlagInspection(content: FlagContent(files: files), today: Self.today).findings().map(\.rule)
    }
    #expect(!rules(files).contains("flag-settled"))
    var full = files
    full[2] = FlagValidation.read(Array("feature_flags:\n  checkout: true\n".utf8), path: files[2].path)
    #expect(rules(full).contains("flag-settled"))
  }
}
