import Foundation
import GateModel
import GateTestSupport
import Testing

/// `select: affected` in a real `git commit`, with runners other than pytest.
@Suite struct RunnerHookTests {
  /// Two parts of a project, each with a test. That of the second always fails, so whoever runs it is found out.
  struct Project: CustomTestStringConvertible, Sendable {
    var runner: String
    var files: [RepositoryPath: String]
    /// What a change breaks, and its text then.
    var source: RepositoryPath
    var broken: String
    /// Where the assertion of its test stands.
    var place: String
    /// A package of Debian's that has the runner, where that is not a program like others.
    var package: String?

    var testDescription: String { runner }

    var isThere: Bool { package.map(DebianNode.has) ?? Tools.exists(runner) }
  }

  /// Go would compile its standard library for each test.
  private static let variables = [
    "GOCACHE": FileManager.default.temporaryDirectory.appending(path: "gate-go-cache").path
  ]

  @Test(arguments: Project.all)
  func `a commit that breaks an affected test is refused, and one that reaches none executes none`(
    project: Project
  ) throws {
    guard project.isThere else {
      print("skipped: \(project.runner) is not installed")
      return
    }
    let repository = try repository(project)
    try repository.write("README.md", "Read me.\n")
    let words = try commit("words", in: repository)
    #expect(words.status == 0, "\(words.everything)")
    #expect(try repository.headCount() == 2)

    try repository.write(project.source, project.broken)
    let refused = try commit("break it", in: repository)
    #expect(refused.status != 0, "\(refused.everything)")
    #expect(refused.everything.contains(project.place), "\(refused.everything)")
    #expect(refused.everything.contains("gives one"), "\(refused.everything)")
    #expect(!refused.everything.contains("always"), "\(refused.everything)")
    #expect(try repository.headCount() == 2)

    let own = try #require(project.files[project.source])
    let mark = project.runner == "bats" ? "# " : "// "
    try repository.write(project.source, own + mark + "as it was\n")
    let mended = try commit("mend it", in: repository)
    #expect(mended.status == 0, "\(mended.everything)")
    #expect(try repository.headCount() == 3)
  }

  private func repository(_ project: Project) throws -> TestRepository {
    let repository = try TestRepository()
    for (path, text) in project.files { try repository.write(path, text) }
    try repository.write(".gitignore", "node_modules\n\(DebianNode.settingsName)\n")
    try repository.write(
      "gate.yml",
      """
      version: 1
      hooks: { pre-commit: [unit] }
      checks:
        unit: { kind: tests, runner: \(project.runner), select: affected }

      """)
    try repository.git("add", "-A")
    try repository.commit("base")
    if let package = project.package {
      try repository.write(RepositoryPath(DebianNode.settingsName), DebianNode.settings)
      try repository.write(
        RepositoryPath("node_modules/.bin/\(package)"), bytes: Array(DebianNode.program(package).utf8), executable: true
      )
    }
    try repository.gate("install")
    return repository
  }

  private func commit(_ message: String, in repository: TestRepository) throws -> ProcessResult {
    try repository.git("add", "-A")
    return try repository.gitWithHooks("commit", "-m", message, adding: Self.variables)
  }
}

extension TestRepository {
  /// How many commits there are.
  fileprivate func headCount() throws -> Int {
    Int(try git("rev-list", "--count", "HEAD").filter { !$0.isWhitespace }) ?? 0
  }
}

extension RunnerHookTests.Project {
  static let all = [
    script(
      "jest", package: "jest",
      one: """
        const { value } = require('../lib/one');
        test('gives one', () => {
          expect(value()).toBe(1);
        });

        """, two: "require('../lib/two');\ntest('always', () => { throw new Error('no'); });\n"),
    script(
      "mocha", package: "mocha",
      one: """
        const assert = require('assert'), { value } = require('../lib/one');
        it('gives one', () => {
          assert.strictEqual(value(), 1);
        });

        """, two: "require('../lib/two');\nit('always', () => { throw new Error('no'); });\n"),
    script(
      "node", package: nil,
      one: """
        const assert = require('node:assert'), { value } = require('../lib/one');
        require('node:test')('gives one', () => {
          assert.strictEqual(value(), 1);
        });

        """, two: "require('../lib/two');\nrequire('node:test')('always', () => { throw new Error('no'); });\n"),
    Self(
      runner: "bats",
      files: [
        "lib/one.sh": "value() { echo 1; }\n", "lib/two.sh": "other() { echo 2; }\n",
        "test/one.bats": "load ../lib/one.sh\n@test \"gives one\" {\n  run value\n  [ \"$output\" = 1 ]\n}\n",
        "test/two.bats": "load ../lib/two.sh\n@test \"always\" {\n  false\n}\n",
      ], source: "lib/one.sh", broken: "value() { echo 3; }\n", place: "test/one.bats:4"),
    Self(
      runner: "go",
      files: [
        "go.mod": "module example.com/app\n\ngo 1.18\n",
        "one/one.go": "package one\n\nfunc Value() int { return 1 }\n", "two/two.go": "package two\n",
        "one/one_test.go": """
        package one

        import "testing"

        func TestOne(t *testing.T) {
        \tt.Run("gives one", func(t *testing.T) {
        \t\tif Value() != 1 {
        \t\t\tt.Fatal("gives one no more")
        \t\t}
        \t})
        }

        """,
        "two/two_test.go":
          "package two\n\nimport \"testing\"\n\nfunc TestTwo(t *testing.T) { t.Fatal(\"always\") }\n",
      ], source: "one/one.go", broken: "package one\n\nfunc Value() int { return 3 }\n", place: "one/one_test.go:8"),
  ]

  private static func script(_ runner: String, package: String?, one: String, two: String) -> Self {
    Self(
      runner: runner,
      files: [
        "package.json": "{\"name\": \"app\"}\n", "lib/one.js": "exports.value = () => 1;\n",
        "lib/two.js": "exports.value = () => 2;\n", "test/one.test.js": one, "test/two.test.js": two,
      ], source: "lib/one.js", broken: "exports.value = () => 3;\n", place: "test/one.test.js:3", package: package)
  }
}
