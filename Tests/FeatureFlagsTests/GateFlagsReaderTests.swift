import FeatureFlags
import GateModel
import Testing

@Suite struct GateFlagsReaderTests {
  private static func read(_ text: String, _ path: RepositoryPath = "flags.yml") -> FlagFile {
    FlagValidation.read(Array(text.utf8), path: path)
  }

  @Test func `everything that can be said of a flag is read`() throws {
    let file = Self.read(
      """
      version: 1
      flags:
        new-checkout:
          description: the checkout of one page
          owner: web
          kind: kill-switch
          type: boolean
          default: off
          created: 2026-05-01
          expires: never
          story: 1.10
          tests: [tests/a.py, tests/b/**]
          rollback: ./rollback.sh
          safe: false
          issue: https://example.org/12
          tags: checkout
          environments: { development: on, staging: 50%, production: off }
        bare:
      """)
    #expect(file.findings == [])
    #expect(file.format == .gate)
    let flag = try #require(file.flags.first)
    let metadata = flag.metadata
    #expect(metadata.kind?.value == .killSwitch)
    #expect(metadata.expires?.value == .never)
    #expect(metadata.created?.value == CalendarDay("2026-05-01"))
    #expect(metadata.story?.value == "1.10")
    #expect(metadata.tests.map(\.value) == ["tests/a.py", "tests/b/**"])
    #expect(metadata.safeVariant?.value == "off")
    #expect(metadata.tags.map(\.value) == ["checkout"])
    #expect([metadata.owner, metadata.rollback, metadata.issue, metadata.description].allSatisfy { $0 != nil })
    #expect(flag.type == .boolean)
    #expect(flag.codeDefault?.value == .boolean(false))
    #expect(flag.states.map(\.environment) == ["development", "staging", "production"])
    #expect(flag.state(in: "staging")?.exposure(to: "on") == 50_000...50_000)
    #expect(flag.state(in: "production")?.fallback.value == .variant("off"))
    #expect(file.flags.map(\.isDefinition) == [true, false])
  }

  @Test func `flags of other types have a variant for each value`() throws {
    let file = Self.read(
      "flags:\n  theme: { owner: web, default: dark, environments: { staging: light, production: dark } }\n")
    #expect(file.findings == [])
    let flag = try #require(file.flags.first)
    #expect(flag.type == .string)
    #expect(flag.variants.map(\.name) == ["dark", "light"])
    #expect(flag.state(in: "production")?.fallback.value == .variant("dark"))
  }

  @Test(arguments: [
    ("«onwer»: web", "flag-unknown-property"), ("owner: «[web]»", "flag-shape"), ("owner: «~»", "flag-shape"),
    ("kind: «temporary»", "flag-kind-unknown"), ("created: «yesterday»", "flag-date-invalid"),
    ("expires: «2026-02-30»", "flag-date-invalid"), ("type: «int»", "flag-type-unknown"),
    ("type: string\ndefault: «3»", "flag-declared-type"),
    ("default: on\nenvironments: { qa: «3» }", "flag-declared-type"),
    ("environments: «[production]»", "flag-shape"), ("environments: { qa: «120%» }", "flag-weight-range"),
    ("default: «[1]»", "flag-declared-type"), ("tests: [«1»]", "flag-shape"), ("tests: [a, «{}»]", "flag-shape"),
    ("type: integer\ndefault: «1.5»", "flag-declared-type"),
  ])
  func `what is wrong is found at its place`(members: String, rule: String) {
    let lines = members.split(separator: "\n").map { "    \($0)\n" }.joined()
    expectFindings("flags:\n  checkout:\n" + lines, [rule], path: "flags.yml")
  }

  @Test(arguments: [
    ("flags:\n  a: «3»\n", "flag-shape"),
    ("version: «2»\nflags: { a: { owner: x } }\n", "flag-format-version"),
    ("flags: { a: { owner: x } }\n«flagz»: {}\n", "flag-unknown-property"),
    ("flags: { «\"\"»: { owner: x } }\n", "flag-key-invalid"),
  ])
  func `the shape of the file is checked`(sample: String, rule: String) {
    expectFindings(sample, [rule], path: "flags.yml")
  }

  @Test func `what several files say of a flag is joined, and flags.yml counts first`() throws {
    let own = Self.read("flags:\n  checkout: { owner: web, expires: 2026-09-01 }\n")
    let flagd = Self.read(
      #"{"flags": {"checkout": {"state": "ENABLED", "variants": {"on": true}, "metadata": {"owner": "x", "story": "7"}}}}"#,
      "flags/shop.json")
    let joined = try #require(FlagContent(files: [flagd, own]).metadata()["checkout"])
    #expect(joined.owner?.value == "web")
    #expect(joined.owner?.path == "flags.yml")
    #expect(joined.story?.value == "7")
    #expect(joined.story?.path == "flags/shop.json")
  }
}
