package import GateModel

/// Finds the tests that a change can affect.
///
/// Sound before precise: what the graph cannot show widens the selection, up to everything, and never narrows it.
package struct TestSelector {
  private let graph: SourceGraph
  private let stack: any SourceStack
  private let root: TestRoot
  private let texts: DefinitionTexts?

  /// - Parameters:
  ///   - graph: of the content under check, with the paths that the change took away (``gone(_:)``) in its table.
  ///   - root: where the tests run; only those below it are selected.
  ///   - texts: where definitions are read, so that a change of a function's body affects only who may run it; `nil`: it affects
  ///     all that need its file.
  package init(
    _ graph: SourceGraph, stack: any SourceStack, root: RepositoryPath = RepositoryPath(bytes: []),
    texts: DefinitionTexts? = nil
  ) {
    self.graph = graph
    self.stack = stack
    self.root = TestRoot(root)
    self.texts = texts
  }

  /// The paths that `changes` took away: a graph is asked for with them, so that their users are known.
  package static func gone(_ changes: [Change]) -> [RepositoryPath] {
    changes.flatMap { change -> [RepositoryPath] in
      switch change.status {
      case .deleted: [change.path]
      case .renamed: change.oldPath.map { [$0] } ?? []
      case .added, .modified, .typeChanged, .modeChanged, .intentToAdd, .conflicted: []
      }
    }
  }

  /// The tests that `changes` can affect.
  package func select(_ changes: [Change]) -> TestSelectionResult {
    if changes.isEmpty { return .none(reason: "nothing changed") }
    let triage = ChangeTriage(changes, graph, stack, root)
    if let reason = triage.reasons.first { return .everything(reason: reason) }
    if triage.isEmpty { return .none(reason: "no file that tests could use changed") }
    let reach = GraphReach(graph, from: triage.seeds, loose: triage.loose)
    if let reason = reasons(reach).first { return .everything(reason: reason) }
    let tests = narrowed(tests(reach), changes, triage)
    return tests.isEmpty ? .none(reason: "no test uses what changed") : .tests(tests)
  }

  /// Without the tests that need a changed file, and none of what changed in it.
  private func narrowed(_ tests: [SelectedTest], _ changes: [Change], _ triage: ChangeTriage) -> [SelectedTest] {
    guard let texts, stack.definitionRules != nil, !tests.isEmpty else { return tests }
    let places = tests.compactMap { graph.table.place(of: $0.path) }
    guard places.count == tests.count else { return tests }
    var kept: Set<Int> = []
    let definitions = DefinitionSelection(changes, graph, stack, texts) { files in
      let told = Set(files)
      let others = triage.seeds.filter { !told.contains($0) }
      let whole = GraphReach(graph, from: others, loose: triage.loose)
      kept = Set(places.filter { whole.distances[$0] >= 0 })
      return places.filter { !kept.contains($0) }
    }
    return zip(places, tests).compactMap { place, test in
      var test = test
      if let use = definitions.uses[place] {
        if test.chain.first?.path == graph.table.paths[use.file] { test.chain[0].definition = use.definition }
        return test
      }
      let first = test.chain.first.flatMap { graph.table.place(of: $0.path) }
      test.chain[0].wholeReason = first.flatMap { definitions.reasons[$0] }
      let isTold = !definitions.files.isEmpty && !kept.contains(place) && !definitions.untold.contains(place)
      return isTold ? nil : test
    }
  }

  /// Every reason for which `changes` affect all tests, each a sentence with the file; empty where they do not.
  package func reasonsForEverything(_ changes: [Change]) -> [String] {
    let triage = ChangeTriage(changes, graph, stack, root)
    return triage.reasons + reasons(GraphReach(graph, from: triage.seeds, loose: triage.loose))
  }

  /// The tests that `changes` affect by the links of the graph alone, the nearest first: what is worth running early where all
  /// have to run.
  package func reached(_ changes: [Change]) -> [SelectedTest] {
    let triage = ChangeTriage(changes, graph, stack, root)
    return tests(GraphReach(graph, from: triage.seeds, loose: triage.loose))
  }

  /// The test files there are, in path order.
  package var all: [RepositoryPath] {
    graph.tests.map { graph.table.paths[$0] }.filter { $0.isInside(root.path) }
  }

  /// Configuration that was reached: what it loads decides how tests run, as it does itself.
  private func reasons(_ reach: GraphReach) -> [String] {
    reach.reached.map(Int.init).filter {
      graph.role(of: $0) == .configuration && root.isConfigured(by: graph.path(of: $0))
    }.map { file in
      let chain = reach.chain(to: file)
      return "\(graph.path(of: chain[0].node)) is used by \(graph.table.paths[file]), which "
        + stack.reason(forAll: graph.table.paths[file])
    }
  }

  private func tests(_ reach: GraphReach) -> [SelectedTest] {
    // Places are in path order.
    let files = reach.reached.map(Int.init).filter {
      graph.role(of: $0) == .test && !graph.table.isGone($0) && graph.path(of: $0).isInside(root.path)
    }
    return files.sorted { (reach.distances[$0], $0) < (reach.distances[$1], $1) }.map { file in
      SelectedTest(
        path: graph.path(of: file),
        chain: reach.chain(to: file).map { SelectedTest.Step(graph.path(of: $0.node), $0.kind) },
        distance: Int(reach.distances[file]))
    }
  }
}
