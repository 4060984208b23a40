import GateModel

extension DependencyGraphReport {
  /// What has to be known besides what is drawn.
  var notes: [String] {
    var notes: [String] = []
    if omittedCount > 0 {
      notes.append("\(Wording.count(omittedCount, "file")) farther away left out; --depth draws less, --limit more")
    }
    for cycle in cycles { notes.append("a circle of imports: \(names(of: cycle))") }
    return notes
  }

  /// The circle's files, the first one again at its end.
  func names(of cycle: [Int], arrow: String = "->") -> String {
    (cycle + cycle.prefix(1)).map { nodes[$0].path.shown() }.joined(separator: " \(arrow) ")
  }

  /// Whether both ends of the link lie on the same circle and it imports.
  func isInCycle(_ link: Link) -> Bool {
    guard link.kind == .imports, let cycle = nodes[link.from].cycle else { return false }
    return nodes[link.to].cycle == cycle
  }
}

extension DependencyGraphReport.Node {
  /// What is behind the node's name: how many of its links are not shown, and what cannot be told of it.
  var more: String {
    let parts = Wording.list(
      isGone ? "deleted" : nil, isOpaque ? "loads what it computes" : nil, hiddenCount > 0 ? "+\(hiddenCount)" : nil)
    return parts.isEmpty ? "" : " (\(parts))"
  }
}
