import GateModel

extension PlannedCheck.Ready {
  /// What `check` would read to look at the files that have no verdict yet.
  ///
  /// - Throws: `CheckError` where a tool is missing or the content cannot be read.
  func reach(of check: any Check, in scope: CheckScope) throws(CheckError) -> ContentReach {
    switch (check.traits.reading, check.traits.grain) {
    case (.nothing, _), (.blobs, _): return .nothing
    case (.directory, .task), (.directory, .closure): return .everything
    case (.directory, .file):
      let dependencies = try check.dependencies(for: .files(missing), in: scope)
      let inputs = missing.map { CheckDependencies.Input(path: $0.path, version: $0.version) } + dependencies.inputs
      // A link leads to a file that is not named here, and a submodule to a whole tree of them.
      if inputs.contains(where: { $0.version.map { !$0.mode.isFile } ?? false }) { return .everything }
      return .files(inputs, selectors: dependencies.selectors)
    }
  }
}
