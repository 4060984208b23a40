import Foundation
import GateModel
import GateTestSupport
import Testing

/// `gate check --verify-cache` and `--trace`: inputs that nobody declared.
@Suite struct VerifyCacheTests {
  private static let hasStrace = FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")
  private static let straceIsMissing = Comment("strace is not installed; .ci/deps.sh test installs it")

  /// A check that reads `rules/words`, which nothing declares: a word of the command line would count as declared.
  private func repository(further: String = "") throws -> TestRepository {
    let repository = try TestRepository.gated(
      """
      version: 1
      hooks: { pre-commit: [words] }
      checks:
        words: { run: "sh -c 'd=rules; for f; do if grep -q -f $d/words $f; then exit 1; fi; done' sh {files}", files: "*.txt" }
      \(further)
      """, files: ["a.txt": "some words\n", "rules/words": "forbidden\n"])
    return repository
  }

  private func change(_ repository: TestRepository, _ path: RepositoryPath, _ text: String) throws {
    try repository.write(path, text)
    try repository.git("add", ".")
    try repository.commit("change")
  }

  private func check(_ repository: TestRepository, _ arguments: String...) throws -> ProcessResult {
    try repository.gate(["check", "--all", "--check", "words"] + arguments)
  }

  @Test func `a verdict that went stale is found and mended`() throws {
    let repository = try repository()
    #expect(try check(repository).status == 0)
    #expect(try check(repository, "--verify-cache").output.contains("verified 1 kept verdict, 0 differ\n"))
    try change(repository, "rules/words", "words\n")
    #expect(try check(repository).status == 0, "the stale verdict that this is about")
    let found = try check(repository, "--verify-cache")
    #expect(found.status == 1)
    #expect(
      found.output.contains("words: the verdict was kept as passed, and now failed (1 error)"), "\(found.everything)")
    #expect(found.output.contains("verified 1 kept verdict, 1 differs"))
    let mended = try check(repository)
    #expect(mended.status == 1)
    #expect(mended.output.contains("1 from cache"))
  }

  @Test func `a kept failure that is wrong fails the run though the check passes now`() throws {
    let repository = try repository()
    try change(repository, "rules/words", "words\n")
    #expect(try check(repository).status == 1)
    try change(repository, "rules/words", "forbidden\n")
    let found = try check(repository, "--verify-cache", "--format", "json")
    #expect(found.status == 1)
    #expect(found.output.contains("\"cause\": \"undeclared-input\""), "\(found.everything)")
    #expect(try check(repository).status == 0)
  }

  @Test func `a check that is not deterministic is told, and its verdict is not kept`() throws {
    let repository = try TestRepository()
    let counter = repository.surroundings.appending("counter")
    try repository.write(
      "gate.yml",
      """
      version: 1
      checks:
        words: { run: "sh -c 'echo >> \(counter); test $(($(wc -l < \(counter)) % 2)) = 1' sh {files}", files: "*.txt" }

      """)
    try repository.write("a.txt", "a\n")
    try repository.git("add", ".")
    try repository.commit("base")
    #expect(try check(repository).status == 0)
    let found = try check(repository, "--verify-cache")
    #expect(found.status == 1)
    #expect(found.output.contains("not deterministic"), "\(found.everything)")
    #expect(try !check(repository).output.contains("from cache"))
  }

  @Test func `a clean project has nothing to report, with real linters, for files, ranges and hooks alike`() throws {
    let repository = try TestRepository.gated(
      """
      version: 1
      hooks: { pre-commit: [black, ruff, shell, secrets] }
      checks:
        black: { preset: black }
        ruff: { preset: ruff }
        shell: { preset: shellcheck }
        secrets: { kind: secrets }
      """,
      files: ["src/a.py": "import os\n\nprint(os.name)\n", "src/b.py": "B = 1\n", "run.sh": "#!/bin/sh\necho hello\n"])
    for arguments in [["--all"], ["src/a.py"], ["--all", "--hook", "pre-commit"], ["--all", "--shard", "1/2"]] {
      let first = try repository.gate(["check"] + arguments)
      #expect(first.status == 0, "\(first.everything)")
      let found = try repository.gate(["check", "--verify-cache"] + arguments)
      #expect(found.status == 0, "\(found.everything)")
      #expect(found.output.contains(" 0 differ\n"))
      #expect(!found.output.contains("could not be compared"))
      #expect(!found.output.contains("verified 0"), "\(found.everything)")
    }
  }

  @Test(.enabled(if: CacheServer.nginx != nil, Comment(rawValue: CacheServer.nginxIsMissing)))
  func `a wrong verdict of the remote cache is found, and taken back where gate may write`() throws {
    let server = try CacheServer.startNginx(writeToken: "token")
    let repository = try repository(
      further: "cache: { remote: { url: \"\(server.url)\", key: K, write: { token: T }, timeout: 60s } }")
    let reader = ["K": "a signing key of many bytes"]
    let writer = reader.merging(["T": "token"]) { $1 }
    let arguments = ["check", "--all", "--check", "words"]
    #expect(try repository.gate(arguments, adding: writer).status == 0)
    try change(repository, "rules/words", "words\n")
    func clone(_ name: String) throws -> LocalPath {
      let path = repository.surroundings.appending(name)
      try repository.git("clone", "--quiet", "\(repository.root)", "\(path)")
      return path
    }
    let reading = try repository.gate(arguments + ["--verify-cache"], in: clone("reader"), adding: reader)
    #expect(reading.status == 1)
    #expect(reading.output.contains("was kept in the remote cache as passed"), "\(reading.everything)")
    #expect(reading.output.contains("may not write to the remote cache"))
    let stale = try repository.gate(arguments, in: clone("stale"), adding: reader)
    #expect(stale.status == 0, "the remote cache still has it")
    let writing = try repository.gate(arguments + ["--verify-cache"], in: clone("writer"), adding: writer)
    #expect(writing.status == 1)
    #expect(!writing.output.contains("may not write"))
    let after = try repository.gate(arguments, in: clone("after"), adding: reader)
    #expect(after.status == 1, "\(after.everything)")
    #expect(after.errors.isEmpty)
  }

  @Test func `what makes no sense together is refused`() throws {
    let repository = try repository()
    for arguments in [["--verify-cache", "--no-cache"], ["--verify-cache", "--fix"], ["--trace", "--fix"]] {
      #expect(try repository.gate(["check"] + arguments).status == 2)
    }
  }

  @Test(.enabled(if: hasStrace, straceIsMissing))
  func `a trace lists the file that nobody declared, in place and in a snapshot, and keeps the verdict`() throws {
    let repository = try repository()
    #expect(try check(repository).status == 0)
    for place in ["in place", "snapshot"] {
      if place == "snapshot" { try repository.write("b.txt", "not tracked\n") }
      let found = try check(repository, "--trace")
      #expect(found.status == 0, "\(found.everything)")
      #expect(found.output.contains("trace of words: 1 place read that no input names\n"), "\(found.everything)")
      #expect(found.output.contains("inputs: [rules/words]"))
      #expect(!found.output.contains("from cache"))
    }
    try change(repository, "rules/words", "words\n")
    #expect(try check(repository, "--trace").status == 1, "a traced run executes what has a verdict")
    #expect(try check(repository).status == 1, "and keeps what came of it")
    let left = try FileManager.default.contentsOfDirectory(atPath: repository.gateEnvironment["TMPDIR"] ?? "/tmp")
    #expect(repository.gateEnvironment["TMPDIR"] == nil || !left.contains { $0.hasPrefix("gate-trace-") })
  }

  @Test(.enabled(if: hasStrace, straceIsMissing))
  func `what is declared is not listed`() throws {
    let repository = try TestRepository.gated(
      """
      version: 1
      checks:
        words: { run: "sh -c 'd=rules; cat $d/words' sh {files}", files: "*.txt", inputs: ["rules/*"] }
      """, files: ["a.txt": "a\n", "rules/words": "w\n"])
    #expect(
      try check(repository, "--trace").output.contains(
        "trace of words: its tools read nothing that its inputs do not name"))
  }

  @Test func `without strace a trace ends with what to install`() throws {
    let repository = try repository()
    let found = try repository.gate(["check", "--all", "--trace"], adding: ["PATH": "/nonexistent"])
    #if os(Linux)
      #expect(found.status == 3)
      #expect(found.errors.contains("apt install strace"), "\(found.everything)")
    #else
      #expect(found.status == 3)
      #expect(found.errors.contains("Linux only"))
    #endif
  }
}
