/// Data that nobody names: it may be read by whatever lies around it, which is all source files below the nearest directory
/// above it that has any.
struct LooseData {
  private let directories: DirectoryTree
  /// For each directory the nearest one, itself or above, that has source files below; the root where there is none.
  private let anchors: [Int32]
  private let graph: SourceGraph

  init(_ graph: SourceGraph) {
    self.graph = graph
    let directories = graph.directories
    var before: [Int32] = [0]
    before.reserveCapacity(graph.count + 1)
    for file in 0..<graph.count {
      let isSource = graph.roles[file].isSource && !graph.table.isGone(file)
      before.append(before[file] + (isSource ? 1 : 0))
    }
    var anchors: [Int32] = []
    anchors.reserveCapacity(directories.count)
    for directory in 0..<directories.count {
      let files = directories.files(below: directory)
      if before[files.lowerBound] == before[files.upperBound], let parent = directories.parent(of: directory) {
        anchors.append(anchors[parent])
      } else {
        anchors.append(Int32(directory))
      }
    }
    self.anchors = anchors
    self.directories = directories
  }

  /// Whether the file is data that nobody names, under no path that leads to it.
  static func isLoose(_ file: Int, in graph: SourceGraph) -> Bool {
    graph.roles[file] == .data
      && graph.users.range(file).allSatisfy { link in
        let user = Int(graph.users.targets[link])
        return user < graph.count && graph.table.target(of: user) == file && isLoose(user, in: graph)
      }
  }

  /// The files that may read the loose data at the place `file`, under whatever path: `nil` where that is every file.
  func readers(of file: Int) -> [Range<Int>]? {
    guard var readers = ownReaders(of: file).map({ [$0] }) else { return nil }
    for link in graph.users.range(file) {
      guard let more = self.readers(of: Int(graph.users.targets[link])) else { return nil }
      readers += more
    }
    return readers
  }

  /// Those that may read it under its own path: `nil` where that is every file.
  func ownReaders(of file: Int) -> Range<Int>? {
    let anchor = Int(anchors[directories.directory(of: file)])
    return anchor == 0 ? nil : directories.files(below: anchor)
  }
}
