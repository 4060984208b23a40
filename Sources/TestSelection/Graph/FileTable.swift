package import GateModel

/// The files that a graph is about, each with a place: all that the content holds, those that the change took away, so that
/// whoever still names one of these is found, and the paths under which symbolic links lead to files.
package struct FileTable: Sendable {
  /// In path order, each once.
  package let paths: [RepositoryPath]
  /// `nil` for a file that is gone; for a path that leads through a link to a file, that file's.
  package let versions: [FileVersion?]
  /// For a path that leads to another file, that file's place; -1 for all others.
  private let targets: [Int32]
  /// Links of which not all paths are in the table, for there would be too many.
  package let unfollowed: [Int]

  /// - Parameters:
  ///   - files: what the content holds.
  ///   - gone: paths that it does not hold any more; those of `files` are left out.
  ///   - destination: what a symbolic link says, `nil` where it cannot be read.
  package init(
    _ files: [SnapshotFile], gone: [RepositoryPath] = [],
    destination: (SnapshotFile) throws -> [UInt8]? = { _ in nil }
  ) {
    let files = Self.inOrder(files)
    let links = LinkedPaths(files, destination)
    guard !gone.isEmpty || !links.isEmpty else {
      paths = files.map(\.path)
      versions = files.map(\.version)
      targets = []
      unfollowed = []
      return
    }
    let own = files.map(\.path)
    var more: [RepositoryPath: FileVersion?] = [:]
    for path in gone { more[path] = .some(nil) }
    for file in links.added { more[file.path] = file.version }
    let entries = more.filter { Self.place(of: $0.key, in: own) == nil }.sorted { $0.key < $1.key }
    var paths: [RepositoryPath] = []
    var versions: [FileVersion?] = []
    paths.reserveCapacity(files.count + entries.count)
    versions.reserveCapacity(files.count + entries.count)
    var next = 0
    for file in files {
      while next < entries.count, entries[next].key < file.path {
        paths.append(entries[next].key)
        versions.append(entries[next].value)
        next += 1
      }
      paths.append(file.path)
      versions.append(file.version)
    }
    self.paths = paths + entries[next...].map(\.key)
    self.versions = versions + entries[next...].map(\.value)
    targets =
      links.isEmpty
      ? []
      : self.paths.map { [paths = self.paths] path in
        links.target(of: path).flatMap { Self.place(of: $0, in: paths) }.map { Int32($0) } ?? -1
      }
    unfollowed = links.unfollowed.compactMap { [paths = self.paths] in Self.place(of: $0, in: paths) }
  }

  private static func inOrder(_ files: [SnapshotFile]) -> [SnapshotFile] {
    let isInOrder = files.withUnsafeBufferPointer { files in
      files.indices.dropFirst().allSatisfy { files[$0 - 1].path < files[$0].path }
    }
    if isInOrder { return files }
    var last: RepositoryPath?
    return files.sorted { $0.path < $1.path }.filter { file in
      defer { last = file.path }
      return file.path != last
    }
  }

  package var count: Int { paths.count }

  /// Whether the change took the file away.
  package func isGone(_ file: Int) -> Bool { versions[file] == nil }

  /// The file to which the path leads through a symbolic link, `nil` for a file of its own.
  package func target(of file: Int) -> Int? {
    targets.isEmpty || targets[file] < 0 ? nil : Int(targets[file])
  }

  /// The first of `files` that is not gone, the first one where all are; `nil` where there is none. It can stand for all of them:
  /// one that is gone leads nowhere.
  package func first(of files: [Int]) -> Int? { files.first { !isGone($0) } ?? files.first }

  /// What `file` needs of `files`, which belong together: all of them where it is the one that stands for them, else that one.
  package func fellows(of file: Int, among files: [Int]) -> [Int] {
    guard let first = first(of: files) else { return [] }
    return first == file ? files : [first]
  }

  /// Whether one of `files` is not gone.
  package func holds(_ files: some Sequence<Int>) -> Bool { files.contains { !isGone($0) } }

  /// Whether the coming or going of `path` may have made another file the first of `files`.
  func mayBeFirst(_ path: RepositoryPath, of files: [Int]) -> Bool {
    first(of: files).map { isGone($0) || path <= paths[$0] } ?? true
  }

  /// The place of `path`, `nil` where the table does not hold it.
  package func place(of path: RepositoryPath) -> Int? { Self.place(of: path, in: paths) }

  /// The places of all files below `directory`; they lie side by side. All for the empty path.
  package func places(below directory: RepositoryPath) -> Range<Int> { Self.places(below: directory, in: paths) }

  static func place(of path: RepositoryPath, in paths: [RepositoryPath]) -> Int? {
    let place = lowerBound(of: path, in: paths)
    return place < paths.count && paths[place] == path ? place : nil
  }

  static func places(below directory: RepositoryPath, in paths: [RepositoryPath]) -> Range<Int> {
    if directory.bytes.isEmpty { return 0..<paths.count }
    let start = lowerBound(of: RepositoryPath(bytes: directory.bytes + [UInt8(ascii: "/")]), in: paths)
    // The byte behind `/`.
    let end = lowerBound(of: RepositoryPath(bytes: directory.bytes + [UInt8(ascii: "0")]), in: paths)
    return start..<end
  }

  private static func lowerBound(of path: RepositoryPath, in paths: [RepositoryPath]) -> Int {
    var range = 0..<paths.count
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
