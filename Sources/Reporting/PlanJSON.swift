package import GateModel

/// The plan for programs: `Config/plan.schema.json` says what each key means.
package enum PlanJSON {
  /// Grows when a key goes away or changes its meaning.
  package static let schemaVersion = 1

  /// `plan` as one JSON document.
  package static func render(_ plan: PlanReport, gateVersion: String? = nil) -> String {
    JSONValue.object([
      ("schema", .string("gate-plan")),
      ("version", .integer(schemaVersion)),
      ("gate", .optional(gateVersion)),
      ("hook", .optional(plan.hook)),
      ("subject", .string(plan.subject)),
      ("checks", .array(plan.entries.map(entry))),
    ]).text
  }

  private static func entry(_ entry: PlanReport.Entry) -> JSONValue {
    .object([
      ("id", .string(entry.check.name)),
      ("kind", .string(entry.kind)),
      ("action", .string(entry.action.rawValue)),
      ("place", .string(entry.place)),
      ("reason", .string(entry.reason)),
      ("cached_files", .integer(entry.cachedCount)),
      ("remote_files", .integer(entry.remoteCount)),
      ("files", .array(entry.files.map { .object(JSONReport.members(of: $0)) })),
    ])
  }
}
