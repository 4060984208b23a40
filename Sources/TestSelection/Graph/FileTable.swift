package import GateModel

/// The files that a graph is about, each with a place: all that the content holds, and those that the change took away, so
/// that whoever still names one of these is found.
package struct FileTable: Sendable {
  /// In path order, each once.
  package let paths: [RepositoryPath]
  /// `nil` for a file that is gone.
  package let versions: [FileVersion?]

  /// - Parameters:
  ///   - files: what the content holds.
  ///   - gone: paths that it does not hold any more; those of `files` are left out.
  package init(_ files: [SnapshotFile], gone: [RepositoryPath] = []) {
    var files = files
    if !zip(files, files.dropFirst()).allSatisfy({ $0.path < $1.path }) {
      files.sort { $0.path < $1.path }
      var last: RepositoryPath?
      files.removeAll { file in
        defer { last = file.path }
        return file.path == last
      }
    }
    var paths: [RepositoryPath] = []
    var versions: [FileVersion?] = []
    paths.reserveCapacity(files.count + gone.count)
    versions.reserveCapacity(files.count + gone.count)
    var pending = Set(gone).sorted()[...]
    for file in files {
      while let path = pending.first, path <= file.path {
        pending.removeFirst()
        guard path != file.path else { continue }
        paths.append(path)
        versions.append(nil)
      }
      paths.append(file.path)
      versions.append(file.version)
    }
    self.paths = paths + pending
    self.versions = versions + pending.map { _ in nil }
  }

  package var count: Int { paths.count }

  /// Whether the change took the file away.
  package func isGone(_ file: Int) -> Bool { versions[file] == nil }

  /// The place of `path`, `nil` where the table does not hold it.
  package func place(of path: RepositoryPath) -> Int? {
    let place = lowerBound(of: path)
    return place < count && paths[place] == path ? place : nil
  }

  /// The places of all files below `directory`; they lie side by side. All for the empty path.
  package func places(below directory: RepositoryPath) -> Range<Int> {
    if directory.bytes.isEmpty { return 0..<count }
    let start = lowerBound(of: RepositoryPath(bytes: directory.bytes + [UInt8(ascii: "/")]))
    // The byte behind `/`.
    let end = lowerBound(of: RepositoryPath(bytes: directory.bytes + [UInt8(ascii: "0")]))
    return start..<end
  }

  private func lowerBound(of path: RepositoryPath) -> Int {
    var range = 0..<count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if paths[middle] < path {
        range = (middle + 1)..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }
}
