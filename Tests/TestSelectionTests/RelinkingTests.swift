import GateModel
import Testing
import TestSelection

/// Files come and go, and declare other names: what is kept of an earlier content has to give the graph that is made from nothing.
@Suite struct RelinkingTests {
  private func stack(_ vocabulary: SourceVocabulary) throws -> any SourceStack {
    guard vocabulary.runner == "map" else { return try #require(SourceStacks.named(runner: vocabulary.runner)) }
    let rules = [("src/{name}.proto", "tests/test_{name}.py")].compactMap { source, test in
      PathTemplate(source).map { TestMap.Rule(source: $0, tests: [PathTemplate(test)].compactMap { $0 }) }
    }
    return MappedStack(TestMap(rules), over: SourceStacks.named(runner: "pytest"))
  }

  private func build(
    _ files: VirtualFiles, _ stack: any SourceStack, gone: [RepositoryPath], knowing bytes: [UInt8]? = nil
  ) throws -> BuiltGraph {
    let archive = try bytes.map { try #require(GraphArchive($0, mark: stack.mark)) }
    return GraphBuilder(stack).graph(of: files.table(gone: gone), knowing: archive, reading: files.reader)
  }

  private func names(of file: Int, _ graph: SourceGraph) -> [String] {
    graph.needs[file].map { "\(graph.path(of: $0.target)) \($0.kind)" }
  }

  @Test(arguments: SourceVocabulary.all)
  func `a graph that is brought up to date is the one that is made from nothing`(_ vocabulary: SourceVocabulary) throws
  {
    let stack = try stack(vocabulary)
    for seed in 30..<40 as Range<UInt64> {
      var tree = RandomSourceTree(vocabulary, seed: seed)
      var kept = try build(VirtualFiles(tree.files), stack, gone: []).archive
      for round in 0..<8 {
        let before = Set(tree.files.keys)
        tree.edit()
        let files = VirtualFiles(tree.files)
        let gone = round % 2 == 0 ? before.subtracting(tree.files.keys).map { RepositoryPath($0) } : []
        let built = try build(files, stack, gone: gone, knowing: kept)
        let anew = try build(files, stack, gone: gone).graph
        let other = (0..<anew.count).first { built.graph.needs[$0] != anew.needs[$0] }.map { file in
          let (found, needed) = (names(of: file, built.graph), names(of: file, anew))
          return
            "\(anew.path(of: file)) has \(found), not \(needed)\n\(files.texts["\(anew.path(of: file))"] ?? "gone")"
        }
        try #require(other == nil, "\(vocabulary.runner), seed \(seed), round \(round)")
        #expect(built.graph.roles == anew.roles && built.graph.opaque == anew.opaque, "seed \(seed), round \(round)")
        if round % 3 != 2 { kept = built.archive }
      }
    }
  }

  /// A pass is kept under the digest: it must hold whatever else changed in the content that is there.
  @Test(arguments: SourceVocabulary.all)
  func `paths that are gone are no part of what a test needs`(_ vocabulary: SourceVocabulary) throws {
    let stack = try stack(vocabulary)
    for seed in 200..<206 as Range<UInt64> {
      var tree = RandomSourceTree(vocabulary, seed: seed)
      for _ in 0..<6 {
        let before = Set(tree.files.keys)
        tree.edit()
        let files = VirtualFiles(tree.files)
        let gone = before.subtracting(tree.files.keys).map { RepositoryPath($0) }
        let with = try build(files, stack, gone: gone).graph
        let without = try build(files, stack, gone: []).graph
        let closures = ClosureFiles(with)
        let plain = ClosureFiles(without)
        for test in without.tests {
          let place = try #require(with.table.place(of: without.path(of: test)))
          let missing = Set(plain.files(of: test).map(\.path)).subtracting(closures.files(of: place).map(\.path))
          #expect(missing.isEmpty, "\(vocabulary.runner), seed \(seed): \(without.path(of: test)) without \(missing)")
          if !missing.isEmpty { return }
        }
      }
    }
  }

  @Test(arguments: [
    ("swift", "Sources/Core/b.swift", "Sources/Core/n.swift"), ("go", "pkg/b.go", "pkg/n.go"),
    ("cargo", "a/src/b.rs", "a/src/n.rs"), ("maven", "src/main/java/com/a/B.java", "src/main/java/com/a/N.java"),
    ("bats", "lib/b.sh", "lib/n.sh"), ("jest", "src/b.ts", "src/n.ts"),
  ])
  func `a file that comes has few others linked again`(runner: String, near: String, new: String) throws {
    let stack = try #require(SourceStacks.named(runner: runner))
    var files = VirtualFiles([
      near: "", "go.mod": "module m", "Package.swift": "", "a/Cargo.toml": "[package]\nname = \"a\"",
    ])
    let ending = near.split(separator: ".").last ?? ""
    let directory = near.split(separator: "/").dropLast().joined(separator: "/")
    for number in 0..<100 {
      files.texts["\(directory)/a\(number).\(ending)"] = "load(\"m\(number % 7)\")"
      files.texts["other\(number)/Sources/Far\(number)/a.\(ending)"] = "load(\"./b\")"
    }
    let first = try build(files, stack, gone: [])
    files.texts[new] = "#!/bin/sh"
    let grown = try build(files, stack, gone: [], knowing: first.archive)
    #expect(grown.linkedCount <= 2)
  }
}
