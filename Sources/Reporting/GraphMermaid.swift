package import GateModel

/// A graph as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html).
package enum GraphMermaid {
  /// `graph` as Mermaid's text: an arrow leads from a file to what it needs.
  package static func render(_ graph: DependencyGraphReport) -> String {
    var lines = ["flowchart LR"]
    lines += graph.notes.map { "  %% \(comment($0))" }
    for (place, node) in graph.nodes.enumerated() {
      let (open, close) = shape(of: node.role)
      lines.append("  n\(place)\(open)\"\(label(node))\"\(close)\(styleClass(of: node))")
    }
    for link in graph.links { lines.append("  n\(link.from) \(arrow(link.kind)) n\(link.to)") }
    let circular = graph.links.indices.filter { graph.isInCycle(graph.links[$0]) }
    if !circular.isEmpty {
      lines.append("  linkStyle \(circular.map(String.init).joined(separator: ",")) stroke:#c00")
    }
    for line in [
      "classDef asked stroke-width:3px", "classDef test fill:#dfd,stroke:#080", "classDef gone stroke-dasharray:4 4",
    ] where graph.nodes.contains(where: { styleClass(of: $0).hasSuffix(line.split(separator: " ")[1]) }) {
      lines.append("  " + line)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func shape(of role: DependencyGraphReport.Node.Role) -> (String, String) {
    switch role {
    case .test: ("([", "])")
    case .module: ("[", "]")
    case .configuration: ("{{", "}}")
    case .data, .document: ("[/", "/]")
    case .directory: ("[(", ")]")
    }
  }

  private static func styleClass(of node: DependencyGraphReport.Node) -> String {
    if node.isGone { return ":::gone" }
    if node.isAsked { return ":::asked" }
    return node.role == .test ? ":::test" : ""
  }

  private static func arrow(_ kind: DependencyKind) -> String {
    switch kind {
    case .imports: "-->"
    case .place: "-.->"
    case .names: "-.->|names|"
    case .loads: "==>|loads|"
    case .anything: "-.->|may use|"
    }
  }

  private static func label(_ node: DependencyGraphReport.Node) -> String {
    escaped(node.path.shown(asDirectory: node.role == .directory) + node.more)
  }

  /// Inside quotes only what could end them, begin an entity, a tag or Markdown, or break the line has to be written by number.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "#", "%", "&", "<", ">", "\\", "`":
        escaped += "#\(scalar.value);"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A comment ends with its line, and braces in it would be taken for a directive.
  private static func comment(_ text: String) -> String {
    TerminalText.safe(text).replacing("{", with: "(").replacing("}", with: ")")
  }
}
