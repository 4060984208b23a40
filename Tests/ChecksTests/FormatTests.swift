import Checks
import GateModel
import Testing

/// Outputs that were recorded from the tools themselves, except where a comment says otherwise.
@Suite struct FormatTests {
  @Test func `eslint 6 by its JSON`() throws {
    let output = """
      [{"filePath":"/w/bad.js","messages":[{"ruleId":null,"fatal":true,"severity":2,"message":"Parsing error: \
      Unexpected token x","line":1,"column":5}],"errorCount":1,"warningCount":0,"fixableErrorCount":0,\
      "fixableWarningCount":0,"source":"let x = 1;\\nfoo(\\n"},{"filePath":"/w/warn.js","messages":[{"ruleId":\
      "no-extra-semi","severity":1,"message":"Unnecessary semicolon.","line":1,"column":11,"nodeType":\
      "EmptyStatement","messageId":"unexpected","endLine":1,"endColumn":12,"fix":{"range":[9,11],"text":";"}}],\
      "errorCount":0,"warningCount":1,"fixableErrorCount":0,"fixableWarningCount":1,"source":"var x = 1;;\\n"}]
      """
    let findings = try findings("eslint", output, files: ["bad.js", "warn.js"])
    #expect(
      findings == [
        Finding(
          rule: "syntax", message: "Parsing error: Unexpected token x", path: "bad.js",
          range: SourceRange(line: 1, column: 5)),
        Finding(
          rule: "no-extra-semi", severity: .warning, message: "Unnecessary semicolon.", path: "warn.js",
          range: SourceRange(line: 1, column: 11, endLine: 1, endColumn: 12)),
      ])
  }

  @Test func `eslint's word on an ignored file is a note`() throws {
    let output = """
      [{"filePath":"/w/a.js","messages":[{"fatal":false,"severity":1,"message":"File ignored because of a matching \
      ignore pattern. Use \\"--no-ignore\\" to override."}],"errorCount":0,"warningCount":1}]
      """
    #expect(try findings("eslint", output, files: ["a.js"]).map(\.severity) == [.note])
  }

  /// From the documentation of Prettier 3: there is none on this machine.
  @Test func `prettier by its list`() throws {
    let findings = try findings(
      "prettier", "src/a b.ts\nsrc/c.css\n", "[error] src/d.ts: SyntaxError: ';' expected. (3:7)\n[error]   1 | let\n",
      files: ["src/a b.ts", "src/c.css", "src/d.ts"])
    #expect(findings.map(\.path) == ["src/a b.ts", "src/c.css", "src/d.ts"])
    #expect(findings.map(\.rule) == ["format", "format", "syntax"])
    #expect(findings[2].message == "SyntaxError: ';' expected.")
    #expect(findings[2].range == SourceRange(line: 3, column: 7))
  }

  @Test func `black before 26 names the file it cannot parse in the middle of the line`() throws {
    let findings = try findings(
      "black", "", "error: cannot format dir/a.py: Cannot parse for target version Python 3.13: 3:4: def f(:\n",
      files: ["dir/a.py"])
    #expect(findings.map(\.path) == ["dir/a.py"])
    #expect(findings.first?.range == SourceRange(line: 3, column: 5))
  }

  @Test func `unix finds path, place, severity and rule`() throws {
    let output = """
      src/a.c:12:5: warning: unused variable [-Wunused]
      /w/src/a.c:3: something
      ./src/a.c:4:1: [error] bad (indent)
      Done in 1.2s at 10:20: fine
      """
    let found = try findings("unix", output, files: ["src/a.c"])
    #expect(found.map(\.path) == ["src/a.c", "src/a.c", "src/a.c"])
    #expect(found.map(\.severity) == [.warning, .error, .error])
    #expect(found.map(\.rule) == ["unused", "error", "error"])
    #expect(found.map(\.range) == [.init(line: 12, column: 5), .init(line: 3), .init(line: 4, column: 1)])
  }

  @Test func `gcc skips lines without a severity`() throws {
    let output = "a.c:1:2: error: no\na.c:1:2: in expansion of\n    1 | x\nb.c:2: fatal error: gone\n"
    let found = try findings("gcc", "", output, files: ["a.c", "b.c"])
    #expect(found.map(\.message) == ["no", "gone"])
  }

  @Test func `a path with colons is told from its place`() throws {
    let found = try findings("unix", "a:1:2: b.py:7:3: E1 text\n", files: ["a:1:2: b.py"])
    #expect(found.map(\.path) == ["a:1:2: b.py"])
    #expect(found.map(\.range) == [SourceRange(line: 7, column: 3)])
  }

  @Test func `paths come back whichever way they were printed`() {
    let name = RepositoryPath.raw("in", 0xff, "x.py")
    let mapper = PathMapper(files: ["sub/a.py", "sub/n\nl.py", name], directory: LocalPath("/w"), root: "sub")
    #expect(mapper.given("a.py".utf8) == "sub/a.py")
    #expect(mapper.given("./a.py".utf8) == "sub/a.py")
    #expect(mapper.given("../sub/./a.py".utf8) == "sub/a.py")
    #expect(mapper.given("/w/sub/a.py".utf8) == "sub/a.py")
    #expect(mapper.given("/elsewhere/a.py".utf8) == nil)
    #expect(mapper.path("../../../etc/passwd".utf8) == nil)
    #expect(mapper.path("b.py".utf8) == "sub/b.py")
    #expect(mapper.given("/w/in\u{fffd}x.py".utf8) == name)
    #expect(mapper.given("../in\\udcffx.py".utf8) == name)
    #expect(mapper.lines(Array("n\nl.py:1: x\nb".utf8)).count == 2)
  }

  @Test func `checkstyle by its XML`() throws {
    let output = """
      <?xml version="1.0" encoding="utf-8"?>
      <!-- made up --><checkstyle version="4.3">
      <file name="/w/a &amp; b.js"><error line="2" column="3" severity="warning" message="It&apos;s &#x2713; &lt;b&gt;"
        source="eslint.rules.semi"/></file><file name="none.js"/>
      </checkstyle>
      """
    #expect(
      try findings("checkstyle", output, files: ["a & b.js"]) == [
        Finding(
          rule: "eslint.rules.semi", severity: .warning, message: "It's ✓ <b>", path: "a & b.js",
          range: SourceRange(line: 2, column: 3))
      ])
  }

  @Test(arguments: [
    "<a", "<a><b></a>", "<a b=c/>", "<a b='1>", "<a>&unknown;</a>", "<!DOCTYPE x [<!ENTITY a \"b\">]>",
    "<a>", "<a><![CDATA[",
    "<a>&#xD800;</a>",
  ])
  func `broken XML is an error`(text: String) {
    #expect(throws: CheckError.self) { try findings("checkstyle", text, files: []) }
  }

  @Test func `SARIF with percent-encoded places, suppressions and default levels`() throws {
    let output = """
      {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"t","rules":[{"id":"R1","helpUri":"https://x/R1",\
      "defaultConfiguration":{"level":"error"}}]}},"results":[\
      {"ruleId":"R1","message":{"text":"one"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"a%20b.py"},\
      "region":{"startLine":3,"startColumn":2,"endColumn":9}}}]},\
      {"ruleId":"R2","message":{"text":"two"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"file:///w/c.py"}}}]},\
      {"ruleId":"R1","level":"error","message":{"text":"three"},"suppressions":[{"kind":"inSource"}]}]}]}
      """
    let found = try findings("sarif", output, files: ["a b.py", "c.py"])
    #expect(found.map(\.path) == ["a b.py", "c.py"])
    #expect(found.map(\.severity) == [.error, .warning])
    #expect(found.first?.range == SourceRange(line: 3, column: 2, endColumn: 9))
    #expect(found.first?.help == "https://x/R1")
  }

  @Test(arguments: OutputFormat.all.map(\.name))
  func `no output is no finding`(format: String) throws {
    #expect(try findings(format, "", files: ["a"]).isEmpty)
  }

  @Test(arguments: ["actionlint", "eslint", "hadolint", "ruff", "sarif", "shellcheck"])
  func `cut-off JSON is an error`(format: String) {
    #expect(throws: CheckError.self) { try findings(format, "[{\"a\": ", files: []) }
  }

  @Test func `the registry is in order and without doubles`() {
    let names = OutputFormat.all.map(\.name)
    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
  }

  private func findings(
    _ format: String, _ output: String, _ error: String = "", files: [RepositoryPath]
  ) throws -> [Finding] {
    try #require(OutputFormat.named(format)).findings(
      OutputFormat.Output(standardOutput: Array(output.utf8), standardError: Array(error.utf8)),
      PathMapper(files: files, directory: LocalPath("/w")))
  }
}
