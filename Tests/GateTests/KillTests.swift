import Foundation
import GateModel
import GateTestSupport
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// gate is stopped at a random instant, by itself and inside of `git commit`: the working tree, the index and the refs are then
/// as before or as a finished run leaves them, and the next run works.
///
/// `GATE_KILLS` says how often; a few times where nobody says.
@Suite struct KillTests {
  private static let rounds =
    ProcessInfo.processInfo.environment["GATE_KILLS"].flatMap { Int($0) } ?? 6

  private static let configuration = """
    version: 1
    hooks: { pre-commit: [black, upper, secrets] }
    fix: { pre-commit: apply }
    checks:
      black: { preset: black }
      upper: { run: "sh upper.sh {files}", files: "*.txt", fix: "sh upper.sh --fix {files}" }
      secrets: { kind: secrets }
    """

  /// A check whose fixer is known to the byte.
  private static let upper = """
    fix=
    if [ "$1" = --fix ]; then fix=1; shift; fi
    status=0
    for file in "$@"; do
      if grep -q '[a-z]' -- "$file"; then
        status=1
        if [ -n "$fix" ]; then tr a-z A-Z <"$file" >"$file.new" && cat "$file.new" >"$file" && rm "$file.new"; fi
      fi
    done
    [ -n "$fix" ] || exit $status

    """

  /// What a run may change, each part on its own.
  private struct Picture: Equatable {
    var files: [String: [UInt8]]
    var index: String
    var head: String

    init(_ repository: TestRepository) throws {
      files = [:]
      let names = try FileManager.default.contentsOfDirectory(atPath: repository.root.description)
      for name in names where name != ".git" { files[name] = try repository.read(RepositoryPath(name)) }
      index = try repository.git("ls-files", "-s")
      head = try repository.git("for-each-ref") + repository.git("rev-parse", "HEAD")
    }
  }

  /// Half-staged, fully staged and merely edited files, none as the checks want them.
  private static func repository() throws -> TestRepository {
    let repository = try TestRepository.gated(
      configuration,
      files: [
        "upper.sh": upper, "full.py": "x = 1\n", "half.py": "x = 1\n\n\ny = 2\n", "half.txt": "ONE\nTWO\nTHREE\nFOUR\n",
        "apart.py": "x = 1\n",
      ])
    try repository.gate("install")
    try repository.write("full.py", "x   =  1\nw = 2\n")
    try repository.write("half.py", "x   =  1\n\n\ny = 2\n")
    try repository.write("half.txt", "one\nTWO\nTHREE\nFOUR\n")
    try repository.git("add", "full.py", "half.py", "half.txt")
    try repository.write("half.py", "x   =  1\n\n\ny = 2\nz   =  3\n")
    try repository.write("half.txt", "one\nTWO\nTHREE\nFOUR\nfive\n")
    try repository.write("apart.py", "not   =  staged\n")
    try repository.write("untracked.py", "not   =  tracked\n")
    return repository
  }

  /// Starts a program, stops it with `signal` after `delay`, and waits for it and for all that it started.
  private static func run(
    _ program: String, _ arguments: [String], in repository: TestRepository, stopping signal: Int32,
    after delay: useconds_t, whole group: Bool
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: repository.root.description)
    process.environment = repository.gateEnvironment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let number = process.processIdentifier
    usleep(delay)
    if group { for child in try descendants(of: number) { kill(child, signal) } }
    kill(number, signal)
    process.waitUntilExit()
    // What it had started ends by itself once its parent is gone; nothing may write after the pictures are taken.
    for _ in 0..<2000 where try hasChild(below: repository.root) { usleep(5000) }
  }

  private static func descendants(of process: pid_t) throws -> [pid_t] {
    let listing = try runProcess("ps", ["-e", "-o", "pid=,ppid="]).output
    var parents: [pid_t: pid_t] = [:]
    for line in listing.split(separator: "\n") {
      let numbers = line.split(separator: " ").compactMap { pid_t($0) }
      if numbers.count == 2 { parents[numbers[0]] = numbers[1] }
    }
    return parents.keys.filter { child in
      var next = parents[child]
      while let parent = next, parent > 1 {
        if parent == process { return true }
        next = parents[parent]
      }
      return false
    }
  }

  /// Whether a gate or a git still runs for this repository.
  private static func hasChild(below root: LocalPath) throws -> Bool {
    try runProcess("pgrep", ["-f", "--", root.description]).status == 0
  }

  private func stop(_ program: String, _ arguments: [String], seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let finished = try Self.repository()
    let clock = ContinuousClock()
    let start = clock.now
    let whole = try runProcess(
      program, arguments, environment: finished.gateEnvironment, directory: finished.root)
    #expect(whole.status == 0, "\(whole.everything)")
    let length = clock.now - start
    let after = try Picture(finished)
    for round in 0..<Self.rounds {
      let repository = try Self.repository()
      let before = try Picture(repository)
      let signal = [SIGKILL, SIGTERM, SIGHUP, SIGINT][round % 4]
      let delay = Double.random(in: 0...1.1, using: &generator) * (length / .microseconds(1))
      try Self.run(
        program, arguments, in: repository, stopping: signal, after: useconds_t(delay),
        whole: Bool.random(using: &generator))
      let now = try Picture(repository)
      let story = "signal \(signal) after \(Int(delay)) µs"
      #expect(Set(now.files.keys) == Set(before.files.keys), "\(story)")
      for (name, bytes) in now.files {
        #expect(bytes == before.files[name] || bytes == after.files[name], "\(name), \(story)")
      }
      #expect(now.index == before.index || now.index == after.index, "\(story)")
      #expect(now.head == before.head || now.head == after.head, "\(story)")
      let stash = try runProcess(
        "git", ["rev-parse", "--verify", "--quiet", "refs/stash"], environment: repository.environment,
        directory: repository.root)
      #expect(stash.status != 0, "\(story)")
      // A lock that git itself left is git's to explain; gate must not leave any of its own.
      let next = try repository.gate("check", "--fix")
      #expect(next.status == 0, "\(story)\n\(next.everything)")
    }
  }

  @Test func `gate check --fix stopped at any instant`() throws {
    try stop(GateProgram.path, ["check", "--fix"], seed: 1)
  }

  @Test func `a hook stopped at any instant of git commit`() throws {
    let git = try runProcess("sh", ["-c", "command -v git"]).output.trimmingSuffix("\n")
    try stop(git, ["commit", "-qm", "m"], seed: 2)
  }
}
