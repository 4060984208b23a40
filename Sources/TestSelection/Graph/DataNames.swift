import GateModel

/// Finds the files that a text may name which are no source files: by path, by name, by a pattern, or by a directory that holds
/// them.
package struct DataNames: Sendable {
  private let index: FileIndex
  private let roles: [FileRole]
  private let byExtension: NameBuckets

  /// - Parameter roles: of each file of the table.
  package init(_ index: FileIndex, roles: [FileRole]) {
    self.index = index
    self.roles = roles
    byExtension = NameBuckets(
      index.table.paths.indices.map { file in
        roles[file] == .data || roles[file] == .document
          ? NameHash.of(Self.nameExtension(index.table.paths[file].name)) : 0
      })
  }

  private static func nameExtension(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    name.lastIndex(of: UInt8(ascii: ".")).map { name[($0 + 1)...] } ?? []
  }

  /// Adds to `links` what `text` may name: files whose path ends with it, the files that its pattern fits (`data/*.json`), and
  /// the directories whose path ends with it.
  package func add(_ text: String, to links: inout FileLinks) {
    var components = text.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
    components.removeAll { $0 == [UInt8(ascii: ".")] || $0 == [UInt8(ascii: "."), UInt8(ascii: ".")] }
    guard let last = components.popLast() else { return }
    let wildcards: Set<UInt8> = [UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "[")]
    // What stands before a wildcard may be any directory.
    if let wild = components.lastIndex(where: { $0.contains(where: wildcards.contains) }) {
      components.removeFirst(wild + 1)
    }
    if last.contains(where: wildcards.contains) {
      addMatching(last, above: components, to: &links)
      return
    }
    for file in index.files(named: last) where !roles[file].isSource && lies(file, in: components) {
      links.links.append(FileLink(file, .names))
    }
    for directory in index.directories.count > 1 ? index.directories(named: last) : [] {
      if let parent = index.directories.parent(of: directory), index.directories.path(of: parent, endsWith: components)
      {
        links.directories.append(FileLink(directory, .names))
      }
    }
  }

  /// The files that a pattern's extension fits; without one, all in the directory before it.
  private func addMatching(_ pattern: [UInt8], above components: [[UInt8]], to links: inout FileLinks) {
    let ending = Self.nameExtension(pattern[...])
    if ending.isEmpty || ending.contains(UInt8(ascii: "*")) {
      guard let last = components.last else { return }
      for directory in index.directories(named: last) {
        if let parent = index.directories.parent(of: directory),
          index.directories.path(of: parent, endsWith: components.dropLast())
        {
          links.directories.append(FileLink(directory, .loads))
        }
      }
      return
    }
    for file in byExtension.places(of: NameHash.of(ending)).map(Int.init)
    where !roles[file].isSource && lies(file, in: components) {
      if Self.nameExtension(index.table.paths[file].name) == ending { links.links.append(FileLink(file, .loads)) }
    }
  }

  private func lies(_ file: Int, in components: [[UInt8]]) -> Bool {
    index.directories.path(of: index.directories.directory(of: file), endsWith: components)
  }
}
