import GateModel
import GateTestSupport
import Testing

/// Where `gate plan` says that checks run: in place whenever what they would read there is just what would be recorded.
@Suite struct PlaceTests {
  private static let configuration = """
    version: 1
    hooks: { pre-commit: [yaml, all, none] }
    checks:
      yaml: { preset: yamllint, files: "*.yml", exclude: gate.yml }
      all: { run: "ls" }
      none: { run: "true" }
    """

  private func repository() throws -> TestRepository {
    let repository = try TestRepository.gated(
      Self.configuration, files: ["a.yml": "a: 1\n", "other.txt": "other\n", ".yamllint": "rules: {}\n"])
    try repository.write("a.yml", "a: 2\n")
    try repository.git("add", "a.yml")
    return repository
  }

  @Test func `with nothing unstaged everything runs in place`() throws {
    let plan = try places(repository())
    #expect(plan["yaml"] == "in place: the files that it reads are as they would be recorded")
    #expect(plan["all"] == "in place: the working tree holds just what would be recorded")
    #expect(plan["none"] == "in place: it reads no file")
  }

  @Test func `an unstaged edit elsewhere leaves checks of single files in place`() throws {
    let repository = try repository()
    try repository.write("other.txt", "edited\n")
    let plan = try places(repository)
    #expect(plan["yaml"]?.hasPrefix("in place: ") == true)
    #expect(plan["all"] == "snapshot: other.txt differs from what would be recorded")
    #expect(plan["none"]?.hasPrefix("in place: ") == true)
  }

  @Test func `an untracked file moves whole-project checks alone`() throws {
    let repository = try repository()
    try repository.write("new.txt", "new\n")
    let plan = try places(repository)
    #expect(plan["yaml"]?.hasPrefix("in place: ") == true)
    #expect(plan["all"] == "snapshot: new.txt is not tracked")
  }

  @Test(arguments: ["a.yml", ".yamllint"])
  func `an edit of what it reads moves a check of single files`(path: String) throws {
    let repository = try repository()
    try repository.write(RepositoryPath(path), "a: 3\n")
    #expect(try places(repository)["yaml"] == "snapshot: \(path) differs from what would be recorded")
  }

  @Test func `configuration that would not be recorded must not be found, even if it is ignored`() throws {
    let repository = try repository()
    try repository.write(".git/info/exclude", ".yamllint.yaml\n")
    try repository.write(".yamllint.yaml", "rules: {}\n")
    #expect(try places(repository)["yaml"] == "snapshot: .yamllint.yaml differs from what would be recorded")
    #expect(try places(repository)["all"]?.hasPrefix("in place: ") == true)
  }

  @Test func `declared isolation is kept`() throws {
    let repository = try repository()
    let declared = Self.configuration.replacing("\"true\"", with: "\"true\", isolation: snapshot").replacing(
      "\"ls\"", with: "\"ls\", isolation: in-place")
    try repository.write("gate.yml", declared)
    try repository.git("add", "gate.yml")
    try repository.write("other.txt", "edited\n")
    #expect(try places(repository)["none"] == "snapshot: asked for")
    #expect(try places(repository)["all"] == "in place: asked for")
  }

  /// The place that the plan names for each check, by its id.
  private func places(_ repository: TestRepository) throws -> [String: String] {
    let run = try repository.gate("plan", "--format", "json")
    #expect(run.status == 0, "\(run.everything)")
    var found: [String: String] = [:]
    var check = ""
    for line in run.output.split(separator: "\n") {
      let parts = line.split(separator: "\"")
      guard parts.count >= 4 else { continue }
      if parts[1] == "id" { check = String(parts[3]) }
      if parts[1] == "place" { found[check] = String(parts[3]) }
    }
    return found
  }
}
