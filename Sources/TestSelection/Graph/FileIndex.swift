package import GateModel

/// Where the files of a table lie, by their names and directories: what linkers look names up in. A few milliseconds for
/// ten thousand files.
package struct FileIndex: Sendable {
  package let table: FileTable
  package let directories: DirectoryTree
  private let filesByName: NameBuckets
  private let filesByStem: NameBuckets
  private let directoriesByName: NameBuckets

  package init(_ tree: DirectoryTree) {
    table = tree.table
    directories = tree
    filesByName = NameBuckets(tree.table.paths.map { NameHash.of($0.name) })
    filesByStem = NameBuckets(tree.table.paths.map { NameHash.of(Self.stem($0.name)) })
    directoriesByName = NameBuckets((0..<tree.count).map { NameHash.of(tree.name(of: $0)) })
  }

  /// The name up to its first dot that is not at its start.
  private static func stem(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    name.dropFirst().firstIndex(of: UInt8(ascii: ".")).map { name[..<$0] } ?? name
  }

  /// The files of this name, in path order, wherever they lie.
  package func files(named name: some Collection<UInt8>) -> [Int] {
    filesByName.places(of: NameHash.of(name)).map(Int.init).filter { table.paths[$0].name.elementsEqual(name) }
  }

  /// The files whose name is this up to its first dot (that at its start aside), in path order, wherever they lie.
  package func files(stem name: some Collection<UInt8>) -> [Int] {
    filesByStem.places(of: NameHash.of(name)).map(Int.init).filter {
      Self.stem(table.paths[$0].name).elementsEqual(name)
    }
  }

  /// The directories of this name, in path order, wherever they lie.
  package func directories(named name: some Collection<UInt8>) -> [Int] {
    directoriesByName.places(of: NameHash.of(name)).map(Int.init).filter {
      directories.name(of: $0).elementsEqual(name)
    }
  }

  /// The file `name` right in `directory`.
  package func file(_ name: some Collection<UInt8>, in directory: Int) -> Int? { directories.file(name, in: directory) }

  /// The directory `name` right in `directory`.
  package func directory(_ name: some Collection<UInt8>, in directory: Int) -> Int? {
    for found in directoriesByName.places(of: NameHash.of(name))
    where directories.parent(of: Int(found)) == directory {
      if directories.name(of: Int(found)).elementsEqual(name) { return Int(found) }
    }
    return nil
  }

  /// The file of this path.
  package func file(at path: RepositoryPath) -> Int? { table.place(of: path) }

  /// The directory of this path, the root for the empty one.
  package func directory(at path: RepositoryPath) -> Int? {
    var directory = 0
    for component in path.bytes.split(separator: UInt8(ascii: "/")) {
      guard let next = self.directory(component, in: directory) else { return nil }
      directory = next
    }
    return directory
  }
}
