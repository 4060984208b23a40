import GateModel
import Reporting
import Testing

@Suite struct PlanTests {
  private let plan = PlanReport(
    hook: "pre-commit", subject: "staged changes",
    entries: [
      .init(
        check: CheckID("lint"), kind: "lint", files: (1...12).map { RepositoryPath("src/file\($0).py") },
        cachedCount: 9,
        isCached: false, place: "snapshot: src/file3.py is half staged", reason: "3 files have no verdict yet"),
      .init(
        check: CheckID("format"), kind: "lint", files: ["a.py", "b.py"], cachedCount: 2, isCached: true,
        place: "in place",
        reason: "same content as before"),
      .init(
        check: CheckID("secrets"), kind: "secrets", files: ["new\nline"], cachedCount: 0, isCached: false,
        place: "blobs",
        reason: "the rules changed"),
      .init(
        check: CheckID("unit"), kind: "tests", files: [], cachedCount: 0, isCached: false, place: "in place",
        reason: "no file matches"),
      .init(
        check: CheckID("types"), kind: "lint", files: [], cachedCount: 0, isCached: false, place: "",
        reason: "eslint was not found, which the check types needs", isImpossible: true),
    ])

  @Test func `a plan says what runs, where and why`() throws {
    try expectGolden(PlanText.render(plan, style: Sample.plain), "plan.txt")
  }

  @Test func `a verbose plan names every file`() throws {
    try expectGolden(PlanText.render(plan, style: Sample.ascii, verbose: true), "plan-verbose-ascii.txt")
  }

  @Test func `a plan without checks says so`() {
    let empty = PlanReport(hook: nil, subject: "staged changes", entries: [])
    #expect(PlanText.render(empty, style: Sample.plain) == "gate: no checks (staged changes)\n")
  }

  @Test func `the plan as JSON follows its schema`() throws {
    let json = PlanJSON.render(plan, gateVersion: "1.2.3")
    #expect(try SchemaChecker(file: "plan.schema.json").problems(in: json) == [])
    try expectGolden(json, "plan.json")
  }
}
