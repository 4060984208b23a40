package import GateModel

/// Renders which stories a change belongs to as JSON.
package enum StoryJSON {
  /// The version of the format; it changes when a member changes its meaning or goes away.
  package static let schemaVersion = 1

  /// The answer as JSON, ended by a line break.
  package static func render(_ answer: StoryIdentification, gateVersion: String? = nil) -> String {
    let stories = answer.matches.map { match in
      JSONValue.object([("id", .string(match.story)), ("reasons", .array(match.reasons.map(json)))])
    }
    let unknown = answer.unknown.map { id, commit in
      JSONValue.object([("id", .string(id)), ("commit", .string(commit))])
    }
    return JSONValue.object([
      ("version", .integer(schemaVersion)), ("gate", .optional(gateVersion)), ("stories", .array(stories)),
      ("strays", .array(answer.strays.map { .object(JSONReport.members(of: $0)) })), ("unknown", .array(unknown)),
    ]).text
  }

  private static func json(_ reason: StoryIdentification.Reason) -> JSONValue {
    switch reason {
    case .path(let path): .object([("kind", .string("path"))] + JSONReport.members(of: path))
    case .trailer(let commit): .object([("kind", .string("trailer")), ("commit", .string(commit))])
    case .branch(let name): .object([("kind", .string("branch")), ("branch", .string(name))])
    }
  }
}
