package import GateModel

extension FileLink.Kind {
  /// What reports call it.
  package var dependency: DependencyKind {
    switch self {
    case .imports: .imports
    case .place: .place
    case .names: .names
    case .loads: .loads
    case .anything: .anything
    }
  }
}

extension SourceGraph {
  /// `neighbourhood` as reports tell it.
  ///
  /// - Parameter centres: the nodes that were asked for.
  package func report(
    on neighbourhood: GraphNeighbourhood, around centres: [Int], name: String, runner: String, isReverse: Bool,
    depth: Int?
  ) -> DependencyGraphReport {
    let asked = Set(centres)
    let opaque = Set(opaque)
    var cycleOf: [Int: Int] = [:]
    for (number, cycle) in neighbourhood.cycles.enumerated() {
      for place in cycle { cycleOf[place] = number }
    }
    let nodes = neighbourhood.nodes.enumerated().map { place, node in
      DependencyGraphReport.Node(
        path(of: node), reportedRole(of: node), isAsked: asked.contains(node),
        isGone: node < count && table.isGone(node), isOpaque: opaque.contains(node), cycle: cycleOf[place],
        hiddenCount: neighbourhood.hiddenCounts[place])
    }
    let links = neighbourhood.links.map {
      DependencyGraphReport.Link($0.from, $0.link.target, $0.link.kind.dependency)
    }
    return DependencyGraphReport(
      name: name, runner: runner, nodes: nodes, links: links, cycles: neighbourhood.cycles,
      omittedCount: neighbourhood.omittedCount, isReverse: isReverse, depth: depth)
  }

  private func reportedRole(of node: Int) -> DependencyGraphReport.Node.Role {
    switch role(of: node) {
    case .test: .test
    case .module: .module
    case .configuration: .configuration
    case .data: .data
    case .document: .document
    case nil: .directory
    }
  }
}
