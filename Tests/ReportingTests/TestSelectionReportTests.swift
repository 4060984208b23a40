import GateModel
import Reporting
import Testing

@Suite struct TestSelectionReportTests {
  private let report = TestSelectionReport(
    subject: "staged changes",
    groups: [
      .init(
        checks: [CheckID("unit"), CheckID("suite")], runner: "pytest", root: "", extent: .some,
        tests: [
          .init(path: "tests/test_new.py", chain: [.init("tests/test_new.py")], status: .added),
          .init(
            path: "tests/test_api.py",
            chain: [.init("app/db.py"), .init("app/models.py", .imports), .init("tests/test_api.py", .imports)],
            status: .modified, isPassed: true),
          .init(
            path: "tests/test_data.py",
            chain: [
              .init("tests/data/a.json"), .init("tests/data", .place, isDirectory: true),
              .init("tests/test_data.py", .loads),
            ], status: .deleted),
          .init(
            path: "tests/test_plug.py", chain: [.init("app/db.py"), .init("tests/test_plug.py", .anything)],
            status: .modified, wholeReason: "has other statements that run when it is loaded"),
          .init(
            path: "tests/test_db.py", chain: [.init("app/db.py"), .init("tests/test_db.py", .imports)],
            status: .modified, definition: .init("Pool.open", line: 120)),
        ], totalCount: 12),
      .init(
        checks: [CheckID("web")], runner: "vitest", root: "web", extent: .everything,
        reasons: ["web/package.json decides how tests run", "web/vite.config.ts decides how tests run"],
        tests: [
          .init(
            path: "web/a.test.ts", chain: [.init("web/a.ts"), .init("web/a.test.ts", .names)], status: .renamed),
          .init(path: "web/b.test.ts"),
        ], totalCount: 2),
      .init(checks: [], runner: "bats", root: "scripts", extent: .none, reasons: ["no test uses what changed"]),
      .init(
        checks: [CheckID("odd\u{1b}[1m")], runner: nil, root: "", extent: .unknown,
        reasons: ["`runner` is not said, by which gate knows what the test files are"]),
    ])

  private let odd: [RepositoryPath] = [
    "a b.py", "new\nline.py", "quo\"te.py", "-dash.py", RepositoryPath(bytes: [0xff] + Array(".py".utf8)),
    "esc\u{1b}[2J.py",
  ]

  @Test func `the chain behind each test, for a person`() throws {
    try expectGolden(TestSelectionText.explanation(report, style: Sample.plain), "selection.txt")
    try expectGolden(TestSelectionText.explanation(report, style: Sample.colour), "selection-colour.txt")
    try expectGolden(TestSelectionText.explanation(report, style: Sample.ascii), "selection-ascii.txt")
  }

  @Test func `how many tests there are is said in a line`() {
    #expect(
      TestSelectionText.summary(report) == [
        "unit, suite: 5 of 12 test files, 1 with a kept pass",
        "web: all 2 test files: web/package.json decides how tests run",
        "bats in scripts: no tests: no test uses what changed",
        "odd\\x1b[1m: all tests: `runner` is not said, by which gate knows what the test files are",
      ])
  }

  @Test func `the selection as JSON follows its schema`() throws {
    let json = TestSelectionJSON.render(report, gateVersion: "1.2.3")
    #expect(try SchemaChecker(file: "selection.schema.json").problems(in: json) == [])
    try expectGolden(json, "selection.json")
  }

  @Test func `with NUL behind them paths are what they are`() {
    let paths = TestSelectionText.paths(Self.report(on: odd), from: "", isSeparatedByNUL: true)
    let expected = odd.map { path in path == "-dash.py" ? Array("./-dash.py".utf8) : path.bytes }
    #expect(paths.split(separator: 0).map(Array.init) == expected)
  }

  @Test func `in lines what is no plain text is quoted as git does it`() {
    let paths = TestSelectionText.paths(Self.report(on: odd), from: "", isSeparatedByNUL: false)
    #expect(
      String(decoding: paths, as: UTF8.self) == """
        a b.py
        "new\\nline.py"
        "quo\\"te.py"
        ./-dash.py
        "\\377.py"
        "esc\\033[2J.py"

        """)
  }

  @Test func `paths are relative to where the user stands, and each is there once`() {
    var report = Self.report(on: ["a/b/c.py", "a/d.py", "e.py", "a/b/c.py"])
    report.groups += report.groups
    let paths = TestSelectionText.paths(report, from: "a/b", isSeparatedByNUL: false)
    #expect(String(decoding: paths, as: UTF8.self) == "c.py\n../d.py\n../../e.py\n")
  }

  private static func report(on paths: [RepositoryPath]) -> TestSelectionReport {
    TestSelectionReport(
      subject: "x",
      groups: [
        .init(
          checks: [], runner: "pytest", root: "", extent: .some,
          tests: paths.map { TestSelectionReport.Test(path: $0) }, totalCount: paths.count)
      ])
  }
}
