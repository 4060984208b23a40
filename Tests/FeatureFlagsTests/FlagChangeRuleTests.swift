import FeatureFlags
import GateModel
import Testing

/// Rules about changes beyond their examples.
@Suite struct FlagChangeRuleTests {
  private func rules(_ before: String, _ after: String, _ name: String = "config/environments/production.yml")
    -> [String]
  {
    let read = { (text: String) in
      FlagContent(files: [FlagValidation.read(Array(text.utf8), path: RepositoryPath(name))])
    }
    return FlagInspection(
      content: read(after), base: read(before), today: CalendarDay(secondsSince1970: 1_780_272_000)
    ).findings().map(\.rule)
  }

  private func production(_ before: String, _ after: String) -> [String] {
    rules("feature_flags:\n  search: \(before)\n", "feature_flags:\n  search: \(after)\n")
  }

  @Test(arguments: [
    ("false", "true", ["flag-exposure-raised"]), ("false", "50%", []), ("false", "51%", ["flag-exposure-raised"]),
    ("10%", "60%", []), ("true", "false", ["flag-exposure-lowered"]), ("50%", "49%", ["flag-exposure-lowered"]),
    ("{ enabled: true, kind: ops }", "{ enabled: false, kind: ops }", []),
    ("{ enabled: false, kind: kill-switch }", "{ enabled: true, kind: kill-switch }", []),
    // Whom other settings let in is not known.
    ("{ enabled: true, groups: [staff] }", "{ enabled: true, percentage: 90 }", []),
    ("{ enabled: true, percentage: 90 }", "{ enabled: true, groups: [staff] }", []),
  ])
  func `production is raised in steps and lowered with a word`(before: String, after: String, expected: [String]) {
    #expect(production(before, after) == expected)
  }

  @Test func `staging may be turned as one likes`() {
    let file = "config/environments/staging.yml"
    #expect(rules("feature_flags:\n  search: false\n", "feature_flags:\n  search: true\n", file) == [])
  }

  @Test func `a flag of flagd that is disabled serves nobody, and its targeting may deal out by something else`() {
    let flag = { (state: String, targeting: String) in
      #"{ "flags": { "checkout": { "state": "\#(state)", "variants": { "on": true, "off": false }, "#
        + #""defaultVariant": "off", "targeting": \#(targeting) } } }"#
    }
    let everybody = #"{ "if": [true, "on"] }"#
    let lowered = rules(
      flag("ENABLED", #"{ "fractional": [["on", 9], ["off", 1]] }"#), flag("DISABLED", "{}"), "f.json")
    #expect(lowered == ["flag-exposure-lowered"])
    #expect(
      rules(flag("DISABLED", "{}"), flag("DISABLED", everybody), "f.json").allSatisfy { !$0.contains("exposure") })
    let split = { (by: String) in flag("ENABLED", #"{ "fractional": [\#(by)["on", 25], ["off", 75]] }"#) }
    #expect(
      rules(split(#"{ "var": "team" }, "#), split(#"{ "var": "user" }, "#), "f.json") == ["flag-bucketing-changed"])
    #expect(rules(split(""), split(#"{ "var": "user" }, "#), "f.json") == ["flag-bucketing-changed"])
    #expect(rules(split(""), split(""), "f.json") == [])
  }

  @Test func `without what was there before nothing is said about changes`() {
    let file = FlagValidation.read(Array("feature_flags:\n  search: true\n".utf8), path: "production.yml")
    let inspection = FlagInspection(
      content: FlagContent(files: [file]), today: CalendarDay(secondsSince1970: 1_780_272_000))
    #expect(inspection.findings() == [])
    var broken = inspection
    broken.base = FlagContent(files: [FlagValidation.read(Array("{".utf8), path: "production.json")])
    #expect(broken.findings() == [])
  }

  @Test func `a changed condition of a rule is told in every format that has rules`() {
    let goFeatureFlag = { (country: String) in
      """
      checkout:
        variations: { "on": true, "off": false }
        targeting: [{ name: beta, query: country eq "\(country)", variation: "on" }]
        defaultRule: { variation: "off" }

      """
    }
    let changes = FlagChanges(
      from: FlagContent(files: [FlagValidation.read(Array(goFeatureFlag("NZ").utf8), path: "flags.yaml")]),
      to: FlagContent(files: [FlagValidation.read(Array(goFeatureFlag("AU").utf8), path: "flags.yaml")]))
    #expect(
      changes.text == ["~ checkout (flags.yaml:1)", "    everywhere: `off` for all after 1 rule, by another rule"])
  }
}
