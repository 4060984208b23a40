package import GateModel

/// Which file needs which, in flat arrays: ten thousand files with a hundred thousand links are a few megabytes.
///
/// Its nodes are the files of the table, at their places, and behind them the directories. A directory needs the data in it and
/// the directories in it, so a file that may read all that lies somewhere has one link, not thousands.
package struct SourceGraph: Sendable {
  package let table: FileTable
  package let directories: DirectoryTree
  /// Of each file.
  package let roles: [FileRole]
  /// What each node needs.
  package let needs: LinkLists
  /// Who needs each node: `needs` the other way round.
  package let users: LinkLists
  /// The files that need what cannot be told, in order.
  package let opaque: [Int]
  /// Why the text of a file could not be read, or what in a configuration is not followed.
  package let faults: [Int: String]

  /// - Parameters:
  ///   - directories: of `table`.
  ///   - links: of each file, by its place in `table`.
  ///   - faults: see ``FileFacts/fault``.
  package init(
    _ directories: DirectoryTree, roles: [FileRole], links: [FileLinks], faults: [Int: String]
  ) {
    let count = directories.table.count
    var needs = LinkLists.Builder(count: count + directories.count)
    for (file, entry) in links.enumerated() {
      needs.append(entry.links + entry.directories.map { FileLink(count + $0.target, $0.kind) }, of: file)
    }
    self.init(
      directories, roles: roles, needs: needs, opaque: links.indices.filter { links[$0].isOpaque }, faults: faults)
  }

  /// - Parameter needs: of the files; those of the directories are added.
  init(
    _ directories: DirectoryTree, roles: [FileRole], needs: LinkLists.Builder, opaque: [Int], faults: [Int: String]
  ) {
    table = directories.table
    self.directories = directories
    self.roles = roles
    self.opaque = opaque
    self.faults = faults
    self.needs = Self.withDirectories(needs, directories, roles)
    users = self.needs.reversed()
  }

  private static func withDirectories(
    _ needs: LinkLists.Builder, _ directories: DirectoryTree, _ roles: [FileRole]
  ) -> LinkLists {
    var needs = needs
    let count = directories.table.count
    var isUsed = [Bool](repeating: false, count: directories.count)
    for target in needs.targets where Int(target) >= count { isUsed[Int(target) - count] = true }
    var children = [[FileLink]](repeating: [], count: directories.count)
    for directory in 0..<directories.count {
      guard let parent = directories.parent(of: directory), isUsed[parent] else { continue }
      isUsed[directory] = true
      children[parent].append(FileLink(count + directory, .place))
    }
    for directory in 0..<directories.count {
      guard isUsed[directory] else {
        needs.append([], of: count + directory)
        continue
      }
      let data = directories.files(in: directory).lazy.map(Int.init).filter { roles[$0] == .data }
      needs.append(children[directory] + data.map { FileLink($0, .place) }, of: count + directory)
    }
    return needs.lists
  }

  /// How many files there are.
  package var count: Int { table.count }

  /// How many nodes there are: files and directories.
  var nodeCount: Int { table.count + directories.count }

  /// The path of a node.
  package func path(of node: Int) -> RepositoryPath {
    node < count ? table.paths[node] : directories.path(of: node - count)
  }

  /// The role of a node, `nil` for a directory.
  func role(of node: Int) -> FileRole? { node < count ? roles[node] : nil }

  /// Whether the node is a source file of the stack's language.
  func isSource(_ node: Int) -> Bool { node < count && roles[node].isSource }

  /// The test files that are there, in path order.
  package var tests: [Int] { roles.indices.filter { roles[$0] == .test && !table.isGone($0) } }
}
