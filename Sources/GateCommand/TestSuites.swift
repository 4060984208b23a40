import Checks
import GateConfiguration
import GateModel
import GitRepository
import TestSelection

/// Tests that run together, in one directory by one runner.
struct TestSuite: Sendable {
  /// The checks of gate.yml that run them; empty where none is asked.
  var checks: [CheckID]
  /// The runner's name, `nil` where gate.yml gives a command only.
  var runner: String?
  /// What concerns the checks.
  var selector = FileSelector()
  /// More that concerns them.
  var inputs: [PathPattern] = []
  /// What is known of such tests, `nil` where nothing is.
  var stack: (any SourceStack)?
  /// The program that gate.yml has say which tests a change affects, `nil` where the graph does.
  var list: (command: String, program: TestListCommand)?

  /// Whose graph is kept.
  var owner: CheckID { checks.first ?? CheckID(runner ?? "tests") }
}

/// The test suites of a repository: those of gate.yml's checks, or where there are none what its files look like.
struct TestSuites {
  private(set) var suites: [TestSuite]
  /// What the user should know about how they were found.
  private(set) var note: String?

  /// - Parameter names: the checks that are asked for; empty: all of kind `tests`.
  /// - Throws: `CommandFailure` where gate.yml is wrong, has no such check, or there are no tests to be seen.
  init(
    in content: any ContentSource, _ location: RepositoryLocation, names: [String], context: CommandContext
  ) throws(CommandFailure) {
    let hasConfiguration = try Project.exists(in: content, location)
    if hasConfiguration {
      let project = try Project(content: content, location: location)
      let factory = CheckFactory(
        context: context, location: location, configuration: project.configuration, store: nil)
      suites = try Self.configured(project.configuration, names, factory)
      if !suites.isEmpty { return }
      note = "gate.yml has no check of the kind tests; taken is what the files look like"
    } else {
      if let name = names.first {
        throw CommandFailure(
          .misuse, "--check names the check \"\(name)\", and there is no \(Project.fileName)",
          hint: "`gate init` writes one; without it leave --check out")
      }
      note = "no \(Project.fileName); taken is what the files look like"
    }
    suites = try Self.found(in: content)
    guard !suites.isEmpty else {
      throw CommandFailure(
        .misuse, "no tests that gate knows of are among the files",
        hint: "a check of the kind tests in gate.yml says how they run")
    }
    let names = suites.map { ($0.runner ?? "") + ($0.selector.root.bytes.isEmpty ? "" : " in \($0.selector.root)") }
    note? += ": \(names.joined(separator: ", "))"
  }

  /// Checks that differ only in when they run, and whether all tests do, have one suite.
  private static func configured(
    _ configuration: Configuration, _ names: [String], _ factory: CheckFactory
  ) throws(CommandFailure) -> [TestSuite] {
    for name in names { try requireTests(name, configuration) }
    var suites: [TestSuite] = []
    for check in configuration.checks {
      guard case .tests(let settings) = check.kind, names.isEmpty || names.contains(check.id.name) else { continue }
      let suite = TestSuite(
        checks: [check.id], runner: settings.runner, selector: check.selector, inputs: check.inputs,
        stack: AffectedTests.stack(for: settings, in: check.selector.root),
        list: try factory.testList(check).flatMap { list in settings.command.map { ($0, list) } })
      let same = suites.firstIndex {
        $0.runner == suite.runner && $0.stack?.mark == suite.stack?.mark && $0.selector == suite.selector
          && $0.inputs == suite.inputs && $0.list?.command == suite.list?.command
      }
      if let same { suites[same].checks.append(check.id) } else { suites.append(suite) }
    }
    return suites
  }

  private static func requireTests(_ name: String, _ configuration: Configuration) throws(CommandFailure) {
    let tests = configuration.checks.filter { $0.kind.name == CheckConfiguration.Kind.testsName }.map(\.id.name)
    if tests.contains(name) { return }
    let problem =
      configuration.checks.contains { $0.id.name == name }
      ? "which is not of the kind tests" : "which gate.yml does not have"
    throw CommandFailure(
      .misuse, "--check names the check \"\(name)\", \(problem)",
      hint: NearestName.match(for: name, among: tests).map { "did you mean \"\($0)\"?" }
        ?? "checks of that kind in gate.yml: \(tests.isEmpty ? "none" : tests.joined(separator: ", "))")
  }

  private static func found(in content: any ContentSource) throws(CommandFailure) -> [TestSuite] {
    let versions: [RepositoryPath: FileVersion]
    let paths: [RepositoryPath]
    do throws(CheckError) {
      let files = try content.files()
      paths = files.map(\.path)
      versions = Dictionary(files.map { ($0.path, $0.version) }, uniquingKeysWith: { first, _ in first })
    } catch {
      throw CommandFailure(error)
    }
    return TestSurvey.found(in: paths) { path in
      // What cannot be read proposes nothing.
      versions[path].flatMap { $0.mode.isFile ? try? content.bytes(of: $0.id, limit: 1 << 20) : nil }
    }.map { found in
      TestSuite(
        checks: [], runner: found.runner, selector: FileSelector(root: found.root),
        stack: SourceStacks.named(runner: found.runner))
    }
  }
}
