import FeatureFlags
import GateModel
import Testing

/// What a flag with variants `a`, `b` and `c` (1, 2 and 3; default `c`) gives by `targeting` in `context`.
private func evaluate(
  _ targeting: String, _ context: String = "{}", evaluators: String = "{}", bucketing: Bucketing = .current
) throws -> FlagEvaluation {
  let text = """
    {"flags": {"f": {"state": "ENABLED", "variants": {"a": 1, "b": 2, "c": 3}, "defaultVariant": "c",
      "targeting": \(targeting)}}, "$evaluators": \(evaluators)}
    """
  let file = FlagValidation.read(Array(text.utf8), path: "flags.json")
  let evaluator = FlagEvaluator([file], bucketing: bucketing, timestamp: 1000)
  return evaluator.evaluate(
    try #require(evaluator.definitions(of: "f").first), context: try FlagContexts.context(Array(context.utf8)))
}

/// Whether a condition holds.
private func holds(_ condition: String, _ context: String = "{}") throws -> Bool {
  try evaluate("{\"if\": [\(condition), \"a\", \"b\"]}", context).variant == "a"
}

@Suite struct FlagEvaluationTests {
  @Test func `targeting chooses a variant and its value`() throws {
    let chosen = try evaluate(#"{"if": [{"==": [{"var": "country"}, "NZ"]}, "a", null]}"#, #"{"country": "NZ"}"#)
    #expect(chosen.variant == "a" && chosen.value == .number(1) && chosen.reason == .targetingMatch)
    let other = try evaluate(#"{"if": [{"==": [{"var": "country"}, "NZ"]}, "a", null]}"#, #"{"country": "AU"}"#)
    #expect(other.variant == "c" && other.reason == .standard)
    #expect(try evaluate("{}").reason == .fixed)
  }

  @Test(arguments: [
    (#"{"if": [true, "z"]}"#, EvaluationFailure.Code.general), (#"{"if": [true, ["a"]]}"#, .general),
    (#"{"like": ["a", "b"]}"#, .parseError), (#"{"if": [{"$ref": "none"}, "a"]}"#, .parseError), ("\"a\"", .parseError),
    (#"{"if": [{"$ref": "circle"}, "a"]}"#, .parseError), (#"{"if": [true, {"$ref": "grows"}]}"#, .general),
  ])
  func `what cannot be evaluated says so by the codes of OpenFeature`(rule: String, code: EvaluationFailure.Code) throws
  {
    let levels = (0..<30).map { "\"g\($0)\": {\"or\": [{\"$ref\": \"g\($0 + 1)\"}, {\"$ref\": \"g\($0 + 1)\"}]}" }
    let evaluators =
      "{\"circle\": {\"!\": [{\"$ref\": \"circle\"}]}, \"grows\": {\"$ref\": \"g0\"}, \(levels.joined(separator: ", ")), \"g30\": \"a\"}"
    let evaluation = try evaluate(rule, evaluators: evaluators)
    #expect(evaluation.reason == .error && evaluation.failure?.code == code)
    #expect(evaluation.failure?.message.isEmpty == false)
  }

  @Test func `a rule that is never reached may be wrong`() throws {
    #expect(try evaluate(#"{"if": [true, "a", {"$ref": "none"}, {"like": 1}]}"#).variant == "a")
  }

  @Test func `what the code asks for has to be what the flag has`() throws {
    let text = #"{"flags": {"f": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on"}}}"#
    let evaluator = FlagEvaluator([FlagValidation.read(Array(text.utf8), path: "f.json")], timestamp: 0)
    let flag = try #require(evaluator.definitions(of: "f").first)
    #expect(evaluator.evaluate(flag, context: .object([]), as: .boolean).value == .boolean(true))
    #expect(evaluator.evaluate(flag, context: .object([]), as: .string).failure?.code == .typeMismatch)
    #expect(evaluator.definitions(of: "g").isEmpty)
  }

  // What the implementations of JsonLogic that flagd has and JavaScript agree on.
  @Test(arguments: [
    (#"{"==": [1, "1"]}"#, true), (#"{"==": ["1.0", 1]}"#, true), (#"{"==": [0, null]}"#, false),
    (#"{"==": [null, null]}"#, true),
    (#"{"==": [true, "1"]}"#, true), (#"{"==": ["", 0]}"#, true), (#"{"==": [[1], 1]}"#, true),
    (#"{"==": [[1, 2], "1,2"]}"#, true),
    (#"{"===": [1, "1"]}"#, false), (#"{"===": [1, 1.0]}"#, true), (#"{"!==": [true, 1]}"#, true),
    (#"{"===": ["\u00e9", "e\u0301"]}"#, false), (#"{"==": ["\u00e9", "e\u0301"]}"#, false),
    (#"{"<": ["10", "9"]}"#, true), (#"{"<": ["10", 9]}"#, false), (#"{"<": [1, 2, 3]}"#, true),
    (#"{"<": [1, 3, 3]}"#, false),
    (#"{"<=": [1, 3, 3]}"#, true), (#"{">": [3, 2, 1]}"#, true), (#"{"<": ["a", 1]}"#, false),
    (#"{">=": ["a", 1]}"#, false),
    (#"{"!": [[]]}"#, true), (#"{"!!": ["0"]}"#, true), (#"{"!!": [{"a": 1, "b": 2}]}"#, true),
    (#"{"!!": [0]}"#, false),
    (#"{"in": ["ell", "hello"]}"#, true), (#"{"in": [1, [1, 2]]}"#, true), (#"{"in": ["1", [1, 2]]}"#, false),
    (#"{"in": ["", "x"]}"#, true),
    (#"{"in": ["x", null]}"#, false), (#"{"starts_with": ["abc", "ab"]}"#, true),
    (#"{"ends_with": ["abc", "abcd"]}"#, false),
    (#"{"starts_with": ["e\u0301", "e"]}"#, true), (#"{"starts_with": [12, 1]}"#, false),
    (#"{"==": [{"lower": "ÄB"}, "Äb"]}"#, true), (#"{"==": [{"upper": ["aß"]}, "Aß"]}"#, true),
    (#"{"==": [{"%": [-5, 3]}, -2]}"#, true), (#"{"==": [{"-": [3]}, -3]}"#, true),
    (#"{"==": [{"+": ["1", 2, true]}, 4]}"#, true),
    (#"{"==": [{"max": [1, "7", 3]}, 7]}"#, true), (#"{"==": [{"min": []}, {"/": [1, 0]}]}"#, true),
    (#"{"==": [{"cat": ["a", null, 1, true, [1, 2]]}, "a1true1,2"]}"#, true),
    (#"{"==": [{"substr": ["jsonlogic", -5]}, "logic"]}"#, true),
    (#"{"==": [{"substr": ["jsonlogic", 1, 3]}, "son"]}"#, true),
    (#"{"==": [{"substr": ["jsonlogic", 4, -2]}, "log"]}"#, true),
    (#"{"==": [{"reduce": [[1, 2, 3], {"+": [{"var": "current"}, {"var": "accumulator"}]}, 4]}, 10]}"#, true),
    (#"{"all": [[], true]}"#, false), (#"{"none": [[], true]}"#, true),
    (#"{"some": [[1, 2], {"==": [{"var": ""}, 2]}]}"#, true),
    (#"{"==": [{"map": [[1, 2], {"*": [{"var": ""}, 2]}]}, "2,4"]}"#, true),
    (#"{"==": [{"merge": [[1], 2, [3]]}, "1,2,3"]}"#, true),
    (#"{"sem_ver": ["v1.2", "=", "1.2.0+x"]}"#, true), (#"{"sem_ver": ["1.2.3", "~", "1.2.9"]}"#, true),
    (#"{"sem_ver": ["x", "!=", "1"]}"#, false),
    (#"{"and": [1, "", 3]}"#, false), (#"{"or": [0, [], "x"]}"#, true), (#"{"if": [0, 1, 0, 2, 3]}"#, true),
  ])
  func `operators do what JsonLogic says`(condition: String, isTrue: Bool) throws {
    #expect(try holds(condition) == isTrue)
  }

  @Test(arguments: [
    (#"{"==": [{"var": "user.roles.1"}, "b"]}"#, true), (#"{"==": [{"var": ["user.none", 5]}, 5]}"#, true),
    (#"{"==": [{"var": "nothing"}, null]}"#, true), (#"{"==": [{"var": ["nothing", 5]}, 5]}"#, true),
    (#"{"==": [{"var": "user.roles.length"}, 2]}"#, true), (#"{"==": [{"var": "user.roles.7"}, null]}"#, true),
    (#"{"missing": ["user.roles", "blank"]}"#, true), (#"{"missing": [["user.roles"]]}"#, false),
    (#"{"missing_some": [1, ["user", "x"]]}"#, false), (#"{"missing_some": [2, ["user", "x"]]}"#, true),
    (#"{"==": [{"var": "$flagd.flagKey"}, "f"]}"#, true), (#"{"==": [{"var": "$flagd.timestamp"}, 1000]}"#, true),
    (#"{"in": [{"var": "targetingKey"}, ["u1"]]}"#, true),
    (#"{"some": [{"var": "user.roles"}, {"==": [{"var": ""}, "a"]}]}"#, true),
  ])
  func `data are reached by their path`(condition: String, isTrue: Bool) throws {
    let context =
      #"{"user": {"roles": ["a", "b"]}, "blank": "", "nothing": null, "targetingKey": "u1", "$flagd": {"flagKey": "x"}}"#
    #expect(try holds(condition, context) == isTrue)
  }

  @Test(arguments: [
    #"{"fractional": [["a", 1]]}"#, #"{"fractional": [{"var": "nobody"}, "a"]}"#, #"{"fractional": ["x", ["a", 0]]}"#,
    #"{"fractional": ["x", ["a", "1"]]}"#, #"{"fractional": []}"#, #"{"fractional": ["x", ["a", 1.5]]}"#,
    #"{"fractional": ["x", ["a", 2147483647], ["b", 1]]}"#,
  ])
  func `a split that cannot be made falls back to the default`(rule: String) throws {
    let evaluation = try evaluate(rule)
    #expect(evaluation.variant == "c" && evaluation.reason == .standard)
  }

  @Test func `a rollout moves everybody from one time to the other`() throws {
    let at = { (start: Int, end: Int) in
      try (0..<200).map { user in
        try evaluate(#"{"rollout": [\#(start), \#(end), "a", "b"]}"#, "{\"targetingKey\": \"u\(user)\"}").variant
      }
    }
    #expect(Set(try at(1000, 2000)) == ["a"])
    #expect(Set(try at(0, 1000)) == ["b"])
    let half = try at(500, 1500).count { $0 == "b" }
    #expect((70...130).contains(half))
    #expect(try evaluate(#"{"rollout": [5, 5, "b"]}"#, #"{"targetingKey": "u"}"#).variant == "c")
  }

  @Test(arguments: [
    #"{"if": [{"$ref": "deep0"}, "a"]}"#,
    #"{"if": [{"reduce": [{"var": "many"}, {"cat": [{"var": "accumulator"}, {"var": "accumulator"}, "x"]}, "x"]}, "a"]}"#,
    #"{"if": [{"reduce": [{"var": "many"}, {"merge": [{"var": "accumulator"}, {"var": "accumulator"}]}, [1]]}, "a"]}"#,
    #"{"if": [{"map": [{"var": "many"}, {"map": [[\#(String(repeating: "1, ", count: 999))1], {"map": [[1, 2, 3, 4, 5, 6, 7, 8], 1]}]}]}, "a"]}"#,
  ])
  func `no rule runs on and on`(rule: String) throws {
    let many = (0..<60).map { "\($0)" }.joined(separator: ", ")
    let deep = (0..<9).map { level in
      "\"deep\(level)\": \(String(repeating: "{\"!\": [", count: 25)){\"$ref\": \"deep\(level + 1)\"}\(String(repeating: "]}", count: 25))"
    }
    let evaluation = try evaluate(
      rule, "{\"many\": [\(many)]}", evaluators: "{\(deep.joined(separator: ", ")), \"deep9\": 1}")
    #expect(evaluation.failure?.code == .general)
  }

  @Test func `contexts are read from JSON and YAML`() throws {
    let contexts = try FlagContexts.contexts(
      Array("contexts:\n  ann: { country: NZ }\n  bob: { country: AU, age: 5 }\n".utf8))
    #expect(contexts.map(\.name) == ["ann", "bob"])
    #expect(contexts[1].value["age"] == .number(5))
    for wrong in ["[]", "{\"a\": 1}", "{", ""] {
      #expect(throws: EvaluationFailure.self) { try FlagContexts.contexts(Array(wrong.utf8)) }
    }
    #expect(throws: EvaluationFailure.self) { try FlagContexts.context(Array("3".utf8)) }
  }
}
