import GateModel

/// Which file depends on which, by their places in a list.
struct ImportGraph {
  private var importers: [[Int]]
  /// Files that may depend on any other.
  private var dependingOnAll: [Int] = []

  init(count: Int) {
    importers = Array(repeating: [], count: count)
  }

  mutating func add(_ importer: Int, dependsOn file: Int) {
    if importer != file { importers[file].append(importer) }
  }

  mutating func addDependingOnAll(_ file: Int) { dependingOnAll.append(file) }

  /// All that depends on `seeds`, each with the file through which it was reached first; a seed with itself.
  func reach(from seeds: [Int]) -> [Int: Int] {
    var cameFrom: [Int: Int] = [:]
    var queue: [Int] = []
    for seed in seeds where cameFrom[seed] == nil {
      cameFrom[seed] = seed
      queue.append(seed)
    }
    guard let first = queue.first else { return [:] }
    var next = 0
    while next < queue.count {
      let file = queue[next]
      next += 1
      for importer in importers[file] where cameFrom[importer] == nil {
        cameFrom[importer] = file
        queue.append(importer)
      }
    }
    return dependingOnAll.isEmpty ? cameFrom : widened(cameFrom, first)
  }

  /// With what depends on everything, and what depends on that.
  private func widened(_ reached: [Int: Int], _ seed: Int) -> [Int: Int] {
    var cameFrom = reached
    var queue: [Int] = []
    for file in dependingOnAll where cameFrom[file] == nil {
      cameFrom[file] = seed
      queue.append(file)
    }
    while let file = queue.popLast() {
      for importer in importers[file] where cameFrom[importer] == nil {
        cameFrom[importer] = file
        queue.append(importer)
      }
    }
    return cameFrom
  }
}
