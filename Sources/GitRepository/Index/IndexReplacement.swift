internal import GateModel

/// New content for a path that the index holds.
struct IndexReplacement {
  var path: RepositoryPath
  var version: FileVersion
  /// What the file is like when it holds that content; ``CachedStatus/unknown`` makes git compare the content.
  var status: CachedStatus
}
