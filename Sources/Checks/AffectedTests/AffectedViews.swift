package import GateModel
import Synchronization
package import TestSelection

/// What a graph says of one content and its change.
final class AffectedView: Sendable {
  let graph: SourceGraph
  /// The test files that the check runs, in path order.
  let tests: [SnapshotFile]
  /// Whether those are all that there are.
  let isUnfiltered: Bool
  /// What the change asks for; of a scope without one: everything.
  let result: TestSelectionResult
  /// Test files that the change reaches, the nearest first.
  let order: [RepositoryPath]
  private let closures = Mutex<ClosureFiles?>(nil)

  /// - Parameters:
  ///   - changes: `nil` where the scope is about no change.
  ///   - root: where the tests run.
  ///   - texts: where definitions are read, `nil` where files are told apart alone.
  init(
    _ graph: SourceGraph, tests: [SnapshotFile], of changes: [Change]?, _ stack: any SourceStack, root: RepositoryPath,
    texts: DefinitionTexts?
  ) {
    self.graph = graph
    self.tests = tests
    isUnfiltered = tests.count == graph.tests.count
    guard let changes else {
      result = .everything(reason: "every file is looked at")
      order = []
      return
    }
    let selector = TestSelector(graph, stack: stack, root: root, texts: texts)
    result = selector.select(changes)
    order =
      switch result {
      case .none: []
      case .tests(let selected): selected.map(\.path)
      case .everything: selector.reached(changes).map(\.path)
      }
  }

  /// The files that the file at the place `file` of the graph needs.
  func closureFiles(of file: Int) -> [SnapshotFile] {
    closures.withLock { made in
      let closures = made ?? ClosureFiles(graph)
      made = closures
      return closures.files(of: file)
    }
  }
}

/// Makes views, and keeps the last one: it is asked for several times a run, and may cost the reading of a whole content.
package final class AffectedViews: Sendable {
  private struct Key: Equatable {
    var kind: CheckScope.Kind
    var tree: ObjectID?
    /// Not looked at where the scope is all of a tree.
    var changes: ChangeSet?
  }

  private let stack: any SourceStack
  private let selector: FileSelector
  private let graph: AffectedTestsCheck.GraphSource
  private let texts: AffectedTestsCheck.TextSource
  private let stored = Mutex<(key: Key, view: AffectedView)?>(nil)

  package init(
    stack: any SourceStack, selector: FileSelector, graph: @escaping AffectedTestsCheck.GraphSource,
    texts: @escaping AffectedTestsCheck.TextSource = { _ in nil }
  ) {
    self.stack = stack
    self.selector = selector
    self.graph = graph
    self.texts = texts
  }

  func view(of scope: CheckScope) throws(CheckError) -> AffectedView {
    let tree = try scope.content.wholeTree()?.id
    let isWhole = scope.kind == .all && tree != nil
    let key = Key(kind: scope.kind, tree: tree, changes: isWhole ? nil : try scope.changes)
    if let known = stored.withLock({ $0 }), known.key == key { return known.view }
    let view = try makeView(of: scope)
    stored.withLock { $0 = (key, view) }
    return view
  }

  private func makeView(of scope: CheckScope) throws(CheckError) -> AffectedView {
    let changes = scope.kind == .all ? nil : try scope.changes.changes
    let graph = try self.graph(scope, changes.map(TestSelector.gone) ?? [])
    // What `files` names are the files that concern the check, which its tests need not be among.
    let run = FileSelector(exclude: selector.exclude, root: selector.root)
    let tests = graph.tests.compactMap { file -> SnapshotFile? in
      let path = graph.table.paths[file]
      guard run.matches(path), let version = graph.table.versions[file] else { return nil }
      return SnapshotFile(path: path, version: version)
    }
    return AffectedView(graph, tests: tests, of: changes, stack, root: selector.root, texts: texts(scope))
  }

  /// The failed test files of `findings` that the change cannot have affected: empty where there is no change, or it affects all.
  ///
  /// - Throws: `CheckError` where the content cannot be read.
  package func failuresBeside(_ findings: [Finding], in scope: CheckScope) throws(CheckError) -> [RepositoryPath] {
    guard scope.kind == .staged || scope.kind == .range else { return [] }
    let failed = Set(findings.lazy.filter { $0.severity == .error }.compactMap(\.path))
    if failed.isEmpty { return [] }
    let view = try view(of: scope)
    let reached: Set<RepositoryPath>
    switch view.result {
    case .everything: return []
    case .none: reached = []
    case .tests(let selected): reached = Set(selected.map(\.path))
    }
    return failed.subtracting(reached).filter { path in
      view.graph.table.place(of: path).map { view.graph.roles[$0] == .test } ?? false
    }.sorted()
  }
}
