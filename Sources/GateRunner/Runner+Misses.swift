package import GateModel

extension Runner {
  /// The tests that had passed with all that they are known to need, failed now, and failed once more.
  static func misses(
    _ verification: CacheVerification, of check: any Check, in scope: CheckScope
  ) -> [SelectionMiss] {
    guard check.traits.grain == .closure else { return [] }
    return verification.differences.compactMap { difference in
      guard let path = difference.path, difference.cause == .undeclaredInput,
        difference.kept.verdict == .passed, difference.fresh.verdict == .failed
      else { return nil }
      return SelectionMiss(test: path, changed: scope.changedPaths, isCertain: true)
    }
  }
}

extension SelectionMiss {
  /// What a report says of it.
  ///
  /// - Parameter note: why everything was executed.
  package func finding(note: String?) -> Finding {
    let reason = note.map { " (\($0))" } ?? ""
    let change = changed.isEmpty ? "" : ", and the change is " + Self.list(changed)
    let message =
      isCertain
      ? "failed in a full run\(reason), though nothing that it is known to need has changed since it passed\(change): "
        + "selecting tests would have missed it"
      : "failed in a full run\(reason), though it is not known to need anything of the change\(change): "
        + "it failed before, or selecting tests would have missed it"
    let help =
      isCertain
      ? "it reads something that gate does not see: name that in `inputs:`; until `gate tests misses --clear` every change "
        + "runs all tests of the check"
      : "`gate tests misses` lists what was noticed"
    return Finding(rule: Self.rule, severity: .warning, message: message, path: test, help: help)
  }

  private static func list(_ paths: [RepositoryPath]) -> String {
    let shown = paths.prefix(3).map { "\($0)" }.joined(separator: ", ")
    return paths.count > 3 ? "\(shown), and \(paths.count - 3) more" : shown
  }
}

extension CheckScope {
  /// What the change consists of, for a person; empty where the scope is about no change.
  package var changedPaths: [RepositoryPath] {
    guard kind == .staged || kind == .range else { return [] }
    // What cannot be read was reported before.
    let changes = (try? changes.changes) ?? []
    return changes.prefix(SelectionMiss.mostChanged).map(\.path)
  }
}
