import FeatureFlags
import GateModel
import Testing

/// What a reviewer is shown of a flag, in every format.
@Suite struct FlagTableTests {
  private static func file(_ text: String, _ path: RepositoryPath) -> FlagFile {
    FlagValidation.read(Array(text.utf8), path: path)
  }

  private static func flagd(_ targeting: String) -> FlagFile {
    file(
      """
      {"flags": {"f|x": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
        "targeting": \(targeting)}}}
      """, "flags.json")
  }

  private static func contexts() throws -> [FlagValue.Member] {
    try FlagContexts.contexts(Array(#"{"staff": {"beta": true}, "guest": {}}"#.utf8))
  }

  @Test func `a change is put beside what was before`() throws {
    let before = FlagEvaluator([Self.flagd(#"{"if": [{"var": "beta"}, "on"]}"#)], timestamp: 0)
    let after = FlagEvaluator([Self.flagd(#"{"if": [{"!": {"var": "beta"}}, "on", "of"]}"#)], timestamp: 0)
    let table = try #require(
      FlagTable.tables(of: "f|x", after, base: before, contexts: try Self.contexts()).first)
    #expect(table.rows.map(\.isChanged) == [true, true])
    let lines = table.text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(
      lines == [
        "f|x (flags.json)", "context before after because",
        "* staff on = true GENERAL: `of` is no variant of the flag; its variants are `on` and `off` it cannot be evaluated",
        "* guest off = false on = true a rule applies",
      ])
    #expect(
      table.markdown.hasPrefix(
        """
        ### f\\|x (flags.json)

        | context | before | after | because |
        |---|---|---|---|
        | staff | on = true | **GENERAL: \\`of\\` is no variant
        """))
    let same = try #require(
      FlagTable.tables(of: "f|x", after, base: after, contexts: try Self.contexts()).first)
    #expect(same.rows.allSatisfy { $0.before == nil })
    #expect(same.markdown.contains("| context | serves | because |"))
  }

  @Test func `other formats say what everybody gets, and else that it is not known`() throws {
    let flags = Self.file(
      """
      everybody:
        variations: { a: 1, b: 2 }
        defaultRule: { variation: b }
      split:
        variations: { a: 1, b: 2 }
        defaultRule: { percentage: { a: 25, b: 75 } }
      all-of-it:
        variations: { a: 1, b: 2 }
        defaultRule: { percentage: { a: 0, b: 100 } }
      some:
        variations: { a: 1, b: 2 }
        targeting: [{ query: beta eq true, variation: a }]
        defaultRule: { variation: b }
      off:
        disable: true
        variations: { a: 1, b: 2 }
        defaultRule: { variation: b }
      """, "flags.goff.yaml")
    #expect(flags.format == .goFeatureFlag)
    let evaluator = FlagEvaluator([flags], timestamp: 0)
    let results = try ["everybody", "split", "all-of-it", "some", "off"].map { key in
      let definition = try #require(evaluator.definitions(of: key).first)
      let evaluation = evaluator.evaluate(definition, context: .object([]))
      return "\(evaluation.result) \(evaluation.reason.rawValue)"
    }
    #expect(
      results == [
        "b = 2 STATIC", "a 25 %, b 75 % SPLIT", "b = 2 STATIC", "not known UNKNOWN", "the code's own default DISABLED",
      ])
  }

  @Test func `an environment chooses its own definition, or the one for all`() throws {
    let files = ["staging", "production"].map { environment in
      Self.file(
        "feature_flags:\n  checkout: \(environment == "staging")\n",
        RepositoryPath("config/environments/\(environment).yml"))
    }
    let evaluator = FlagEvaluator(files + [Self.flagd("{}")], timestamp: 0)
    let value = { (key: String, environment: String?) in
      evaluator.definitions(of: key, in: environment).map {
        evaluator.evaluate($0, context: .object([]), environment: environment).value
      }
    }
    #expect(value("checkout", "staging") == [.boolean(true)])
    #expect(value("checkout", "production") == [.boolean(false)])
    #expect(value("checkout", "test") == [])
    #expect(value("checkout", nil).count == 2)
    #expect(value("f|x", "production") == [.boolean(false)])
  }

  @Test func `values are written as JSON that reads back`() throws {
    let text = #"{"a": [1, 2.5, -1e+21, null], "b": {"c": "\"\\\n\u0007\u202e é"}, "d": {}, "e": []}"#
    let value = try FlagContexts.context(Array(text.utf8))
    #expect(value.json == text)
    #expect(try FlagContexts.context(Array(value.document.utf8)) == value)
  }
}
