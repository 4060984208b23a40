import FeatureFlags
import GateModel
import Testing

private func feature(_ members: String) -> String {
  #"{"version": 2, "features": [{"name": "f", "enabled": true, \#(members)}]}"#
}

private func strategy(_ members: String) -> String { feature(#""strategies": [{\#(members)}]"#) }

private func constraint(_ members: String) -> String {
  strategy(#""name": "default", "constraints": [{\#(members)}]"#)
}

@Suite struct UnleashTests {
  @Test func `what clients get is read`() throws {
    let text = #"""
      {
        "version": 2,
        "features": [
          {
            "name": "checkout", "type": "release", "enabled": true, "stale": false, "project": "shop",
            "description": "the new checkout", "impressionData": false, "createdAt": "2026-02-01T10:00:00.000Z",
            "strategies": [
              { "name": "userWithId", "parameters": { "userIds": "ann,bob" } },
              {
                "name": "flexibleRollout", "parameters": { "rollout": "25", "stickiness": "userId", "groupId": "checkout" },
                "constraints": [
                  { "contextName": "country", "operator": "IN", "values": ["NZ"], "inverted": false },
                  { "contextName": "version", "operator": "SEMVER_GT", "value": "1.2.3-beta.1" },
                  { "contextName": "age", "operator": "NUM_GTE", "value": "18" },
                  { "contextName": "currentTime", "operator": "DATE_AFTER", "value": "2026-01-01T00:00:00.000Z" },
                  { "contextName": "ip", "operator": "IN_CIDR", "values": ["10.0.0.0/8", "2001:db8::/32"] }
                ],
                "segments": [1]
              },
              { "name": "ownStrategy", "parameters": {} },
              { "name": "flexibleRollout", "parameters": { "rollout": "40", "stickiness": "default", "groupId": "c" } }
            ],
            "dependencies": [{ "feature": "payments", "variants": ["fast"] }]
          },
          {
            "name": "payments", "enabled": true, "strategies": [{ "name": "default", "parameters": {} }],
            "variants": [
              { "name": "fast", "weight": 333, "weightType": "variable", "stickiness": "default",
                "payload": { "type": "json", "value": "{\"limit\": 3}" } },
              { "name": "slow", "weight": 667, "payload": { "type": "number", "value": "7" } }
            ]
          },
          { "name": "open", "enabled": false, "strategies": [] }
        ],
        "segments": [{ "id": 1, "name": "staff", "constraints": [] }]
      }
      """#
    let file = FlagValidation.read(Array(text.utf8), path: "unleash.json")
    #expect(file.findings == [])
    #expect(file.format == .unleash)
    let today = CalendarDay(secondsSince1970: 1_770_000_000)
    #expect(FlagInspection(content: FlagContent(files: [file]), today: today).findings() == [])
    let checkout = file.flags[0]
    #expect(checkout.type == .boolean && checkout.metadata.kind?.value == .release)
    #expect(checkout.metadata.created?.value.description == "2026-02-01")
    #expect(checkout.prerequisites.map(\.variant) == ["fast"])
    let state = try #require(checkout.states.first)
    #expect(state.branches.map(\.condition) == [.depends, .depends, .depends])
    #expect(state.branches.map { $0.segments.map(\.value) } == [[], ["1"], []])
    #expect(state.fallback.value.share(of: "enabled") == 40_000)
    #expect(state.attributes.map(\.value) == ["country", "version", "age", "currentTime", "ip"])
    #expect(state.bucketing?.value == "userId" && state.salt?.value == "checkout")
    #expect(file.flags[1].variants.map(\.value) == [.object([.init("limit", .number(3))]), .number(7)])
    #expect(file.flags[1].states.first?.branches.map(\.condition) == [.always])
    #expect(file.flags[2].states.map(\.isEnabled) == [false])
  }

  @Test func `an export has a state for each environment`() throws {
    let text = #"""
      {
        "features": [
          { "name": "checkout", "type": "kill-switch", "project": "default", "stale": false },
          { "name": "payments", "archivedAt": "2026-01-01T00:00:00Z" }
        ],
        "featureStrategies": [
          { "name": "default", "id": "a1", "featureName": "checkout", "environment": "development", "parameters": {},
            "constraints": [], "segments": [] },
          { "name": "flexibleRollout", "id": "a2", "featureName": "checkout", "environment": "production",
            "parameters": { "rollout": "0", "stickiness": "default", "groupId": "g" }, "constraints": [], "segments": [] }
        ],
        "featureEnvironments": [
          { "name": "checkout", "featureName": "checkout", "environment": "development", "enabled": true, "variants": [] },
          { "name": "checkout", "featureName": "checkout", "environment": "production", "enabled": true, "variants": [] }
        ],
        "contextFields": [], "featureTags": [{ "featureName": "checkout", "tagType": "simple", "tagValue": "shop" }],
        "segments": [], "tagTypes": [], "dependencies": [
          { "feature": "checkout", "dependencies": [{ "feature": "payments", "enabled": false }] }
        ]
      }
      """#
    for sample in [text, #"{"project": "default", "environment": "development", "data": \#(text)}"#] {
      let file = FlagValidation.read(Array(sample.utf8), path: "export.json")
      #expect(file.findings == [])
      #expect(file.format == .unleash)
      let flag = try #require(file.flags.first)
      #expect(flag.metadata.kind?.value == .killSwitch && flag.metadata.tags.map(\.value) == ["shop"])
      #expect(flag.states.map(\.environment) == ["development", "production"])
      #expect(flag.states.map { $0.branches.map(\.condition) } == [[.always], [.never]])
      #expect(flag.prerequisites.map(\.isEnabled) == [false])
      #expect(file.flags[1].metadata.isArchived)
    }
  }

  @Test func `strategies of an export of one environment count in it`() {
    let text = #"""
      {"features": [{"name": "f"}], "featureStrategies": [{"name": "default", "featureName": "f"}],
       "featureEnvironments": [{"featureName": "f", "environment": "production", "enabled": true}]}
      """#
    let file = FlagValidation.read(Array(text.utf8), path: "export.json")
    #expect(file.findings == [])
    #expect(file.flags.first?.states.map(\.environment) == ["production"])
    #expect(file.flags.first?.states.first?.exposure(to: "enabled") == FlagShare.whole...FlagShare.whole)
  }

  private static let broken: [(String, String)] = [
    (#"{"version": 2, "features": [{«"name"»: "f", "strategies": []}]}"#, "flag-property-missing"),
    (#"{"version": 2, "features": [{"name": "f", "enabled": «"yes"»}]}"#, "flag-shape"),
    (feature(#""strategies": «{}»"#), "flag-shape"),
    (feature(#"«"strategie"»: []"#), "flag-unknown-property"),
    (strategy(#""name": «"flexibleRolout"»"#), "flag-targeting-operator"),
    (strategy(#""name": «"flexibleRollout"», "parameters": {}"#), "flag-rule-incomplete"),
    (strategy(#""name": "flexibleRollout", "parameters": {"rollout": «"101"»}"#), "flag-weight-range"),
    (strategy(#""name": "gradualRolloutUserId", "parameters": {"percentage": «"half"»}"#), "flag-weight-range"),
    (strategy(#""name": "flexibleRollout", "parameters": {"rollout": "5", "stickiness": «""»}"#), "flag-bucketing"),
    (
      strategy(#""name": "flexibleRollout", "parameters": {"rollout": "5", "stickiness": «"environment"»}"#),
      "flag-bucketing"
    ),
    (strategy(#"«"title"»: "none""#), "flag-property-missing"),
    (constraint(#""contextName": "a", "operator": «"STR_START_WITH"», "values": ["b"]"#), "flag-targeting-operator"),
    (constraint(#"«"operator"»: "IN", "values": ["b"]"#), "flag-property-missing"),
    (constraint(#""contextName": "a", "operator": "IN", "values": «"b"»"#), "flag-shape"),
    (constraint(#""contextName": "a", "operator": "NUM_EQ", "value": «"x"»"#), "flag-constraint"),
    (constraint(#"«"contextName"»: "a", "operator": "NUM_EQ", "values": []"#), "flag-constraint"),
    (constraint(#""contextName": "a", "operator": "DATE_AFTER", "value": «"soon"»"#), "flag-constraint"),
    (constraint(#""contextName": "a", "operator": "SEMVER_EQ", "value": «"1.2"»"#), "flag-constraint"),
    (constraint(#""contextName": "a", "operator": "IN_CIDR", "values": [«"10.0.0.0/33"»]"#), "flag-constraint"),
    (feature(#""variants": [{"name": "a", «"wieght"»: 1000}]"#), "flag-unknown-property"),
    (feature(#""variants": «[{"name": "a", "weight": 500}]»"#), "flag-weights-sum"),
    (feature(#""variants": [{"name": "a", "weight": «-1»}, {"name": "b", "weight": «1001»}]"#), "flag-weight-range"),
    (feature(#""variants": «[{"name": "a", "weight": 0}]»"#), "flag-weights-zero"),
    (
      feature(#""variants": [{"name": "a", "weight": 1000, "payload": {"type": "number", "value": «"x"»}}]"#),
      "flag-payload"
    ),
    (
      feature(#""variants": [{"name": "a", "weight": 1000, "payload": {"type": «"xml"», "value": "x"}}]"#), "flag-shape"
    ),
    (#"{"features": [], "featureStrategies": [{"name": "default", "featureName": «"f"»}]}"#, "flag-shape"),
  ]

  @Test(arguments: broken)
  func `what breaks a file is found where it stands`(sample: String, rule: String) {
    expectFindings(sample, Array(repeating: rule, count: MarkedText(sample).ranges.count))
  }

  @Test func `ten thousand strategies are read`() {
    let features = (0..<1000).map { #"{"name": "f\#($0)", "type": "release"}"# }.joined(separator: ",")
    let strategies = (0..<10_000).map {
      #"{"name": "default", "featureName": "f\#($0 % 1000)", "environment": "production"}"#
    }.joined(separator: ",")
    let file = FlagValidation.read(
      Array(#"{"features": [\#(features)], "featureStrategies": [\#(strategies)]}"#.utf8), path: "export.json")
    #expect(file.findings == [])
    #expect(file.flags.allSatisfy { $0.states.first?.branches.count == 10 })
  }
}
