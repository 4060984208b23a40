import GateModel

/// What a change holds and no scan looks into.
enum LeftOut {
  /// One note for each path: a run that says nothing of it would pass for one that has looked.
  static func findings(in scope: CheckScope) throws(CheckError) -> [Finding] {
    guard scope.kind == .staged || scope.kind == .range else { return [] }
    return try scope.changes.changes.compactMap { change in
      if change.status == .conflicted {
        return finding(
          change.path, "it is in conflict, and no version of it would be recorded", "resolve it, then `git add`")
      }
      guard change.new?.mode == .submodule else { return nil }
      return finding(
        change.path, "of a submodule only the name of a commit is recorded", "run gate in the submodule, too")
    }
  }

  private static func finding(_ path: RepositoryPath, _ reason: String, _ help: String) -> Finding {
    Finding(
      rule: "not-scanned", severity: .note, message: "not searched for secrets: \(reason)", path: path, help: help)
  }
}
