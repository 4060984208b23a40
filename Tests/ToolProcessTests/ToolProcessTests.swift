import Foundation
import GateModel
import Synchronization
import Testing
import ToolProcess

/// Real processes: `/bin/sh` and the POSIX tools, in the system's temporary directory.
@Suite struct ToolProcessTests {
  @Test func `both streams and the exit status come back`() async throws {
    let result = try await shell("echo out; echo err >&2; exit 3")
    #expect(result.end == .exited(3))
    #expect(result.standardOutput == Array("out\n".utf8))
    #expect(result.standardError == Array("err\n".utf8))
    #expect(Set(text(result.combined).split(separator: "\n")) == ["out", "err"])
    #expect(!result.isTruncated)
  }

  @Test func `what is written apart in time keeps its order across the streams`() async throws {
    let result = try await shell("for i in 1 2 3 4; do echo o$i; sleep 0.05; echo e$i >&2; sleep 0.05; done")
    #expect(text(result.combined) == "o1\ne1\no2\ne2\no3\ne3\no4\ne4\n")
  }

  @Test func `arguments arrive byte by byte`() async throws {
    let arguments: [[UInt8]] = [[0xff, 0xfe], Array("a b".utf8), Array("-n\n".utf8), [], Array("'\"$(id)`".utf8)]
    let script = Array("for a in \"$@\"; do printf '%s|' \"$a\"; done".utf8)
    let result = try await run([Array("-c".utf8), script, Array("sh".utf8)] + arguments)
    #expect(result.standardOutput == arguments.flatMap { $0 + [UInt8(ascii: "|")] })
  }

  @Test func `the environment is what was given and nothing else`() async throws {
    let result = try await run(
      [Array("-c".utf8), Array("env".utf8)], environment: ["PATH": "/usr/bin:/bin", "ONLY": "this one"])
    let names = Set(text(result.standardOutput).split(separator: "\n").map { $0.prefix { $0 != "=" } })
    // The shell adds these itself.
    #expect(names.subtracting(["PWD", "SHLVL", "_", "OLDPWD"]) == ["PATH", "ONLY"])
  }

  @Test func `standard input is given, and empty where nothing is`() async throws {
    let big = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    let given = try await run([Array("-c".utf8), Array("wc -c".utf8)], input: big)
    #expect(text(given.standardOutput).trimmingCharacters(in: .whitespacesAndNewlines) == "1048576")
    let none = try await shell("wc -c")
    #expect(text(none.standardOutput).trimmingCharacters(in: .whitespacesAndNewlines) == "0")
  }

  @Test func `a program that does not read its input is no trouble`() async throws {
    let big = [UInt8](repeating: UInt8(ascii: "x"), count: 4 << 20)
    let result = try await run([Array("-c".utf8), Array("exec <&-; echo done".utf8)], input: big)
    #expect(result.end == .exited(0))
    #expect(text(result.standardOutput) == "done\n")
  }

  @Test func `a time-out ends the whole tree, however stubborn`() async throws {
    try await inScratch { directory in
      // Three generations that all ignore SIGTERM; each leaves its id.
      let script = """
        trap '' TERM
        echo $$ > first
        sh -c 'trap "" TERM; echo $$ > second; sh -c "trap \\"\\" TERM; echo \\$\\$ > third; sleep 60 & sleep 60" & sleep 60' &
        sleep 60
        """
      let result = try await shell(script, directory: directory, timeout: .milliseconds(700))
      #expect(result.end == .timedOut)
      for name in ["first", "second", "third"] {
        let id = try #require(Int32(try read(name, in: directory)))
        #expect(isGone(id), "\(name) is still there")
      }
    }
  }

  @Test func `cancelling the task ends the program`() async throws {
    try await inScratch { directory in
      let task = Task { try await shell("echo $$ > id; sleep 60 & sleep 60", directory: directory) }
      while (try? read("id", in: directory)).flatMap(Int32.init) == nil { await Task.yield() }
      let id = try #require(Int32(try read("id", in: directory)))
      task.cancel()
      let result = try await task.value
      #expect(result.end == .cancelled)
      #expect(isGone(id))
    }
  }

  @Test func `a task that is cancelled already runs nothing to its end`() async throws {
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await shell("sleep 60")
    }
    #expect(try await task.value.end == .cancelled)
  }

  @Test func `a flood is bounded and its ends are kept`() async throws {
    let result = try await run(
      [Array("-c".utf8), Array("echo first; yes | head -c 20000000; echo last".utf8)], outputLimit: 10_000)
    #expect(result.end == .exited(0))
    #expect(result.isTruncated)
    #expect(result.standardOutput.count < 10_100)
    #expect(text(result.standardOutput).hasPrefix("first\n"))
    #expect(text(result.standardOutput).hasSuffix("last\n"))
    #expect(text(result.standardOutput).contains("bytes left out"))
  }

  @Test func `an orphan that holds the pipe open does not hold us up`() async throws {
    try await inScratch { directory in
      let result = try await shell("sleep 60 & echo $! > id; echo done", directory: directory, timeout: .seconds(50))
      #expect(result.end == .exited(0))
      #expect(text(result.standardOutput) == "done\n")
      #expect(result.duration < .seconds(30))
      #expect(isGone(try #require(Int32(try read("id", in: directory)))))
    }
  }

  @Test func `an orphan without a pipe is ended as well`() async throws {
    try await inScratch { directory in
      _ = try await shell("sleep 60 >/dev/null 2>&1 & echo $! > id", directory: directory)
      #expect(isGone(try #require(Int32(try read("id", in: directory)))))
    }
  }

  @Test func `what a program wrote before it ended is read to the last byte`() async throws {
    for _ in 0..<20 {
      let result = try await shell("head -c 60000 /dev/zero")
      #expect(result.standardOutput.count == 60_000)
    }
  }

  @Test func `a signal is told from an exit`() async throws {
    #expect(try await shell("kill -SEGV $$").end == .signalled(SIGSEGV))
  }

  @Test func `signals are neither blocked nor ignored in the child`() async throws {
    signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, SIG_DFL) }
    let result = try await shell("kill -PIPE $$; echo survived")
    #expect(result.end == .signalled(SIGPIPE))
    #expect(try await shell("kill -TERM $$; echo survived").end == .signalled(SIGTERM))
  }

  @Test func `what cannot be started says why`() async throws {
    try await inScratch { directory in
      let file = directory + "/plain"
      try Data("hello".utf8).write(to: URL(fileURLWithPath: file))
      let cases: [(String, String, ToolError.Reason)] = [
        ("/no/such/program", directory, .notFound), (file, directory, .notPermitted),
        ("/bin/sh", "/no/such/directory", .noDirectory),
      ]
      for (program, place, reason) in cases {
        let command = ToolCommand(
          executable: LocalPath(program), directory: LocalPath(place), environment: [:], timeout: .seconds(5))
        let error = await #expect(throws: ToolError.self) { try await ToolProcess.run(command) }
        #expect(error?.reason == reason)
        #expect(throws: ToolError.self) { try ToolProcess.runBlocking(command) }
      }
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
      let command = ToolCommand(
        executable: LocalPath(file), directory: LocalPath(directory), environment: [:], timeout: .seconds(5))
      let error = await #expect(throws: ToolError.self) { try await ToolProcess.run(command) }
      #expect(error?.reason == .notExecutable)
    }
  }

  @Test func `the blocking form answers too`() throws {
    let result = try ToolProcess.runBlocking(command([Array("-c".utf8), Array("cat; exit 4".utf8)], input: [65]))
    #expect(result.end == .exited(4))
    #expect(result.standardOutput == [65])
    let late = try ToolProcess.runBlocking(
      command([Array("-c".utf8), Array("sleep 60".utf8)], timeout: .milliseconds(50)))
    #expect(late.end == .timedOut)
  }

  @Test func `no descriptor of ours reaches a child and none of its stays with us`() async throws {
    let leaky = open("/dev/null", O_RDONLY)  // Without O_CLOEXEC, as a careless library would.
    defer { close(leaky) }
    let listed = try await shell("ls /dev/fd | sort -n | tr '\\n' ' '")
    // 0 to 2, and the one with which ls reads the directory.
    #expect(text(listed.standardOutput).split(separator: " ").count <= 4, "\(text(listed.standardOutput))")
    // Other tests open descriptors meanwhile, so a leak must show as growth with the number of runs.
    let before = openDescriptors()
    for _ in 0..<100 { _ = try await shell("exit 0") }
    #expect(openDescriptors() < before + 90)
  }

  @Test func `a hundred programs at once all come back`() async throws {
    let codes = try await withThrowingTaskGroup(of: ToolResult.End.self) { group in
      for number in 0..<100 { group.addTask { try await shell("exit \(number % 7)").end } }
      return try await group.reduce(into: [ToolResult.End]()) { $0.append($1) }
    }
    #expect(codes.count == 100)
    #expect(codes.allSatisfy { if case .exited = $0 { true } else { false } })
  }

  // MARK: -

  private func shell(
    _ script: String, directory: String = "/tmp", timeout: Duration = .seconds(60)
  ) async throws -> ToolResult {
    try await run([Array("-c".utf8), Array(script.utf8)], directory: directory, timeout: timeout)
  }

  private func run(
    _ arguments: [[UInt8]], directory: String = "/tmp", environment: [String: String] = ["PATH": "/usr/bin:/bin"],
    input: [UInt8] = [], timeout: Duration = .seconds(60), outputLimit: Int = ToolCommand.defaultOutputLimit
  ) async throws -> ToolResult {
    try await ToolProcess.run(
      command(
        arguments, directory: directory, environment: environment, input: input, timeout: timeout,
        outputLimit: outputLimit))
  }

  private func command(
    _ arguments: [[UInt8]], directory: String = "/tmp", environment: [String: String] = ["PATH": "/usr/bin:/bin"],
    input: [UInt8] = [], timeout: Duration = .seconds(60), outputLimit: Int = ToolCommand.defaultOutputLimit
  ) -> ToolCommand {
    ToolCommand(
      executable: LocalPath("/bin/sh"), arguments: arguments, directory: LocalPath(directory),
      environment: environment, input: input, timeout: timeout, outputLimit: outputLimit)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private func read(_ name: String, in directory: String) throws -> String {
    try String(contentsOfFile: directory + "/" + name, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// A killed orphan may be a zombie until init (or nobody, in a container) reaps it; it runs no more.
  private func isGone(_ id: Int32) -> Bool {
    for _ in 0..<2000 {
      if kill(id, 0) != 0 { return true }
      let state = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8))?
        .split(separator: ")").last?.split(separator: " ").first
      if state == "Z" || state == "X" { return true }
      usleep(1000)
    }
    return false
  }

  private func openDescriptors() -> Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/dev/fd").count) ?? 0
  }

  private func inScratch(_ body: (String) async throws -> Void) async throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("gate-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try await body(directory)
  }
}
