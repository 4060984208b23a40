import BundledConfig
import Foundation
import GateModel
import LocalFiles
import Testing

@testable import Checks

/// What needs no runner: command lines, and reports of runners that cannot be installed everywhere.
@Suite struct AdapterTests {
  @Test(arguments: [
    ("poetry run pytest -q {files}", "pytest"), ("python3.12 -m pytest", "pytest"), ("npx jest {files}", "jest"),
    ("node_modules/.bin/vitest run", "vitest"), ("node ./node_modules/mocha/bin/mocha.js {files}", "mocha"),
    ("uv run python -m unittest {files}", "unittest"), ("node --test {files}", "node"), ("npx ava {files}", "ava"),
    ("env A=1 go test ./...", "go"), ("cargo nextest run", "nextest"), ("cargo test --all", "cargo"),
    ("bats test", "bats"), ("./mvnw -q verify", "maven"), ("./gradlew check", "gradle"),
    ("xvfb-run swift test", "swift"),
    ("pytest -q 2>&1 | tee log", "pytest"),
  ])
  func `a runner is recognised by its words`(command: String, runner: String) throws {
    #expect(try TestInvocation(run: command, runner: nil).adapter?.name == runner)
  }

  @Test(arguments: ["make test", "npm test", "tox", "echo jester", "sh -c 'exit 1'"])
  func `a wrapper that hides it is none`(command: String) throws {
    #expect(try TestInvocation(run: command, runner: nil).adapter == nil)
    #expect(try TestInvocation(run: command, runner: "jest").adapter?.name == "jest")
  }

  @Test func `options for a report stand where the runner reads them`() throws {
    #expect(
      try words("npx jest --ci {files}", files: ["a.js"]) == [
        "jest", "--json", "--outputFile=R", "--ci", "--runTestsByPath", "a.js",
      ])
    #expect(
      try words("npm test -- {files}", runner: "jest", files: ["a.js"]) == [
        "test", "--", "--json", "--outputFile=R", "--runTestsByPath", "a.js",
      ])
    #expect(
      try words("npx vitest run {files}", files: []) == [
        "vitest", "--reporter=default", "--reporter=json", "--outputFile.json=R", "run",
      ])
    #expect(
      try words("go test -race {files}", files: ["b/b_test.go", "b/c_test.go", "a_test.go"]) == [
        "test", "-json", "-race", "./b", ".",
      ])
    #expect(try words("go test {files}", files: []) == ["test", "-json", "./..."])
    #expect(try words("make check", files: []) == ["check"])
  }

  @Test func `units go together by directory, and no command is too long`() {
    let units = (0..<100).map { index in
      TestUnit([Array("file-\(index)".utf8)], in: index % 2 == 0 ? "a" : "b", files: [])
    }
    let batches = units.batches { _ in 200 }
    #expect(batches?.flatMap { $0 }.count == 100)
    #expect(batches?.allSatisfy { Set($0.map(\.directory)).count == 1 } == true)
    #expect(batches?.allSatisfy { $0.reduce(0) { $0 + ($1.arguments.first?.count ?? 0) + 9 } <= 200 } == true)
    #expect([TestUnit([Array(repeating: 65, count: 300)], in: "a", files: [])].batches { _ in 200 } == nil)
  }

  @Test func `gate.yml knows the runners that there are`() throws {
    let schema = try JSONSerialization.jsonObject(with: Data(BundledConfig.schema)) as? [String: Any]
    let kinds = schema?["definitions"] as? [String: [String: Any]]
    let keys = kinds?["tests"]?["properties"] as? [String: [String: Any]]
    #expect(Set(keys?["runner"]?["enum"] as? [String] ?? []) == Set(TestsCheck.runnerNames))
  }

  @Test func `ava's TAP`() throws {
    let run = try finished(
      AvaAdapter(), ["test/a.js", "test/b.js"],
      output: """
        TAP version 13
        ok 1 - a › works
        not ok 2 - b › breaks
          ---
            name: AssertionError
            message: 'they differ'
            at: 'file:///work/test/b.js:7:5'
          ...
        ok 3 - b › later # SKIP
        1..3
        """)
    #expect(run.tests.map(\.outcome) == [.passed, .failed, .skipped])
    #expect(run.tests.map(\.file) == ["test/a.js", "test/b.js", "test/b.js"])
    #expect(run.tests.map(\.name) == ["works", "breaks", "later"])
    #expect(run.tests[1].message == "they differ")
  }

  @Test func `vitest's JSON`() throws {
    let report = """
      {"numTotalTests": 2, "success": false, "testResults": [
        {"name": "/work/src/a.test.ts", "status": "failed", "message": "", "assertionResults": [
          {"ancestorTitles": ["", "sum"], "title": "adds", "fullName": " sum adds", "status": "failed", "duration": 3.5,
           "failureMessages": ["AssertionError: expected 3 to be 4 // Object.is equality\\n    at /work/src/a.test.ts:5:21"]},
          {"ancestorTitles": [""], "title": "fine", "status": "passed", "duration": 1, "failureMessages": []}]},
        {"name": "/work/src/b.test.ts", "status": "failed", "message": "Failed to load url ./gone", "assertionResults": []}]}
      """
    let run = try finished(VitestAdapter(), ["src/a.test.ts", "src/b.test.ts"], report: report)
    #expect(run.tests.map(\.outcome) == [.failed, .passed, .errored])
    #expect(run.tests[0].finding.message == "sum › adds: AssertionError: expected 3 to be 4 // Object.is equality")
    #expect(run.tests[0].place?.range?.line == 5)
    #expect(run.tests[2].finding.message == "src/b.test.ts: Failed to load url ./gone")
  }

  @Test func `nextest's JUnit XML`() throws {
    let report = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="nextest-run" tests="2"><testsuite name="r::it">
      <testcase name="t" classname="r::it" time="0.008"/>
      <testcase name="u" classname="r::it" time="0.383"><failure message="thread 'u' (2) panicked at tests/it.rs:4:10" \
      type="test failure with exit code 101">thread 'u' (2) panicked at tests/it.rs:4:10:
      boom
      note: run with `RUST_BACKTRACE=1`</failure></testcase></testsuite></testsuites>
      """
    let run = try finished(NextestAdapter(), ["tests/it.rs"], report: report)
    #expect(run.tests.map(\.outcome) == [.passed, .errored])
    #expect(run.tests[1].message == "boom")
    #expect(run.tests[1].place == TestResult.Place(path: "tests/it.rs", range: SourceRange(line: 4, column: 10)))
    #expect(run.tests.map(\.unit) == [":tests/it.rs", ":tests/it.rs"])
  }

  @Test func `Maven's modules and classes, and the reports of Surefire`() throws {
    let tree = try TestTree([
      "pom.xml": "<project/>", "core/pom.xml": "<project/>", "core/src/test/java/com/x/ATest.java": "class ATest {}",
      "web/pom.xml": "<project/>", "web/src/test/java/com/x/BTest.java": "class BTest {}",
      "core/target/surefire-reports/TEST-com.x.ATest.xml": """
      <testsuite name="com.x.ATest" tests="2"><testcase name="works" classname="com.x.ATest" time="1,000.5"/>
      <testcase name="breaks" classname="com.x.ATest$Inner"><failure message="expected: &lt;1&gt; but was: &lt;2&gt;" type="E">
      org.opentest4j.AssertionFailedError: expected
      \tat com.x.ATest.breaks(ATest.java:12)
      </failure></testcase></testsuite>
      """,
    ])
    let adapter = MavenAdapter()
    let files: [RepositoryPath] = ["core/src/test/java/com/x/ATest.java", "web/src/test/java/com/x/BTest.java"]
    let project = TestProject(directory: tree.directory, root: "")
    let units = adapter.units(of: files, in: project)
    let words = adapter.arguments(for: units).map { String(decoding: $0, as: UTF8.self) }
    #expect(words.starts(with: ["-fae", "-pl", "core,web", "-am", "-Dtest=com.x.ATest,com.x.BTest"]))
    let paths = TestPaths(PathMapper(files: files, directory: tree.directory), from: "")
    let run = FinishedTests(standardOutput: [], output: [], status: 1, paths: paths, units: units, project: project)
    let tests = try adapter.results(of: run).tests
    #expect(tests.map(\.outcome) == [.passed, .failed])
    #expect(tests.map(\.unit) == ["com.x.ATest", "com.x.ATest"])
    #expect(tests[0].duration == .milliseconds(1_000_500))
    #expect(tests[1].finding.message == "com.x.ATest$Inner › breaks: expected: <1> but was: <2>")
    #expect(tests[1].place == TestResult.Place(path: files[0], range: SourceRange(line: 12)))
  }

  @Test func `Gradle's tasks`() throws {
    let tree = try TestTree(["app/build.gradle.kts": "", "app/src/test/kotlin/com/x/ATest.kt": ""])
    let units = GradleAdapter().units(
      of: ["app/src/test/kotlin/com/x/ATest.kt"], in: TestProject(directory: tree.directory, root: ""))
    #expect(
      units.first?.arguments.map { String(decoding: $0, as: UTF8.self) } == [":app:test", "--tests", "com.x.ATest"])
  }

  @Test func `a report that was cut off is an error, not a pass`() throws {
    #expect(throws: CheckError.self) {
      try finished(PytestAdapter(), ["a.py"], report: "<testsuites><testsuite><testcase name=\"a\"")
    }
    #expect(throws: CheckError.self) { try finished(JestAdapter(), ["a.js"], report: "{\"testResults\": [") }
  }

  @Test(arguments: [
    "", "}", "{", "[]", "null", "<a/>", "\u{0}", "{\"testResults\": 3}", "TAP", "suite x\nok", "not ok ",
  ])
  func `no report makes an adapter fall over`(text: String) throws {
    for adapter in TestAdapters.all {
      let results = try? finished(adapter, ["a"], report: text, output: text)
      #expect(results?.failures.allSatisfy { !$0.finding.message.isEmpty } ?? true, "\(adapter.name)")
    }
  }

  // MARK: -

  /// The arguments of a command, with `R` for the report.
  private func words(_ command: String, runner: String? = nil, files: [RepositoryPath]) throws -> [String] {
    let invocation = try TestInvocation(run: command, runner: runner)
    let tree = try TestTree(["go.mod": "module m\n"])
    let place = try ReportPlace(in: tree.directory)
    let units = invocation.adapter?.units(of: files, in: TestProject(directory: tree.directory, root: "")) ?? []
    let words = try invocation.words(for: units, (LocalPath("/bin/x"), []), environment: [:], reportingTo: place)
    return words.arguments.map { String(decoding: $0, as: UTF8.self) }.map { word in
      guard let found = word.firstRange(of: "\(place.file)") else { return word }
      return String(word[..<found.lowerBound]) + "R"
    }
  }

  private func finished(
    _ adapter: some TestAdapter, _ files: [RepositoryPath], report: String? = nil, output: String = ""
  ) throws -> TestResults {
    let directory = LocalPath("/work")
    let project = TestProject(directory: directory, root: "")
    let paths = TestPaths(PathMapper(files: files, directory: directory), from: "")
    return try adapter.results(
      of: FinishedTests(
        report: report.map { Array($0.utf8) }, standardOutput: Array(output.utf8), output: Array(output.utf8),
        status: 1,
        paths: paths, units: adapter.units(of: files, in: project), project: project))
  }
}
