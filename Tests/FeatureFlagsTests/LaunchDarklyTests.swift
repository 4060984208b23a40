import FeatureFlags
import GateModel
import Testing

private func flag(_ members: String) -> String {
  #"{"flags": {"f": {"on": true, "variations": ["a", "b"], "fallthrough": {"variation": 0}, \#(members)}}}"#
}

private func rule(_ members: String) -> String { flag(#""rules": [{\#(members)}]"#) }

private func clause(_ members: String) -> String { rule(#""variation": 0, "clauses": [{\#(members)}]"#) }

@Suite struct LaunchDarklyTests {
  @Test func `a flag of the API is read`() throws {
    let text = #"""
      {
        "_links": { "self": { "href": "/api/v2/flags/shop/checkout" } },
        "key": "checkout", "name": "Checkout", "kind": "multivariate", "description": "the new checkout",
        "creationDate": 1767225600000, "temporary": true, "tags": ["shop"], "maintainerId": "57fb", "archived": false,
        "_maintainer": { "email": "ann@example.org" }, "_version": 3,
        "variations": [
          { "_id": "1", "value": { "limit": 1 }, "name": "few" }, { "_id": "2", "value": { "limit": 9 } },
          { "_id": "3", "value": { "limit": 99 }, "name": "few" }
        ],
        "defaults": { "onVariation": 0, "offVariation": 1 },
        "environments": {
          "production": {
            "on": true, "archived": false, "salt": "x1", "sel": "y", "lastModified": 1767225600000, "version": 7,
            "targets": [{ "values": ["bob"], "variation": 2, "contextKind": "user" }], "contextTargets": [],
            "rules": [
              {
                "_id": "r1", "description": "staff", "variation": 1,
                "clauses": [
                  { "_id": "c1", "attribute": "email", "op": "endsWith", "values": ["@example.org"], "negate": false,
                    "contextKind": "user" },
                  { "attribute": "/address/street~1no", "op": "in", "values": ["x"], "contextKind": "org" }
                ], "trackEvents": false
              },
              { "rollout": { "variations": [{ "variation": 0, "weight": 60000 }, { "variation": 1, "weight": 40000 }],
                "bucketBy": "team" },
                "clauses": [{ "op": "segmentMatch", "attribute": "", "values": ["staff"] }] }
            ],
            "fallthrough": { "variation": 0 }, "offVariation": 1, "prerequisites": [],
            "_environmentName": "Production", "trackEvents": false
          },
          "staging": { "on": false, "salt": "x2", "_summary": { "variations": {} } }
        }
      }
      """#
    for sample in [text, #"{"items": [\#(text)], "totalCount": 1}"#, "[\(text)]", #"{"flags": [\#(text)]}"#] {
      let file = FlagValidation.read(Array(sample.utf8), path: "checkout.json")
      #expect(file.findings == [])
      #expect(file.format == .launchDarkly)
      let flag = try #require(file.flags.first)
      #expect(flag.type == .object)
      #expect(flag.variants.map(\.name) == ["few", "#1", "#2"])
      #expect(flag.metadata.owner?.value == "ann@example.org" && flag.metadata.tags.map(\.value) == ["shop"])
      #expect(flag.metadata.created?.value.description == "2026-01-01" && flag.metadata.isTemporary?.value == true)
      #expect(flag.states.map(\.environment) == ["production", "staging"])
      #expect(flag.states.map(\.isEnabled) == [true, false])
      let state = flag.states[0]
      #expect(
        state.branches.map(\.outcome) == [
          .variant("#2"), .variant("#1"), .split([FlagShare("few", weight: 60_000), FlagShare("#1", weight: 40_000)]),
        ])
      #expect(state.branches.last?.segments.map(\.value) == ["staff"])
      #expect(state.fallback.value == .variant("few") && state.disabled == .variant("#1"))
      #expect(state.bucketing?.value == "team" && state.salt?.value == "x1")
      #expect(state.attributes.map(\.value) == ["email", "/address/street~1no"])
    }
  }

  @Test func `what SDKs take is read`() throws {
    let text = #"""
      {
        "flags": {
          "checkout": {
            "key": "checkout", "version": 2, "on": true, "variations": [true, false], "offVariation": 1, "salt": "s",
            "prerequisites": [{ "key": "base", "variation": 0 }], "targets": [{ "values": ["ann"], "variation": 0 }],
            "contextTargets": [{ "contextKind": "user", "values": [], "variation": 0 }],
            "rules": [{ "variation": 0, "clauses": [{ "attribute": "", "op": "segmentMatch", "values": ["staff"] }] }],
            "fallthrough": { "rollout": { "kind": "experiment", "seed": 61, "variations": [
              { "variation": 0, "weight": 10000, "untracked": false }, { "variation": 1, "weight": 10000 },
              { "variation": 0, "weight": 80000, "untracked": true } ] } }
          },
          "base": { "on": true, "variations": ["x", [1], null], "fallthrough": { "variation": 0 } },
          "gone": { "deleted": true, "version": 9 }
        },
        "segments": { "staff": { "key": "staff", "included": ["ann"], "excluded": [], "salt": "", "version": 1, "rules": [
          { "clauses": [{ "attribute": "age", "op": "greaterThan", "values": [3] }], "weight": 50000 } ] } },
        "flagValues": { "simple": "text", "other": true }
      }
      """#
    for sample in [text, #"{"path": "/", "data": \#(text)}"#] {
      let file = FlagValidation.read(Array(sample.utf8), path: "flags.json")
      #expect(file.findings.map(\.severity) == [.warning])
      #expect(file.flags.map(\.key) == ["checkout", "base", "simple", "other"])
      let flag = try #require(file.flags.first)
      #expect(flag.variants.map(\.name) == ["true", "false"] && flag.type == .boolean)
      #expect(flag.prerequisites.map(\.variant) == ["x"])
      #expect(flag.states.first?.fallback.value.share(of: "true") == 90_000)
      #expect(file.segments.map(\.name) == ["staff"])
      let inspection = FlagInspection(content: FlagContent(files: [file]), today: CalendarDay(secondsSince1970: 0))
      #expect(inspection.findings().map(\.severity).max() == .warning)
    }
  }

  private static let broken: [(String, String)] = [
    (#"{"flags": {«"f"»: {"on": true, "variations": [1]}}}"#, "flag-property-missing"),
    (
      #"{"flags": {«"f"»: {"on": false, "offVariation": null, "fallthrough": {"variation": 0}}}}"#,
      "flag-property-missing"
    ),
    (#"{"flags": {"f": {"on": false, "variations": «[]»}}}"#, "flag-variants-empty"),
    (#"{"flags": {"f": {"on": false, "variations": ["a", «1»]}}}"#, "flag-variant-types-mixed"),
    (#"{"flags": {"f": {"key": «"g"», "on": false, "variations": [1]}}}"#, "flag-key-invalid"),
    (flag(#""offVariation": «2»"#), "flag-targeting-variant-missing"),
    (flag(#""offVariation": «-1»"#), "flag-targeting-variant-missing"),
    (flag(#""offVariation": «0.5»"#), "flag-shape"),
    (flag(#""targets": [{"values": ["x"], "variation": «9»}]"#), "flag-targeting-variant-missing"),
    (
      flag(#""targets": [{"values": ["x"], "variation": 0}, {"values": [«"x"»], "variation": 1}]"#), "flag-target-twice"
    ),
    (rule(#"«"clauses"»: [{"attribute": "a", "op": "in", "values": [1]}]"#), "flag-rule-incomplete"),
    (rule(#"«"variation"»: 0"#), "flag-rule-incomplete"),
    (rule(#""variation": 0, «"clauss"»: []"#), "flag-unknown-property"),
    (
      rule(
        #""variation": 0, «"rollout"»: {"variations": []}, "clauses": [{"attribute": "a", "op": "in", "values": []}]"#),
      "flag-rule-ambiguous"
    ),
    (clause(#""attribute": "a", "op": «"startWith"», "values": ["x"]"#), "flag-targeting-operator"),
    (clause(#""attribute": «""», "op": "in", "values": ["x"]"#), "flag-constraint"),
    (clause(#"«"op"»: "in", "values": ["x"]"#), "flag-constraint"),
    (clause(#""attribute": «"//a"», "op": "in", "values": ["x"], "contextKind": "user""#), "flag-constraint"),
    (clause(#""attribute": «"/a~2"», "op": "in", "values": ["x"], "contextKind": "user""#), "flag-constraint"),
    (clause(#""attribute": "//a", "op": "in", "values": ["x"]"#), ""),
    (clause(#""attribute": "a", "op": "lessThan", "values": [1, «"2"»]"#), "flag-constraint"),
    (clause(#""attribute": "a", "op": "before", "values": [1, "2026-01-01T00:00:00Z", «"x"»]"#), "flag-constraint"),
    (clause(#""attribute": "a", "op": "semVerEqual", "values": ["2", "2.1", "2.1.0-a", «"v2"»]"#), "flag-constraint"),
    (clause(#""attribute": "a", "op": "contains", "values": [«7»]"#), "flag-constraint"),
    (flag(#""prerequisites": [{"key": "f", "variation": «7»}]"#), "flag-prerequisite-missing"),
    (flag(#""prerequisites": [{«"variation"»: 1}]"#), "flag-property-missing"),
    (
      #"{"key": "f", "name": "F", "kind": "boolean", "variations": [{"value": «1»}, {"value": «2»}]}"#,
      "flag-declared-type"
    ),
    (#"{"key": "f", "name": "F", "kind": «"bool"», "variations": [{"value": 1}]}"#, "flag-shape"),
    (#"{"key": "f", "name": "F", "variations": [{«"name"»: "a"}]}"#, "flag-property-missing"),
    (
      #"{"key": "f", "name": "F", "variations": [{"value": 1}], "defaults": {"onVariation": «1»}}"#,
      "flag-targeting-variant-missing"
    ),
  ]

  @Test(arguments: broken)
  func `what breaks a flag is found where it stands`(sample: String, rule: String) {
    expectFindings(sample, Array(repeating: rule, count: MarkedText(sample).ranges.count))
  }

  private static let rollouts: [(String, String)] = [
    (#"{"variations": «[]»}"#, "flag-rule-incomplete"),
    (#"{"variations": «[{"variation": 0, "weight": 50000}, {"variation": 1, "weight": 40000}]»}"#, "flag-weights-sum"),
    (#"{"variations": «[{"variation": 0, "weight": 0}, {"variation": 1, "weight": 0}]»}"#, "flag-weights-zero"),
    (#"{"variations": [{"variation": 0, "weight": «-1»}, {"variation": 1, "weight": «100001»}]}"#, "flag-weight-range"),
    (
      #"{"variations": [{"variation": 0, "weight": 50000}, {"variation": «0», "weight": 50000}]}"#,
      "flag-split-variant-twice"
    ),
    (#"{"variations": [{"variation": «3», "weight": 100000}]}"#, "flag-targeting-variant-missing"),
    (#"{"bucketBy": «"kind"», "variations": [{"variation": 0, "weight": 100000}]}"#, "flag-bucketing"),
    (#"{"kind": «"test"», "variations": [{"variation": 0, "weight": 100000}]}"#, "flag-shape"),
  ]

  @Test(arguments: rollouts)
  func `rollouts have a hundred thousand parts`(rollout: String, rule: String) {
    let sample = #"{"flags": {"f": {"on": true, "variations": ["a", "b"], "fallthrough": {"rollout": \#(rollout)}}}}"#
    expectFindings(sample, Array(repeating: rule, count: MarkedText(sample).ranges.count))
  }
}
