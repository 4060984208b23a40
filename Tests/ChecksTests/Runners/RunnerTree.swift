import Checks
import Foundation
import GateModel
import GateTestSupport
import LocalFiles
import Testing

/// A project whose tests are run by a real runner.
struct RunnerTree {
  let tree: TestTree

  init(_ files: [RepositoryPath: String]) throws { tree = try TestTree(files) }

  /// Runs all tests, or those in `files`.
  func run(
    _ runner: String? = nil, command: String? = nil, files: [RepositoryPath]? = nil, retries: Int = 0,
    root: RepositoryPath = RepositoryPath(bytes: []), environment: [String: String] = [:],
    timeout: Duration = .seconds(300), history: TestHistory = .none
  ) async throws -> CheckOutcome {
    let variables = Self.variables.merging(environment) { $1 }
    let settings = CheckSettings(
      id: CheckID("t"), selector: FileSelector(root: root),
      environment: Array(environment.keys) + ["GOFLAGS", "PYTHONDONTWRITEBYTECODE"],
      timeout: timeout)
    var choice: TestsCheck.Choice?
    if let files { choice = { _ in .files(files, reason: "for the test") } }
    let check = try TestsCheck(
      settings, run: command, runner: runner, retries: retries, affected: choice, history: history,
      context: tree.context(variables))
    return try await tree.run(check)
  }

  /// Runs all tests of a runner that is asked what they cover, of which `files` count.
  func covered(_ runner: String, files: [String]) async throws -> CheckOutcome {
    let settings = CheckSettings(
      id: CheckID("t"), environment: ["GOFLAGS", "PYTHONDONTWRITEBYTECODE"], timeout: .seconds(300))
    let check = try TestsCheck(settings, run: nil, runner: runner, context: tree.context(Self.variables))
    let selector = FileSelector(include: try files.map { try PathPattern($0) })
    return try await tree.run(
      CoveredCheck(
        check, coverage: CoverageSettings(changedLines: 100, selector: selector), root: RepositoryPath(bytes: [])))
  }

  private static let variables = ["PYTHONDONTWRITEBYTECODE": "1", "GOFLAGS": "-mod=mod", "GOCACHE": goCache]

  /// A program that the tests of this tree find before all others.
  func program(_ name: String, _ text: String) throws {
    let directory = tree.directory.appending("node_modules/.bin")
    try LocalFiles.createDirectory(directory, withParents: true)
    try LocalFiles.writeAtomically(Array(text.utf8), to: directory.appending(name), mode: 0o755)
  }

  /// Shared by all tests: Go would compile its standard library for each.
  private static let goCache = FileManager.default.temporaryDirectory.appending(path: "gate-go-cache").path
}

extension DebianNode {
  /// Puts `name` into the tree, as a package of the project's own would be.
  static func install(_ name: String, in tree: RunnerTree) throws {
    try LocalFiles.writeAtomically(Array(settings.utf8), to: tree.tree.directory.appending(settingsName))
    try tree.program(name, program(name))
  }
}

extension CheckOutcome {
  /// The lines of findings, as `path:line`.
  var places: [String] { findings.map { "\($0.path.map { "\($0)" } ?? "?"):\($0.range?.line ?? 0)" } }

  /// What came of each file, in words.
  var fileVerdicts: [RepositoryPath: FileResult.Verdict]? { fileResults?.mapValues(\.verdict) }
}
