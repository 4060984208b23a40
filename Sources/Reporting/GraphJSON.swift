package import GateModel

/// A graph for programs: `Config/graph.schema.json` says what each key means.
package enum GraphJSON {
  /// Grows when a key goes away or changes its meaning.
  package static let schemaVersion = 1

  /// `graphs` as one JSON document.
  package static func render(_ graphs: [DependencyGraphReport], gateVersion: String? = nil) -> String {
    JSONValue.object([
      ("schema", .string("gate-graph")),
      ("version", .integer(schemaVersion)),
      ("gate", .optional(gateVersion)),
      ("graphs", .array(graphs.map(graph))),
    ]).text
  }

  private static func graph(_ graph: DependencyGraphReport) -> JSONValue {
    .object([
      ("name", .string(graph.name)),
      ("runner", .string(graph.runner)),
      ("reverse", .bool(graph.isReverse)),
      ("depth", graph.depth.map(JSONValue.integer) ?? .null),
      ("omitted", .integer(graph.omittedCount)),
      ("nodes", .array(graph.nodes.map(node))),
      ("links", .array(graph.links.map(link))),
      ("cycles", .array(graph.cycles.map { .array($0.map(JSONValue.integer)) })),
    ])
  }

  private static func node(_ node: DependencyGraphReport.Node) -> JSONValue {
    .object(
      JSONReport.members(of: node.path) + [
        ("role", .string(node.role.rawValue)),
        ("asked", .bool(node.isAsked)),
        ("gone", .bool(node.isGone)),
        ("opaque", .bool(node.isOpaque)),
        ("hidden_links", .integer(node.hiddenCount)),
      ])
  }

  private static func link(_ link: DependencyGraphReport.Link) -> JSONValue {
    .object([
      ("from", .integer(link.from)), ("to", .integer(link.to)), ("link", .string(link.kind.rawValue)),
    ])
  }
}
