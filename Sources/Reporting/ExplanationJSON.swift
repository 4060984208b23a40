package import GateModel

/// What a key is made of, for programs: `Config/explanation.schema.json` says what each key means.
package enum ExplanationJSON {
  /// Grows when a key goes away or changes its meaning.
  package static let schemaVersion = 1

  /// `explanation` as one JSON document.
  package static func render(_ explanation: KeyExplanation, gateVersion: String? = nil) -> String {
    let (status, reason, time): (String, String?, Int64?) =
      switch explanation.status {
      case .known(let time): ("known", nil, time)
      case .unknown: ("unknown", nil, nil)
      case .none(let reason): ("none", reason, nil)
      case .impossible(let reason): ("impossible", reason, nil)
      }
    return JSONValue.object([
      ("schema", .string("gate-explanation")),
      ("version", .integer(schemaVersion)),
      ("gate", .optional(gateVersion)),
      ("check", .string(explanation.check.name)),
      ("file", explanation.file.map { .object(JSONReport.members(of: $0)) } ?? .null),
      ("status", .string(status)),
      ("reason", .optional(reason)),
      ("recorded_at", time.map { .integer(Int($0)) } ?? .null),
      ("key", .optional(explanation.key)),
      ("compared_with", explanation.comparedWith.map { .integer(Int($0)) } ?? .null),
      ("parts", .array(explanation.parts.map(part))),
    ]).text
  }

  private static func part(_ part: KeyExplanation.Part) -> JSONValue {
    .object([
      ("group", .string(part.group)),
      ("name", .string(String(decoding: part.name.bytes, as: UTF8.self))),
      ("value", .optional(part.value)),
      ("change", .optional(part.change?.rawValue)),
    ])
  }
}
