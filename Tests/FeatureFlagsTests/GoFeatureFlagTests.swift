import FeatureFlags
import GateModel
import Testing

/// A YAML file with one flag that has these members.
private func flag(_ members: String) -> String { "new-ui: { variations: { a: 1, b: 2 }, \(members) }\n" }

private func rule(_ members: String) -> String { flag("defaultRule: { variation: a }, targeting: [\(members)]") }

@Suite struct GoFeatureFlagTests {
  @Test func `a good file gives its flags and no finding`() throws {
    let text = """
      # Flags of the shop.
      new-checkout:
        variations:
          enabled: true
          disabled: false
        targeting:
          - name: staff
            query: email ew "@example.org"
            variation: enabled
          - name: ramp
            query: not (country in ["NZ", "AU"])
            progressiveRollout:
              initial: { variation: disabled, percentage: 0, date: 2026-06-01T00:00:00.100-05:00 }
              end: { variation: enabled, percentage: 100, date: 2026-07-01T00:00:00Z }
          - query: beta eq true
            disable: true
        defaultRule:
          percentage: { enabled: 12.5, disabled: 87.5 }
        bucketingKey: teamId
        trackEvents: false
        version: 1.2
        metadata:
          description: the new checkout
          owner: shop
          issue: SHOP-12
          reviewers: [ann, bob]
        experimentation: { start: 2026-05-01T00:00:00Z, end: 2026-08-01T00:00:00Z }
      sizes:
        disable: true
        variations: { few: [1, 2], many: [1, 2, 3] }
        defaultRule: { variation: few }
      """
    let file = FlagValidation.read(Array(text.utf8), path: "flags.goff.yaml")
    #expect(file.findings == [])
    #expect(file.format == .goFeatureFlag)
    #expect(file.flags.map(\.key) == ["new-checkout", "sizes"])
    #expect(file.flags.map(\.type) == [.boolean, nil])
    let flag = try #require(file.flags.first)
    #expect(flag.variants.map(\.value) == [.boolean(true), .boolean(false)])
    #expect(flag.metadata.owner?.value == "shop" && flag.metadata.issue?.value == "SHOP-12")
    let state = try #require(flag.states.first)
    #expect(state.branches.map(\.name) == ["staff", "ramp", nil])
    #expect(state.branches.map(\.condition) == [.depends, .depends, .never])
    #expect(state.branches.map(\.outcome) == [.variant("enabled"), .unknown, .unknown])
    #expect(state.fallback.value.share(of: "enabled") == 12_500)
    #expect(state.attributes.map(\.value) == ["email", "country"])
    #expect(state.attributes.first?.range == SourceRange(line: 8, column: 14, endLine: 8, endColumn: 19))
    #expect(state.bucketing?.value == "teamId")
    #expect(file.flags.map { $0.states.map(\.isEnabled) } == [[true], [false]])
  }

  @Test func `JSON and TOML are read alike`() {
    let json = """
      {"f": {"variations": {"a": "x", "b": "y"}, "defaultRule": {"percentage": {"a": -10, "b": 110}},
        "targeting": [{"query": "key eq \\"ann\\"", "variation": "a"}]}}
      """
    let toml = """
      [f.variations]
      a = "x"
      b = "y"
      [f.defaultRule.percentage]
      a = -10
      b = 110.0
      [[f.targeting]]
      query = 'key eq "ann"'
      variation = "a"
      [f.experimentation]
      start = 2026-05-01T00:00:00Z
      end = 2026-05-02T00:00:00Z
      """
    for (text, path) in [(json, "flags.json"), (toml, "flags.toml")] {
      let file = FlagValidation.read(Array(text.utf8), path: RepositoryPath(path))
      #expect(file.findings == [])
      #expect(file.format == .goFeatureFlag)
      #expect(file.flags.first?.states.first?.branches.map(\.outcome) == [.variant("a")])
      #expect(file.flags.first?.states.first?.attributes.map(\.value) == ["key"])
    }
  }

  private static let broken: [(String, String)] = [
    ("«new-ui»: { variations: { a: 1 } }", "flag-property-missing"),
    ("«new-ui»: { defaultRule: { variation: a } }", "flag-property-missing"),
    ("x: «7»\nnew-ui: { variations: { a: 1 }, defaultRule: { variation: a } }", "flag-shape"),
    ("new-ui: { variations: «{}», defaultRule: { variation: a } }", "flag-variants-empty"),
    ("new-ui: { variations: { a: 1, b: «null» }, defaultRule: { variation: a } }", "flag-variant-type"),
    ("new-ui: { variations: { a: 1, b: «x» }, defaultRule: { variation: a } }", "flag-variant-types-mixed"),
    (flag("defaultRule: { variation: «c» }"), "flag-targeting-variant-missing"),
    (flag("defaultRule: { percentage: { a: 10, «c»: 90 } }"), "flag-targeting-variant-missing"),
    (flag("defaultRule: { percentage: «{ a: 0, b: 0 }» }"), "flag-weights-zero"),
    (flag("defaultRule: { percentage: «{ a: -50, b: 50 }» }"), "flag-weights-zero"),
    (flag("defaultRule: { percentage: «{}» }"), "flag-rule-incomplete"),
    (flag("defaultRule: { percentage: «toto» }"), "flag-shape"),
    (flag("defaultRule: { percentage: { a: «ten», b: 90 } }"), "flag-shape"),
    (flag("«defaultRule»: { name: all }"), "flag-rule-incomplete"),
    (flag("defaultRule: { variation: a }, «trackEvent»: true"), "flag-unknown-property"),
    (flag("defaultRule: { variation: a }, «remark»: x"), "flag-unknown-property"),
    (flag("defaultRule: { variation: a }, disable: «\"yes\"»"), "flag-shape"),
    (flag("defaultRule: { variation: a }, targeting: «{}»"), "flag-shape"),
    (flag("defaultRule: { variation: a }, bucketingKey: «\"\"»"), "flag-bucketing"),
    (flag("defaultRule: { variation: a }, experimentation: { start: «soon» }"), "flag-shape"),
    (flag("defaultRule: { variation: a }, experimentation: { start: «\"2026-01-01\"» }"), "flag-shape"),
    (flag("defaultRule: { variation: a }, experimentation: { start: «\"2026-01-01T00:00:00\"» }"), "flag-shape"),
    (
      flag("defaultRule: { variation: a }, experimentation: { start: 2026-11-01, end: «2026-12-01 08:00» }"),
      "flag-shape"
    ),
    (rule("{ «variation»: b }"), "flag-rule-incomplete"),
    (rule("{ query: «\"\"», variation: b }"), "flag-rule-incomplete"),
    (rule("{ query: x eq 1, variation: «c» }"), "flag-targeting-variant-missing"),
    (rule("{ «query»: x eq 1 }"), "flag-rule-incomplete"),
    (
      rule("{ name: r, query: x eq 1, variation: b }, { name: «r», query: x eq 2, variation: b }"),
      "flag-rule-duplicate"
    ),
    (
      rule(
        "{ query: x eq 1, progressiveRollout: { initial: { variation: a, percentage: 50, date: 2026-01-01 }, "
          + "end: { variation: b, percentage: «20», date: 2026-02-01 } } }"), "flag-progressive-rollout"
    ),
    (
      rule(
        "{ query: x eq 1, progressiveRollout: { initial: { variation: a, date: 2026-03-01 }, "
          + "end: { variation: b, date: «2026-02-01» } } }"), "flag-progressive-rollout"
    ),
    (
      rule(
        "{ query: x eq 1, progressiveRollout: { initial: { variation: «c», date: 2026-01-01 }, "
          + "end: { variation: b, date: 2026-02-01 } } }"), "flag-targeting-variant-missing"
    ),
    (
      rule(
        "{ query: x eq 1, progressiveRollout: { «initial»: { variation: a }, end: { variation: b, date: 2026-02-01 } } }"
      ),
      "flag-property-missing"
    ),
  ]

  @Test(arguments: broken)
  func `what breaks a flag is found where it stands`(sample: String, rule: String) {
    expectFindings(sample, [rule], path: "flags.yaml")
  }

  @Test func `a disabled rule need not be right`() {
    expectFindings(rule("{ disable: true }, { disable: true, query: x = 1, variation: c }"), [], path: "flags.yaml")
  }

  @Test func `anchors and merged members are followed`() {
    let text = """
      x-base: &base
        variations: { a: 1, b: 2 }
        defaultRule: { variation: a }
      one: { <<: *base }
      two: { <<: *base, disable: true }
      """
    let file = FlagValidation.read(Array(text.utf8), path: "flags.yaml")
    #expect(file.findings == [])
    #expect(file.flags.map(\.key) == ["one", "two"])
    #expect(file.flags.map { $0.variants.map(\.name) } == [["a", "b"], ["a", "b"]])
  }

  private static let steps: [(String, [String])] = [
    ("{ date: 2026-01-02, defaultRule: { variation: b } }, { date: «2026-01-01», disable: true }", ["flag-schedule"]),
    ("{ «disable»: true }", ["flag-schedule"]),
    ("{ date: 2026-01-02, defaultRule: { variation: «c» } }", ["flag-schedule"]),
    ("{ date: 2026-01-02, variations: { c: 3 }, defaultRule: { variation: c } }", []),
    ("{ date: 2026-01-02, targeting: [{ name: r, percentage: { a: 40, b: 60 } }] }", []),
    ("{ date: 2026-01-02, targeting: [{ name: r, percentage: { a: 40, «c»: 60 } }] }", ["flag-schedule"]),
    ("{ date: 2026-01-02, targeting: [{ name: r, percentage: «{ a: -1, b: 0 }» }] }", ["flag-schedule"]),
    ("{ date: 2026-01-02, targeting: [{ «name»: new, variation: b }] }", ["flag-rule-incomplete"]),
    ("{ date: 2026-01-02, targeting: [{ name: new, query: x eq 1, variation: b }] }", []),
    ("{ date: «later», disable: false }", ["flag-shape"]),
  ]

  @Test(arguments: steps)
  func `steps of a schedule are merged in order`(steps: String, rules: [String]) {
    expectFindings(
      flag(
        "targeting: [{ name: r, query: x eq 1, percentage: { a: 50, b: 50 } }], defaultRule: { variation: a }, "
          + "scheduledRollout: [\(steps)]"), rules, path: "flags.yaml")
  }

  @Test func `what a schedule brings counts as given`() {
    let sample = flag(
      "targeting: [{ name: r, query: x eq 1, variation: a }], defaultRule: { variation: a }, "
        + "scheduledRollout: [{ date: 2027-01-01, targeting: [{ name: r, variation: b }] }]")
    let file = FlagValidation.read(Array(sample.utf8), path: "flags.yaml")
    #expect(
      FlagInspection(content: FlagContent(files: [file]), today: CalendarDay(secondsSince1970: 0)).findings() == [])
  }

  @Test func `an experiment that is over is a warning on the day after`() {
    let sample = flag("defaultRule: { variation: a }, experimentation: { start: 2026-05-01, end: 2026-06-01 }")
    let file = FlagValidation.read(Array(sample.utf8), path: "flags.yaml")
    let found = { (day: String) in
      CalendarDay(day).map { today in
        FlagInspection(content: FlagContent(files: [file]), today: today).findings().map(\.severity)
      }
    }
    #expect(found("2026-06-01") == [])
    #expect(found("2026-06-02") == [.warning])
  }

  @Test func `ten thousand flags are read`() {
    let text = (0..<10_000).map { index in
      "flag-\(index): { variations: { a: 1, b: 2 }, targeting: [{ query: x eq \(index), variation: b }], defaultRule: { variation: a } }\n"
    }.joined()
    let file = FlagValidation.read(Array(text.utf8), path: "flags.yaml")
    #expect(file.findings == [])
    #expect(file.flags.count == 10_000)
  }
}
