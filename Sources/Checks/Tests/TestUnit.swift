import GateModel

/// What a runner takes on its command line for some test files: the file itself, its package, its target.
struct TestUnit: Hashable, Sendable {
  /// What makes two units one.
  struct Words: Hashable {
    var directory: RepositoryPath
    var arguments: [[UInt8]]
  }

  /// What its tests name it by, for runners that take no files.
  var name: String?
  /// Where the command runs.
  var directory: RepositoryPath
  var arguments: [[UInt8]]
  /// Whether no other unit may share its command.
  var isAlone = false
  /// The test files that it runs.
  var files: [RepositoryPath]

  init(_ arguments: [[UInt8]], in directory: RepositoryPath, name: String? = nil, files: [RepositoryPath]) {
    self.arguments = arguments
    self.directory = directory
    self.name = name
    self.files = files
  }
}

extension [TestUnit] {
  /// Each unit once, with all its files, in the order of their first ones.
  func merged() -> [TestUnit] {
    var places: [TestUnit.Words: Int] = [:]
    var units: [TestUnit] = []
    for unit in self {
      let key = TestUnit.Words(directory: unit.directory, arguments: unit.arguments)
      if let place = places[key] {
        units[place].files += unit.files
      } else {
        places[key] = units.count
        units.append(unit)
      }
    }
    return units
  }

  /// The units in commands that fit `limit` bytes of arguments, those of one directory together, in order; `nil` where one is
  /// too long by itself.
  func batches(limit: (RepositoryPath) -> Int) -> [[TestUnit]]? {
    var batches: [[TestUnit]] = []
    /// The batch of each directory that may take more, and its size.
    var open: [RepositoryPath: (batch: Int, bytes: Int)] = [:]
    for unit in self {
      let cost = unit.arguments.reduce(0) { $0 + $1.count + 1 + MemoryLayout<UnsafeRawPointer>.size }
      // One argument may not be longer than 128 KiB (MAX_ARG_STRLEN in Linux).
      guard cost <= limit(unit.directory), unit.arguments.allSatisfy({ $0.count < 128 << 10 }) else { return nil }
      if !unit.isAlone, let (batch, bytes) = open[unit.directory], bytes + cost <= limit(unit.directory) {
        batches[batch].append(unit)
        open[unit.directory] = (batch, bytes + cost)
        continue
      }
      if !unit.isAlone { open[unit.directory] = (batches.count, cost) }
      batches.append([unit])
    }
    return batches
  }
}
