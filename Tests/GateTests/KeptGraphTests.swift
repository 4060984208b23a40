import Foundation
import GateModel
import GateTestSupport
import Synchronization
import Testing

/// The graphs of test selection, kept between runs beside the verdicts.
@Suite struct KeptGraphTests {
  private func repository() throws -> TestRepository {
    var files = [
      "a.py": "", "b.py": "import a\n", "test_a.py": "import b\n", "test_b.py": "",
      "fail.sh": "echo \"ran $*\"\nexit 1\n",
    ]
    for number in 0..<100 { files["pkg/m\(number).py"] = "import os\n" }
    let repository = try TestRepository.gated(
      """
      version: 1
      hooks: { pre-commit: [unit] }
      checks:
        unit: { kind: tests, run: "sh fail.sh {files}", runner: pytest, select: affected, isolation: in-place }
      """, files: files)
    try repository.write("a.py", "x = 1\n")
    try repository.git("add", "a.py")
    return repository
  }

  private func expectRight(_ run: ProcessResult) {
    #expect(run.output.contains("ran test_a.py"), "\(run.everything)")
    #expect(!run.output.contains("test_b.py"))
  }

  /// The graph, and what its files define.
  private func expectOneGraph(_ names: [String]) throws {
    let name = try #require(names.first { $0.hasSuffix(".graph") }).dropLast(".graph".count)
    #expect(names == ["\(name).definitions", "\(name).graph"])
  }

  private func graphs(_ repository: TestRepository) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(repository.root)/.git/gate/graphs").sorted()
  }

  @Test func `whatever happens to a graph that is kept, the same tests are chosen`() throws {
    let repository = try repository()
    try expectRight(repository.gate("check"))
    let names = try graphs(repository)
    try expectOneGraph(names)
    for name in names {
      let path = "\(repository.root)/.git/gate/graphs/\(name)"
      let good = try #require(FileManager.default.contents(atPath: path))
      var damaged = good
      damaged[good.count / 2] ^= 1
      for bytes in [damaged, Data(), good.prefix(good.count / 3), Data(repeating: 7, count: 5000), good] {
        try bytes.write(to: URL(filePath: path))
        try expectRight(repository.gate("check"))
        #expect(FileManager.default.contents(atPath: path) == good, "\(name)")
      }
    }
    try FileManager.default.removeItem(atPath: "\(repository.root)/.git/gate/graphs")
    try repository.write(".git/gate/graphs", "in the way")
    try expectRight(repository.gate("check"))
  }

  @Test func `many gates at once keep one graph and leave nothing else behind`() throws {
    let repository = try repository()
    let runs = Mutex<[ProcessResult]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      guard let run = try? repository.gate("check") else { return }
      runs.withLock { $0.append(run) }
    }
    #expect(runs.withLock { $0.count } == 8)
    for run in runs.withLock({ $0 }) { expectRight(run) }
    try expectOneGraph(graphs(repository))
  }

  @Test func `work trees share what is kept, and a new history needs no new graph`() throws {
    let repository = try repository()
    try expectRight(repository.gate("check"))
    let before = try graphs(repository)
    let other = repository.root.parent.appending("other-\(UInt32.random(in: 0 ... .max))")
    try repository.git("worktree", "add", "-q", "\(other)")
    defer { try? FileManager.default.removeItem(atPath: "\(other)") }
    try "x = 2\n".write(toFile: "\(other)/a.py", atomically: true, encoding: .utf8)
    try repository.git("-C", "\(other)", "add", "a.py")
    try expectRight(repository.gate(["check"], in: other))
    #expect(try graphs(repository) == before)
  }
}
