import GateTestSupport

/// Random flags and contexts, within what every implementation of JsonLogic understands alike.
///
/// Left out, for implementations differ: null and truth values in texts and in strict comparisons (Python's are `None` and
/// numbers), empty texts as numbers, division by zero and remainders of negative numbers.
struct RandomTargeting {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private static let texts = [
    "\"a\"", "\"b\"", "\"NZ\"", "\"10\"", "\"2.5\"", "\"-3\"", "\"abc\"", "\"é\"", "\"1.2.3\"",
  ]
  private static let numbers = ["0", "1", "2", "10", "2.5", "-3", "100"]
  private static let versions = [
    "1.0.0", "1.2.3", "v1.2.3", "1.2", "2", "1.2.3-alpha", "1.2.3-alpha.1", "1.2.3-beta.11", "1.2.3-beta.2", "1.2.3+b",
    "1.02.0",
    "x", "1.2.3.4", "10.0.0", "1.2.3-", "V2.0.0-rc.1+x", "1.2.3-01", "1.2.3-0a",
  ]

  private mutating func one(_ values: [String]) -> String { values.randomElement(using: &random) ?? "" }

  private mutating func list(_ values: [String]) -> String {
    "[" + (0..<Int.random(in: 0...4, using: &random)).map { _ in one(values) }.joined(separator: ", ") + "]"
  }

  /// Something that is a text in every context.
  mutating func text(_ depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 3), using: &random) {
    case 0: return one(Self.texts)
    case 1: return #"{"var": ["\#(one(["country", "name", "user.plan", "tags.0", "nobody", "user.no.where"]))", "a"]}"#
    case 2: return #"{"var": "$flagd.flagKey"}"#
    case 3: return #"{"cat": [\#(text(depth - 1)), \#(number(0)), \#(text(depth - 1))]}"#
    case 4:
      return
        #"{"substr": [\#(text(depth - 1)), \#(one(["0", "1", "-2", "9", "-9"])), \#(one(["1", "2", "-1", "-9", "9"]))]}"#
    case 5: return #"{"substr": [\#(text(depth - 1)), \#(one(["0", "1", "-2", "9", "-9"]))]}"#
    case 6: return #"{"if": [\#(condition(depth - 1)), \#(text(depth - 1)), \#(text(depth - 1))]}"#
    default:
      return #"{"reduce": [{"var": "tags"}, {"cat": [{"var": "accumulator"}, {"var": "current"}]}, "z"]}"#
    }
  }

  /// Something that is a number in every context.
  mutating func number(_ depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 3), using: &random) {
    case 0: return one(Self.numbers)
    case 1: return #"{"var": ["\#(one(["age", "numbers.1", "tags.length", "nobody"]))", 7]}"#
    case 2: return #"{"var": "$flagd.timestamp"}"#
    case 3:
      return
        "{\"\(one(["+", "*", "max", "min"]))\": [\(number(depth - 1)), \(number(depth - 1)), \(number(depth - 1))]}"
    case 4: return #"{"-": [\#(number(depth - 1)), \#(number(depth - 1))]}"#
    case 5: return #"{"-": [\#(number(depth - 1))]}"#
    case 6: return #"{"/": [\#(number(depth - 1)), \#(one(["2", "4", "-8"]))]}"#
    case 7: return #"{"%": [{"max": [0, \#(number(depth - 1))]}, \#(one(["2", "3", "2.5"]))]}"#
    default: return #"{"reduce": [{"var": "numbers"}, {"+": [{"var": "accumulator"}, {"var": "current"}]}, 0]}"#
    }
  }

  mutating func condition(_ depth: Int) -> String {
    let kinds = depth > 0 ? 22 : 12
    switch Int.random(in: 0..<kinds, using: &random) {
    case 0: return "{\"\(one(["==", "!=", "===", "!=="]))\": [\(text(0)), \(text(0))]}"
    case 1: return "{\"\(one(["==", "!=", "===", "!=="]))\": [\(number(0)), \(text(0))]}"
    case 2: return "{\"\(one(["<", "<=", ">", ">="]))\": [\(number(0)), \(number(0))]}"
    case 3: return "{\"\(one(["<", "<=", ">", ">="]))\": [\(number(0)), \(text(0)), \(number(0))]}"
    case 4: return "{\"\(one(["<", "<=", ">", ">="]))\": [\(text(0)), \(text(0))]}"
    case 5: return "{\"in\": [\(text(0)), \(text(0))]}"
    case 6: return "{\"in\": [\(one(Self.texts + Self.numbers)), \(list(Self.texts + Self.numbers))]}"
    case 7: return "{\"\(one(["starts_with", "ends_with"]))\": [\(text(0)), \(one(Self.texts))]}"
    case 8:
      let operation = one(["=", "!=", "<", "<=", ">", ">=", "~", "^"])
      return
        "{\"sem_ver\": [\(one([#"{"var": "version"}"#, "\"\(one(Self.versions))\""])), \"\(operation)\", \"\(one(Self.versions))\"]}"
    case 9: return #"{"!": [{"var": "\#(one(["beta", "nobody", "tags", "empty", "user"]))"}]}"#
    case 10: return #"{"!!": {"var": "\#(one(["beta", "nobody", "tags", "empty", "age"]))"}}"#
    case 11:
      return
        "{\"==\": [\(one(["true", "false", #"{"var": ["beta", true]}"#])), \(one(["true", "false", "1", "0", "\"1\""]))]}"
    case 12:
      return "{\"\(one(["and", "or"]))\": [\(condition(depth - 1)), \(condition(depth - 1)), \(condition(depth - 1))]}"
    case 13: return "{\"!\": [\(condition(depth - 1))]}"
    case 14:
      return
        "{\"\(one(["all", "some", "none"]))\": [\(one([#"{"var": "tags"}"#, list(Self.texts)])), {\"in\": [{\"var\": \"\"}, [\"a\", \"b\", \"abc\"]]}]}"
    case 15: return "{\"\(one(["==", "<", ">="]))\": [\(text(depth - 1)), \(text(depth - 1))]}"
    case 16: return "{\"\(one(["==", "<", ">="]))\": [\(number(depth - 1)), \(number(depth - 1))]}"
    case 17: return #"{"missing": ["age", "\#(one(["country", "nobody", "empty", "user.plan"]))"]}"#
    case 18: return #"{"missing_some": [\#(one(["1", "2"])), ["age", "country", "nobody"]]}"#
    case 19: return #"{"in": ["\#(one(["a", "b", "abc"]))", {"merge": [{"var": "tags"}, "b", []]}]}"#
    case 20: return #"{">": [{"var": ["numbers.0", 0]}, {"var": "age"}]}"#
    default: return #"{"filter": [{"var": "numbers"}, {">": [{"var": ""}, \#(number(0))]}]}"#
    }
  }

  mutating func fractional(_ depth: Int) -> String {
    let explicit = one([
      "", "", #"{"var": "name"}, "#, #"{"cat": [{"var": "$flagd.flagKey"}, {"var": ["name", "z"]}]}, "#, "\"salt\", ",
    ])
    let parts = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      switch Int.random(in: 0..<10, using: &random) {
      case 0: "[\"\(one(["a", "b", "c"]))\"]"
      case 1: "[\"\(one(["a", "b", "c"]))\", {\"if\": [\(condition(0)), 30, 0]}]"
      default:
        "[\"\(one(["a", "b", "c"]))\", \(Int.random(in: 0...Int.random(in: 1...100_000, using: &random), using: &random))]"
      }
    }
    return "{\"fractional\": [\(explicit)\(parts.joined(separator: ", "))]}"
  }

  /// Something that names a variant.
  mutating func rule(_ depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 4), using: &random) {
    case 0, 1: return "\"\(one(["a", "b", "c", "none-such"]))\""
    case 2: return one(["null", "\"c\"", "{\"var\": \"choice\"}", "{\"$ref\": \"split\"}"])
    case 3, 4: return fractional(depth)
    default:
      let branches = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        (Bool.random(using: &random) ? condition(2) : "{\"$ref\": \"staff\"}") + ", " + rule(depth - 1)
      }
      let last = Bool.random(using: &random) ? ", " + rule(depth - 1) : ""
      return "{\"if\": [\(branches.joined(separator: ", "))\(last)]}"
    }
  }

  /// A file with `count` flags, `f0` and so on.
  mutating func definition(_ count: Int) -> String {
    let flags = (0..<count).map { index in
      let targeting =
        Int.random(in: 0..<12, using: &random) == 0 ? "{}" : "{\"if\": [\(condition(2)), \(rule(3)), \(rule(2))]}"
      let state = Int.random(in: 0..<15, using: &random) == 0 ? "DISABLED" : "ENABLED"
      let standard = one([
        "", "", ", \"defaultVariant\": \"c\"", ", \"defaultVariant\": \"a\"", ", \"defaultVariant\": null",
      ])
      return
        "\"f\(index)\": {\"state\": \"\(state)\", \"variants\": {\"a\": 1, \"b\": 2, \"c\": 3}\(standard), \"targeting\": \(targeting)}"
    }
    let evaluators =
      #"{"staff": {"ends_with": [{"var": "email"}, "@example.org"]}, "split": {"fractional": [["a", 1], ["b", 2]]}}"#
    return "{\"flags\": {\(flags.joined(separator: ", "))}, \"$evaluators\": \(evaluators)}"
  }

  mutating func context() -> String {
    var members: [String] = []
    let candidates = [
      "\"targetingKey\": \"user-\(UInt32.random(in: 0...999_999, using: &random))\"", "\"country\": \(one(Self.texts))",
      "\"name\": \"\(one(["ann", "bob", "éva", "x"]))\(UInt16.random(in: 0...999, using: &random))\"",
      "\"age\": \(one(Self.numbers))",
      "\"tags\": \(list(["\"a\"", "\"b\"", "\"abc\""]))", "\"numbers\": \(list(Self.numbers))",
      "\"beta\": \(one(["true", "false"]))",
      "\"user\": {\"plan\": \"\(one(["free", "a"]))\"}", "\"version\": \"\(one(Self.versions))\"", "\"empty\": \"\"",
      "\"email\": \"x@\(one(["example.org", "example.com"]))\"", "\"choice\": \"\(one(["a", "b", "zz"]))\"",
    ]
    for candidate in candidates where Int.random(in: 0..<5, using: &random) > 0 { members.append(candidate) }
    return "{" + members.joined(separator: ", ") + "}"
  }
}
