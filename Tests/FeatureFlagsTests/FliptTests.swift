import FeatureFlags
import GateModel
import Testing

private func flags(_ flag: String) -> String {
  """
  flags: [\(flag)]
  segments: [{ key: all, name: All, match_type: ALL_MATCH_TYPE }]

  """
}

private func segment(_ constraint: String) -> String {
  "segments: [{ key: s, name: S, match_type: ANY_MATCH_TYPE, constraints: [\(constraint)] }]\n"
}

@Suite struct FliptTests {
  @Test func `a good stream gives the flags of all its documents`() throws {
    let text = """
      version: "1.4"
      namespace: shop
      flags:
        - key: checkout
          name: Checkout
          type: VARIANT_FLAG_TYPE
          description: the new checkout
          enabled: true
          metadata: { owner: web }
          variants:
            - key: old
              default: true
            - key: new
              name: New one
              attachment: { color: red }
          rules:
            - segment: { keys: [staff, all], operator: AND_SEGMENT_OPERATOR }
              rank: 1
              distributions: [{ variant: new, rollout: 100 }]
            - segment: staff
              distributions: [{ variant: new, rollout: 33.33 }, { variant: old, rollout: 66.67 }]
        - key: banner
          name: Banner
          type: BOOLEAN_FLAG_TYPE
          enabled: false
          rollouts:
            - segment: { key: all, value: true }
            - description: a tenth
              threshold: { percentage: 10, value: true }
      segments:
        - { key: all, name: Everyone, match_type: ALL_MATCH_TYPE }
        - key: staff
          name: Staff
          match_type: ANY_MATCH_TYPE
          constraints:
            - { type: STRING_COMPARISON_TYPE, property: email, operator: suffix, value: "@example.org" }
            - { type: NUMBER_COMPARISON_TYPE, property: age, operator: isoneof, value: "[1, 2]" }
            - { type: BOOLEAN_COMPARISON_TYPE, property: staff, operator: true }
            - { type: DATETIME_COMPARISON_TYPE, property: since, operator: lt, value: "2026-01-01T00:00:00Z" }
            - { type: ENTITY_ID_COMPARISON_TYPE, property: entity, operator: eq, value: ann }
      ---
      namespace: { key: blog, name: Blog }
      flags:
        - { key: checkout, name: Other, enabled: false, variants: [{ key: a }] }
      """
    let file = FlagValidation.read(Array(text.utf8), path: "flags/features.yml")
    #expect(file.findings == [])
    #expect(file.format == .flipt)
    #expect(file.flags.map(\.key) == ["checkout", "banner", "checkout"])
    #expect(file.flags.map(\.namespace) == ["shop", "shop", "blog"])
    #expect(file.segments.map(\.name) == ["all", "staff"])
    let checkout = try #require(file.flags[0].states.first)
    #expect(file.flags[0].metadata.owner?.value == "web")
    #expect(
      checkout.branches.map(\.outcome) == [
        .variant("new"), .split([FlagShare("new", weight: 33_330), FlagShare("old", weight: 66_670)]),
      ])
    #expect(checkout.branches.map(\.condition) == [.depends, .depends])
    #expect(checkout.branches.map { $0.segments.map(\.value) } == [["staff", "all"], ["staff"]])
    #expect(checkout.fallback.value == .variant("old"))
    let banner = try #require(file.flags[1].states.first)
    #expect(banner.branches.map(\.condition) == [.always])
    #expect(banner.fallback.value == .split([FlagShare("true", weight: 10_000), FlagShare("false", weight: 90_000)]))
    #expect(file.flags[2].states.map(\.isEnabled) == [false])
  }

  private static let broken: [(String, String)] = [
    ("version: «\"2.0\"»\n" + flags("{ key: f, name: F, enabled: true }"), "flag-format-version"),
    ("version: «1.2»\n" + flags("{ key: f, name: F, enabled: true }"), "flag-shape"),
    ("namespace: «a b»\n" + flags("{ key: f, name: F, enabled: true }"), "flag-key-invalid"),
    ("«owner»: me\n" + flags("{ key: f, name: F, enabled: true }"), "flag-unknown-property"),
    ("version: \"1.0\"\n" + flags("{ key: f, name: F, «type»: VARIANT_FLAG_TYPE }"), "flag-unknown-property"),
    (flags("{ key: «\"f!\"», name: F, enabled: true }"), "flag-key-invalid"),
    (flags("{ «key»: f, enabled: true }"), "flag-property-missing"),
    (flags("{ key: f, name: F, enabled: «\"yes\"» }"), "flag-shape"),
    (flags("{ key: f, name: F, type: «BOOL_FLAG_TYPE», enabled: true }"), "flag-shape"),
    (flags("{ key: f, name: F, «enable»: true, variants: [] }"), "flag-unknown-property"),
    (flags("{ key: f, name: «\"\"», enabled: true }"), "flag-shape"),
    (flags("{ key: f, name: F, variants: [{ key: a, attachment: «7» }] }"), "flag-shape"),
    (flags("{ key: f, name: F, variants: [{ «name»: A }] }"), "flag-property-missing"),
    (flags("{ key: f, name: F, rules: [{ «rank»: 1 }] }"), "flag-rule-incomplete"),
    (
      flags("{ key: f, name: F, rules: [{ rank: 1, segment: all }, { rank: «1», segment: all }] }"),
      "flag-rule-duplicate"
    ),
    (
      flags(
        "{ key: f, name: F, variants: [{ key: a }], rules: [{ segment: all, distributions: [{ variant: «b», rollout: 100 }] }] }"
      ),
      "flag-targeting-variant-missing"
    ),
    (
      flags(
        "{ key: f, name: F, variants: [{ key: a }], rules: [{ segment: all, distributions: «[{ variant: a, rollout: 90 }]» }] }"
      ),
      "flag-weights-sum"
    ),
    (
      flags(
        "{ key: f, name: F, variants: [{ key: a }, { key: b }], rules: [{ segment: all, distributions: "
          + "[{ variant: a, rollout: «110» }, { variant: b, rollout: «-10» }] }] }"), "flag-weight-range"
    ),
    (
      flags("{ key: f, name: F, enabled: true, «rollouts»: [{ threshold: { percentage: 1 } }] }"),
      "flag-unknown-property"
    ),
    (
      flags("{ key: f, name: F, type: BOOLEAN_FLAG_TYPE, rollouts: [{ threshold: { percentage: «101» } }] }"),
      "flag-weight-range"
    ),
    (
      flags("{ key: f, name: F, type: BOOLEAN_FLAG_TYPE, rollouts: [{ «threshold»: { value: true } }] }"),
      "flag-property-missing"
    ),
    (flags("{ key: f, name: F, type: BOOLEAN_FLAG_TYPE, rollouts: [{ «description»: x }] }"), "flag-rule-incomplete"),
    (
      flags(
        "{ key: f, name: F, type: BOOLEAN_FLAG_TYPE, rollouts: [{ segment: { key: all }, «threshold»: { percentage: 1 } }] }"
      ),
      "flag-rule-ambiguous"
    ),
    (segment("{ type: STRING_COMPARISON_TYPE, property: a, operator: «lt», value: b }"), "flag-constraint"),
    (segment("{ type: «TEXT_COMPARISON_TYPE», property: a, operator: eq, value: b }"), "flag-shape"),
    (segment("{ type: NUMBER_COMPARISON_TYPE, property: a, operator: eq, value: «x» }"), "flag-constraint"),
    (segment("{ type: DATETIME_COMPARISON_TYPE, property: a, operator: eq, value: «today» }"), "flag-constraint"),
    (segment("{ type: STRING_COMPARISON_TYPE, property: a, operator: isoneof, value: «a» }"), "flag-constraint"),
    (segment("{ «type»: STRING_COMPARISON_TYPE, property: a, operator: eq }"), "flag-constraint"),
    ("segments: [{ «key»: s, name: S, constraints: [] }]", "flag-property-missing"),
    ("segments: [{ key: s, name: S, match_type: «ALL», constraints: [] }]", "flag-shape"),
  ]

  @Test(arguments: broken)
  func `what breaks a file is found where it stands`(sample: String, rule: String) {
    let count = MarkedText(sample).ranges.count
    expectFindings(sample, Array(repeating: rule, count: count), path: "features.yml")
  }
}
