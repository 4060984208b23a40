import Foundation
import GateModel
import GateTestSupport
import Testing

/// Signals and readers that go away: gate ends as it says, and nothing that it started outlives it.
@Suite struct InterruptionTests {
  /// A repository with one check that runs `script`.
  private func repository(running script: String) throws -> TestRepository {
    let repository = try TestRepository.gated(
      "version: 1\nchecks:\n  slow: { run: \"sh slow.sh\" }\n", files: ["slow.sh": script])
    try repository.write("a", "a\n")
    try repository.git("add", ".")
    return repository
  }

  private func home(of repository: TestRepository) throws -> String { try #require(repository.environment["HOME"]) }

  /// Whether the process whose id is in `file` is no more, or only waits for its parent to notice.
  private func isGone(_ file: String) throws -> Bool {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let process = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    for _ in 0..<2000 {
      if kill(process, 0) != 0 { return true }
      let state = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8))?
        .split(separator: ")").last?.split(separator: " ").first
      if state == "Z" || state == "X" { return true }
      usleep(1000)
    }
    return false
  }

  @Test(arguments: ["INT", "TERM", "HUP"]) func `a signal ends a stubborn command and its children`(
    signal: String
  ) throws {
    let repository = try repository(
      running: """
        trap '' TERM INT HUP
        sh -c 'trap "" TERM INT HUP; echo $$ > "$HOME/child"; sleep 1000 & exec sleep 1000' &
        while ! test -s "$HOME/child"; do :; done
        echo $$ > "$HOME/leader"
        kill -\(signal) $PPID
        while :; do sleep 1000; done

        """)
    let run = try repository.gate("check")
    #expect(run.status == 130, "\(run.everything)")
    #expect(run.output.contains("interrupted"))
    for name in ["leader", "child"] { #expect(try isGone("\(home(of: repository))/\(name)"), "\(name)") }
  }

  @Test func `a second signal ends gate at once, and what it runs as well`() throws {
    let repository = try repository(
      running: """
        trap '' TERM INT HUP
        echo $$ > "$HOME/leader"
        kill -INT $PPID
        kill -TERM $PPID
        while :; do sleep 1000; done

        """)
    let run = try repository.gate("check")
    #expect(run.status == 130, "\(run.everything)")
    #expect(try isGone("\(home(of: repository))/leader"))
  }

  @Test func `a signal that came before gate could hear it is heard`() throws {
    let repository = try repository(running: "while :; do sleep 1000; done\n")
    // The signal waits, blocked, from before the program is gate.
    let run = try runProcess(
      "perl",
      [
        "-MPOSIX", "-e",
        "sigprocmask(SIG_BLOCK, POSIX::SigSet->new(SIGTERM)); kill 'TERM', $$; exec 'gate', 'check'",
      ], environment: repository.gateEnvironment, directory: repository.root)
    #expect(run.status == 130, "\(run.everything)")
  }

  @Test func `a reader that goes away does not change the exit status`() throws {
    let repository = try repository(running: "exit 1\n")
    // The writer waits at the second pipe until the reader has closed the first.
    let run = try runProcess(
      "sh",
      [
        "-c",
        """
        mkfifo "$HOME/gone"
        { read -r _ < "$HOME/gone"; gate check; echo $? > "$HOME/status"; } | { exec <&-; echo > "$HOME/gone"; }
        cat "$HOME/status"
        """,
      ], environment: repository.gateEnvironment, directory: repository.root)
    #expect(run.output == "1\n", "\(run.errors)")
  }

  @Test func `a report is whole even where its reader is slow and the pipe does not block`() throws {
    let repository = try TestRepository.gated(
      "version: 1\nchecks:\n  many: { run: \"sh many.sh\", format: unix }\n",
      files: [
        "many.sh": "i=0; while test $i -lt 3000; do i=$((i+1)); echo \"a.txt:$i:1: error: message $i\"; done; exit 1\n"
      ])
    try repository.write("a.txt", "a\n")
    try repository.git("add", ".")
    let pipe = Pipe()
    let process = Process()
    process.executableURL = URL(filePath: GateProgram.path)
    process.arguments = ["check", "--format", "json"]
    process.environment = repository.gateEnvironment
    process.currentDirectoryURL = URL(filePath: repository.root.description)
    process.standardOutput = pipe
    let end = pipe.fileHandleForWriting.fileDescriptor
    try #require(fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK) == 0)
    try process.run()
    let report = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    let json = try JSONSerialization.jsonObject(with: report) as? [String: Any]
    let summary = json?["summary"] as? [String: Any]
    #expect((summary?["findings"] as? [String: Int])?["error"] == 3000)
  }
}
