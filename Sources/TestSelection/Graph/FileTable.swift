package import GateModel

/// The files that a graph is about, each with a place: all that the content holds, and those that the change took away, so
/// that whoever still names one of these is found.
package struct FileTable: Sendable {
  /// In path order, each once.
  package let paths: [RepositoryPath]
  /// `nil` for a file that is gone.
  package let versions: [FileVersion?]
  private let places: [RepositoryPath: Int]

  /// - Parameters:
  ///   - files: what the content holds.
  ///   - gone: paths that it does not hold any more; those of `files` are left out.
  package init(_ files: [SnapshotFile], gone: [RepositoryPath] = []) {
    var entries: [(path: RepositoryPath, version: FileVersion?)] = files.map { ($0.path, $0.version) }
    if !gone.isEmpty {
      let held = Set(files.map(\.path))
      entries += Set(gone).subtracting(held).map { ($0, nil) }
    }
    if !zip(entries, entries.dropFirst()).allSatisfy({ $0.path < $1.path }) { entries.sort { $0.path < $1.path } }
    paths = entries.map(\.path)
    versions = entries.map(\.version)
    places = Dictionary(zip(paths, paths.indices), uniquingKeysWith: { first, _ in first })
  }

  package var count: Int { paths.count }

  /// The place of `path`, `nil` where the table does not hold it.
  package func place(of path: RepositoryPath) -> Int? { places[path] }
}
