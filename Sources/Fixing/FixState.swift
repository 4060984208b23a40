import GateModel

/// What the files are like between two rounds, and who has seen them like that.
struct FixState {
  /// A fixer and the files that it has yet to look at.
  struct Pending {
    var request: Int
    var files: [SnapshotFile]
  }

  private let requests: [FixRequest]
  private var originals: [RepositoryPath: FileVersion] = [:]
  /// The files as they now are.
  private(set) var versions: [RepositoryPath: FileVersion] = [:]
  /// For each fixer, the version of a file that it left as it was.
  private var accepted: [[RepositoryPath: FileVersion]]
  private var authored: [Set<RepositoryPath>]
  /// For each fixer, what it changed after the first round: what others, or it itself, had written.
  private var reworked: [Set<RepositoryPath>]
  private(set) var round = 0

  init(_ requests: [FixRequest]) {
    self.requests = requests
    accepted = Array(repeating: [:], count: requests.count)
    authored = Array(repeating: [], count: requests.count)
    reworked = authored
    for (index, request) in requests.enumerated() {
      for file in request.files + request.watched {
        originals[file.path] = file.version
        versions[file.path] = file.version
      }
      for file in request.watched { accepted[index][file.path] = file.version }
    }
  }

  /// The fixers that have not left a file as it now is, in order.
  var pending: [Pending] {
    requests.indices.compactMap { index in
      let files = (requests[index].files + requests[index].watched).compactMap { file -> SnapshotFile? in
        guard let version = versions[file.path], accepted[index][file.path] != version else { return nil }
        return SnapshotFile(path: file.path, version: version)
      }
      return files.isEmpty ? nil : Pending(request: index, files: files)
    }
  }

  /// The fixer that keeps the files from settling: of those that still rework one of the pending files, the last declared.
  var restless: Int? {
    let pending = pending
    let paths = Set(pending.flatMap { $0.files.map(\.path) })
    return requests.indices.last { !reworked[$0].isDisjoint(with: paths) } ?? pending.last?.request
  }

  /// The files that are not as they were at first, in path order.
  var fixedFiles: [FixedFile] {
    versions.compactMap { path, version in
      guard let old = originals[path], old != version else { return nil }
      return FixedFile(path: path, old: old, new: version)
    }.sorted { $0.path < $1.path }
  }

  mutating func noteUnchanged(_ file: SnapshotFile, by request: Int) {
    accepted[request][file.path] = file.version
  }

  mutating func note(_ version: FileVersion, at path: RepositoryPath, by request: Int) {
    versions[path] = version
    authored[request].insert(path)
    if round > 1 { reworked[request].insert(path) }
  }

  mutating func beginRound() { round += 1 }

  func outcome(_ rejections: [FixOutcome.Rejection]) -> FixOutcome {
    let files = fixedFiles
    let changed = Set(files.map(\.path))
    let authors = requests.indices.compactMap { index -> FixOutcome.Author? in
      let paths = authored[index].intersection(changed).sorted()
      return paths.isEmpty ? nil : FixOutcome.Author(check: requests[index].check.id, paths: paths)
    }
    return FixOutcome(files: files, authors: authors, rejections: rejections)
  }
}
