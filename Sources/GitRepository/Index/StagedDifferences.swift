internal import GateModel

/// Finds where an index departs from a commit, with both in lists: for an index that only libgit2 reads.
enum StagedDifferences {
  /// Both in path order, the index with its stages.
  static func between(_ base: [SnapshotFile], _ entries: [IndexEntry]) -> [RawChange] {
    var changes: [RawChange] = []
    var base = base[...]
    var position = entries.startIndex
    while position < entries.endIndex {
      let entry = entries[position]
      while let file = base.first, file.path < entry.path {
        changes.append(RawChange(path: file.path, old: file.version, new: nil))
        base.removeFirst()
      }
      var old: FileVersion?
      if let file = base.first, file.path == entry.path {
        old = file.version
        base.removeFirst()
      }
      position += 1
      if entry.stage != 0 {
        while position < entries.endIndex, entries[position].path == entry.path { position += 1 }
        changes.append(RawChange(path: entry.path, old: old, new: nil, mark: .conflicted))
      } else if entry.isIntentToAdd {
        changes.append(RawChange(path: entry.path, old: old, new: nil, mark: old == nil ? .intentToAdd : .none))
      } else if old != entry.version {
        changes.append(RawChange(path: entry.path, old: old, new: entry.version))
      }
    }
    return changes + base.map { RawChange(path: $0.path, old: $0.version, new: nil) }
  }
}
