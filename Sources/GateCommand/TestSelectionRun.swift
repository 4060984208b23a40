import Checks
import GateModel
import GitRepository
import TestSelection

/// Finds the tests that a change can affect, without running any.
struct TestSelectionRun {
  let context: CommandContext
  let location: RepositoryLocation
  let resolved: ResolvedScope
  let suites: TestSuites

  /// - Parameter names: the checks that are asked about; empty: all of kind `tests`.
  /// - Throws: `CommandFailure` where gate.yml or a name is wrong, or there are no tests to be seen.
  init(
    _ resolved: ResolvedScope, checks names: [String], in location: RepositoryLocation, context: CommandContext
  ) throws(CommandFailure) {
    self.context = context
    self.location = location
    self.resolved = resolved
    suites = try TestSuites(in: resolved.scope.content, location, names: names, context: context)
  }

  /// The affected tests of every suite.
  ///
  /// - Parameter answered: the test files that a kept pass answers for, of each check that was asked for them.
  func report(answered: [CheckID: Set<RepositoryPath>] = [:]) throws(CommandFailure) -> TestSelectionReport {
    do throws(CheckError) {
      let changes = resolved.scope.kind == .all ? nil : try resolved.scope.changes.changes
      var groups: [TestSelectionReport.Group] = []
      for suite in suites.suites {
        var group = try group(of: suite, changes)
        let passed = suite.checks.compactMap { answered[$0] }
        if !passed.isEmpty {
          for place in group.tests.indices {
            let path = group.tests[place].path
            group.tests[place].isPassed = passed.contains { $0.contains(path) }
          }
        }
        groups.append(group)
      }
      return TestSelectionReport(subject: resolved.subject, groups: groups)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The graph of a suite's files.
  ///
  /// - Parameter gone: paths that the content does not hold any more.
  func graph(of suite: TestSuite, _ stack: any SourceStack, gone: [RepositoryPath]) throws(CheckError) -> SourceGraph {
    try graphs.graph(of: resolved.scope.content, gone: gone, stack, for: suite.owner)
  }

  private var graphs: TestGraphs { TestGraphs(directory: CacheLocation.graphs(in: location, context)) }

  /// - Parameter changes: `nil` where every test is meant.
  private func group(of suite: TestSuite, _ changes: [Change]?) throws(CheckError) -> TestSelectionReport.Group {
    var group = TestSelectionReport.Group(
      checks: suite.checks, runner: suite.runner, root: suite.selector.root, extent: .none)
    if let changes, changes.isEmpty || !Self.concerns(suite, changes) {
      group.reasons = [changes.isEmpty ? "nothing changed" : "nothing that it looks at was changed"]
      return group
    }
    if let list = suite.list { return try named(by: list.program, suite, group) }
    guard let stack = suite.stack else {
      group.extent = .unknown
      group.reasons = [
        suite.runner.map { "the imports of \($0) tests are not known" }
          ?? "`runner` is not said, by which gate knows what the test files are"
      ]
      return group
    }
    let graph = try graph(of: suite, stack, gone: changes.map(TestSelector.gone) ?? [])
    let texts = graphs.texts(of: resolved.scope.content, stack, for: suite.owner)
    let selector = TestSelector(graph, stack: stack, root: suite.selector.root, texts: texts)
    // What `files` names are the files that concern the check, which its tests need not be among.
    let run = FileSelector(exclude: suite.selector.exclude, root: suite.selector.root)
    let all = selector.all.filter(run.matches)
    group.totalCount = all.count
    guard !all.isEmpty else {
      group.extent = .unknown
      group.reasons = ["no file looks like a test of \(suite.runner ?? "this check")"]
      return group
    }
    guard let changes else {
      group.extent = .everything
      group.reasons = ["every file is looked at"]
      group.tests = all.map { TestSelectionReport.Test(path: $0) }
      return group
    }
    select(changes, selector, graph, all, &group)
    if group.extent == .some {
      group.tests.removeAll { !run.matches($0.path) }
      if group.tests.isEmpty {
        group.extent = .none
        group.reasons = ["no test that it runs uses what changed"]
      }
    }
    return group
  }

  /// What the program says that the check itself asks.
  private func named(
    by list: TestListCommand, _ suite: TestSuite, _ group: TestSelectionReport.Group
  ) throws(CheckError) -> TestSelectionReport.Group {
    var group = group
    // What the tests are the graph may know all the same.
    let graph = try suite.stack.map { stack throws(CheckError) in try self.graph(of: suite, stack, gone: []) }
    let run = FileSelector(exclude: suite.selector.exclude, root: suite.selector.root)
    let all = graph.map { graph in graph.tests.map { graph.table.paths[$0] }.filter(run.matches) }
    group.totalCount = all?.count
    switch try AffectedTests.listed(list, resolved.scope) {
    case .none(let reason): group.reasons = [reason]
    case .files(let files, let reason):
      group.extent = .some
      group.reasons = [reason]
      group.tests = files.map { TestSelectionReport.Test(path: $0) }
    case .all(let reason):
      group.extent = all == nil ? .unknown : .everything
      group.reasons = [reason]
      group.tests = (all ?? []).map { TestSelectionReport.Test(path: $0) }
    }
    return group
  }

  private func select(
    _ changes: [Change], _ selector: TestSelector, _ graph: SourceGraph, _ all: [RepositoryPath],
    _ group: inout TestSelectionReport.Group
  ) {
    let status = Dictionary(
      changes.flatMap { change in [change.path, change.oldPath].compactMap { $0 }.map { ($0, change.status) } },
      uniquingKeysWith: { first, _ in first })
    switch selector.select(changes) {
    case .none(let reason): group.reasons = [reason]
    case .tests(let tests):
      group.extent = .some
      group.tests = tests.map { Self.test($0, graph, status) }
    case .everything(let reason):
      group.extent = .everything
      var seen: Set<String> = []
      group.reasons = ([reason] + selector.reasonsForEverything(changes)).filter { seen.insert($0).inserted }
      let known = Set(all)
      let reached = selector.reached(changes).filter { known.contains($0.path) }
      let near = Set(reached.map(\.path))
      group.tests =
        reached.map { Self.test($0, graph, status) }
        + all.filter { !near.contains($0) }.map { TestSelectionReport.Test(path: $0) }
    }
  }

  /// Whether a check would run for these changes at all.
  private static func concerns(_ suite: TestSuite, _ changes: [Change]) -> Bool {
    let more = suite.inputs.isEmpty ? nil : FileSelector(include: suite.inputs)
    return changes.lazy.flatMap { [$0.path, $0.oldPath].compactMap { $0 } }.contains {
      suite.selector.matches($0) || more?.matches($0) == true
    }
  }

  private static func test(
    _ test: SelectedTest, _ graph: SourceGraph, _ status: [RepositoryPath: Change.Status]
  ) -> TestSelectionReport.Test {
    TestSelectionReport.Test(
      path: test.path,
      chain: test.chain.map { step in
        TestSelectionReport.Step(
          step.path, step.kind?.dependency, isDirectory: graph.table.place(of: step.path) == nil)
      }, status: test.chain.first.flatMap { status[$0.path] },
      definition: test.chain.first?.definition,
      wholeReason: test.chain.first?.wholeReason)
  }
}
