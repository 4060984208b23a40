package import GateModel

extension Repository {
  /// Waits until the index can be written.
  ///
  /// - Throws: `GitError` of kind `conflict` where another process holds its lock for long.
  package static func waitForIndex(at location: RepositoryLocation) throws(GitError) {
    for index in IndexTargets(location).all { try IndexLock(index: index).waitUntilFree() }
  }

  /// Makes `edits` in the index, or in both indexes where git prepares two: each as a whole and at once, under its lock.
  ///
  /// An entry that is no longer what the edit says it was, or that has become unmerged, is left alone.
  ///
  /// - Returns: the paths whose edit was made in the index that is committed.
  /// - Throws: `GitError` where an index cannot be read or written, or another process holds its lock.
  package static func makeStagedEdits(
    _ edits: [StagedEdit], at location: RepositoryLocation, in area: WriteArea
  ) throws(GitError) -> Set<RepositoryPath> {
    let targets = IndexTargets(location)
    // The one that is only installed comes first: should gate be killed in between, the commit is refused, and git throws
    // both away.
    if let installed = targets.installed { _ = try IndexEditor(installed, of: location, area: area).make(edits) }
    return try IndexEditor(targets.committed, of: location, area: area).make(edits)
  }
}
