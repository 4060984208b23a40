package import GateModel

/// A graph in the language of Graphviz (https://graphviz.org/doc/info/lang.html).
package enum GraphDOT {
  /// `graph` as DOT: an arrow leads from a file to what it needs.
  package static func render(_ graph: DependencyGraphReport) -> String {
    var lines = [
      "digraph gate {", "  charset=\"UTF-8\";", "  rankdir=LR;", "  node [shape=box, fontname=\"sans-serif\"];",
    ]
    let notes = graph.notes
    if !notes.isEmpty { lines.append("  label=\(quoted(notes.joined(separator: "; ")));") }
    for (place, node) in graph.nodes.enumerated() {
      let name = node.path.shown(asDirectory: node.role == .directory) + node.more
      lines.append("  n\(place) [\((["label=\(quoted(name))"] + look(of: node)).joined(separator: ", "))];")
    }
    for link in graph.links {
      let attributes = look(of: link.kind) + (graph.isInCycle(link) ? ["color=red"] : [])
      let list = attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"
      lines.append("  n\(link.from) -> n\(link.to)\(list);")
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private static func look(of node: DependencyGraphReport.Node) -> [String] {
    var styles: [String] = []
    var look: [String] = []
    switch node.role {
    case .test:
      look.append("fillcolor=\"#ddffdd\"")
      styles += ["filled", "rounded"]
    case .module: break
    case .configuration: look.append("shape=hexagon")
    case .data, .document: look.append("shape=note")
    case .directory: look.append("shape=folder")
    }
    if node.isAsked { look.append("penwidth=3") }
    if node.isGone { styles.append("dashed") }
    return look + (styles.isEmpty ? [] : ["style=\"\(styles.joined(separator: ","))\""])
  }

  private static func look(of kind: DependencyKind) -> [String] {
    switch kind {
    case .imports: []
    case .place: ["style=dashed"]
    case .names: ["style=dotted", "label=\"names\""]
    case .loads: ["style=bold", "label=\"loads\""]
    case .anything: ["style=dotted", "label=\"may use\""]
    }
  }

  /// A quoted string: `\` begins an escape and `&` an entity in labels.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "&": quoted += "&amp;"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
