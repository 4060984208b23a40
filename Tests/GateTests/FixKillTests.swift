import Foundation
import GateModel
import GateTestSupport
import Testing

/// Killed while it writes fixes, gate leaves each file and the index as they were, or as a finished run leaves them.
@Suite struct FixKillTests {
  private static let count = 12

  /// A repository with a wholly staged, a half-staged and a conflicting file, more of the first, and things that are nobody's
  /// business.
  private func repository() throws -> TestRepository {
    let repository = try TestRepository.gated(
      """
      version: 1
      fix: apply
      hooks: { pre-commit: [words] }
      checks:
        words: { run: "sh words.sh {files}", fix: "sed -i.orig s/bad/good/ {files}", files: "*.txt", inputs: [words.sh] }
      """, files: ["words.sh": "! grep -q bad \"$@\"\n", "unrelated.md": "as committed\n"])
    for number in 0..<Self.count { try repository.write(RepositoryPath("f\(number).txt"), "bad\n1\n2\n3\n") }
    try repository.git("add", ".")
    try repository.write("f0.txt", "bad\n1\n2\n3\nmine\n")
    try repository.write("f1.txt", "my bad\n1\n2\n3\n")
    try repository.write("unrelated.md", "edited\n")
    try repository.write("untracked.txt", "bad\n")
    return repository
  }

  /// What must not be half-way: the index as a whole, each file, the refs.
  private struct State: Equatable {
    var index: String
    var files: [String: [UInt8]]
    var refs: String
  }

  private func state(of repository: TestRepository) throws -> State {
    var files: [String: [UInt8]] = [:]
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(repository.root)")
    for name in names where name != ".git" { files[name] = try repository.read(RepositoryPath(name)) }
    return State(
      index: try repository.git("ls-files", "-s"), files: files,
      refs: try repository.git("for-each-ref") + repository.git("rev-parse", "HEAD"))
  }

  /// Puts index and files back to what they were.
  private func restore(_ state: State, in repository: TestRepository, index: [UInt8]) throws {
    for (name, bytes) in state.files { try repository.write(RepositoryPath(name), bytes: bytes) }
    try repository.write(".git/index", bytes: index)
  }

  private func expectWhole(
    _ repository: TestRepository, between before: State, and after: State, _ comment: String
  ) throws {
    let now = try state(of: repository)
    #expect(now.index == before.index || now.index == after.index, "\(comment)")
    #expect(Set(now.files.keys) == Set(before.files.keys), "\(comment)")
    for (name, bytes) in now.files {
      #expect(bytes == before.files[name] || bytes == after.files[name], "\(comment): \(name)")
    }
    #expect(now.refs == before.refs, "\(comment)")
    #expect(try repository.git("stash", "list") == "")
    #expect(try repository.git("fsck", "--no-dangling") == "", "\(comment)")
    // The next run ends what this one began, and takes its leftovers away.
    let next = try repository.gate("check", "--fix")
    #expect(next.status == 0, "\(comment): \(next.everything)")
    #expect(try state(of: repository) == after, "\(comment)")
    let left = try runProcess(
      "find", [".git/gate/writing", ".git/index.lock", "-type", "f"], directory: repository.root)
    #expect(left.output == "", "\(comment)")
  }

  /// The states before and after an undisturbed run, and the index's bytes before it.
  private func extremes(_ repository: TestRepository) throws -> (before: State, after: State, index: [UInt8]) {
    let index = try repository.read(".git/index")
    let before = try state(of: repository)
    let run = try repository.gate("check", "--fix")
    #expect(run.status == 0, "\(run.everything)")
    let after = try state(of: repository)
    #expect(after.files["f0.txt"] == Array("good\n1\n2\n3\nmine\n".utf8))
    #expect(after.files["f1.txt"] == before.files["f1.txt"])
    #expect(after.files["unrelated.md"] == before.files["unrelated.md"])
    try restore(before, in: repository, index: index)
    return (before, after, index)
  }

  /// strace(1) kills gate as it is about to make its first, second, third, … system call that alters the index, its lock or a
  /// file. Two files are watched for all of them.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")))
  func `killed before each system call in turn that alters the index or a file`() throws {
    let repository = try repository()
    let (before, after, index) = try extremes(repository)
    let watched = [".git/index", ".git/index.lock", "f0.txt", "f5.txt", "f11.txt"].flatMap {
      ["-P", "\(repository.root.appending($0))"]
    }
    var killed: [String] = []
    for call in ["renameat2", "link", "rename", "unlink"] {
      for number in 1...20 {
        let arguments =
          ["-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "inject=\(call):signal=KILL:when=\(number)"]
          + watched + [GateProgram.path, "check", "--fix", "--no-cache"]
        let run = try runProcess(
          "/usr/bin/strace", arguments, environment: repository.gateEnvironment, directory: repository.root)
        if run.status == 0 { break }
        killed.append(call)
        try expectWhole(repository, between: before, and: after, "\(call) \(number)")
        try restore(before, in: repository, index: index)
      }
      try restore(before, in: repository, index: index)
    }
    #expect(killed == ["renameat2", "renameat2", "renameat2", "link", "rename"])
  }

  /// At instants that nobody chose; no verdict depends on them. `GATE_KILLS` says how often.
  @Test(arguments: [SIGKILL, SIGTERM, SIGINT, SIGHUP])
  func `killed at any instant, by hand and in a commit`(signal: Int32) throws {
    let repository = try repository()
    let (before, after, index) = try extremes(repository)
    let hook = "#!/bin/sh\necho $$ > .git/hook-id\nexec gate hook pre-commit\n"
    try repository.write(".git/hooks/pre-commit", bytes: Array(hook.utf8), executable: true)
    let start = ContinuousClock.now
    _ = try repository.gate("check", "--fix", "--no-cache")
    let length = ContinuousClock.now - start
    try restore(before, in: repository, index: index)
    var random = SeededGenerator(seed: UInt64(signal))
    let count = ProcessInfo.processInfo.environment["GATE_KILLS"].flatMap { Int($0) } ?? 4
    for number in 0..<count {
      let delay = length * Double.random(in: 0..<1.2, using: &random)
      if number % 2 == 0 {
        try kill([GateProgram.path, "check", "--fix", "--no-cache"], by: signal, after: delay, in: repository)
      } else {
        try kill(["/usr/bin/env", "git", "commit", "-m", "c"], by: signal, after: delay, in: repository)
        // A commit that came through before the signal is a finished run.
        if try repository.git("rev-list", "--count", "HEAD") != "1\n" {
          try repository.git("reset", "-q", "--soft", "HEAD~1")
        }
      }
      try expectWhole(repository, between: before, and: after, "\(signal), \(number), \(delay)")
      try restore(before, in: repository, index: index)
    }
  }

  /// Starts the command and sends `signal` to gate, which for a commit is its hook.
  private func kill(
    _ command: [String], by signal: Int32, after delay: Duration, in repository: TestRepository
  ) throws {
    let file = "\(repository.root)/.git/hook-id"
    try? FileManager.default.removeItem(atPath: file)
    let process = Process()
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.environment = repository.gateEnvironment
    process.currentDirectoryURL = URL(filePath: "\(repository.root)")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    var target = process.processIdentifier
    if command.contains("commit") {
      while process.isRunning {
        if let text = try? String(contentsOfFile: file, encoding: .utf8), text.hasSuffix("\n"),
          let id = pid_t(text.dropLast())
        {
          target = id
          break
        }
      }
    }
    let (seconds, attoseconds) = delay.components
    usleep(UInt32(seconds * 1_000_000 + attoseconds / 1_000_000_000_000))
    _ = Foundation.kill(target, signal)
    process.waitUntilExit()
  }
}
