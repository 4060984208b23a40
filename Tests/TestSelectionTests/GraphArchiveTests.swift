import GateModel
import GateTestSupport
import TestSelection
import Testing

@Suite struct GraphArchiveTests {
  private func python() throws -> any SourceStack { try #require(SourceStacks.named(runner: "pytest")) }

  private func build(
    _ files: VirtualFiles, _ stack: any SourceStack, gone: [RepositoryPath] = [], knowing bytes: [UInt8]? = nil
  ) throws -> BuiltGraph {
    let archive = try bytes.map { try #require(GraphArchive($0, mark: stack.mark)) }
    return GraphBuilder(stack).graph(of: files.table(gone: gone), knowing: archive, reading: files.reader)
  }

  private func expectEqual(_ one: SourceGraph, _ other: SourceGraph, _ comment: Comment) {
    #expect(one.table.paths == other.table.paths, comment)
    #expect(one.needs == other.needs, comment)
    #expect(one.roles == other.roles, comment)
    #expect(one.opaque == other.opaque, comment)
    #expect(one.faults == other.faults, comment)
  }

  @Test func `a graph that is brought up to date is the one that is made from nothing`() throws {
    let stack = try python()
    for seed in 0..<40 as Range<UInt64> {
      var tree = RandomPythonTree(seed: seed)
      var kept = try build(VirtualFiles(tree.files), stack).archive
      for round in 0..<8 {
        let before = Set(tree.files.keys)
        tree.edit()
        var files = VirtualFiles(tree.files)
        files.links = tree.links
        let gone = round % 2 == 0 ? before.subtracting(tree.files.keys).map { RepositoryPath($0) } : []
        let built = try build(files, stack, gone: gone, knowing: kept)
        let anew = try build(files, stack, gone: gone)
        expectEqual(built.graph, anew.graph, "seed \(seed), round \(round)")
        if round % 3 != 2 { kept = built.archive }
      }
    }
  }

  @Test func `a path that is gone hides none that is there`() throws {
    let stack = try python()
    for seed in 100..<130 as Range<UInt64> {
      var tree = RandomPythonTree(seed: seed)
      for _ in 0..<6 {
        let before = Set(tree.files.keys)
        tree.edit()
        let files = VirtualFiles(tree.files)
        let gone = before.subtracting(tree.files.keys).map { RepositoryPath($0) }
        let with = try build(files, stack, gone: gone).graph
        let without = try build(files, stack).graph
        for file in 0..<without.count {
          let path = without.table.paths[file]
          let place = try #require(with.table.place(of: path))
          let found = Set(with.needs[place].map { with.path(of: $0.target) })
          let needed = Set(without.needs[file].map { without.path(of: $0.target) })
          #expect(needed.isSubset(of: found), "\(path) with seed \(seed)")
        }
      }
    }
  }

  @Test func `what an archive holds is neither read nor linked again`() throws {
    let stack = try python()
    var files = VirtualFiles([
      "a.py": "import b", "b.py": "", "pkg/c.py": "import a", "test_a.py": "import a", "x.json": "",
    ])
    let first = try build(files, stack)
    #expect(first.readCount == 4 && first.isWorthKeeping)
    let same = try build(files, stack, knowing: first.archive)
    #expect(same.readCount == 0 && same.linkedCount == 0 && !same.isWorthKeeping)
    expectEqual(same.graph, first.graph, "the same")
    files.texts["pkg/c.py"] = "import b"
    let edited = try build(files, stack, knowing: first.archive)
    #expect(edited.readCount == 1 && edited.linkedCount == 1)
    files.texts["pkg/d.py"] = ""
    files.texts["e.py"] = "from pkg import d"
    let grown = try build(files, stack, knowing: edited.archive)
    #expect(grown.readCount == 2 && grown.linkedCount == 2)
    files.texts["pkg/d.py"] = nil
    let shrunk = try build(files, stack, knowing: grown.archive)
    #expect(shrunk.readCount == 0 && shrunk.linkedCount == 1)
  }

  @Test func `a file that could not be read is read again`() throws {
    struct Unreadable: Error {}
    let stack = try python()
    let files = VirtualFiles(["a.py": "import b", "b.py": "", "test_a.py": "import a"])
    let table = FileTable(files.files)
    let failed = GraphBuilder(stack).graph(of: table) { file in
      if file.path == "a.py" { throw Unreadable() }
      return []
    }
    #expect(failed.graph.faults.count == 1)
    let archive = try #require(GraphArchive(failed.archive, mark: stack.mark))
    let built = GraphBuilder(stack).graph(of: table, knowing: archive, reading: files.reader)
    #expect(built.readCount == 1 && built.graph.faults.isEmpty)
    // A fault of the text itself is kept.
    let large = GraphBuilder(stack).graph(of: table) { file in file.path == "a.py" ? nil : [] }
    let kept = try #require(GraphArchive(large.archive, mark: stack.mark))
    let known = GraphBuilder(stack).graph(of: table, knowing: kept, reading: files.reader)
    #expect(known.readCount == 0 && known.graph.faults == large.graph.faults && known.graph.faults.count == 1)
  }

  @Test func `an archive that is damaged, cut off or another stack's is none`() throws {
    let stack = try python()
    let bytes = try build(VirtualFiles(RandomPythonTree(seed: 7).files), stack).archive
    #expect(GraphArchive(bytes, mark: stack.mark) != nil)
    #expect(GraphArchive(bytes, mark: "another") == nil)
    #expect(GraphArchive([], mark: stack.mark) == nil)
    var random = SeededGenerator(seed: 1)
    for _ in 0..<500 {
      var damaged = bytes
      let place = Int.random(in: damaged.indices, using: &random)
      damaged[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
      #expect(GraphArchive(damaged, mark: stack.mark) == nil)
      #expect(GraphArchive(Array(bytes.prefix(place)), mark: stack.mark) == nil)
    }
  }

  @Test func `several threads build the same graph as one`() throws {
    let stack = try python()
    var files = VirtualFiles([:])
    for number in 0..<500 {
      files.texts["pkg/m\(number).py"] = "import pkg.m\(number * 7 % 500)\nfrom . import m\(number / 2)"
    }
    files.texts["test_a.py"] = "import pkg.m3"
    let many = GraphBuilder(stack) { count, body in
      // In another order, which is what threads can do.
      for number in (0..<count).reversed() { body(number) }
    }
    let table = FileTable(files.files)
    expectEqual(
      many.graph(of: table, reading: files.reader).graph, try build(files, stack).graph, "threads")
  }
}
