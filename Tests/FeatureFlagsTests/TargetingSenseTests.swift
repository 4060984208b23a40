import FeatureFlags
import GateModel
import Testing

/// A flag with variants `a` and `b` and this targeting.
private func sample(_ rule: String) -> String {
  #"{"flags": {"f": {"state": "ENABLED", "variants": {"a": 1, "b": 2}, "targeting": \#(rule)}}}"#
}

/// What targeting means, beyond whether it can run.
@Suite struct TargetingSenseTests {
  @Test(arguments: [
    (#"{"if": [«{"<": [3, 2]}», "a"]}"#, "flag-condition-constant"),
    (#"{"if": [«"beta"», "a"]}"#, "flag-condition-constant"),
    (#"{"if": [{"and": [{"var": "x"}, «{"in": ["c", ["d"]]}»]}, "a"]}"#, "flag-condition-constant"),
    (#"{"if": [«{"!": [{"cat": ["a", "b"]}]}», "a"]}"#, "flag-condition-constant"),
    (#"{"if": [«{"!!": [{"var": "$flagd.timestamp"}]}», "a"]}"#, "flag-condition-constant"),
    (#"{"if": [{"var": "x"}, "a", «{"var": "x"}», "b"]}"#, "flag-condition-decided"),
    (#"{"if": [{"var": "x"}, {"if": [«{"var": "x"}», "b"]}]}"#, "flag-condition-decided"),
    (#"{"if": [{"!": {"var": "x"}}, {"if": [«{"var": "x"}», "b"]}]}"#, "flag-condition-decided"),
    (#"{"if": [{"$ref": "e"}, "a", «{"$ref": "e"}», "b"]}"#, "flag-condition-decided"),
    (
      #"{"if": [{"and": [{"==": [{"var": "c"}, "NZ"]}, «{"===": ["AU", {"var": "c"}]}»]}, "a"]}"#,
      "flag-condition-decided"
    ),
    (#"{"if": [{"or": [{"var": "x"}, {"var": "y"}]}, "a", {"if": [«{"var": "y"}», "b"]}]}"#, "flag-condition-decided"),
    (#"{"if": [«{"<": [5, {"var": "n"}, 5]}», "a"]}"#, "flag-condition-decided"),
    (#"{"if": [{">=": [{"var": "n"}, 5]}, {"if": [«{"<": [{"var": "n"}, 5]}», "a"]}]}"#, "flag-condition-decided"),
    (#"{"if": [{"===": [{"+": [{"var": "n"}, 1]}, «"1"»]}, "a"]}"#, "flag-comparison-types"),
    (#"{"if": [{"==": [{"%": [{"var": "n"}, 2]}, «"odd"»]}, "a"]}"#, "flag-comparison-types"),
    (#"{"if": [{">": [{"var": "$flagd.timestamp"}, «"2026-01-01"»]}, "a"]}"#, "flag-comparison-types"),
    (#"{"if": [{"<": [{"var": "n"}, «true»]}, "a"]}"#, "flag-comparison-types"),
    (#"{"if": [{"in": [«["a", "b"]», {"var": "x"}]}, "a"]}"#, "flag-comparison-types"),
    (#"{"if": [{"in": [{"var": "x"}, «5»]}, "a"]}"#, "flag-comparison-types"),
    (#"{"if": [{"in": [{"var": "x"}, «[]»]}, "a"]}"#, "flag-comparison-types"),
    (#"{"if": [{"<": [«"1.9.0-rc.1"», {"var": "v"}]}, "a"]}"#, "flag-comparison-version"),
    (#"{"if": [{"sem_ver": [{"var": "v"}, "=", «"latest"»]}, "a"]}"#, "flag-version-literal"),
    (#"{"if": [{"<": [«1700000000000», {"var": "$flagd.timestamp"}]}, "a"]}"#, "flag-time-milliseconds"),
    (
      #"{"if": [{"and": [{"<": [{"var": "$flagd.timestamp"}, 1700000000]}, «{">": [{"var": "$flagd.timestamp"}, 1800000000]}»]}, "a"]}"#,
      "flag-time-window"
    ), (#"{"if": [{"==": [{"var": "email"}, «"ann@x.example"»]}, "a"]}"#, "flag-targeting-person"),
    (#"{"fractional": [«"salt"», ["a", 1], ["b", 1]]}"#, "flag-bucketing"),
    (#"{"fractional": [«{"var": "$flagd.flagKey"}», ["a", 1], ["b", 1]]}"#, "flag-bucketing"),
    (#"{"fractional": [«{"cat": ["x", {"var": "$flagd.flagKey"}]}», ["a", 1], ["b", 1]]}"#, "flag-bucketing"),
    (#"{"fractional": [["a", 1], ["b", 1], [«"a"», 3]]}"#, "flag-split-variant-twice"),
  ])
  func `what means something else than it seems to is found at its place`(rule: String, id: String) {
    let evaluators = rule.contains("$ref") ? #", "$evaluators": {"e": {"var": "x"}}"# : ""
    expectFindings(String(sample(rule).dropLast()) + evaluators + "}", [id])
  }

  @Test(arguments: [
    #"{"if": [{"==": [{"var": "x"}, 5]}, "a", {"==": [{"var": "x"}, "5"]}, "b"]}"#,
    #"{"if": [{"==": [{"var": "c"}, "5"]}, {"if": [{"==": [{"var": "c"}, "5.0"]}, "a"]}]}"#,
    #"{"if": [{"and": [{">": [{"var": "n"}, 5]}, {"<": [{"var": "n"}, 9]}]}, "a", {">": [{"var": "n"}, 7]}, "b"]}"#,
    #"{"if": [{"<": [5, {"var": "n"}, 9]}, "a", {"<=": [9, {"var": "n"}, 9]}, "b"]}"#,
    #"{"if": [{"in": [{"var": "c"}, ["NZ", "AU"]]}, {"if": [{"==": [{"var": "c"}, "AU"]}, "a", "b"]}]}"#,
    #"{"if": [{"var": "x"}, "a", {"some": [{"var": "l"}, {"var": "x"}]}, "b"]}"#,
    #"{"if": [true, "a", "b"]}"#, #"{"if": [{"or": [{"var": "x"}, false]}, "a"]}"#, #"{"or": [{"var": "x"}, "a"]}"#,
    #"{"if": [{"in": ["@x.org", {"var": "email"}]}, "a"]}"#, #"{"if": [{">": [{"var": "version"}, "2"]}, "a"]}"#,
    #"{"if": [{"<": [{"var": "day"}, "2026-01-01"]}, "a"]}"#, #"{"if": [{"==": [{"var": "n"}, null]}, "a"]}"#,
    #"{"if": [{">=": [{"var": "$flagd.timestamp"}, 1700000000]}, "a"]}"#,
    #"{"if": [{"==": [{"var": "age"}, "18"]}, "a"]}"#,
    #"{"fractional": [{"cat": [{"var": "$flagd.flagKey"}, {"var": "id"}]}, ["a", 1], ["b", 1]]}"#,
    #"{"fractional": [{"var": "targetingKey"}, ["a", 1], ["b", 1]]}"#,
    #"{"if": [{"==": [{"fractional": [["a", 1], ["b", 1]]}, "a"]}, "a", {"==": [{"fractional": [["a", 1], ["b", 1]]}, "b"]}, "b"]}"#,
  ])
  func `what may well be meant is no finding`(rule: String) {
    expectFindings(sample(rule), [])
  }

  @Test func `a branch that never applies counts for nothing`() throws {
    let file = FlagValidation.read(
      Array(sample(#"{"if": [{"==": ["x", "y"]}, "a", {"!": [{"in": ["p", "q"]}]}, "b", "a"]}"#).utf8), path: "f.json")
    let state = try #require(file.flags.first?.states.first)
    #expect(state.branches.map(\.condition) == [.never, .always])
    #expect(state.exposure(to: "b") == FlagShare.whole...FlagShare.whole)
  }

  @Test func `attributes are read with their places, without those of flagd and of lists`() throws {
    let marked = MarkedText(
      sample(
        #"{"if": [{"some": [{"var": «"tags"»}, {"var": "name"}]}, {"var": [«"user.plan"», "a"]}, {"var": "$flagd.flagKey"}]}"#
      ))
    let file = FlagValidation.read(marked.bytes, path: "f.json")
    #expect(file.flags.first?.states.first?.attributes.map(\.value) == ["tags", "user.plan"])
    #expect(file.flags.first?.states.first?.attributes.map(\.range) == marked.ranges)
  }

  @Test func `a long chain of branches is read in one pass`() {
    let branches = (0..<20_000).map { #"{"==": [{"var": "c"}, "c\#($0)"]}, "a""# }.joined(separator: ", ")
    let flags = (0..<2000).map {
      #""f\#($0)": {"state": "ENABLED", "variants": {"a": 1}, "targeting": {"if": [{"in": [{"var": "c"}, ["x", "y"]]}, "a"]}}"#
    }
    let text = String(sample("{\"if\": [\(branches)]}").dropLast(2)) + ", " + flags.joined(separator: ", ") + "}}"
    #expect(FlagValidation.read(Array(text.utf8), path: "f.json").findings == [])
  }
}
