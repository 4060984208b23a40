import GateModel
import GateTestSupport
import Testing

/// A program that watches the working tree for git (`core.fsmonitor`), asked by the built gate.
@Suite struct MonitorTests {
  private static let configuration = """
    version: 1
    hooks: { pre-commit: [all] }
    checks:
      all: { run: "ls" }
    """

  /// A repository whose index says that all is unchanged, with an edit that nobody staged, and a program that then does what
  /// `script` says.
  private func repository(_ script: String) throws -> TestRepository {
    let repository = try TestRepository.gated(Self.configuration, files: ["a.txt": "a\n", "b.txt": "b\n"])
    try repository.write("a.txt", "staged\n")
    try repository.git("add", "a.txt")
    try write("printf 'moment 1\\0'", in: repository)
    try repository.git("config", "core.fsmonitor", "\(repository.surroundings)/watch")
    for _ in 0..<2 { try repository.git("update-index", "-q", "--refresh", "--force-write-index") }
    try repository.write("b.txt", "edited\n")
    try write(script, in: repository)
    return repository
  }

  private func write(_ script: String, in repository: TestRepository) throws {
    try repository.write("../watch", bytes: Array("#!/bin/sh\n\(script)\n".utf8), executable: true)
  }

  @Test func `what it says is believed, before a check and after it`() throws {
    let repository = try repository("printf 'moment 2\\0b.txt'")
    #expect(try repository.gate("plan").output.contains("snapshot: b.txt differs"))
    try write("echo >>../asked; printf 'moment 2\\0'", in: repository)
    #expect(try repository.gate("plan").output.contains("in place: "))
    #expect(try repository.read("../asked") == Array("\n".utf8))
    let run = try repository.gate("check")
    #expect(run.status == 0, "\(run.everything)")
    #expect(try repository.read("../asked") == Array("\n\n\n".utf8))
  }

  @Test func `it gets what git gives it, but for the variables of the commit that is being made`() throws {
    let script = "{ echo \"$1 $2\"; pwd; env; } >../given; printf 'moment 2\\0'"
    let repository = try repository(script)
    let index = "\(repository.root)/.git/index"
    let run = try repository.gate("plan", adding: ["GIT_INDEX_FILE": index, "WATCHMAN_SOCK": "/there"])
    #expect(run.output.contains("in place: "), "\(run.everything)")
    let given = String(decoding: try repository.read("../given"), as: UTF8.self).split(separator: "\n")
    #expect(given.starts(with: ["2 moment 1", "\(repository.root)"]))
    #expect(given.contains("WATCHMAN_SOCK=/there"))
    #expect(!given.contains { $0.hasPrefix("GIT_") })
  }

  @Test(arguments: ["exit 1", "sleep 600", "sleep 600 &", "exec /nonexistent", "yes"])
  func `one that fails, hangs or floods is left aside without a word`(script: String) throws {
    let run = try repository(script).gate("plan")
    #expect(run.status == 0)
    #expect(run.output.contains("snapshot: b.txt differs"), "\(run.everything)")
    #expect(run.errors.isEmpty)
  }
}
