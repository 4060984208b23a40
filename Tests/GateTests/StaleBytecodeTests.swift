import Foundation
import GateModel
import GateTestSupport
import Testing

/// Python's compiled modules that are of an earlier content and that it would run, with the real pytest.
@Suite struct StaleBytecodeTests {
  private let project: PythonProject
  private var repository: TestRepository { project.repository }
  /// Any second will do: what counts is that source and compiled form agree in it.
  private static let second = 1_700_000_000

  init() throws {
    try Tools.require("pytest")
    project = try PythonProject()
  }

  @Test func `an edit within the second of the last run, to the same length, is what is judged`() throws {
    try compile()
    try edit(at: ".3")
    let edited = try project.check()
    #expect(edited.verdict == "failed" && edited.findings == ["test-failure tests/test_1.py"], edited.comment)
    let plan = try repository.gate("plan")
    #expect(
      plan.output.contains("the compiled form of pkg/m1.py beside it, which is of an earlier content"),
      "\(plan.everything)")
    try edit("def value():\n    return 1\n", at: ".4")
    let mended = try project.check("--all")
    #expect(mended.verdict == "passed", mended.comment)
  }

  @Test func `nothing was written to the working tree`() throws {
    try compile()
    try edit(at: ".3")
    let before = try compiledForms().map { try repository.read($0) }
    _ = try project.check()
    #expect(try compiledForms().map { try repository.read($0) } == before)
  }

  @Test func `a compiled form that is younger than its source, or not of it by size or second, moves nothing`() throws {
    try compile()
    #expect(try isInPlace())
    try edit(at: ".1")
    #expect(try isInPlace(), "what is younger than its source was made of it")
    try edit("def value():\n    return 99\n", at: ".3")
    #expect(try isInPlace(), "the size tells Python")
    try edit(at: ".3", second: Self.second + 1)
    #expect(try isInPlace(), "the second tells Python")
    try edit(at: ".3")
    #expect(try !isInPlace())
  }

  /// Has pytest compile the modules, and gives the source of `pkg/m1.py` and its compiled forms times of the same second.
  private func compile() throws {
    try touch("pkg/m1.py", ".1")
    #expect(try project.check("--all").verdict == "passed")
    let forms = try compiledForms()
    try #require(!forms.isEmpty, "pytest ran in place and compiled")
    for form in forms { try touch(form, ".2") }
  }

  private func compiledForms() throws -> [RepositoryPath] {
    let cache = repository.root.appending("pkg/__pycache__")
    return try FileManager.default.contentsOfDirectory(atPath: "\(cache)").sorted().filter { $0.hasPrefix("m1.") }
      .map { RepositoryPath("pkg/__pycache__/\($0)") }
  }

  private func edit(
    _ text: String = "def value():\n    return 9\n", at fraction: String, second: Int = Self.second
  ) throws {
    try repository.write("pkg/m1.py", text)
    try touch("pkg/m1.py", fraction, second: second)
    // git looks at whole seconds, and would take an edit within one for none, as Python does.
    try repository.git("update-index", "--force-remove", "pkg/m1.py")
    try repository.git("add", "-A")
  }

  private func touch(_ path: RepositoryPath, _ fraction: String, second: Int = Self.second) throws {
    let place = repository.root.appending(path)
    #expect(try runProcess("touch", ["-d", "@\(second)\(fraction)", "\(place)"]).status == 0)
  }

  private func isInPlace() throws -> Bool {
    let plan = try repository.gate("plan")
    #expect(plan.status == 0, "\(plan.everything)")
    return !plan.output.contains("snapshot")
  }
}
