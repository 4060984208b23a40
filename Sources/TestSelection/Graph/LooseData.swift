/// Data that nobody names: it may be read by whatever lies around it, which is all source files below the nearest directory
/// above it that has any.
struct LooseData {
  private let directories: DirectoryTree
  /// For each directory the nearest one, itself or above, that has source files below; the root where there is none.
  private let anchors: [Int32]

  init(_ graph: SourceGraph) {
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

  /// Whether the file is data that nobody names.
  static func isLoose(_ file: Int, in graph: SourceGraph) -> Bool {
    graph.roles[file] == .data && graph.users.isEmpty(file)
  }

  /// The files that may read the loose data at the place `file`: `nil` where that is every file.
  func readers(of file: Int) -> Range<Int>? {
    let anchor = Int(anchors[directories.directory(of: file)])
    return anchor == 0 ? nil : directories.files(below: anchor)
  }
}
