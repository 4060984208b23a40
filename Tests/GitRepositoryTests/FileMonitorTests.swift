import GateModel
import GateTestSupport
import Testing

@testable import GitRepository

/// The program that watches the working tree for git: believed as git believes it, and left aside where it is of no help.
@Suite struct FileMonitorTests {
  @Test func `what the program says nothing about is not looked at, as git does not`() throws {
    let repository = try TestRepository.withCommit()
    let watched = try WatchedTree(repository)
    try settle(watched)
    #expect(try watched.vouched() == 3)
    try repository.write("a.txt", "edited\n")
    #expect(try repository.git("diff", "--name-only").isEmpty)
    #expect(try watched.changed().isEmpty)
    try watched.answer(["a.txt"])
    #expect(try watched.changed() == ["a.txt"])
    // Without anybody to ask, every file is looked at.
    try watched.answer([])
    #expect(try repository.open().workTreeState().changed == ["a.txt"])
  }

  @Test(arguments: ["dir", "dir/", "dir/deep/c.sh/x"])
  func `a directory stands for all that is in it, and something in a file's place for the file`(name: String) throws {
    let repository = try TestRepository.withCommit()
    let watched = try WatchedTree(repository)
    try settle(watched)
    try repository.setExecutable("dir/deep/c.sh", false)
    try watched.answer([name])
    #expect(try watched.changed() == ["dir/deep/c.sh"])
    #expect(try watched.vouched() == (name.hasSuffix("x") ? 2 : 1))
  }

  @Test(arguments: [
    "exit 1", "exit 0", "echo", "printf 'moment 7\\0/'", "printf 'moment 7\\0/\\0'", "printf '\\0a.txt'",
    "printf 'moment 7\\0../a.txt'", "printf 'moment 7\\0/a.txt'", "printf 'moment 7\\0dir//b.txt'",
    "printf 'moment 7\\0dir\\0\\0'", "printf 'moment 7\\0./a.txt'", "kill -9 $$",
  ])
  func `a program that fails or makes no sense is left aside`(script: String) throws {
    let repository = try TestRepository.withCommit()
    try settle(try WatchedTree(repository))
    try repository.write("a.txt", "edited\n")
    let watched = try WatchedTree(repository, script: "\(script)\n[ -n '' ] || exit 0")
    #expect(try watched.vouched() == nil)
    #expect(try watched.changed() == ["a.txt"])
  }

  @Test func `git's own daemon is no program, and its token is none's`() throws {
    let repository = try TestRepository.withCommit()
    let refuse: FileMonitor.Ask = { _ in
      Issue.record("nobody is to be asked")
      return nil
    }
    for value in ["true", "false", "1", ""] {
      try repository.git("config", "core.fsmonitor", value)
      let opened = try repository.open()
      #expect(FileMonitor(opened.configuration, workTree: repository.root, ask: refuse) == nil)
    }
    try repository.git("config", "core.fsmonitor", "watch")
    let monitor = try #require(
      FileMonitor(try repository.open().configuration, workTree: repository.root, ask: refuse))
    #expect(monitor.changes(since: Array("builtin:1:2".utf8)) == nil)
  }

  @Test func `a file that git is told not to look at is looked at all the same`() throws {
    let repository = try TestRepository.withCommit()
    let watched = try WatchedTree(repository)
    try settle(watched)
    try repository.git("update-index", "--assume-unchanged", "a.txt")
    try repository.write("a.txt", "edited\n")
    try repository.git("update-index", "-q", "--refresh", "--force-write-index")
    #expect(try watched.changed() == ["a.txt"])
  }

  @Test func `the versions are tried as git tries them`() throws {
    let repository = try TestRepository.withCommit()
    for (setting, expected) in [("1", ["1"]), ("2", ["2"]), ("3", ["2", "1"])] {
      try repository.git("config", "core.fsmonitor", "watch")
      try repository.git("config", "core.fsmonitorHookVersion", setting)
      let asked = Recorder()
      let opened = try repository.open()
      let monitor = FileMonitor(opened.configuration, workTree: repository.root) { question in
        asked.add(question)
        return nil
      }
      #expect(try #require(monitor).changes(since: Array("123".utf8)) == nil)
      #expect(asked.all.map { String(decoding: $0.arguments[0], as: UTF8.self) } == expected)
      #expect(asked.all.allSatisfy { $0.arguments[1] == Array("123".utf8) && $0.directory == repository.root })
    }
  }

  @Test func `a damaged record is none`() throws {
    let repository = try TestRepository.withCommit()
    try settle(try WatchedTree(repository))
    let file = try repository.indexFile()
    let bytes = try #require(file.fileSystemMonitor)
    #expect(MonitorRecord(bytes, count: 3)?.unknown == [])
    for length in bytes.indices { #expect(MonitorRecord(Array(bytes[..<length]), count: 3) == nil) }
    #expect(MonitorRecord(bytes + [0], count: 3) == nil)
    #expect(MonitorRecord([0, 0, 0, 3] + bytes[4...], count: 3) == nil)
    // One bit, the fourth, and an empty token.
    let bitmap: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]
    let record: [UInt8] = [0, 0, 0, 2, 0x37, 0, 0, 0, 0, UInt8(bitmap.count)] + bitmap
    #expect(MonitorRecord(record, count: 4)?.unknown == [3])
    #expect(MonitorRecord(record, count: 3) == nil)
    #expect(MonitorRecord(Array(record[..<4]) + record[5...], count: 4) == nil)
    let old: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 2] + record[6...]
    #expect(MonitorRecord(old, count: 4)?.token == Array("258".utf8))
  }

  @Test(arguments: 0..<40)
  func `with a program that tells the truth, the answer is that of the full pass`(seed: Int) throws {
    let repository = try TestRepository()
    let version = seed % 3 == 0 ? 1 : 2
    if seed % 5 == 0 { try repository.git("config", "index.version", "4") }
    if seed % 2 == 0 { try repository.git("config", "core.fsmonitorHookVersion", "\(version)") }
    var generator = SeededGenerator(seed: UInt64(seed))
    var edits = RandomEdits(repository, seed: UInt64(seed) &+ 9000)
    try edits.run(25)
    try repository.git("add", "-A")
    try repository.commit("first")
    let watched = try WatchedTree(repository, version: version)
    if seed % 7 == 0 { try repository.git("update-index", "--split-index") }
    watched.remember()
    var vouchedCount = 0
    for round in 0..<6 {
      try repository.git("update-index", "-q", "--refresh", "--force-write-index", allowing: 1)
      watched.remember()
      try edits.run(Int.random(in: 0...3, using: &generator))
      try watched.tellTheTruth(version: version, generator: &generator)
      vouchedCount += try watched.vouched() ?? 0
      let full = try repository.open().workTreeState()
      let helped = try repository.open().workTree(asking: watched.ask).state()
      #expect(helped == full, "round \(round)")
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: try repository.git("add", "-A", "--", ".", ":(exclude)*a*")
      case 1: try repository.git("status", "--porcelain")
      default: break
      }
      watched.remember()
      try watched.tellTheTruth(version: version, generator: &generator)
      #expect(try watched.changed() == repository.open().workTreeState().changed, "round \(round)")
    }
    #expect(vouchedCount > 0)
  }

  /// Has git write down that all is unchanged, and the program say that nothing has changed since.
  private func settle(_ watched: WatchedTree) throws {
    try watched.repository.git("update-index", "-q", "--refresh", "--force-write-index")
    try watched.answer([])
    try watched.repository.git("update-index", "-q", "--refresh", "--force-write-index")
  }
}

/// The questions that were put.
private final class Recorder: @unchecked Sendable {
  /// One thread asks.
  private(set) var all: [FileMonitor.Question] = []
  func add(_ question: FileMonitor.Question) { all.append(question) }
}
