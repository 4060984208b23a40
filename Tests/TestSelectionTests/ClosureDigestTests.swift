import GateModel
import GateTestSupport
import TestSelection
import Testing

@Suite struct ClosureDigestTests {
  private func digests(_ random: RandomGraph, gone: Bool = true) -> [RepositoryPath: [UInt8]] {
    let graph = random.graph(gone: gone)
    let digests = ClosureDigests(graph)
    return Dictionary(uniqueKeysWithValues: graph.tests.map { (graph.path(of: $0), digests.digest(of: $0)) })
  }

  @Test func `a digest changes where the change is reached, and only there`() {
    for seed in 0..<60 as Range<UInt64> {
      let random = RandomGraph(seed: seed, hasFaults: seed % 3 == 0)
      let before = digests(random)
      for place in random.files.indices {
        var changed = random
        let path = random.files[place].path
        changed.files[place] = RandomGraph.file(path, "changed")
        let after = digests(changed)
        let differing = Set(before.keys.filter { before[$0] != after[$0] })
        let expected = random.affected(by: path).map { $0.intersection(before.keys) } ?? Set(before.keys)
        #expect(differing == expected, "\(path) with seed \(seed)")
      }
    }
  }

  @Test func `a digest needs no base`() {
    for seed in 0..<60 as Range<UInt64> {
      let random = RandomGraph(seed: seed, hasFaults: seed % 3 == 0)
      #expect(digests(random) == digests(random, gone: false), "seed \(seed)")
    }
  }

  @Test func `a digest tells paths, modes and the places of links from each other`() throws {
    let files = VirtualFiles(["a.py": "x", "b.py": "y", "test_a.py": "import a", "test_b.py": "import b"])
    let stack = try #require(SourceStacks.named(runner: "pytest"))
    func digest(_ files: [SnapshotFile], _ test: RepositoryPath) throws -> [UInt8] {
      let graph = GraphBuilder(stack).graph(of: FileTable(files), reading: self.files(files)).graph
      return ClosureDigests(graph).digest(of: try #require(graph.table.place(of: test)))
    }
    let plain = files.files
    var executable = plain
    executable[0].version.mode = .executable
    var swapped = plain
    (swapped[0].version, swapped[1].version) = (plain[1].version, plain[0].version)
    #expect(try digest(plain, "test_a.py") != digest(executable, "test_a.py"))
    #expect(try digest(plain, "test_a.py") != digest(swapped, "test_a.py"))
    #expect(try digest(plain, "test_b.py") == digest(executable, "test_b.py"))
  }

  private func files(_ files: [SnapshotFile]) -> GraphBuilder.Reader {
    { file in Array("import \(file.path.description.dropFirst(5).dropLast(3))".utf8) }
  }
}
