import FeatureFlags
import GateModel
import Testing

@Suite struct FlagDependencyTests {
  private static func findings(_ files: [(path: RepositoryPath, text: String)]) -> [Finding] {
    let content = FlagContent(files: files.map { FlagValidation.read(Array($0.text.utf8), path: $0.path) })
    return FlagInspection(content: content, today: CalendarDay(secondsSince1970: 0)).findings()
  }

  private static func flipt(_ namespace: String, segment: String) -> String {
    "namespace: \(namespace)\nflags: [{ key: f, name: F, enabled: true, variants: [{ key: a }], rules: [{ segment: \(segment) }] }]\n"
  }

  private static let segments = "namespace: shop\nsegments: [{ key: staff, name: Staff, match_type: ANY_MATCH_TYPE }]\n"

  @Test func `a segment counts in its namespace, across files`() {
    let found = { (namespace: String) in
      Self.findings([("a/features.yml", Self.flipt(namespace, segment: "staff")), ("b/features.yml", Self.segments)])
        .map(\.rule)
    }
    #expect(found("shop") == [])
    #expect(found("blog") == ["flag-segment-missing"])
  }

  @Test func `nothing is missing while a file does not parse`() {
    #expect(
      Self.findings([("a/features.yml", Self.flipt("shop", segment: "staff")), ("b/features.yml", "segments: [")]).map(
        \.rule)
        == ["flag-file-syntax"])
  }

  private static func flag(_ key: String, on: Bool = true, needs other: String?) -> String {
    let needed = other.map { #"[{"key": "\#($0)", "variation": 0}]"# } ?? "[]"
    let variations = #""variations": [true, false], "offVariation": 1, "fallthrough": {"variation": 0}"#
    return #""\#(key)": {"on": \#(on), \#(variations), "prerequisites": \#(needed)}"#
  }

  @Test func `prerequisites are looked for in all files of the format`() {
    let found = { (other: String) in
      Self.findings([
        ("a.json", "{\"flags\": {\(Self.flag("a", needs: other)), \(Self.flag("c", needs: nil))}}"),
        ("b.json", "{\"flags\": {\(Self.flag("b", on: false, needs: nil))}}"),
      ]).map(\.rule)
    }
    #expect(found("c") == [])
    #expect(found("b") == ["flag-prerequisite-disabled"])
    #expect(found("d") == ["flag-prerequisite-missing"])
  }

  @Test func `one flag alone says nothing of others`() {
    #expect(Self.findings([("a.json", "{\"flags\": {\(Self.flag("a", needs: "b"))}}")]) == [])
  }

  @Test func `circles are found once, in long chains, too`() {
    let count = 10_000
    let flags = (0..<count).map { Self.flag("f\($0)", needs: "f\(($0 + 1) % count)") }
    let findings = Self.findings([("a.json", "{\"flags\": {\(flags.joined(separator: ","))}}")])
    #expect(findings.map(\.rule) == ["flag-prerequisite-cycle"])
    #expect(findings.first?.message == "the flag depends on itself: `f0` → `f1` → `f2` → `f3` → `f4` → `f5` → … → `f0`")
  }

  @Test func `many names that are missing stay fast`() {
    let flags = (0..<2000).map { Self.flag("flag-number-\($0)", needs: "other-number-\($0)") }
    #expect(Self.findings([("a.json", "{\"flags\": {\(flags.joined(separator: ","))}}")]).count == 2000)
  }
}
