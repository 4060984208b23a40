import FeatureFlags
import GateModel
import Testing

@Suite struct FlagdFuzzTests {
  private static let sample = #"""
    {"$evaluators": {"e": {"in": ["x", {"var": "y"}]}, "g": {"!": [{"var": "z"}]}}, "metadata": {"a": 1},
     "flags": {"f": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on",
       "targeting": {"if": [{"$ref": "g"}, {"fractional": [["on", 1], ["off", {"var": "w"}]]}, null]}}}}
    """#

  @Test func `the sample is good`() {
    #expect(FlagValidation.read(Array(Self.sample.utf8), path: "f.json").findings == [])
  }

  @Test(arguments: 0..<4) func `values put into each other's place never crash and findings lie in the text`(seed: Int)
  {
    let pieces = [
      "null", "true", "1", "-1", "\"on\"", "[]", "{}", "[[]]", "{\"$ref\":\"g\"}", "{\"if\":[]}",
      "{\"fractional\":[[]]}",
    ]
    let bytes = Array(Self.sample.utf8)
    let openings = bytes.indices.filter {
      bytes[$0] == UInt8(ascii: ":") || bytes[$0] == UInt8(ascii: ",") || bytes[$0] == UInt8(ascii: "[")
    }
    var state = UInt64(seed) &+ 11
    for _ in 0..<600 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let place = openings[Int(state >> 33) % openings.count] + 1
      let piece = pieces[Int(state >> 40) % pieces.count]
      // Put in beside what is there, or in place of it up to the next separator.
      var text = Array(bytes[..<place]) + Array(piece.utf8)
      let rest = bytes[place...]
      text += state >> 63 == 0 ? [UInt8(ascii: ",")] + rest : Array(rest.drop { !",]}".utf8.contains($0) })
      for finding in FlagValidation.read(text, path: "f.json").findings {
        let range = finding.range
        #expect((1...4).contains(range?.line ?? 0))
        #expect(!finding.message.isEmpty && !finding.rule.isEmpty)
      }
    }
  }

  @Test func `deep and wide targeting ends`() {
    let evaluators = (0..<40).map {
      "\"e\($0)\": {\"if\": [1, {\"$ref\": \"e\($0 + 1)\"}, {\"$ref\": \"e\($0 + 1)\"}]}"
    }
    let text =
      "{\"$evaluators\": {\(evaluators.joined(separator: ",")), \"e40\": {\"if\": [1, \"z\"]}}, \"flags\": {\"f\": {\"state\": "
      + "\"ENABLED\", \"variants\": {\"a\": 1}, \"targeting\": {\"if\": [1, {\"$ref\": \"e0\"}]}}}}"
    let findings = FlagValidation.read(Array(text.utf8), path: "f.json").findings
    #expect(findings.map(\.rule).filter { $0 != "flag-evaluator-nested" } == ["flag-targeting-variant-missing"])
  }

  @Test func `hundreds of evaluators in a chain or a circle end`() {
    let text = { (last: String) in
      let evaluators = (0..<900).map { "\"e\($0)\": {\"!\": [{\"$ref\": \"\($0 < 899 ? "e\($0 + 1)" : last)\"}]}" }
      return "{\"$evaluators\": {\(evaluators.joined(separator: ","))}, \"flags\": {}}"
    }
    let chain = FlagValidation.read(Array(text("none").utf8), path: "f.json").findings
    #expect(chain.map(\.rule).filter { $0 == "flag-evaluator-missing" }.count == 1)
    #expect(!chain.map(\.rule).contains("flag-evaluator-cycle"))
    let circle = FlagValidation.read(Array(text("e0").utf8), path: "f.json").findings
    #expect(circle.allSatisfy { $0.rule == "flag-evaluator-cycle" })
  }
}
