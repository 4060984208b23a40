import GateModel

extension FlagContent {
  /// What all files together say about each flag, by its key.
  ///
  /// gate's own `flags.yml` counts first, for that is what it is for; then the files that define the flag, in order; then
  /// those that only describe it. Each value has the path of the file that it comes from.
  package func metadata() -> [String: FlagMetadata] {
    var whole: [String: FlagMetadata] = [:]
    for file in filesByWeight {
      for flag in file.flags {
        let own = flag.metadata.placed(in: flag.path)
        whole[flag.key] = whole[flag.key]?.completed(by: own) ?? own
      }
    }
    return whole
  }

  /// The files in the order in which what they say about a flag counts.
  var filesByWeight: [FlagFile] {
    let weight = { (file: FlagFile) in
      switch file.format {
      case .gate: 0
      case .openFeatureManifest: 2
      default: 1
      }
    }
    return files.enumerated()
      .sorted { (weight($0.element), $0.offset) < (weight($1.element), $1.offset) }
      .map(\.element)
  }
}

extension FlagMetadata {
  /// The metadata with `path` at each value that has none.
  fileprivate func placed(in path: RepositoryPath) -> FlagMetadata {
    var whole = self
    whole.description?.path = description?.path ?? path
    whole.owner?.path = owner?.path ?? path
    whole.kind?.path = kind?.path ?? path
    whole.created?.path = created?.path ?? path
    whole.expires?.path = expires?.path ?? path
    whole.story?.path = story?.path ?? path
    whole.rollback?.path = rollback?.path ?? path
    whole.safeVariant?.path = safeVariant?.path ?? path
    whole.issue?.path = issue?.path ?? path
    for index in tests.indices { whole.tests[index].path = tests[index].path ?? path }
    for index in tags.indices { whole.tags[index].path = tags[index].path ?? path }
    return whole
  }
}
