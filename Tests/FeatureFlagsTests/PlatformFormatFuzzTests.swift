import FeatureFlags
import GateModel
import Testing

/// Files of four formats whose values are put into each other's place.
@Suite struct PlatformFormatFuzzTests {
  private static let samples: [FlagFormat: String] = [
    .goFeatureFlag: #"""
    {"f": {"variations": {"a": 1, "b": 2}, "defaultRule": {"percentage": {"a": 10, "b": 90}}, "disable": false,
     "targeting": [{"name": "r", "query": "not (x eq \"y\") and z in [1, 2]", "variation": "a"},
      {"query": "{\"==\": [{\"var\": \"x\"}, 1]}", "progressiveRollout": {"initial": {"variation": "a", "percentage": 0,
      "date": "2026-01-01T00:00:00Z"}, "end": {"variation": "b", "percentage": 100, "date": "2026-02-01T00:00:00Z"}}}],
     "bucketingKey": "team", "scheduledRollout": [{"date": "2026-03-01T00:00:00Z", "targeting": [{"name": "r",
      "variation": "b"}]}], "experimentation": {"start": "2026-01-01T00:00:00Z", "end": "2026-09-01T00:00:00Z"}}}
    """#,
    .flipt: #"""
    {"version": "1.4", "namespace": "n", "flags": [{"key": "f", "name": "F", "enabled": true, "variants": [{"key": "a",
     "attachment": {"x": 1}}, {"key": "b", "default": true}], "rules": [{"segment": {"keys": ["s"], "operator":
     "OR_SEGMENT_OPERATOR"}, "distributions": [{"variant": "a", "rollout": 40}, {"variant": "b", "rollout": 60}]}]},
     {"key": "g", "name": "G", "type": "BOOLEAN_FLAG_TYPE", "rollouts": [{"segment": {"key": "s", "value": true}},
     {"threshold": {"percentage": 10, "value": true}}]}], "segments": [{"key": "s", "name": "S", "match_type":
     "ANY_MATCH_TYPE", "constraints": [{"type": "NUMBER_COMPARISON_TYPE", "property": "p", "operator": "isoneof",
     "value": "[1]"}]}]}
    """#,
    .unleash: #"""
    {"version": 2, "features": [{"name": "f", "enabled": true, "strategies": [{"name": "flexibleRollout", "parameters":
     {"rollout": "50", "stickiness": "default"}, "constraints": [{"contextName": "c", "operator": "NUM_GT", "value": "1"}],
     "segments": [1]}], "variants": [{"name": "a", "weight": 1000, "payload": {"type": "json", "value": "{}"}}],
     "dependencies": [{"feature": "g"}]}, {"name": "g", "enabled": true, "strategies": []}],
     "segments": [{"id": 1, "constraints": [{"contextName": "x", "operator": "IN", "values": ["y"]}]}]}
    """#,
    .launchDarkly: #"""
    {"flags": {"f": {"key": "f", "on": true, "variations": [true, false], "offVariation": 1, "fallthrough": {"rollout":
     {"variations": [{"variation": 0, "weight": 40000}, {"variation": 1, "weight": 60000}], "bucketBy": "k"}},
     "targets": [{"values": ["x"], "variation": 0}], "prerequisites": [{"key": "g", "variation": 0}], "rules":
     [{"id": "r", "variation": 1, "clauses": [{"op": "segmentMatch", "values": ["s"]}, {"attribute": "a", "op": "in",
     "values": [1]}]}]}, "g": {"on": true, "variations": [1, 2], "fallthrough": {"variation": 0}}},
     "segments": {"s": {"included": ["a"], "rules": [{"clauses": [{"attribute": "a", "op": "in", "values": ["b"]}]}]}}}
    """#,
  ]

  @Test(arguments: PlatformFormatFuzzTests.samples.keys.sorted { $0.rawValue < $1.rawValue })
  func `the samples are good`(format: FlagFormat) throws {
    let file = FlagValidation.read(Array(try #require(Self.samples[format]).utf8), path: "f.json")
    #expect(file.format == format)
    #expect(file.findings == [])
    let inspection = FlagInspection(content: FlagContent(files: [file]), today: CalendarDay(secondsSince1970: 0))
    #expect(inspection.findings().allSatisfy { $0.severity == .note })
  }

  @Test(arguments: PlatformFormatFuzzTests.samples.keys.sorted { $0.rawValue < $1.rawValue })
  func `values put into each other's place never crash and findings lie in the text`(format: FlagFormat) throws {
    let pieces = [
      "null", "true", "1", "-1", "1e999", "\"\"", "\"f\"", "\"(\"", "[]", "{}", "[[1]]", "{\"key\": 1}", "[{}]",
    ]
    let bytes = Array(try #require(Self.samples[format]).utf8)
    let lines = bytes.count { $0 == 0x0A } + 1
    let openings = bytes.indices.filter { ":,[".utf8.contains(bytes[$0]) }
    var state = UInt64(format.rawValue.utf8.count)
    for _ in 0..<1500 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let place = openings[Int(state >> 33) % openings.count] + 1
      let piece = pieces[Int(state >> 40) % pieces.count]
      var text = Array(bytes[..<place]) + Array(piece.utf8)
      let rest = bytes[place...]
      text += state >> 63 == 0 ? [UInt8(ascii: ",")] + rest : Array(rest.drop { !",]}".utf8.contains($0) })
      let file = FlagValidation.read(text, path: "f.json")
      let inspection = FlagInspection(content: FlagContent(files: [file]), today: CalendarDay(secondsSince1970: 0))
      for finding in inspection.findings() {
        #expect((1...lines).contains(finding.range?.line ?? 0))
        #expect(!finding.message.isEmpty)
      }
    }
  }
}
