import Foundation
import GateModel
import GateTestSupport
import Testing

/// What gate says when what it is given is wrong: where, what, what to do; and with which status.
@Suite struct BadInputTests {
  @Test func `outside of a repository`() throws {
    let directory = try TemporaryDirectory()
    let run = try runProcess(
      GateProgram.path, ["check"], environment: TestRepository.hermetic(home: directory.path), directory: directory.path
    )
    #expect(run.status == 2)
    #expect(run.errors.contains("is not inside a git repository"))
    #expect(run.errors.contains("git init"))
    #expect(run.output.isEmpty)
  }

  @Test func `a repository without gate.yml`() throws {
    let repository = try TestRepository()
    let run = try repository.gate("check")
    #expect(run.status == 2)
    #expect(run.errors.contains("no gate.yml"))
    #expect(run.errors.contains("gate init"))
  }

  @Test func `YAML that does not parse is located`() throws {
    let repository = try TestRepository.gated("version: 1\nchecks: [a, b\n")
    let run = try repository.gate("check")
    #expect(run.status == 2)
    #expect(run.errors.contains("gate: gate.yml:2:14: "))
    #expect(run.output.isEmpty)
  }

  @Test func `an unknown key is located, with the nearest name`() throws {
    let repository = try TestRepository.gated("version: 1\nchecks:\n  a: { preset: black, fils: \"*.py\" }\n")
    let run = try repository.gate("check")
    #expect(run.status == 2)
    #expect(run.errors.contains("gate.yml:3:23: "))
    #expect(run.errors.contains("did you mean \"files\"?"))
  }

  @Test func `an unknown preset is located, with the nearest name`() throws {
    let repository = try TestRepository.gated("version: 1\nchecks:\n  a: { preset: balck }\n")
    let run = try repository.gate("check")
    #expect(run.status == 2)
    #expect(run.errors.contains("gate.yml:3:16: unknown preset \"balck\"; did you mean \"black\"?"))
  }

  @Test func `an unknown check, hook, revision or file`() throws {
    let repository = try TestRepository.gated(
      "version: 1\nhooks: { pre-commit: [a] }\nchecks:\n  a: { run: \"true\" }\n")
    let check = try repository.gate("check", "--check", "b")
    #expect(check.status == 2)
    let hook = try repository.gate("check", "--hook", "pre-comit")
    #expect(hook.status == 2)
    #expect(hook.errors.contains("pre-commit"))
    let revision = try repository.gate("check", "--range", "nowhere..HEAD")
    #expect(revision.status == 2)
    #expect(revision.errors.contains("nowhere"))
    let file = try repository.gate("check", "missing.txt")
    #expect(file.status == 2)
    #expect(file.errors.contains("missing.txt"))
    let option = try repository.gate("check", "--al")
    #expect(option.status == 2)
  }

  @Test func `a tool that is missing could not run, and the hint says how to get it`() throws {
    let repository = try TestRepository.gated("version: 1\nchecks:\n  lint: { preset: hadolint }\n")
    try repository.write("Dockerfile", "FROM scratch\n")
    try repository.git("add", ".")
    let bare = "/usr/bin:/bin"
    let run = try repository.gate("check", adding: ["PATH": bare])
    #expect(run.status == 3)
    #expect(run.everything.contains("hadolint"))
    #expect(run.everything.contains("install"))
    let plan = try repository.gate("plan", adding: ["PATH": bare])
    #expect(plan.status == 0)
    #expect(plan.output.contains("errored"))
    #expect(plan.output.contains("1 that could not run"))
  }

  @Test func `a command that hangs is ended, children included, and named`() throws {
    let repository = try TestRepository.gated(
      "version: 1\nchecks:\n  slow: { run: \"sh -c 'sleep 1000 & sleep 1000'\", timeout: 300ms }\n")
    try repository.write("a", "a\n")
    try repository.git("add", ".")
    let run = try repository.gate("check")
    #expect(run.status == 3)
    #expect(run.everything.contains("slow"))
    #expect(run.everything.contains("took longer than 300ms"))
    #expect(run.everything.contains("timeout"))
  }

  @Test func `a file that is deleted while its check runs changes no verdict and nothing is kept`() throws {
    let repository = try TestRepository.gated(
      "version: 1\nchecks:\n  odd: { run: \"sh odd.sh {files}\", files: \"*.txt\" }\n",
      files: ["odd.sh": "rm -f -- \"$1\"\n"])
    try repository.write("a.txt", "a\n")
    try repository.git("add", ".")
    let first = try repository.gate("check")
    #expect(first.status == 0, "\(first.everything)")
    let second = try repository.gate("check")
    #expect(!second.output.contains("from cache"))
  }

  @Test func `a huge staged file is reported, not swallowed and not read`() throws {
    let repository = try TestRepository.gated("version: 1\nchecks:\n  secrets: { kind: secrets, max_size: 1MB }\n")
    let big = repository.root.appending("big.bin")
    try runProcess("truncate", ["-s", "1G", "\(big)"])
    try repository.git("-c", "core.compression=0", "-c", "core.bigFileThreshold=1m", "add", ".")
    let run = try repository.gate("check")
    #expect(run.status == 1, "\(run.everything)")
    #expect(run.output.contains("big.bin"))
    #expect(run.output.contains("max_size"))
  }

  @Test func `paths with newlines, quotes, dashes and bytes that are no UTF-8 are checked like others`() throws {
    let repository = try TestRepository.gated(
      "version: 1\nchecks:\n  show: { run: \"sh show.sh {files}\", files: \"**/*.txt\", cache: false }\n",
      files: ["show.sh": "for f in \"$@\"; do test -f \"$f\" || exit 9; done; echo \"count $#\"\n"])
    let names: [[UInt8]] = [
      Array("new\nline.txt".utf8), Array("-dash.txt".utf8), Array("quo\"te'.txt".utf8), Array("$(boom).txt".utf8),
      [0xff, 0xfe] + Array(".txt".utf8),
    ]
    for name in names { try repository.write(RepositoryPath(bytes: name), bytes: Array("x\n".utf8)) }
    try repository.git("add", "--", ".")
    let run = try repository.gate("check", "-v")
    #expect(run.status == 0, "\(run.everything)")
    #expect(run.output.contains("count"))
    let json = try repository.gate("check", "--format", "json")
    #expect(json.status == 0)
    let plan = try repository.gate("plan", "--format", "json")
    #expect(try JSONSerialization.jsonObject(with: Data(plan.stdout)) is [String: Any])
    #expect(plan.output.contains("path_bytes"))
  }

  @Test func `Ctrl-C ends everything and leaves nothing that the next run could trip over`() throws {
    let repository = try TestRepository.gated(
      "version: 1\nchecks:\n  slow: { run: \"sh slow.sh\", isolation: snapshot }\n",
      files: ["slow.sh": "echo $$ > \"$HOME/child\"; kill -INT $PPID; exec sleep 1000\n"])
    try repository.write("a", "a\n")
    try repository.git("add", ".")
    let run = try repository.gate("check")
    #expect(run.status == 130, "\(run.everything)")
    let home = try #require(repository.environment["HOME"])
    let child = try runProcess("cat", ["\(home)/child"]).output.trimmingSuffix("\n")
    #expect(kill(try #require(pid_t(child)), 0) != 0)
    // The snapshot stays for the next run, and nobody holds it.
    let lock = try runProcess("find", [home, "-path", "*/main/lock"]).output.trimmingSuffix("\n")
    #expect(try runProcess("flock", ["--nonblock", lock, "true"]).status == 0)
    #expect(try runProcess("find", [home, "-name", "~*"]).output.isEmpty)
  }
}
