import Foundation
import GateModel
import GateTestSupport
import Testing
import ToolProcess

/// Programs that go on when gate has ended.
@Suite struct BackgroundProcessTests {
  @Test func `it has a session, a log and one descriptor of its own, and holds the lock that it was given`() throws {
    let directory = try TemporaryDirectory()
    let file = directory.path.appending("lock")
    let log = directory.path.appending("log")
    try "earlier, and longer than what comes".write(toFile: "\(log)", atomically: false, encoding: .utf8)
    let lock = file.withCString { open($0, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
    try #require(lock >= 0 && flock(lock, LOCK_EX) == 0)
    let process = try BackgroundProcess.start(
      LocalPath("/bin/sh"), ["-c", "cat; pwd; echo err >&2; echo $VALUE; ls /dev/fd; read -r _ < fifo"],
      in: directory.path, environment: ["VALUE": "v", "PATH": "/usr/bin:/bin"], log: log, giving: lock)
    #expect(getsid(process) == process)
    close(lock)
    let again = file.withCString { open($0, O_RDONLY | O_CLOEXEC) }
    defer { close(again) }
    var status: Int32 = 0
    // Without the fifo the shell ends by itself; its lock goes with it.
    #expect(waitpid(process, &status, 0) == process)
    #expect(flock(again, LOCK_SH | LOCK_NB) == 0)
    let text = try String(contentsOfFile: "\(log)", encoding: .utf8)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.prefix(3) == ["\(directory.path)", "err", "v"], "\(text)")
    // The last is that of `ls` itself.
    #expect(lines.dropFirst(3).prefix { Int($0) != nil } == ["0", "1", "2", "3", "4"], "\(text)")
  }

  @Test func `who asks it to end is not heard before it lets that in`() throws {
    let directory = try TemporaryDirectory()
    let log = directory.path.appending("log")
    let process = try BackgroundProcess.start(
      LocalPath("/usr/bin/perl"),
      [
        "-MPOSIX", "-e",
        """
        my $term = POSIX::SigSet->new(SIGTERM);
        my $pending = POSIX::SigSet->new;
        do { sigpending($pending) } until $pending->ismember(SIGTERM);
        $SIG{TERM} = sub { print "asked\n"; exit 7 };
        sigprocmask(SIG_UNBLOCK, $term);
        """,
      ], in: directory.path, environment: ["PATH": "/usr/bin:/bin"], log: log, giving: 0)
    BackgroundProcess.end(process)
    var status: Int32 = 0
    #expect(waitpid(process, &status, 0) == process)
    #expect(status == 7 << 8)
    #expect(try String(contentsOfFile: "\(log)", encoding: .utf8) == "asked\n")
  }

  @Test func `what cannot be started says so`() throws {
    let directory = try TemporaryDirectory()
    #expect(throws: ToolError.self) {
      try BackgroundProcess.start(
        LocalPath("/nowhere/to/be/found"), [], in: directory.path, environment: [:],
        log: directory.path.appending("log"), giving: 0)
    }
  }
}
