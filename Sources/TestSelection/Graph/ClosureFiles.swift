import Digests
package import GateModel

/// The files behind ``ClosureDigests``: for people, who want to know what of a closure changed.
package struct ClosureFiles {
  private let graph: SourceGraph
  /// Data that some source files may read, each with those.
  private let loose: [(data: Int, readers: [Range<Int>])]
  private let opaque: Set<Int>
  /// Configuration with all that it needs, and data that any test may read.
  private let common: Set<Int>
  /// Whether every file counts, for a configuration is not followed in all that it says.
  private let isEverything: Bool

  package init(_ graph: SourceGraph) {
    self.graph = graph
    opaque = Set(graph.opaque)
    let configuration = (0..<graph.count).filter { graph.roles[$0] == .configuration && !graph.table.isGone($0) }
    isEverything = configuration.contains { graph.faults[$0] != nil }
    let data = LooseData(graph)
    var loose: [(data: Int, readers: [Range<Int>])] = []
    var common = Self.reach(graph, from: configuration)
    for file in 0..<graph.count where LooseData.isLoose(file, in: graph) {
      if let readers = data.readers(of: file) {
        loose.append((file, readers))
      } else {
        common.insert(file)
      }
    }
    self.loose = loose
    self.common = common
  }

  /// All that the digest of the file at the place `file` is over, in path order.
  package func files(of file: Int) -> [SnapshotFile] {
    let reached = Self.reach(graph, from: [file])
    var needed = reached.union(common)
    let sources = reached.filter { $0 < graph.count && graph.roles[$0].isSource }
    let isUnreadable = sources.contains { graph.faults[$0] != nil }
    if isEverything || isUnreadable || sources.contains(where: opaque.contains) {
      // Near enough: what may need anything is told from what may not, not from what it cannot need.
      needed = Set(0..<graph.count)
    } else {
      for (data, readers) in loose where sources.contains(where: { source in readers.contains { $0.contains(source) } })
      { needed.insert(data) }
    }
    return needed.filter { $0 < graph.count }.sorted().compactMap { file in
      graph.table.versions[file].map { SnapshotFile(path: graph.table.paths[file], version: $0) }
    }
  }

  private static func reach(_ graph: SourceGraph, from starts: [Int]) -> Set<Int> {
    var found = Set(starts)
    var waiting = starts
    while let node = waiting.popLast() {
      for link in graph.needs.range(node) {
        let target = Int(graph.needs.targets[link])
        if found.insert(target).inserted { waiting.append(target) }
      }
    }
    return found
  }
}

extension SourceGraph {
  /// A digest of all that the content holds, whoever needs it; 32 bytes.
  package var contentDigest: [UInt8] { FileRecord.digest(of: 0..<count, self) }
}
