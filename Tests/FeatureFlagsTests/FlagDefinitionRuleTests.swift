import FeatureFlags
import GateModel
import Testing

/// What rules on the model that all formats share do beyond their examples.
@Suite struct FlagDefinitionRuleTests {
  private static func findings(
    _ files: [(path: RepositoryPath, text: String)], settings: FlagSettings = FlagSettings()
  ) -> [String] {
    let content = FlagContent(files: files.map { FlagValidation.read(Array($0.text.utf8), path: $0.path) })
    return FlagInspection(content: content, settings: settings, today: CalendarDay(secondsSince1970: 0)).findings()
      .map { "\($0.rule) \($0.path?.description ?? ""):\($0.range?.line ?? 0)" }
  }

  private static func flagd(_ flags: [String: String]) -> String {
    let lines = flags.keys.sorted().map { key in
      "\"\(key)\": { \"state\": \"\(flags[key] ?? "")\", \"variants\": { \"on\": true, \"off\": false } }"
    }
    return "{ \"flags\": {\n\(lines.joined(separator: ",\n"))\n} }\n"
  }

  @Test func `a flag of two files of one folder is one too many, unless they say the same`() {
    let first = ("flags/a.json" as RepositoryPath, Self.flagd(["pay": "ENABLED", "ship": "ENABLED"]))
    let other = Self.flagd(["pay": "DISABLED", "mail": "ENABLED", "post": "ENABLED"])
    #expect(Self.findings([first, ("flags/b.json", other)]) == ["flag-defined-twice flags/b.json:3"])
    #expect(Self.findings([first, ("other/b.json", other)]) == [])
    #expect(Self.findings([first, ("flags/b.json", other.replacing("DISABLED", with: "ENABLED"))]) == [])
  }

  @Test func `files of two environments or regions may share all their keys`() {
    let on = Self.flagd(["pay": "ENABLED", "ship": "ENABLED"])
    let off = Self.flagd(["pay": "DISABLED", "ship": "DISABLED"])
    #expect(Self.findings([("flags/eu.json", on), ("flags/us.json", off)]) == [])
    #expect(
      Self.findings([
        ("flags/staging.json", Self.flagd(["pay": "ENABLED"])),
        ("flags/production.json", Self.flagd(["pay": "DISABLED"])),
      ]).filter { $0.hasPrefix("flag-defined-twice") } == [])
  }

  @Test func `keys that differ in a digit, a plural or a short word are different words`() {
    let keys = [
      "new-checkout-v1", "new-checkout-v2", "recommendation", "recommendations", "variant-a-of-test",
      "variant-b-of-test",
      "api-1.1", "api-11", "feature-eu-1", "feature-us-1",
    ]
    #expect(
      Self.findings([("f.json", Self.flagd(Dictionary(uniqueKeysWithValues: keys.map { ($0, "ENABLED") })))]) == [])
  }

  @Test(arguments: [("newCheckout", "new-checkout"), ("recommendations", "recomendations"), ("pay_page", "PAY-PAGE")])
  func `keys that look alike are told, also across files`(first: String, second: String) {
    let manifest = "{ \"flags\": { \"\(second)\": { \"flagType\": \"boolean\", \"defaultValue\": false } } }"
    let found = Self.findings([("a/flags.json", Self.flagd([first: "ENABLED"])), ("b/manifest.json", manifest)])
    #expect(found.contains("flag-key-confusable b/manifest.json:1"))
  }

  @Test(arguments: [
    (FlagKeySettings.Style.kebab, "new-ui", "newUi"), (.snake, "new_ui2", "new-ui"),
    (.upperSnake, "NEW_UI", "New_UI"), (.camel, "newUi", "NewUi"), (.pascal, "NewUi", "newUi"),
    (.dotted, "shop.new-ui", "shop/new"),
  ])
  func `a repository can ask for a style of keys`(style: FlagKeySettings.Style, good: String, bad: String) {
    let settings = FlagSettings(keys: FlagKeySettings(style: style))
    #expect(Self.findings([("f.json", Self.flagd([good: "ENABLED"]))], settings: settings) == [])
    #expect(
      Self.findings([("f.json", Self.flagd([bad: "ENABLED"]))], settings: settings) == ["flag-key-style f.json:2"])
  }

  @Test(arguments: ["pay\u{200B}ment", "p\u{0430}yment", "a\u{00A0}b", " a", "a\\t"])
  func `what cannot be seen in a key is told`(key: String) {
    #expect(Self.findings([("f.json", Self.flagd([key: "ENABLED"]))]) == ["flag-key-invisible f.json:2"])
  }

  @Test func `a type that is declared in one file and broken in another is told where it is declared`() {
    let files: [(path: RepositoryPath, text: String)] = [
      ("flags.yml", "flags:\n  pay: { type: string, owner: web }\n"), ("flags/a.json", Self.flagd(["pay": "ENABLED"])),
    ]
    #expect(Self.findings(files) == ["flag-declared-type flags.yml:2"])
  }

  @Test func `descriptions of flags that are all defined elsewhere are not judged`() {
    let manifest = "{ \"flags\": { \"remote\": { \"flagType\": \"boolean\", \"defaultValue\": false } } }"
    #expect(Self.findings([("flags/a.json", Self.flagd(["pay": "ENABLED"])), ("manifest.json", manifest)]) == [])
    #expect(Self.findings([("manifest.json", manifest)]) == [])
  }

  @Test(arguments: [
    (#""variants": {"a": {"x": 1}, "b": {"x": null}, "c": {}}"#, []),
    (#""variants": {"a": {"x": {"y": 1}}, "b": {"x": {"y": "1"}}}"#, ["flag-variant-shape f.json:1"]),
    (#""variants": {"a": {"x": 1, "y": 1}, "b": {"x": 2, "y": 2}, "c": {"x": 3}}"#, ["flag-variant-shape f.json:1"]),
    (#""variants": {"a": {"x": 1, "y": 1}, "b": {"x": 2}}"#, []),
    (#""variants": {"on": true, "off": true}"#, ["flag-value-twice f.json:1", "flag-variant-contradicts f.json:1"]),
    (#""variants": {"a": "x", "b": "x", "control": "x"}"#, ["flag-value-twice f.json:1"]),
    (#""variants": {"a": -9007199254740992}"#, ["flag-number-unsafe f.json:1"]),
  ])
  func `values are held against each other`(variants: String, rules: [String]) {
    #expect(Self.findings([("f.json", "{\"flags\": {\"f\": {\"state\": \"ENABLED\", \(variants)}}}")]) == rules)
  }

  @Test(arguments: [
    (#"{"fractional": [["a", 1], ["b", 0]]}"#, 1), (#"{"if": [true, "a", {"var": "x"}]}"#, 0), ("{}", 0),
    (#"{"if": [{"var": "x"}, "a", "b"]}"#, 1), (#"{"if": [{"var": "x"}, {"cat": ["c"]}, "b"]}"#, 0),
  ])
  func `a variant that nothing gives is told where all that targeting gives is known`(rule: String, count: Int) {
    let text =
      "{\"flags\": {\"f\": {\"state\": \"ENABLED\", \"variants\": {\"a\": 1, \"b\": 2, \"c\": 3}, "
      + "\"defaultVariant\": \"a\", \"targeting\": \(rule)}}}"
    #expect(Self.findings([("f.json", text)]).filter { $0.contains("unreachable") }.count == count)
  }
}
