/// Lists of links, one for each node, in flat arrays.
package struct LinkLists: Hashable, Sendable {
  /// The links of node `n` lie from `starts[n]` to `starts[n + 1]`.
  let starts: [Int32]
  let targets: [Int32]
  let kinds: [UInt8]

  /// How many nodes there are.
  package var count: Int { starts.count - 1 }

  /// The links of the node.
  package subscript(node: Int) -> [FileLink] {
    range(node).map { FileLink(Int(targets[$0]), FileLink.Kind(rawValue: kinds[$0]) ?? .imports) }
  }

  /// Whether the node has no link.
  package func isEmpty(_ node: Int) -> Bool { starts[node] == starts[node + 1] }

  func range(_ node: Int) -> Range<Int> { Int(starts[node])..<Int(starts[node + 1]) }

  /// Each link from its target to its origin, in the order of the origins.
  func reversed() -> LinkLists {
    var starts = [Int32](repeating: 0, count: self.starts.count)
    for target in targets { starts[Int(target) + 1] += 1 }
    for node in 0..<count { starts[node + 1] += starts[node] }
    var next = starts
    var origins = [Int32](repeating: 0, count: targets.count)
    var originKinds = [UInt8](repeating: 0, count: targets.count)
    for node in 0..<count {
      for link in range(node) {
        let target = Int(targets[link])
        let place = Int(next[target])
        next[target] += 1
        origins[place] = Int32(node)
        originKinds[place] = kinds[link]
      }
    }
    return LinkLists(starts: starts, targets: origins, kinds: originKinds)
  }
}

extension LinkLists {
  /// Lists in the making, node after node.
  struct Builder {
    private(set) var starts: [Int32] = [0]
    private(set) var targets: [Int32] = []
    private(set) var kinds: [UInt8] = []
    /// The node that linked to each last.
    private var linkedBy: [Int32]

    /// - Parameter count: how many nodes there will be.
    init(count: Int) {
      linkedBy = Array(repeating: -1, count: count)
      starts.reserveCapacity(count + 1)
    }

    /// Adds the links of the next node: of several to the same target the first, and none to itself.
    mutating func append(_ links: [FileLink], of node: Int) {
      for link in links where link.target != node && linkedBy[link.target] != Int32(node) {
        linkedBy[link.target] = Int32(node)
        targets.append(Int32(link.target))
        kinds.append(link.kind.rawValue)
      }
      starts.append(Int32(targets.count))
    }

    var lists: LinkLists { LinkLists(starts: starts, targets: targets, kinds: kinds) }
  }
}
