import GateModel
import GateTestSupport
import Testing

/// What the hook says of staged content, through git and the built gate.
@Suite struct StagedCheckTests {
  static let secretsOnly = """
    version: 1
    hooks: { pre-commit: [secrets] }
    checks:
      secrets: { kind: secrets }
    """

  @Test func `a staged secret refuses the commit and is shown nowhere`() throws {
    let repository = try TestRepository.gated(Self.secretsOnly)
    try repository.gate("install")
    try repository.write("settings.env", "# settings\nAWS_ACCESS_KEY_ID=\(Sample.awsKey)\n")
    try repository.git("add", ".")
    let before = try repository.id("HEAD")

    let refused = try repository.gitWithHooks("commit", "-m", "with a key")
    #expect(refused.status == 1)
    #expect(refused.everything.contains("settings.env:2:"))
    #expect(refused.everything.contains("aws-access-key-id"))
    #expect(!refused.everything.contains(Sample.awsKey))
    #expect(!refused.everything.contains(Sample.awsKey.suffix(12)))
    #expect(try repository.id("HEAD") == before)

    try repository.write("settings.env", "# settings\n")
    try repository.git("add", ".")
    let accepted = try repository.gitWithHooks("commit", "-m", "without")
    #expect(accepted.status == 0, "\(accepted.everything)")
    #expect(try repository.id("HEAD") != before)
  }

  @Test func `no format and no cache row ever holds the secret`() throws {
    let repository = try TestRepository.gated(Self.secretsOnly)
    try repository.write("a.env", "key = \"\(Sample.awsKey)\"\n")
    try repository.git("add", ".")
    for format in ["text", "json", "sarif", "junit", "github"] {
      let run = try repository.gate("check", "--format", format)
      #expect(run.status == 1)
      #expect(!run.everything.contains(Sample.awsKey), "\(format)")
    }
    let store = repository.root.appending(".git/gate")
    for name in ["verdicts.sqlite", "verdicts.sqlite-wal"] {
      let found = try runProcess("grep", ["-c", "-a", Sample.awsKey, "\(store.appending(name))"])
      #expect(found.output.trimmingSuffix("\n") != "1")
    }
  }

  @Test func `what commands print of a secret is neither kept nor shown, whether or not one looks for it`() throws {
    let repository = try TestRepository.gated(
      """
      version: 1
      checks:
        secrets: { kind: secrets }
        prints: { run: "cat {files}", files: "*.env" }
        quotes: { run: "sh quote.sh {files}", files: "*.env", format: unix }
        fails: { run: "sh -c 'cat *.env; exit 1'", files: "*.env" }
        flake8: { preset: flake8 }
      """, files: ["quote.sh": "echo \"$1:1:1: error: $(cat \"$1\")\"\nexit 1\n"])
    try repository.write("a.env", "k = \(Sample.awsKey)\n")
    try repository.write("a.py", "import os; k = '\(Sample.awsKey)'\n")
    try repository.git("add", ".")
    for checks in [[], ["--check", "prints"], ["--check", "quotes"], ["--check", "fails"], ["--check", "flake8"]] {
      for format in ["text", "json", "sarif", "junit", "github"] {
        let run = try repository.gate(["check", "-v", "--format", format] + checks)
        #expect(run.status == (checks == ["--check", "prints"] ? 0 : 1), "\(run.everything)")
        #expect(!run.everything.contains(Sample.awsKey), "\(checks) \(format)")
      }
    }
    let quoted = try repository.gate("check", "--check", "flake8")
    #expect(quoted.output.contains("a.py:1:10: error: multiple statements on one line"), "\(quoted.output)")
    #expect(quoted.output.contains("import os; k = '••••"), "\(quoted.output)")
    let store = repository.root.appending(".git/gate")
    let found = try runProcess("grep", ["-r", "-l", "-a", Sample.awsKey, "\(store)"])
    #expect(found.output.isEmpty)
  }

  @Test func `the second run of the same content executes nothing and says so`() throws {
    let repository = try TestRepository.gated(
      """
      version: 1
      hooks: { pre-commit: [secrets, count] }
      checks:
        secrets: { kind: secrets }
        count: { run: "sh -c 'echo ran >> \\"$COUNTER\\"'", env: [COUNTER], files: "*.txt" }
      """)
    let counter = repository.surroundings.appending("counter")
    try repository.write("a.txt", "one\n")
    try repository.git("add", ".")
    let variables = ["COUNTER": "\(counter)"]
    let first = try repository.gate("check", adding: variables)
    #expect(first.status == 0, "\(first.everything)")
    let second = try repository.gate("check", adding: variables)
    #expect(second.status == 0)
    #expect(second.output.contains("2 from cache"), "\(second.everything)")
    #expect(try runProcess("cat", ["\(counter)"]).output == "ran\n")

    try repository.write("b.md", "unrelated\n")
    try repository.git("add", ".")
    let third = try repository.gate("check", adding: variables)
    #expect(third.status == 0)
    #expect(try runProcess("cat", ["\(counter)"]).output == "ran\n")

    try repository.write("a.txt", "two\n")
    try repository.git("add", ".")
    try repository.gate("check", adding: variables)
    #expect(try runProcess("cat", ["\(counter)"]).output == "ran\nran\n")
  }

  @Test func `with a file half staged the verdict is about the staged half, and neither half is altered`() throws {
    let repository = try TestRepository.gated(
      """
      version: 1
      hooks: { pre-commit: [black, secrets] }
      checks:
        black: { preset: black }
        secrets: { kind: secrets }
      """, files: ["a.py": "x = 1\n"])
    // The staged half is well formed, the working half is not.
    try repository.write("a.py", "x = 1\ny = 2\n")
    try repository.git("add", "a.py")
    try repository.write("a.py", "x = 1\ny = 2\nz   =   3\n")
    let index = try repository.git("ls-files", "-s")
    let good = try repository.gate("check")
    #expect(good.status == 0, "\(good.everything)")
    #expect(try repository.git("ls-files", "-s") == index)
    #expect(try repository.read("a.py") == Array("x = 1\ny = 2\nz   =   3\n".utf8))

    // And the other way round.
    try repository.write("a.py", "x = 1\ny   =   2\n")
    try repository.git("add", "a.py")
    try repository.write("a.py", "x = 1\ny = 2\n")
    let bad = try repository.gate("check")
    #expect(bad.status == 1, "\(bad.everything)")
    #expect(bad.output.contains("a.py"))
    #expect(try repository.read("a.py") == Array("x = 1\ny = 2\n".utf8))
  }

  @Test func `a snapshot holds what is staged and not what lies around`() throws {
    let repository = try TestRepository.gated(
      """
      version: 1
      checks:
        list: { run: "sh list.sh", cache: false }
      """, files: ["list.sh": "ls -A | sort; cat a.txt\n", "a.txt": "committed\n"])
    try repository.write("a.txt", "staged\n")
    try repository.git("add", "a.txt")
    try repository.write("a.txt", "working\n")
    try repository.write("untracked.txt", "\n")
    let run = try repository.gate("check", "-v")
    #expect(run.status == 0, "\(run.everything)")
    #expect(run.output.contains("staged"))
    #expect(!run.output.contains("working"))
    #expect(!run.output.contains("untracked.txt"))
    // The snapshot stays for the next run, which sees what is staged then.
    try repository.write("a.txt", "staged again\n")
    try repository.git("add", "a.txt")
    try repository.write("a.txt", "working again\n")
    let again = try repository.gate("check", "-v")
    #expect(again.output.contains("staged again"), "\(again.everything)")
  }

  @Test func `commit PATH is judged by that path alone`() throws {
    let repository = try TestRepository.gated(Self.secretsOnly, files: ["a.txt": "a\n", "b.txt": "b\n"])
    try repository.gate("install")
    try repository.write("a.txt", "\(Sample.awsKey)\n")
    try repository.git("add", "a.txt")
    try repository.write("b.txt", "b b\n")
    let clean = try repository.gitWithHooks("commit", "-m", "b", "b.txt")
    #expect(clean.status == 0, "\(clean.everything)")
    let refused = try repository.gitWithHooks("commit", "-a", "-m", "a")
    #expect(refused.status == 1)
    #expect(refused.everything.contains("a.txt:1:"))
  }

  @Test func `the hook, a range and all files find the same in the same content`() throws {
    let repository = try TestRepository.gated(
      """
      version: 1
      hooks: { pre-commit: [secrets, flake8] }
      checks:
        secrets: { kind: secrets }
        flake8: { preset: flake8 }
      """)
    try repository.git("branch", "start")
    try repository.write("k.py", "import os\nk = \"\(Sample.awsKey)\"\n")
    try repository.git("add", ".")
    let staged = try repository.gate("check", "--format", "json")
    try repository.commit("bad")
    let range = try repository.gate("check", "--range", "start..HEAD", "--format", "json")
    let all = try repository.gate("check", "--all", "--format", "json")
    #expect(staged.status == 1)
    #expect(range.status == 1)
    #expect(all.status == 1)
    let expected = findings(staged.output)
    #expect(expected.count == 2)
    #expect(findings(range.output) == expected)
    #expect(findings(all.output) == expected)
  }

  /// The rule, path and line of every finding of a JSON report.
  private func findings(_ json: String) -> [String] {
    var found: [String] = []
    var rule = ""
    var path = ""
    for line in json.split(separator: "\n") {
      let parts = line.split(separator: "\"")
      guard parts.count >= 3 else { continue }
      switch parts[1] {
      case "rule": rule = String(parts[3])
      case "path": path = String(parts[3])
      case "line": found.append("\(rule) \(path)\(parts[2])")
      default: break
      }
    }
    return found.sorted()
  }
}

extension String {
  /// The string without `suffix`, where it ends with it.
  func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
