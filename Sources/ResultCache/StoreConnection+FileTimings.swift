import GateModel

extension StoreConnection {
  mutating func fileTimings(of check: CheckID) -> [RepositoryPath: FileTiming] {
    guard case .fileTimings(let timings) = entries(under: [StoreEntry.key(ofFileTimings: check.name)]).first?.1 else {
      return [:]
    }
    return timings.files
  }

  /// Adds `runs` to what is known of the files of `check`. Of two processes that end at once one is not counted, which no
  /// verdict depends on.
  mutating func record(_ runs: [RepositoryPath: FileTiming], of check: CheckID) {
    if runs.isEmpty { return }
    let known = fileTimings(of: check)
    let files = known.merging(runs) { $0.adding($1) }
    let key = StoreEntry.key(ofFileTimings: check.name)
    var row = StoreEntry.fileTimings(FileTimings(files: files)).sealed(under: key)
    // Files that are gone stay until there are too many; then what was run now is worth most.
    if row.count > FileTimings.maximumByteCount {
      row = StoreEntry.fileTimings(FileTimings(files: runs)).sealed(under: key)
    }
    if row.count <= FileTimings.maximumByteCount { write([(key, row)]) }
  }
}
