package import GateModel

/// The affected tests for programs: `Config/selection.schema.json` says what each key means.
package enum TestSelectionJSON {
  /// Grows when a key goes away or changes its meaning.
  package static let schemaVersion = 1

  /// `report` as one JSON document.
  package static func render(_ report: TestSelectionReport, gateVersion: String? = nil) -> String {
    JSONValue.object([
      ("schema", .string("gate-selection")),
      ("version", .integer(schemaVersion)),
      ("gate", .optional(gateVersion)),
      ("subject", .string(report.subject)),
      ("groups", .array(report.groups.map(group))),
    ]).text
  }

  private static func group(_ group: TestSelectionReport.Group) -> JSONValue {
    .object([
      ("checks", .array(group.checks.map { .string($0.name) })),
      ("runner", .optional(group.runner)),
      ("root", .object(JSONReport.members(of: group.root))),
      ("extent", .string(group.extent.rawValue)),
      ("reasons", .array(group.reasons.map(JSONValue.string))),
      ("test_files", group.totalCount.map(JSONValue.integer) ?? .null),
      ("tests", .array(group.tests.map(test))),
    ])
  }

  private static func test(_ test: TestSelectionReport.Test) -> JSONValue {
    .object(
      JSONReport.members(of: test.path) + [
        ("distance", test.chain.isEmpty ? .null : .integer(test.chain.count - 1)),
        ("status", .optional(test.status?.rawValue)),
        ("passed", test.isPassed.map(JSONValue.bool) ?? .null),
        ("chain", .array(test.chain.map(step))),
        (
          "definition",
          test.definition.map { .object([("name", .string($0.name)), ("line", .integer($0.line))]) } ?? .null
        ),
        ("whole_file", .optional(test.wholeReason)),
      ])
  }

  private static func step(_ step: TestSelectionReport.Step) -> JSONValue {
    .object(
      JSONReport.members(of: step.path) + [
        ("directory", .bool(step.isDirectory)), ("link", .optional(step.kind?.rawValue)),
      ])
  }
}
