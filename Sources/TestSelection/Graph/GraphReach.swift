/// What a change reaches: breadth first over those who need it, nearest first.
struct GraphReach {
  /// How many links lie between each node and the nearest seed, -1 where it is not reached.
  private(set) var distances: [Int32]
  /// The node through which it was reached first; a seed through itself.
  private var cameFrom: [Int32]
  private var kinds: [UInt8]
  /// In the order in which they were reached.
  private(set) var reached: [Int32] = []
  private let graph: SourceGraph

  /// - Parameters:
  ///   - seeds: what changed.
  ///   - loose: pairs of changed data that nobody names, and the files that may read it.
  init(_ graph: SourceGraph, from seeds: [Int], loose: [(data: Int, readers: Range<Int>)] = []) {
    self.graph = graph
    distances = Array(repeating: -1, count: graph.nodeCount)
    cameFrom = Array(repeating: -1, count: graph.nodeCount)
    kinds = Array(repeating: 0, count: graph.nodeCount)
    for seed in seeds where distances[seed] < 0 { reach(seed, from: seed, .imports, distance: 0) }
    for (data, readers) in loose {
      for reader in readers
      where graph.roles[reader].isSource && !graph.table.isGone(reader) && distances[reader] < 0 {
        reach(reader, from: data, .place, distance: 1)
      }
    }
    // Readers of loose data come behind all seeds, so the queue stays in the order of the distances.
    var next = 0
    follow(&next)
    guard let first = reached.first else { return }
    // What may need anything comes after what is known to need it.
    let distance = (reached.last.map { distances[Int($0)] } ?? 0) + 1
    for file in graph.faults.keys.sorted() where distances[file] < 0 && graph.roles[file].isSource {
      reach(file, from: Int(first), .anything, distance: distance)
    }
    if let module = reached.first(where: { graph.isSource(Int($0)) }) {
      for file in graph.opaque where distances[file] < 0 {
        reach(file, from: Int(module), .anything, distance: distance)
      }
    }
    follow(&next)
  }

  private mutating func reach(_ file: Int, from other: Int, _ kind: FileLink.Kind, distance: Int32) {
    distances[file] = distance
    cameFrom[file] = Int32(other)
    kinds[file] = kind.rawValue
    reached.append(Int32(file))
  }

  private mutating func follow(_ next: inout Int) {
    let users = graph.users
    while next < reached.count {
      let file = Int(reached[next])
      next += 1
      let distance = distances[file] + 1
      for link in users.range(file) where distances[Int(users.targets[link])] < 0 {
        let user = Int(users.targets[link])
        distances[user] = distance
        cameFrom[user] = Int32(file)
        kinds[user] = users.kinds[link]
        reached.append(Int32(user))
      }
    }
  }

  /// The way from a seed to `node`, which was reached: each with the kind of its link to the one before.
  func chain(to node: Int) -> [(node: Int, kind: FileLink.Kind?)] {
    var chain: [(node: Int, kind: FileLink.Kind?)] = []
    var node = node
    while cameFrom[node] >= 0, Int(cameFrom[node]) != node {
      chain.append((node, FileLink.Kind(rawValue: kinds[node])))
      node = Int(cameFrom[node])
    }
    chain.append((node, nil))
    return chain.reversed()
  }
}
