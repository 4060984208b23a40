import GateModel
import Testing

@Suite struct PathTemplateTests {
  private func values(_ template: String, _ path: String) -> [[String]]? {
    PathTemplate(template)?.values(in: RepositoryPath(path)).map { $0.map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test(arguments: [
    ("src/{name}.x", "src/a.x", [["a"]]), ("src/{name}.x", "src/a.b.x", [["a.b"]]), ("src/{name}.x", "src/.x", []),
    ("src/{name}.x", "src/d/a.x", []), ("src/{dir}/{name}.x", "src/a.x", [["", "a"]]),
    ("src/{dir}/{name}.x", "src/d/e/a.x", [["d/e/", "a"]]), ("**/{n}.x", "d/e/a.x", [["a"]]),
    ("src/**", "src/a/b", [[]]),
    ("src/**", "src", []), ("{n}/{n}.x", "a/a.x", [["a"]]), ("{n}/{n}.x", "a/b.x", []), ("a?c*", "abcd", [[]]),
    ("{a}-{b}", "x-y-z", [["x", "y-z"], ["x-y", "z"]]),
  ])
  func `placeholders take what stands in their place`(template: String, path: String, expected: [[String]]) {
    #expect(values(template, path) == expected)
  }

  @Test(arguments: [
    "", "/a", "a//b", "../a", "a/./b", "a/", "{", "a{b", "a}b", "{}", "{a b}", "a/{dir}", "x{dir}/a", "{dir",
    "*a*b*c*d*e*f*g*h*i*",
  ])
  func `a pattern that makes no sense says so`(text: String) {
    #expect(PathTemplate(text) == nil)
    #expect(PathTemplate.problem(of: text) != nil)
  }

  @Test func `a match is bounded`() throws {
    let template = try #require(PathTemplate("*a*a*a*a*a*a*ab"))
    #expect(!template.matches(RepositoryPath(String(repeating: "a", count: 4000))))
  }

  @Test func `a test's placeholder has to stand in the source`() throws {
    let source = try #require(PathTemplate("src/{name}.x"))
    let test = try #require(PathTemplate("tests/{stem}.x"))
    #expect(TestMap.problem(of: test, for: source)?.hasPrefix("{stem} is not in") == true)
    #expect(TestMap.problem(of: source, for: source) == nil)
  }
}
