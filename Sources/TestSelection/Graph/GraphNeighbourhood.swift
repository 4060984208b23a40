import GateModel

/// The part of a graph around some of its nodes: what they need, and who needs them, so many links away.
package struct GraphNeighbourhood: Sendable {
  /// Files and directories by their nodes in the graph, in their order.
  package let nodes: [Int]
  /// The links among `nodes`, by places in it.
  package let links: [(from: Int, link: FileLink)]
  /// Files that import each other in a circle, a shortest one of each such group, by places in `nodes`.
  package let cycles: [[Int]]
  /// How many links of each node, in the directions that were followed, lead to what is not shown.
  package let hiddenCounts: [Int]
  /// How many nodes were near enough, and left out because there are too many.
  package let omittedCount: Int

  /// - Parameters:
  ///   - centres: where to begin; always part of it.
  ///   - depth: how many links away, `nil` for as far as they lead.
  ///   - isReverse: whether only those who need the centres are followed, not what these need.
  ///   - limit: the most nodes; the nearest are kept.
  package init(_ graph: SourceGraph, around centres: [Int], depth: Int?, isReverse: Bool, limit: Int) {
    let users = Self.distances(graph.users, from: centres, depth: depth)
    let needs = isReverse ? [:] : Self.distances(graph.needs, from: centres, depth: depth)
    let near = users.merging(needs) { min($0, $1) }
    let kept = near.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(max(limit, centres.count))
    let nodes = kept.map(\.key).sorted()
    self.nodes = nodes
    omittedCount = near.count - nodes.count
    let places = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1, $0) })
    links = nodes.enumerated().flatMap { place, node in
      graph.needs[node].compactMap { link in
        places[link.target].map { (from: place, link: FileLink($0, link.kind)) }
      }
    }
    hiddenCounts = nodes.map { node in
      let more = { (lists: LinkLists) in lists[node].count { places[$0.target] == nil } }
      return (users[node] == nil ? 0 : more(graph.users)) + (needs[node] == nil ? 0 : more(graph.needs))
    }
    let telling = links.filter { from, link in
      link.kind == .imports && !Self.isPackage(graph, nodes[link.target], of: nodes[from])
    }
    cycles = Self.cycles(telling, count: nodes.count)
  }

  private static func distances(_ links: LinkLists, from centres: [Int], depth: Int?) -> [Int: Int] {
    var distances = Dictionary(centres.map { ($0, 0) }, uniquingKeysWith: { first, _ in first })
    var border = centres
    var distance = 0
    while !border.isEmpty, distance < depth ?? .max {
      distance += 1
      var next: [Int] = []
      for node in border {
        for link in links[node] where distances[link.target] == nil {
          distances[link.target] = distance
          next.append(link.target)
        }
      }
      border = next
    }
    return distances
  }

  /// Whether `node` is the `__init__.py` of a package that `module` lies in: it runs before the module, whether or not that
  /// imports it, and mostly imports it in turn. That is what packages do, and no circle that anybody wants to hear of.
  private static func isPackage(_ graph: SourceGraph, _ node: Int, of module: Int) -> Bool {
    let path = graph.path(of: node)
    guard path.name.elementsEqual("__init__.py".utf8), let directory = path.parent else { return false }
    return graph.path(of: module).isInside(directory)
  }

  private static func cycles(_ links: [(from: Int, link: FileLink)], count: Int) -> [[Int]] {
    var imports: [[FileLink]] = Array(repeating: [], count: count)
    for (from, link) in links { imports[from].append(link) }
    var builder = LinkLists.Builder(count: count)
    for (node, links) in imports.enumerated() { builder.append(links, of: node) }
    let lists = builder.lists
    let components = GraphComponents(lists)
    var members: [Int32: [Int]] = [:]
    for node in 0..<count { members[components.componentOf[node], default: []].append(node) }
    return members.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }.map { group in
      shortestCycle(through: group[0], in: lists)
    }
  }

  /// Breadth first from `start` back to it; there is a way.
  private static func shortestCycle(through start: Int, in links: LinkLists) -> [Int] {
    var cameFrom: [Int: Int] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      for link in links[node] {
        if link.target == start {
          return sequence(first: node, next: { $0 == start ? nil : cameFrom[$0] }).reversed()
        }
        if cameFrom[link.target] == nil {
          cameFrom[link.target] = node
          queue.append(link.target)
        }
      }
    }
    return [start]
  }
}
