package import GateModel

/// A graph for a person: two trees a file, of what it needs and of who needs it.
package struct GraphText {
  private let graph: DependencyGraphReport
  private let style: TerminalStyle
  private let needs: [[DependencyGraphReport.Link]]
  private let users: [[DependencyGraphReport.Link]]
  private var lines: [String] = []

  /// `graph` as lines of text, each ended by a line break.
  package static func render(_ graph: DependencyGraphReport, style: TerminalStyle) -> String {
    var text = GraphText(graph, style)
    for place in graph.nodes.indices where graph.nodes[place].isAsked { text.add(place) }
    for note in graph.notes { text.lines.append(style.paint("note:", .yellow) + " " + note) }
    return text.lines.joined(separator: "\n") + "\n"
  }

  private init(_ graph: DependencyGraphReport, _ style: TerminalStyle) {
    self.graph = graph
    self.style = style
    var needs: [[DependencyGraphReport.Link]] = Array(repeating: [], count: graph.nodes.count)
    var users = needs
    for link in graph.links {
      needs[link.from].append(link)
      users[link.to].append(link)
    }
    self.needs = needs
    self.users = users
  }

  private mutating func add(_ place: Int) {
    if !lines.isEmpty { lines.append("") }
    lines.append(style.paint(name(place), .bold) + mark(place))
    if !graph.isReverse { add(place, "needs", isReverse: false) }
    add(place, "is needed by", isReverse: true)
  }

  private mutating func add(_ place: Int, _ title: String, isReverse: Bool) {
    let links = neighbours(of: place, isReverse)
    lines.append("  " + title + (links.isEmpty ? " nothing that is known" : ""))
    let distances = distances(from: place, isReverse)
    var expanded: Set<Int> = [place]
    // Depth first, by a list of its own: import chains are longer than a thread's stack is deep.
    var open = links.reversed().map { (node: $0.0, kind: $0.1, from: place, depth: 1) }
    while let (node, kind, from, depth) = open.popLast() {
      let below = depth < graph.depth ?? .max ? neighbours(of: node, isReverse) : []
      let isFirst = distances[node] == depth && expanded.insert(node).inserted
      let verb = verb(kind, isReverse: isReverse, user: isReverse ? node : from)
      let again = isFirst || below.isEmpty ? "" : style.paint(" \(style.symbols.ellipsis)", .dim)
      let indent = String(repeating: "  ", count: depth + 1)
      lines.append(indent + name(node) + mark(node) + style.paint("  \(verb)", .dim) + again)
      if isFirst { open += below.reversed().map { ($0.0, $0.1, node, depth + 1) } }
    }
  }

  private func neighbours(of place: Int, _ isReverse: Bool) -> [(Int, DependencyKind)] {
    isReverse ? users[place].map { ($0.from, $0.kind) } : needs[place].map { ($0.to, $0.kind) }
  }

  /// A node is spread out where it is nearest, once.
  private func distances(from place: Int, _ isReverse: Bool) -> [Int: Int] {
    var distances = [place: 0]
    var queue = [place]
    var next = 0
    while next < queue.count {
      let distance = (distances[queue[next]] ?? 0) + 1
      for (node, _) in neighbours(of: queue[next], isReverse) where distances[node] == nil {
        distances[node] = distance
        queue.append(node)
      }
      next += 1
    }
    return distances
  }

  /// What the node of the line does to the one above it, or what is done to it.
  private func verb(_ kind: DependencyKind, isReverse: Bool, user: Int) -> String {
    if isReverse { return kind.verb(ofDirectory: graph.nodes[user].role == .directory) }
    switch kind {
    case .imports: return "imported"
    case .place: return graph.nodes[user].role == .directory ? "inside" : "lies beside"
    case .names: return "named"
    case .loads: return "loaded"
    case .anything: return "perhaps used"
    }
  }

  private func name(_ place: Int) -> String {
    graph.nodes[place].path.shown(asDirectory: graph.nodes[place].role == .directory)
  }

  private func mark(_ place: Int) -> String {
    let node = graph.nodes[place]
    return (node.role == .test ? " " + style.paint("[test]", .green) : "") + style.paint(node.more, .yellow)
  }
}
