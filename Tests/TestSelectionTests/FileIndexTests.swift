import GateModel
import GateTestSupport
import TestSelection
import Testing

/// What a list of paths says of files and directories, beside what a plain look at every path says.
@Suite struct FileIndexTests {
  private static let names = ["a", "b", "a.py", "a.b.py", "__init__.py", ".hidden", "a-b", "é", "b.py"]

  private static func paths(_ random: inout SeededGenerator) -> [RepositoryPath] {
    var files: Set<String> = []
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      let depth = Int.random(in: 1...4, using: &random)
      files.insert(
        (0..<depth).map { _ in names[Int.random(in: names.indices, using: &random)] }.joined(separator: "/"))
    }
    // No file is a directory as well.
    let paths = files.filter { file in !files.contains { $0.hasPrefix(file + "/") } }
    return paths.map { RepositoryPath($0) }.sorted()
  }

  private static func directories(_ paths: [RepositoryPath]) -> Set<RepositoryPath> {
    var found: Set<RepositoryPath> = [""]
    for path in paths {
      var directory = path.parent
      while let current = directory {
        found.insert(current)
        directory = current.parent
      }
    }
    return found
  }

  private static func index(_ paths: [RepositoryPath]) -> FileIndex {
    let files = paths.map { RandomGraph.file($0, "") }
    return FileIndex(DirectoryTree(FileTable(files.shuffled() + files.prefix(1))))
  }

  @Test func `files are found at their paths and below their directories`() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<60 {
      let paths = Self.paths(&random)
      let index = Self.index(paths)
      #expect(index.table.paths == paths)
      for (place, path) in paths.enumerated() {
        #expect(index.table.place(of: path) == place && index.file(at: path) == place)
        #expect(index.directories.path(of: index.directories.directory(of: place)) == path.parent)
      }
      #expect(index.table.place(of: "a/zzz") == nil && index.table.place(of: "") == nil)
      for directory in Self.directories(paths) {
        let below = paths.indices.filter { paths[$0].isInside(directory) }
        #expect(Array(index.table.places(below: directory)) == below)
      }
    }
  }

  @Test func `directories know what is in them and below`() throws {
    var random = SeededGenerator(seed: 12)
    for _ in 0..<60 {
      let paths = Self.paths(&random)
      let index = Self.index(paths)
      let tree = index.directories
      #expect(Set((0..<tree.count).map { tree.path(of: $0) }) == Self.directories(paths))
      #expect(index.directory(at: "nowhere/at all") == nil)
      for directory in 0..<tree.count {
        let path = tree.path(of: directory)
        #expect(index.directory(at: path) == directory)
        #expect(tree.name(of: directory).elementsEqual(path.name))
        #expect(tree.depth(of: directory) == path.bytes.split(separator: UInt8(ascii: "/")).count)
        #expect(tree.parent(of: directory).map { tree.path(of: $0) } == path.parent)
        #expect(tree.files(in: directory).map { paths[Int($0)] } == paths.filter { $0.parent == path })
        #expect(tree.files(below: directory).map { paths[$0] } == paths.filter { $0.isInside(path) })
        for other in 0..<tree.count {
          let isInside = tree.path(of: other).isInside(path)
          #expect(tree.isInside(other, directory) == isInside)
          #expect(tree.directories(below: directory).contains(other) == (isInside && other != directory))
        }
        for name in Self.names {
          #expect(
            index.file(name.utf8, in: directory).map { paths[$0] } == paths.first { $0 == path.appending(name) })
          #expect(
            index.directory(name.utf8, in: directory).map { tree.path(of: $0) }
              == Self.directories(paths).first { $0 == path.appending(name) })
        }
      }
    }
  }

  @Test func `names are found wherever they lie`() {
    var random = SeededGenerator(seed: 13)
    for _ in 0..<60 {
      let paths = Self.paths(&random)
      let index = Self.index(paths)
      for name in Self.names + ["other"] {
        #expect(index.files(named: name.utf8).map { paths[$0] } == paths.filter { $0.name.elementsEqual(name.utf8) })
        #expect(
          Set(index.directories(named: name.utf8).map { index.directories.path(of: $0) })
            == Self.directories(paths).filter { $0 != "" && $0.name.elementsEqual(name.utf8) })
      }
      for (stem, names) in ["a": ["a", "a.py", "a.b.py"], "__init__": ["__init__.py"], ".hidden": [".hidden"]] {
        #expect(
          index.files(stem: stem.utf8).map { paths[$0] }
            == paths.filter { path in names.contains { path.name.elementsEqual($0.utf8) } })
      }
    }
  }

  @Test func `a path that is gone has a place unless the content holds it`() {
    let table = FileTable([RandomGraph.file("b", ""), RandomGraph.file("d", "")], gone: ["c", "d", "a", "a"])
    #expect(table.paths == ["a", "b", "c", "d"])
    #expect((0..<4).map { table.isGone($0) } == [true, false, true, false])
  }
}
