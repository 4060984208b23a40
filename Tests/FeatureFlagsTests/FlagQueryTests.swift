import FeatureFlags
import GateModel
import Testing

@Suite struct FlagQueryTests {
  private static func file(_ query: String) -> String {
    "f: { variations: { a: 1 }, targeting: [{ query: '\(query)', variation: a }], defaultRule: { variation: a } }\n"
  }

  @Test(
    arguments: [
      #"key eq "x""#, #"key == "x""#, "a.b.c gt 12", "a-b_c:d LE 1.5", "anonymous ne true", "x eq null", "x pr",
      #"version ge 1.2.3"#, #"version gt 1.2.3-beta.1"#, #"x in ["a", "b","c"]"#, "x IN [1,2]", "x in [1.5, -2.5]",
      "not (x eq 1)", "NOT (x eq 1)", "not  (x eq 1)", "(x eq 1) and (y eq 2)", "((x eq 1 or y eq 2) and z pr)",
      "x eq -12", "x lt 1.0e3", #"x eq 1 and y sw "z" and z ew "w""#, "x eq  1", "x ==1 ", "age >=18", "x in[1,2 ]",
      "x eq 1 and(y eq 2)", "x eq 1 and  (y eq 2)", "not (x eq 1) and y eq 2", "( x eq 1 )", "not not (x eq 1)",
      "order eq 1 and android eq 2",
    ])
  func `queries that are right give no finding`(query: String) {
    expectFindings(Self.file(query), [], path: "flags.yaml")
  }

  @Test(
    arguments: [
      #"key «=» "x""#, #"key «equals» "x""#, "x eq«»", #"x eq «abc»"#, "«(»x eq 1", "x eq 1«)»", "x eq 1 «AND» y eq 2",
      "x eq 1 «&&» y eq 2", "«\"a\"» eq 1", "«in» eq 1", "«x.eq» eq 1", "x eq 1 and«»", "x in [«]»",
      "x in [1, «\"a\"»]", "x in [1«»", "x eq «\"abc»", "x eq 1 «y» eq 2", "x «cotnains» \"a\"", "«a.» eq 1",
      "x eq «12abc»", "age«>=»18", "x  «eq» 1", "x eq 1  «and» y eq 2", "x eq 1 and  «y» eq 2",
      "(x eq 1)«and» (y eq 2)",
      "x eq \"a\"«or» x eq \"b\"", "x in [ «1», 2]", "x in [1 «,»2]", "x in [«-1»,2]", "x in [1.5, «2»]", "x lt «1e3»",
      "x eq «01»", "x«\t»eq 1", "x eq «.»5", "«true» eq 1", "x eq «True»",
    ])
  func `a query that does not parse is marked where it stops`(query: String) {
    expectFindings(Self.file(query), ["flag-query"], path: "flags.yaml")
  }

  @Test(
    arguments: [
      ("x in «\"a\"»", "flag-targeting-arguments"), ("x co «12»", "flag-targeting-arguments"),
      ("x eq «[»1]", "flag-targeting-arguments"), ("x gt «true»", "flag-targeting-arguments"),
      ("x pr and y pr «or» z pr", "flag-query-precedence"), ("not «x» eq 1", "flag-query"),
      (#"x eq «"a\"b"»"#, "flag-query"),
    ])
  func `what parses can still be wrong`(query: String, rule: String) {
    expectFindings(Self.file(query), [rule], path: "flags.yaml")
  }

  @Test func `JsonLogic is checked inside of its text`() {
    expectFindings(
      Self.file(#"{"and": [{«"eq"»: [{"var": "x"}, 1]}, {"in": ["a", {"var": "y"}]}]}"#), ["flag-targeting-operator"],
      path: "flags.yaml")
    expectFindings(Self.file(#"{"and": [1«»"#), ["flag-query"], path: "flags.yaml")
    expectFindings(
      Self.file(#"{"!": [«{"var": "x", "==": [1, 1]}»]}"#), ["flag-targeting-operator"], path: "flags.yaml")
  }

  @Test func `places within quotes of JSON are counted with their escapes`() {
    let sample =
      #"{"f": {"variations": {"a": 1}, "targeting": [{"query": "k eq \"x\" «AND» y eq 1", "variation": "a"}], "#
      + #""defaultRule": {"variation": "a"}}}"#
    expectFindings(sample, ["flag-query"])
  }

  @Test func `of a query over several lines the whole is marked`() {
    let sample = """
      f:
        variations: { a: 1 }
        targeting:
          - variation: a
            query: >-
              x eq 1 AND
              y eq 2
        defaultRule: { variation: a }
      """
    let findings = FlagValidation.read(Array(sample.utf8), path: "flags.yaml").findings
    #expect(findings.map(\.rule) == ["flag-query"])
    #expect(findings.map(\.range?.line) == [5])
  }

  @Test func `lines grow together as go-feature-flag joins them`() {
    let found = { (query: String) in
      let sample =
        "f:\n  variations: { a: 1 }\n  targeting:\n    - variation: a\n      query: |\n"
        + query.split(separator: "\n").map { "        \($0)\n" }.joined() + "  defaultRule: { variation: a }\n"
      return FlagValidation.read(Array(sample.utf8), path: "flags.yaml").findings.map { $0.help?.prefix(20) ?? "" }
    }
    #expect(found("x in [\n  \"a\",\n  \"b\"\n] and y eq 1") == [])
    #expect(found("x eq 1 \nand y eq 2") == [])
    #expect(found("x eq 1 and\ny eq 2") == ["the lines are joined"])
    #expect(found("(x eq 1)\nand y eq 2") == ["the lines are joined"])
    #expect(found("(x eq 1)\n and y eq 2") == ["the lines are joined"])
  }

  @Test func `deep parentheses end`() {
    let query = String(repeating: "(", count: 5000) + "x pr" + String(repeating: ")", count: 5000)
    let findings = FlagValidation.read(Array(Self.file(query).utf8), path: "flags.yaml").findings
    #expect(findings.map(\.rule) == ["flag-query"])
  }
}
