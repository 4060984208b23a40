import FeatureFlags
import GateModel
import Testing

/// What flagd's published schema and its daemon take gives no error; what either refuses gives one.
@Suite struct FlagdConformanceTests {
  private static func errors(_ text: String, _ path: RepositoryPath = "flags.json") -> [String] {
    let file = FlagValidation.read(Array(text.utf8), path: path)
    let inspection = FlagInspection(content: FlagContent(files: [file]), today: CalendarDay(secondsSince1970: 0))
    return inspection.findings().filter { $0.severity == .error }.map(\.rule)
  }

  private static func flag(_ members: String) -> String { "{\"flags\": {\"f\": {\(members)}}}" }

  @Test(arguments: [
    #"{"flags": {}}"#, #"{"flags": []}"#, #"{"flags": {}, "$evaluators": {}, "metadata": {}}"#,
    #"{"flags": {}, "metadata": {"flagSetId": "a", "version": "1", "count": 1.5, "live": false}}"#,
    #"{"$schema": "https://flagd.dev/schema/v0/flags.json", "flags": {}}"#,
    #"{"$schema": "https://flagd.dev/schema/v0/flagd.json", "flags": []}"#,
    #"{"$schema": "./my/flags.json", "flags": {}, "owner": "web", "$comment": 1}"#,
    #"{"flags": [{"key": "a", "state": "ENABLED", "variants": {"x": 1}}, {"key": "b", "state": "DISABLED", "variants": {"x": 1}}]}"#,
    #"{"flags": {"a b/c.d": {"state": "ENABLED", "variants": {" ": "", "1": "x"}}}}"#,
    #"{"flags": {"ключ-a": {"state": "ENABLED", "variants": {"да": true}, "defaultVariant": "да"}}}"#,
  ])
  func `good files`(text: String) {
    #expect(Self.errors(text) == [])
  }

  @Test(arguments: [
    #""state": "ENABLED", "variants": {"a": 1, "b": -2.5e3}"#,
    #""state": "ENABLED", "variants": {"a": {}, "b": {"x": [null, {"y": []}]}}, "defaultVariant": "a""#,
    #""state": "ENABLED", "variants": {"a": ""}, "defaultVariant": null"#,
    #""state": "ENABLED", "variants": {"a": true}, "defaultVariant": "", "targeting": {}"#,
    #""state": "ENABLED", "variants": {"a": true}, "targeting": null, "metadata": {}"#,
    #""state": "DISABLED", "variants": {"a": 9007199254740991, "b": -9007199254740991}"#,
    #""state": "ENABLED", "variants": {"true": "x", "false": "y"}, "targeting": {"==": [{"var": "a"}, 1]}"#,
    #""state": "ENABLED", "variants": {"a": "x"}, "source": "s", "selector": "t", "note": [1]"#,
  ])
  func `good flags`(members: String) {
    #expect(Self.errors(Self.flag(members)) == [])
  }

  @Test(arguments: [
    "{}", "[]", "3", #"{"flags": null}"#, #"{"flags": "x"}"#, #"{"flags": {"a": null}}"#, #"{"flags": {"a": []}}"#,
    #"{"flags": [null]}"#, #"{"flags": [{"state": "ENABLED", "variants": {"x": 1}}]}"#,
    #"{"flags": [{"key": "", "state": "ENABLED", "variants": {"x": 1}}]}"#,
    #"{"flags": {"": {"state": "ENABLED", "variants": {"x": 1}}}}"#, #"{"flags": {}, "metadata": []}"#,
    #"{"flags": {}, "metadata": {"a": {}}}"#, #"{"flags": {}, "metadata": {"a": null}}"#,
    #"{"flags": {}, "$evaluators": []}"#, #"{"flags": {}, "$evaluators": {"a": {}}}"#,
    #"{"flags": {}, "$evaluators": {"a": [1]}}"#, #"{"flags": {}, "$evaluators": {"a": null}}"#,
    #"{"flags": {}, "$evaluators": {"": {"var": "x"}}}"#, #"{"flags": {}, "$evaluators": {"a(b": {"var": "x"}}}"#,
  ])
  func `bad files`(text: String) {
    #expect(Self.errors(text) != [])
  }

  @Test(arguments: [
    #""variants": {"a": 1}"#, #""state": "ENABLED""#, #""state": "ENABLED", "variants": {}"#,
    #""state": "ENABLED", "variants": null"#, #""state": null, "variants": {"a": 1}"#,
    #""state": "on", "variants": {"a": 1}"#, #""state": "ENABLED", "variants": {"a": 1, "b": "1"}"#,
    #""state": "ENABLED", "variants": {"a": true, "b": 1}"#, #""state": "ENABLED", "variants": {"a": {}, "b": "{}"}"#,
    #""state": "ENABLED", "variants": {"a": null}"#, #""state": "ENABLED", "variants": {"a": []}"#,
    #""state": "ENABLED", "variants": {"": 1}"#, #""state": "ENABLED", "variants": {"a": 9007199254740992}"#,
    #""state": "ENABLED", "variants": {"a": 1}, "defaultVariant": "b""#,
    #""state": "ENABLED", "variants": {"a": 1}, "defaultVariant": 1"#,
    #""state": "ENABLED", "variants": {"a": 1}, "metadata": {"x": []}"#,
    #""state": "ENABLED", "variants": {"a": 1}, "targeting": "a""#,
    #""state": "ENABLED", "variants": {"a": 1}, "targeting": ["a"]"#,
  ])
  func `bad flags`(members: String) {
    #expect(Self.errors(Self.flag(members)) != [])
  }

  @Test func `YAML's keys of other types are texts to flagd, and of several documents it reads one`() {
    let text =
      "flags:\n  1:\n    state: ENABLED\n    variants: { true: true, false: false }\n    defaultVariant: 'true'\n"
    #expect(Self.errors(text, "flags.yaml") == [])
    #expect(Self.errors(text + "---\nflags: {}\n", "flags.yaml") == ["flag-shape"])
  }
}
