import FeatureFlags
import GateModel
import Testing

/// What a change does to flags, as a person reads it.
@Suite struct FlagChangesTests {
  private static let head = "from openfeature import api\nclient = api.get_client()\n"

  private static func content(_ files: [(String, String)]) -> FlagContent {
    var content = FlagContent()
    for (name, text) in files {
      let path = RepositoryPath(name)
      if name.hasSuffix(".py") {
        content.references += FlagValidation.references(in: Array((head + text).utf8), path: path)
      } else {
        content.files.append(FlagValidation.read(Array(text.utf8), path: path))
      }
    }
    return content
  }

  private static func changes(_ before: [(String, String)], _ after: [(String, String)]) -> FlagChanges {
    FlagChanges(from: content(before), to: content(after))
  }

  private static func flagd(_ flags: String) -> (String, String) {
    ("flags/shop.json", "{ \"flags\": {\n\(flags)\n} }\n")
  }

  private static let before = [
    ("config/environments/production.yml", "feature_flags:\n  search: 10%\n  banner: true\n"),
    ("config/environments/staging.yml", "feature_flags:\n  search: 50%\n  banner: true\n"),
    ("flags.yml", "flags:\n  search: { owner: web, expires: 2026-07-01 }\n"),
    ("src/shop.py", "a = client.get_boolean_value('banner', False)\nb = client.get_boolean_value('search', False)\n"),
  ]
  private static let after = [
    ("config/environments/production.yml", "feature_flags:\n  # more\n  search: 50%\n  pay|later: false\n"),
    ("config/environments/staging.yml", "feature_flags:\n  search: 50%\n  pay|later: true\n"),
    ("flags.yml", "flags:\n  search: { owner: shop, expires: 2026-08-01 }\n"),
    ("src/shop.py", "a = client.get_boolean_value('banner', False)\nb = client.get_boolean_value('search', False)\n"),
  ]

  @Test func `a change is told flag by flag, with who gets what where and the code that it reaches`() {
    #expect(
      Self.changes(Self.before, Self.after).text.joined(separator: "\n") == """
        ~ search (config/environments/production.yml:3)
            production: `on` 10 %, `off` 90 % → `on` 50 %, `off` 50 %
            owner: web → shop
            expires: 2026-07-01 → 2026-08-01
            reaches: src/shop.py:4
        + pay|later (config/environments/production.yml:4)
            production: `off` for all
            staging: `on` for all
            no code asks for it
        - banner (config/environments/production.yml:3)
            production: was `on` for all
            staging: was `on` for all
            code asks for it: src/shop.py:3
        """)
  }

  @Test func `the same is a section of Markdown for a pull request`() {
    #expect(
      Self.changes(Self.before, Self.after).markdown == #"""
        ### Feature flags

        1 added, 1 removed, 1 changed.

        | | flag | what changes | code |
        |---|---|---|---|
        | changed | `search` | **production**: `on` 10 %, `off` 90 % → `on` 50 %, `off` 50 %<br>owner: web → shop<br>expires: 2026-07-01 → 2026-08-01 | `src/shop.py:4` |
        | added | `pay\|later` | **production**: `off` for all<br>**staging**: `on` for all | none |
        | removed | `banner` | **production**: was `on` for all<br>**staging**: was `on` for all | `src/shop.py:3` |

        """#)
  }

  @Test func `lines that move and files that move change no flag`() {
    let text = "feature_flags:\n  search: true\n"
    let moved = Self.changes([("config/environments/production.yml", text)], [("environments/production.yml", text)])
    #expect(moved.flags == [])
    #expect(moved.text == [] && moved.markdown == "" && moved.summary == nil)
    let shifted = Self.changes(
      [("config/environments/staging.yml", text)], [("config/environments/staging.yml", "# here\n\n" + text)])
    #expect(shifted.flags == [])
  }

  @Test func `targeting, types, variants and states are told apart`() {
    let old = #"""
      "a": { "state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": "off" },
      "b": { "state": "ENABLED", "variants": { "x": 1, "y": 2 }, "defaultVariant": "x",
        "targeting": { "if": [{ "==": [{ "var": "country" }, "NZ"] }, "y"] } },
      "c": { "state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": "off" }
      """#
    let new = #"""
      "a": { "state": "DISABLED", "variants": { "on": true, "off": false }, "defaultVariant": "off" },
      "b": { "state": "ENABLED", "variants": { "x": 1, "y": 3, "z": 4 }, "defaultVariant": "x",
        "targeting": { "if": [{ "==": [{ "var": "country" }, "AU"] }, "y"] } },
      "c": { "state": "ENABLED", "variants": { "one": "1", "two": "2" } }
      """#
    #expect(
      Self.changes([Self.flagd(old)], [Self.flagd(new)]).text.joined(separator: "\n") == """
        ~ a (flags/shop.json:2)
            everywhere: `off` for all → disabled
        ~ b (flags/shop.json:3)
            everywhere: `x` for all after 1 rule, by another rule
            variants: `y` has another value, + `z`
        ~ c (flags/shop.json:5)
            everywhere: `off` for all → the code's default
            type: boolean → string
            variants: + `one`, + `two`, − `on`, − `off`
        """)
  }

  @Test func `a flag that goes while its twin comes was renamed`() {
    let state = #"{ "state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": "off" }"#
    let changes = Self.changes(
      [Self.flagd("\"checkout\": \(state)"), ("a.py", "client.get_boolean_value('checkout', False)\n")],
      [Self.flagd("\"one-page\": \(state)"), ("a.py", "client.get_boolean_value('checkout', False)\n")])
    #expect(changes.text == ["~ checkout → one-page (flags/shop.json:2)", "    code asks for it: a.py:3"])
    // Where two might be meant, neither is.
    let unclear = Self.changes(
      [Self.flagd("\"checkout\": \(state)")], [Self.flagd("\"one\": \(state),\n\"two\": \(state)")])
    #expect(unclear.flags.map(\.kind) == [.added, .added, .removed])
  }

  @Test func `ten thousand flags of one file are compared`() {
    let flags = { (on: String) in
      (0..<10_000).map { "  flag_\($0): \($0 % 2 == 0 ? on : "false")\n" }.joined()
    }
    let (old, new) = (
      Self.content([("config/environments/production.yml", "feature_flags:\n" + flags("false"))]),
      Self.content([("config/environments/production.yml", "feature_flags:\n" + flags("true"))])
    )
    #expect(FlagChanges(from: old, to: new).flags.count == 5000)
  }
}
