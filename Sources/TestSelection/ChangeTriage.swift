import GateModel

/// Changed files by what they can do to tests.
struct ChangeTriage {
  /// Where in the graph to begin.
  private(set) var seeds: [Int] = []
  /// Changed data that nobody names, and the files that may read it.
  private(set) var loose: [(data: Int, readers: Range<Int>)] = []
  /// Why everything is affected, each a sentence with the file.
  private(set) var reasons: [String] = []

  private let graph: SourceGraph
  private let stack: any SourceStack
  private let root: TestRoot
  /// Made when it is first needed: it walks over all files.
  private var looseData: LooseData?

  /// Whether nothing of what changed can do anything to tests.
  var isEmpty: Bool { seeds.isEmpty && loose.isEmpty }

  init(_ changes: [Change], _ graph: SourceGraph, _ stack: any SourceStack, _ root: TestRoot) {
    self.graph = graph
    self.stack = stack
    self.root = root
    for change in changes {
      switch change.status {
      case .added, .modified, .modeChanged, .deleted: place(change.path, change)
      case .renamed:
        place(change.path, change)
        if let old = change.oldPath { place(old, change) }
      case .typeChanged: reasons.append("\(change.path) became another kind of entry")
      case .conflicted: reasons.append("\(change.path) has a conflict")
      // Nothing of it is recorded.
      case .intentToAdd: continue
      }
    }
    for (file, fault) in graph.faults.sorted(by: { $0.key < $1.key })
    where graph.roles[file] == .configuration && root.isConfigured(by: graph.table.paths[file]) && !isEmpty {
      reasons.append("\(graph.table.paths[file]) \(fault)")
    }
  }

  private mutating func place(_ path: RepositoryPath, _ change: Change) {
    if [change.old, change.new].contains(where: { $0?.mode.isFile == false }) {
      reasons.append("\(path) is a link or a submodule")
      return
    }
    guard let file = graph.table.place(of: path) else {
      reasons.append("\(path) changed but is not among the files")
      return
    }
    switch graph.roles[file] {
    case .configuration:
      if root.isConfigured(by: path) { reasons.append("\(path) \(stack.reason(forAll: path))") }
    case .test, .module:
      if let fault = graph.faults[file] {
        reasons.append("\(path) \(fault)")
      } else {
        seeds.append(file)
      }
    case .data where LooseData.isLoose(file, in: graph):
      // Another project's, as far as anybody can tell.
      guard path.isInside(root.path) else { return }
      let data = looseData ?? LooseData(graph)
      looseData = data
      if let readers = data.readers(of: file) {
        loose += readers.map { (file, $0) }
      } else {
        reasons.append("\(path) may be read by any test")
      }
    case .data, .document: seeds.append(file)
    }
  }
}
