import GateModel
import GateTestSupport
import TestSelection

/// A graph of random files and links, small enough to be checked by hand, so to speak.
struct RandomGraph {
  var files: [SnapshotFile] = []
  var gone: [RepositoryPath] = []
  var roles: [RepositoryPath: FileRole] = [:]
  var links: [RepositoryPath: [RepositoryPath]] = [:]
  var loads: [RepositoryPath: [RepositoryPath]] = [:]
  var opaque: Set<RepositoryPath> = []
  var faults: Set<RepositoryPath> = []

  init(seed: UInt64, hasFaults: Bool = false) {
    var random = SeededGenerator(seed: seed)
    let directories = ["", "a/", "a/b/", "a/b/c/", "a-b/", "d/", "d/e/"]
    var paths: Set<String> = []
    for _ in 0..<Int.random(in: 5...40, using: &random) {
      paths.insert(Self.one(of: directories, &random) + "f\(Int.random(in: 0...20, using: &random))")
    }
    let all = paths.sorted().map { RepositoryPath($0) }
    let chosen: [FileRole] = [.test, .test, .module, .module, .module, .data, .data, .document, .configuration]
    for path in all {
      if Int.random(in: 0..<10, using: &random) == 0 {
        gone.append(path)
      } else {
        files.append(Self.file(path, "\(path)"))
      }
      roles[path] = Self.one(of: chosen, &random)
    }
    for file in files.map(\.path) where roles[file] != .data && roles[file] != .document {
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        links[file, default: []].append(Self.one(of: all, &random))
      }
      if Int.random(in: 0..<12, using: &random) == 0 {
        let directory = Self.one(of: all, &random).parent ?? ""
        loads[file, default: []].append(directory)
      }
      if Int.random(in: 0..<25, using: &random) == 0 { opaque.insert(file) }
      if hasFaults, Int.random(in: 0..<25, using: &random) == 0 { faults.insert(file) }
    }
  }

  private static func one<Element>(of list: [Element], _ random: inout SeededGenerator) -> Element {
    list[Int.random(in: list.indices, using: &random)]
  }

  static func file(_ path: RepositoryPath, _ text: String) -> SnapshotFile {
    SnapshotFile(path: path, version: FileVersion(mode: .regular, id: VirtualFiles.id(of: text)))
  }

  func graph(gone isGone: Bool = true) -> SourceGraph {
    let table = FileTable(files, gone: isGone ? gone : [])
    let directories = DirectoryTree(table)
    let index = FileIndex(directories)
    let entries = table.paths.map { path in
      var entry = FileLinks()
      entry.links = (links[path] ?? []).compactMap { table.place(of: $0).map { FileLink($0, .imports) } }
      entry.directories = (loads[path] ?? []).compactMap { index.directory(at: $0).map { FileLink($0, .loads) } }
      entry.isOpaque = opaque.contains(path)
      return entry
    }
    var odd: [Int: String] = [:]
    for path in faults { if let place = table.place(of: path) { odd[place] = "is odd" } }
    return SourceGraph(
      directories, roles: table.paths.map { roles[$0] ?? .data }, links: entries, faults: odd)
  }

  // MARK: The same, in the plainest way

  private var allLinks: [RepositoryPath: Set<RepositoryPath>] {
    var found = links.mapValues { Set($0) }
    for (file, directories) in loads {
      for data in roles.keys where roles[data] == .data && directories.contains(where: { data.isInside($0) }) {
        found[file, default: []].insert(data)
      }
    }
    return found
  }

  var sources: [RepositoryPath] {
    files.map(\.path).filter { roles[$0] == .test || roles[$0] == .module }
  }

  /// All that a change to `path` can affect, itself included; `nil` for everything.
  func affected(by path: RepositoryPath) -> Set<RepositoryPath>? {
    var reached: Set<RepositoryPath> = [path]
    if roles[path] == .configuration { return nil }
    if faults.contains(where: { roles[$0] == .configuration }) { return nil }
    let links = allLinks
    let isNamed = links.contains { $0.key != path && $0.value.contains(path) }
    if roles[path] == .data, !isNamed {
      var anchor = path.parent ?? ""
      while !anchor.bytes.isEmpty, !sources.contains(where: { $0.isInside(anchor) }) { anchor = anchor.parent ?? "" }
      if anchor.bytes.isEmpty { return nil }
      reached.formUnion(sources.filter { $0.isInside(anchor) })
    }
    while true {
      let before = reached
      for (file, needed) in links where !needed.isDisjoint(with: reached) { reached.insert(file) }
      if reached.contains(where: { roles[$0] == .test || roles[$0] == .module }) { reached.formUnion(opaque) }
      reached.formUnion(faults.filter { sources.contains($0) })
      if reached.contains(where: { roles[$0] == .configuration }) { return nil }
      if reached == before { return reached }
    }
  }
}
