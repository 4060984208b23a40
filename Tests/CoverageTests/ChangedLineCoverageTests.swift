import Coverage
import GateModel
import Testing

/// What a report in lcov says of changes to `path`.
private func coverage(
  _ changed: [ClosedRange<Int>], of path: RepositoryPath = "src/a.py", in text: String, directories: [String] = [],
  root: RepositoryPath = ""
) throws -> ChangedLineCoverage {
  ChangedLineCoverage(
    of: [.init(path, lines: changed)], in: try CoverageFormat.report(Array(text.utf8)), directories: directories,
    root: root)
}

@Suite struct ChangedLineCoverageTests {
  private let text = "SF:src/a.py\nDA:1,1\nDA:2,0\nDA:4,0\nDA:5,3\nDA:6,0\nend_of_record\n"

  @Test func `only changed lines that can be executed count`() throws {
    let found = try coverage([1...1, 3...6], in: text)
    #expect(found.executable == 4 && found.executed == 2 && found.percentage == 50)
    #expect(
      found.stretches == [
        .init(path: "src/a.py", lines: 4...4, count: 1), .init(path: "src/a.py", lines: 6...6, count: 1),
      ])
  }

  @Test func `what cannot be executed does not break a stretch`() throws {
    #expect(try coverage([1...4], in: text).stretches == [.init(path: "src/a.py", lines: 2...4, count: 2)])
  }

  @Test func `a change of comments alone is covered in full`() throws {
    #expect(try coverage([3...3], in: text).percentage == 100)
  }

  @Test(arguments: [
    ("/work/tree/src/a.py", ["/work/tree"], ""), ("src/a.py", [], ""), ("./src/a.py", [], ""), ("a.py", [], "src"),
    ("example.com/m/src/a.py", [], ""), ("/home/runner/work/x/x/src/a.py", ["/work/tree"], ""), ("a.py", [], ""),
    ("src\\a.py", [], ""),
  ])
  func `a file is found by whatever name a report has for it`(name: String, directories: [String], root: String) throws
  {
    let found = try coverage(
      [1...1], in: "SF:\(name)\nDA:1,0\nend_of_record\n", directories: directories, root: RepositoryPath(root))
    #expect(found.executable == 1)
  }

  @Test func `a file of the same name elsewhere is another one`() throws {
    let text = "SF:lib/a.py\nDA:1,1\nend_of_record\nSF:src/a.py\nDA:1,0\nend_of_record\n"
    #expect(try coverage([1...1], in: text).executed == 0)
    #expect(try coverage([1...1], in: "SF:lib/a.py\nDA:1,1\nend_of_record\n").unknown == ["src/a.py"])
  }
}
