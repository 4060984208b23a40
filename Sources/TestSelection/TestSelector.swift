package import GateModel

/// Finds the tests that a change can affect, by the imports between the modules of a repository.
///
/// Sound before precise: what the imports cannot show widens the selection, up to everything, and never narrows it.
package enum TestSelector {
  /// The tests that `changed` can affect.
  ///
  /// - Parameters:
  ///   - changed: What differs from the base.
  ///   - files: All files of the content under check.
  ///   - content: The bytes of one of them, `nil` where it is no ordinary file.
  ///   - runner: `pytest`, `unittest`, `jest`, `vitest`, `mocha`, `ava` or `node`; with any other nothing is known of
  ///     the imports, so everything is selected.
  package static func select(
    changed: [Change], files: [RepositoryPath], content: (RepositoryPath) throws -> [UInt8]?, runner: String
  ) -> TestSelectionResult {
    if changed.isEmpty { return .none(reason: "nothing changed") }
    guard let known = TestRunner(rawValue: runner) else {
      return .everything(reason: "the imports of \(runner) tests are not known")
    }
    let triage = ChangeTriage(changed, runner: known)
    if let reason = triage.reason { return .everything(reason: reason) }
    if triage.modules.isEmpty, triage.others.isEmpty, triage.deletedTests.isEmpty {
      return .none(reason: "no file that tests could use changed")
    }
    do throws(Widening) {
      return try SelectionRun(triage, files: files, runner: known).result(reading: content)
    } catch {
      return .everything(reason: error.reason)
    }
  }
}

/// Why the imports do not tell.
struct Widening: Error, Hashable {
  var reason: String
}
