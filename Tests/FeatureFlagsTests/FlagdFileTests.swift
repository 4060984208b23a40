import FeatureFlags
import GateModel
import Testing

/// What is found in a sample, as `rule` by range; the sample marks where.
func expectFindings(
  _ sample: String, _ rules: [String], path: RepositoryPath = "flags.json",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let marked = MarkedText(sample)
  let findings = FlagValidation.read(marked.bytes, path: path).findings
  #expect(findings.map(\.rule) == rules, sourceLocation: sourceLocation)
  #expect(findings.map(\.range) == marked.ranges.map(Optional.some), sourceLocation: sourceLocation)
  #expect(findings.allSatisfy { $0.path == path }, sourceLocation: sourceLocation)
}

/// A file with one flag that has these members.
private func flag(_ members: String) -> String { "{\"flags\": {\"new-ui\": {\(members)}}}" }

/// A flag with variants `a` and `b` and this targeting.
private func targeting(_ rule: String, evaluators: String = "{}") -> String {
  """
  {"flags": {"f": {"state": "ENABLED", "variants": {"a": 1, "b": 2}, "defaultVariant": "a",
    "targeting": \(rule)}}, "$evaluators": \(evaluators)}
  """
}

private func messages(_ sample: String) -> [String] {
  FlagValidation.read(MarkedText(sample).bytes, path: "flags.json").findings.map { finding in
    finding.message + (finding.help.map { " | " + $0 } ?? "")
  }
}

@Suite struct FlagdFileTests {
  @Test func `a good file gives its flags and no finding`() throws {
    let sample = """
      {
        "$schema": "https://flagd.dev/schema/v0/flags.json",
        "metadata": { "owner": "web", "version": 2, "beta": true },
        "flags": {
          «"new-ui"»: {
            "state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": "off",
            "targeting": { "if": [{ "ends_with": [{ "var": "email" }, "@x.org"] }, "on", "off"] }
          },
          «"limit"»: { "state": "DISABLED", "variants": { "few": 1, "many": 2.5 } }
        }
      }
      """
    let marked = MarkedText(sample)
    let file = FlagValidation.read(marked.bytes, path: "flags/demo.json")
    #expect(file.findings == [])
    #expect(file.format == .flagd)
    #expect(file.flags.map(\.key) == ["new-ui", "limit"])
    #expect(file.flags.map(\.range) == [marked.ranges[0], marked.ranges[1]])
    #expect(file.flags.map(\.type) == [.boolean, .number])
    #expect(file.flags.map { $0.variants.map(\.name) } == [["on", "off"], ["few", "many"]])
    #expect(file.flags[1].variants.map(\.value) == [.number(1), .number(2.5)])
    #expect(file.flags.map { $0.states.map(\.isEnabled) } == [[true], [false]])
    let state = try #require(file.flags[0].states.first)
    #expect(state.branches.map(\.outcome) == [.variant("on")])
    #expect(state.branches.map(\.condition) == [.depends])
    #expect(state.fallback.value == .variant("off"))
    #expect(state.exposure(to: "on") == 0...FlagShare.whole)
  }

  @Test(arguments: [
    ("«[]»", "flag-shape"), ("«12»", "flag-shape"), ("«{}»", "flag-property-missing"),
    ("{\"flags\": «3»}", "flag-shape"), ("{\"flags\": {\"a\": «true»}}", "flag-shape"),
    ("{\"flags\": {}, «\"Metadata\"»: {}}", "flag-unknown-property"),
    ("{\"flags\": {}, «\"description\"»: 1}", "flag-unknown-property"),
    ("{\"flags\": {}, \"metadata\": {\"a\": «[1]»}}", "flag-metadata-type"),
    ("{\"flags\": {}, \"metadata\": «7»}", "flag-metadata-type"),
    ("{\"flags\": {}, \"$evaluators\": «7»}", "flag-shape"),
    ("{\"flags\": {}, \"$schema\": «7»}", "flag-shape"), ("{\"flags\": [«1»]}", "flag-shape"),
    ("{\"flags\": [«{}»]}", "flag-property-missing"), ("{\"flags\": [{\"key\": «1»}]}", "flag-key-invalid"),
  ])
  func `the shape of the file is checked`(sample: String, rule: String) {
    expectFindings(sample, [rule])
  }

  @Test(arguments: [
    ("\"state\": «\"ENABLE\"», \"variants\": {\"on\": true}", "flag-state-invalid"),
    ("\"state\": «\"enabled\"», \"variants\": {\"on\": true}", "flag-state-invalid"),
    ("\"state\": «true», \"variants\": {\"on\": true}", "flag-state-invalid"),
    ("\"state\": \"ENABLED\", \"variants\": «{}»", "flag-variants-empty"),
    ("\"state\": \"ENABLED\", \"variants\": «[]»", "flag-shape"),
    ("\"state\": \"ENABLED\", \"variants\": {\"on\": «null»}", "flag-variant-type"),
    ("\"state\": \"ENABLED\", \"variants\": {\"on\": «[1]»}", "flag-variant-type"),
    ("\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": «\"false\"»}", "flag-variant-types-mixed"),
    ("\"state\": \"ENABLED\", \"variants\": {\"a\": «1», \"b\": \"x\", \"c\": \"y\"}", "flag-variant-types-mixed"),
    ("\"state\": \"ENABLED\", \"variants\": {«\"\"»: true}", "flag-key-invalid"),
    (
      "\"state\": \"ENABLED\", \"variants\": {\"on\": true}, \"defaultVariant\": «\"onn\"»",
      "flag-default-variant-missing"
    ), ("\"state\": \"ENABLED\", \"variants\": {\"on\": true}, \"defaultVariant\": «true»", "flag-shape"),
    ("\"state\": \"ENABLED\", \"variants\": {\"on\": true}, «\"Targeting\"»: {}", "flag-unknown-property"),
    ("\"state\": \"ENABLED\", \"variants\": {\"on\": true}, \"targeting\": «\"on\"»", "flag-shape"),
    ("\"state\": \"ENABLED\", \"variants\": {\"on\": true}, \"metadata\": {\"x\": «null»}", "flag-metadata-type"),
    ("\"state\": \"ENABLED\", \"variants\": {\"on\": true, «\"on\"»: false}", "flag-duplicate-key"),
    ("\"state\": \"ENABLED\", «\"state\"»: \"DISABLED\", \"variants\": {\"on\": true}", "flag-duplicate-key"),
  ])
  func `each member of a flag is checked`(members: String, rule: String) {
    expectFindings(flag(members), [rule])
  }

  @Test(arguments: [
    "\"state\": \"ENABLED\", \"variants\": {\"a\": 1, \"b\": 1.5}",
    "\"state\": \"ENABLED\", \"variants\": {\"a\": {}, \"b\": {\"x\": [1]}}, \"defaultVariant\": null",
    "\"state\": \"ENABLED\", \"variants\": {\"a\": \"\"}, \"targeting\": {}",
    "\"state\": \"ENABLED\", \"variants\": {\"a\": \"\"}, \"targeting\": null",
    "\"state\": \"ENABLED\", \"variants\": {\"a\": \"\"}, \"$comment\": 1",
  ])
  func `what flagd takes is no finding`(members: String) {
    expectFindings(flag(members), [])
  }

  @Test func `missing members are reported at the key`() {
    expectFindings("{\"flags\": {««\"a\"»»: {}}}", ["flag-property-missing", "flag-property-missing"])
  }

  @Test func `flags stand twice, with the place of the first`() {
    let sample =
      "{\"flags\": {\"a\": {\"state\": \"ENABLED\", \"variants\": {\"x\": 1}},\n«\"a\"»: {\"state\": \"ENABLED\", \"variants\": {\"x\": 1}}}}"
    expectFindings(sample, ["flag-duplicate-key"])
    #expect(
      messages(sample) == [
        "the flag `a` stands twice; only the last one counts | the first one is on line 1; remove or rename one of them"
      ])
  }

  @Test func `a list of flags with keys is read as the daemon reads it`() {
    let sample = "{\"flags\": [{\"key\": \"a\", \"state\": \"ENABLED\", \"variants\": {\"x\": 1}}]}"
    let file = FlagValidation.read(Array(sample.utf8), path: "flags.json")
    #expect(file.flags.map(\.key) == ["a"])
    #expect(file.findings == [])
  }

  @Test func `messages say what is meant`() {
    #expect(
      messages(flag("\"state\": \"ENABELD\", \"variants\": {\"on\": true}, \"defaultVariant\": \"of\"")) == [
        "`ENABELD` is no state of a flag | did you mean `ENABLED`?",
        "the default variant `of` of flag `new-ui` does not exist; flagd then rejects the whole file | "
          + "did you mean `on`? the variants are `on`",
      ])
    #expect(
      messages(flag("\"state\": \"ENABLED\", \"variants\": {\"on\": true}, \"Targeting\": {}")) == [
        "unknown property `Targeting`; flagd ignores it | did you mean `targeting`?"
      ])
  }

  @Test func `an unknown property that resembles none is a warning`() {
    let sample = flag("\"state\": \"ENABLED\", \"variants\": {\"on\": true}, \"description\": \"x\"")
    #expect(FlagValidation.read(Array(sample.utf8), path: "f.json").findings.map(\.severity) == [.warning])
  }

  @Test func `text that does not parse is one finding at its place`() {
    let file = FlagValidation.read(Array("{\"flags\":\n  {\"a\": 1,}}".utf8), path: "f.json")
    #expect(file.flags == [])
    #expect(file.findings.map(\.rule) == ["flag-file-syntax"])
    #expect(file.findings.first?.range == SourceRange(line: 2, column: 10))
    #expect(file.findings.first?.message == "trailing comma before `}`; JSON allows none")
  }
}

@Suite struct FlagdTargetingTests {
  @Test(arguments: [
    (#"{"if": [{"==": [{"var": "x"}, 1]}, "a", «"c"»]}"#, "flag-targeting-variant-missing"),
    (#"{"if": [true, «"A"»]}"#, "flag-targeting-variant-missing"),
    (#"{"if": [true, "a", true, «"x"», "b"]}"#, "flag-targeting-variant-missing"),
    (#"{"if": [true, {"if": [false, "a", {"if": [true, «"z"»]}]}, null]}"#, "flag-targeting-variant-missing"),
    (#"{"fractional": [["a", 50], [«"c"», 50]]}"#, "flag-targeting-variant-missing"),
    (#"{"fractional": [{"var": "email"}, ["a", 50], [{"if": [true, «"c"»]}, 50]]}"#, "flag-targeting-variant-missing"),
    (#"{"rollout": [1, 2, "a", «"new"»]}"#, "flag-targeting-variant-missing"),
    (#"{«"iff"»: [true, "a"]}"#, "flag-targeting-operator"),
    (#"{«"fractionalEvaluation"»: []}"#, "flag-targeting-operator"),
    (#"{"if": [{«"equals"»: [1, 2]}, "a"]}"#, "flag-targeting-operator"),
    (#"{"if": [«{"==": [1, 1], "!=": [1, 2]}», "a"]}"#, "flag-targeting-operator"),
    (#"{"if": [{"==": «[1]»}, "a"]}"#, "flag-targeting-arguments"),
    (#"{"if": [{"starts_with": [{"var": "x"}, «3»]}, "a"]}"#, "flag-targeting-arguments"),
    (#"{"if": [{"sem_ver": [{"var": "v"}, «"=>"», "1.0.0"]}, "a"]}"#, "flag-targeting-arguments"),
    (#"{"if": [{"sem_ver": «[{"var": "v"}, "1.0.0"]»}, "a"]}"#, "flag-targeting-arguments"),
    (#"{"if": [{"==": [{"var": «"$flagd.flagkey"»}, 1]}, "a"]}"#, "flag-targeting-arguments"),
    (#"{"if": [{"$ref": «"nobody"»}, "a"]}"#, "flag-evaluator-missing"),
    (#"{"if": [{"$ref": «3»}, "a"]}"#, "flag-targeting-arguments"),
    (#"{"fractional": [["a", «-1»], ["b", 2]]}"#, "flag-fractional-weight"),
    (#"{"fractional": [["a", «0.5»], ["b", 2]]}"#, "flag-fractional-weight"),
    (#"{"fractional": [["a", «"5"»], ["b", 2]]}"#, "flag-fractional-weight"),
    (#"{"fractional": «[["a", 0], ["b", 0]]»}"#, "flag-fractional-weight"),
    (#"{"fractional": «[["a", 2147483647], ["b", 1]]»}"#, "flag-fractional-weight"),
    (#"{"fractional": «[{"var": "email"}]»}"#, "flag-targeting-arguments"),
    (#"{"fractional": [["a", 1], «"b"»]}"#, "flag-targeting-arguments"),
    (#"{"fractional": [«["a", 1, 2]», ["b"]]}"#, "flag-targeting-arguments"),
  ])
  func `what cannot work is found at its place`(rule: String, id: String) {
    expectFindings(targeting(rule), [id])
  }

  @Test(arguments: [
    #"{"if": [{"in": [{"var": "x"}, ["c", "d"]]}, "a", "b"]}"#, #"{"if": [true, "a", null]}"#, #"{"if": [true, "a"]}"#,
    #"{"if": [{"!": {"var": "x"}}, {"var": "variant"}]}"#, #"{"fractional": [["a"], ["b", 30]]}"#,
    #"{"fractional": [["a", -0], ["b", 130]]}"#, #"{"fractional": [["a", {"var": "w"}], ["b", 0]]}"#,
    #"{"fractional": [{"cat": [{"var": "$flagd.flagKey"}, {"var": "id"}]}, ["a", 1], ["b", 1]]}"#,
    #"{"if": [{"<": [1, {"var": "$flagd.timestamp"}, 3]}, "a"]}"#, #"{"or": [{"var": "x"}, "unknown"]}"#,
    #"{"if": [{"==": [{"fractional": [["x", 1], ["y", 1]]}, "x"]}, "a"]}"#,
    #"{"if": [{"reduce": [{"var": "l"}, {"+": [{"var": "current"}, {"var": "accumulator"}]}, 0]}, "b"]}"#,
    #"{"rollout": [{"var": "email"}, 1704067200, 1706745600, "a", "b"]}"#,
    #"{"if": [{"sem_ver": [{"var": "v"}, ">=", "v1.0"]}, "a"]}"#,
  ])
  func `what flagd can run is no finding`(rule: String) {
    expectFindings(targeting(rule), [])
  }

  @Test func `a comparison as the result needs variants true and false`() {
    expectFindings(
      targeting(#"{««"=="»»: [{"var": "x"}, 1]}"#), Array(repeating: "flag-targeting-variant-missing", count: 2))
    let sample = """
      {"flags": {"f": {"state": "ENABLED", "variants": {"true": true, "false": false},
        "targeting": {"==": [{"var": "x"}, 1]}}}}
      """
    expectFindings(sample, [])
  }

  @Test func `an evaluator's result is held against the flag that takes it in`() {
    let evaluators = #"{"choose": {"if": [{"var": "x"}, "a", "elsewhere"]}}"#
    expectFindings(
      targeting(#"{"if": [true, {"$ref": «"choose"»}]}"#, evaluators: evaluators), ["flag-targeting-variant-missing"])
    expectFindings(targeting(#"{"if": [{"$ref": "choose"}, "a"]}"#, evaluators: evaluators), [])
  }

  @Test func `what is wrong in an evaluator is said once`() {
    let evaluators = #"{"choose": {"if": [{«"equal"»: [1, 2]}, "a"]}}"#
    expectFindings(
      targeting(#"{"if": [true, {"$ref": "choose"}, {"$ref": "choose"}]}"#, evaluators: evaluators),
      ["flag-targeting-operator"])
  }

  @Test func `evaluators in a circle are found`() {
    let evaluators =
      #"{«"x"»: {"and": [{"$ref": "y"}]}, «"y"»: {"or": [{"$ref": "x"}, {"$ref": "w"}]}, «"z"»: {"!": {"$ref": "z"}}, "w": {"!": {"$ref": "z"}}}"#
    expectFindings(
      targeting(#"{"if": [{"$ref": "x"}, "a"]}"#, evaluators: evaluators),
      Array(repeating: "flag-evaluator-cycle", count: 3))
  }

  @Test func `every known operator is accepted by its name`() {
    for name in ["var", "missing", "merge", "max", "min", "cat", "%", "substr", "-"] {
      let rule = "{\"if\": [{\"\(name)\": [{\"var\": \"x\"}, 2]}, \"a\"]}"
      expectFindings(targeting(rule), [])
    }
  }
}
