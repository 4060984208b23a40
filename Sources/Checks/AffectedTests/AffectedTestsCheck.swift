package import GateModel
package import TestSelection

/// The tests that a change can break: each test file has a verdict of its own, kept under what the file needs.
///
/// Two tiers. Of what is staged the affected tests run, the nearest first, as many as a budget has room for. Of anything else
/// (what is pushed, a range, every file) all tests have to hold a pass for just what they need, whatever the change is: no base is
/// asked for, and none can be wrong.
package struct AffectedTestsCheck: ToolCheck {
  /// What gate.yml says of the choice.
  package struct Options: Hashable, Sendable {
    /// How long the tests of what is staged may be expected to take; `nil`: all run.
    package var budget: Duration?
    /// The share of contents on which all run.
    package var full: FullShare

    package init(budget: Duration?, full: FullShare) {
      self.budget = budget
      self.full = full
    }
  }

  /// The graph of a content, with the paths that are gone from it in its table.
  package typealias GraphSource = @Sendable (CheckScope, [RepositoryPath]) throws(CheckError) -> SourceGraph

  /// Where the definitions of a content are read, `nil` to tell files apart alone.
  package typealias TextSource = @Sendable (CheckScope) -> DefinitionTexts?

  private let tests: TestsCheck
  private let stack: any SourceStack
  private let options: Options
  /// The test files that selection is known to have missed.
  private let misses: @Sendable () -> [RepositoryPath]
  private let views: AffectedViews

  /// - Parameters:
  ///   - tests: what runs tests, which has no choice of its own.
  ///   - misses: test files that selection missed: as long as there are some, every change reaches every test.
  /// - Returns: `nil` where the command of `tests` cannot be told which files to run.
  package init?(
    _ tests: TestsCheck, stack: any SourceStack, options: Options, graph: @escaping GraphSource,
    texts: @escaping TextSource = { _ in nil }, misses: @escaping @Sendable () -> [RepositoryPath] = { [] }
  ) {
    guard tests.takesFiles else { return nil }
    self.tests = tests
    self.stack = stack
    self.options = options
    self.misses = misses
    views = AffectedViews(stack: stack, selector: tests.settings.selector, graph: graph, texts: texts)
  }

  package var settings: CheckSettings { tests.settings }
  package var id: CheckID { tests.id }
  /// The runner that it starts; `nil` where nobody knows which it is.
  package var runnerName: String? { tests.runnerName }
  var trackedSelector: FileSelector? { settings.selector }

  package var traits: CheckTraits {
    var traits = tests.traits
    traits.grain = .closure
    return traits
  }

  package func selection(in scope: CheckScope) throws(CheckError) -> Selection {
    if !Self.isOfChange(scope) {
      let tests = try views.view(of: scope).tests
      guard tests.isEmpty else { return .files(tests) }
      throw CheckError(
        "no file of this content is a test of \(stack.mark.prefix { $0 != " " })",
        hint: "`select: all` runs whatever the runner itself finds")
    }
    guard try FileChoice(scope: scope, selector: settings.selector).isTouched(or: settings.inputs) else {
      return .nothing("nothing that it looks at was changed")
    }
    let view = try views.view(of: scope)
    if !misses().isEmpty { return view.tests.isEmpty ? .nothing("there is no test file") : .files(view.tests) }
    switch view.result {
    case .none(let reason): return .nothing(reason)
    case .everything: return view.tests.isEmpty ? .nothing("there is no test file") : .files(view.tests)
    case .tests(let selected):
      let paths = Set(selected.map(\.path))
      let files = view.tests.filter { paths.contains($0.path) }
      return files.isEmpty ? .nothing("no test that it runs uses what changed") : .files(files)
    }
  }

  package func dependencies(
    for selection: Selection, in scope: CheckScope
  ) throws(CheckError) -> CheckDependencies {
    let collector = try DependencyCollector(scope, declaredBy: settings)
    return try marked(tests.dependencies(on: collector))
  }

  package func dependenciesOnAll(in scope: CheckScope) throws(CheckError) -> CheckDependencies? {
    var dependencies = try marked(tests.dependencies(on: DependencyCollector(scope)))
    // What is known of a content must not answer where all of it is to run.
    dependencies.definition += settings.choice + ["full", "\(options.full.percent)", "misses", "\(!misses().isEmpty)"]
    return dependencies
  }

  private func marked(_ dependencies: CheckDependencies) -> CheckDependencies {
    var dependencies = dependencies
    dependencies.definition = ["affected", "1", stack.mark] + dependencies.definition
    return dependencies
  }

  package func closures(of files: [SnapshotFile], in scope: CheckScope) throws(CheckError) -> [FileClosure] {
    let view = try views.view(of: scope)
    if !misses().isEmpty {
      let digest = view.graph.contentDigest
      return files.map { _ in FileClosure(digest: digest) }
    }
    let digests = ClosureDigests(view.graph)
    return try files.map { file throws(CheckError) in
      guard let place = view.graph.table.place(of: file.path) else {
        throw CheckError("\(file.path) is not among the files of the content")
      }
      return FileClosure(digest: digests.digest(of: place))
    }
  }

  package func closureFiles(of file: SnapshotFile, in scope: CheckScope) throws(CheckError) -> [SnapshotFile] {
    let view = try views.view(of: scope)
    if !misses().isEmpty { return try scope.content.files() }
    return view.graph.table.place(of: file.path).map { view.closureFiles(of: $0) } ?? []
  }

  package func choice(of files: [SnapshotFile], in scope: CheckScope) throws(CheckError) -> ClosureChoice {
    let view = try views.view(of: scope)
    var choice = ClosureChoice(order: view.order)
    if let missed = misses().first {
      choice.note = "all tests run: selection missed \(missed), which `gate tests misses` tells of"
    } else if scope.kind != .all, case .everything(let reason) = view.result {
      choice.note = "all tests are affected: \(reason)"
    }
    if Self.isOfChange(scope) {
      // Who names files wants to know of all their tests.
      if scope.kind == .staged { choice.budget = options.budget }
      return choice
    }
    let content = try scope.content.wholeTree()?.id.bytes ?? view.graph.contentDigest
    if options.full.includes(content) {
      choice.audit =
        options.full == .always
        ? "all tests run, as `full: always` says"
        : "all tests run: this content is among the \(options.full.percent)% of `full:`"
    }
    return choice
  }

  package func run(_ job: CheckJob) async -> CheckOutcome {
    do throws(CheckError) {
      let view = try views.view(of: job.scope)
      let chosen = Set(job.files.map(\.path))
      let isAll = view.isUnfiltered && chosen.count == view.tests.count
      let ranked = view.order.filter(chosen.contains)
      let known = Set(ranked)
      let paths = ranked + job.files.map(\.path).filter { !known.contains($0) }
      return await tests.run(isAll ? [] : paths, job)
    } catch {
      return .errored(error)
    }
  }

  /// Whether it is the change that is asked about, and not the content that it led to.
  private static func isOfChange(_ scope: CheckScope) -> Bool { scope.kind == .staged || scope.kind == .files }
}
