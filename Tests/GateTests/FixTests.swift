import Foundation
import GateModel
import GateTestSupport
import Testing

/// Fixes by hand, in the other hooks, and where a fixer misbehaves.
@Suite struct FixTests {
  /// A gate.yml with one check that wants no `bad` in text files, and this command to fix it.
  private func configuration(fix: String, more: String = "", top: String = "") -> String {
    """
    version: 1
    \(top)
    hooks: { pre-commit: [words], pre-push: [words] }
    checks:
      words:
        run: sh words.sh {files}
        fix: \(fix)
        files: "*.txt"
        inputs: [words.sh]
        \(more)
    """
  }

  private static let words = "! grep -q bad \"$@\"\n"
  private static let mend = "sed -i.orig s/bad/good/ {files}"

  private func repository(_ configuration: String, files: [String: String] = [:]) throws -> TestRepository {
    try TestRepository.gated(
      configuration, files: ["words.sh": Self.words, "a.txt": "fine\n"].merging(files) { $1 })
  }

  private func text(_ path: RepositoryPath, in repository: TestRepository) throws -> String {
    String(decoding: try repository.read(path), as: UTF8.self)
  }

  private func stage(_ text: String, _ path: RepositoryPath = "a.txt", in repository: TestRepository) throws {
    try repository.write(path, text)
    try repository.git("add", "--", path.description)
  }

  /// The index's entries, every file's content and modification time, and the refs.
  private func state(of repository: TestRepository) throws -> String {
    let script = """
      git ls-files -s; git for-each-ref; find . -path ./.git -prune -o -type f -print0 | sort -z |
      xargs -0 -n1 sh -c 'echo "$0"; cat "$0"; date -r "$0" +%s.%N'
      """
    return try runProcess("sh", ["-c", script], environment: repository.environment, directory: repository.root).output
  }

  @Test func `unless it is told to, gate says only how to fix`() throws {
    let repository = try repository(configuration(fix: Self.mend))
    try repository.gate("install")
    try stage("bad\n", in: repository)
    let before = try state(of: repository)
    let commit = try repository.gitWithHooks("commit", "-m", "c")
    #expect(commit.status == 1)
    #expect(commit.everything.contains("hint: `gate check --fix` fixes what it can of words"), "\(commit.everything)")
    let check = try repository.gate("check")
    #expect(check.status == 1)
    #expect(try state(of: repository) == before)
    let quiet = try repository.gate("check", "--no-fix")
    #expect(quiet.status == 1)
    #expect(!quiet.everything.contains("--fix"))
  }

  @Test func `gate check --fix stages the fix and brings the file along; the next commit passes`() throws {
    let repository = try repository(configuration(fix: Self.mend), files: ["b.txt": "fine\n"])
    try repository.gate("install")
    try stage("one\nbad\n", in: repository)
    let fixed = try repository.gate("check", "--fix")
    #expect(fixed.status == 0, "\(fixed.everything)")
    #expect(fixed.output.contains("fixed by words: 1 file\n  a.txt\n"))
    #expect(try text("a.txt", in: repository) == "one\ngood\n")
    // What sed left beside the file stayed in the copy.
    #expect(try repository.git("status", "--porcelain") == "M  a.txt\n")
    let commit = try repository.gitWithHooks("commit", "-m", "c")
    #expect(commit.status == 0, "\(commit.everything)")
    #expect(try repository.gate("check", "--fix", "--all").status == 0)
  }

  @Test func `gate check --fix writes what it can and still fails for the rest`() throws {
    let repository = try repository(
      """
      version: 1
      checks:
        ruff: { preset: ruff }
      """)
    try stage("import os\nprint(undefined)\n", "a.py", in: repository)
    let run = try repository.gate("check", "--fix", "--format", "json")
    #expect(run.status == 1, "\(run.everything)")
    #expect(try text("a.py", in: repository) == "print(undefined)\n")
    #expect(try repository.git("show", ":a.py") == "print(undefined)\n")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(run.stdout)) as? [String: Any])
    let fixes = try #require(report["fixes"] as? [String: Any])
    #expect(fixes["state"] as? String == "applied")
    let findings = ((report["checks"] as? [[String: Any]])?.first?["findings"] as? [[String: Any]]) ?? []
    #expect(findings.compactMap { $0["rule"] as? String } == ["F821"])
    // The place is that in the fixed content.
    #expect(findings.compactMap { $0["line"] as? Int } == [1])
  }

  @Test func `two fixers of one file both have their way, in the order of gate.yml`() throws {
    let repository = try repository(
      """
      version: 1
      checks:
        words: { run: "sh words.sh {files}", fix: "\(Self.mend)", files: "*.txt" }
        tabs: { run: "! grep -q '\\t' {files}", fix: "sed -i.orig 's/\\t/  /g' {files}", files: "*.txt" }
      """)
    try stage("bad\n1\n2\n3\n\ttab\n", in: repository)
    let apart = try repository.gate("check", "--fix")
    #expect(apart.status == 0, "\(apart.everything)")
    #expect(apart.output.contains("fixed by words: 1 file\n  a.txt\nfixed by tabs: 1 file\n  a.txt\n"))
    #expect(try text("a.txt", in: repository) == "good\n1\n2\n3\n  tab\n")

    try stage("\tbad\n", in: repository)
    let together = try repository.gate("check", "--fix")
    #expect(together.status == 0, "\(together.everything)")
    #expect(try text("a.txt", in: repository) == "  good\n")
  }

  @Test func `a fixer that never settles is named, and nothing of it is written`() throws {
    let repository = try repository(configuration(fix: "sh -c 'for f; do echo again >> $f; done' sh {files}"))
    try stage("bad\n", in: repository)
    let before = try state(of: repository)
    let run = try repository.gate("check", "--fix")
    #expect(run.status == 1)
    #expect(run.output.contains("words: its fixes did not settle in 3 rounds"), "\(run.everything)")
    #expect(try state(of: repository) == before)
  }

  @Test func `a fixer that fails half-way, or takes too long, leaves nothing behind`() throws {
    for (fix, more) in [
      ("sh -c 'true > a.txt; exit 1'", ""), ("sh -c 'true > a.txt; sleep 60'", "timeout: 500ms"),
      ("no-such-program {files}", ""),
    ] {
      let repository = try repository(configuration(fix: fix, more: more, top: "fix: apply"))
      #expect(try repository.gate("install").status == 0)
      try stage("bad\n", in: repository)
      let before = try state(of: repository)
      let run = try repository.gitWithHooks("commit", "-m", "c")
      #expect(run.status == 1, "\(run.everything)")
      #expect(try state(of: repository) == before, "\(fix)")
      #expect(run.everything.contains("\nwords: "), "\(run.everything)")
      #expect(!run.everything.contains("fixed by"))
    }
  }

  @Test func `a file that is saved while its fixer runs keeps what was saved`() throws {
    let repository = try repository(
      configuration(fix: "sh editor.sh {files}", more: "env: [EDITED]"),
      files: [
        "editor.sh":
          "printf '%s' \"$EDITED_TEXT$(cat \"$EDITED.new\")\" > \"$EDITED\"; sed -i.orig s/bad/good/ \"$@\"\n"
      ])
    let edited = repository.root.appending("a.txt")
    for (saved, expected) in [("saved\nbad\n1\n2\n3", "saved\ngood\n1\n2\n3"), ("my bad", "my bad")] {
      try repository.write("a.txt", "fine\n")
      try repository.write("a.txt.new", saved)
      try stage("1\nbad\n1\n2\n3", in: repository)
      let run = try repository.gate("check", "--fix", adding: ["EDITED": "\(edited)"])
      #expect(run.status == 0, "\(run.everything)")
      #expect(try repository.git("show", ":a.txt") == "1\ngood\n1\n2\n3")
      // The first line was edited beside the fixed one, which is a conflict; the rest is joined.
      let left = try text("a.txt", in: repository)
      #expect(left == expected || left == saved, "\(left)")
      #expect(left.hasPrefix(saved.prefix(5)))
    }
  }

  @Test func `an agent's time-out in the middle of fixing leaves everything as it was`() throws {
    let repository = try repository(
      configuration(fix: "sh stuck.sh {files}", more: "env: [READY]", top: "fix: apply"),
      files: ["stuck.sh": "sed -i.orig s/bad/good/ \"$@\"\necho ready > \"$READY\"\nsleep 60\n"])
    try repository.gate("install")
    try stage("bad\n", in: repository)
    try repository.write("other.txt", "untracked and bad\n")
    let before = try state(of: repository)
    for signal in ["TERM", "INT", "HUP", "KILL"] {
      let ready = repository.surroundings.appending("ready-\(signal)")
      // The time-out comes when the fixer has written and has not ended: a FIFO says when.
      let script = """
        mkfifo "$READY"
        git commit -m c & commit=$!
        read line < "$READY"
        gate=$(pgrep -n -f "hook pre-commit" -g "$(ps -o pgid= -p $commit | tr -d ' ')")
        kill -\(signal) "$gate"
        wait $commit
        """
      let run = try runProcess(
        "sh", ["-c", script], environment: repository.gateEnvironment.merging(["READY": "\(ready)"]) { $1 },
        directory: repository.root)
      #expect(run.status != 0, "\(signal): \(run.everything)")
      #expect(try state(of: repository) == before, "\(signal)")
    }
    try repository.write("stuck.sh", "sed -i.orig s/bad/good/ \"$@\"\n")
    try repository.git("add", "stuck.sh")
    let next = try repository.gitWithHooks("commit", "-m", "c")
    #expect(next.status == 0, "\(next.everything)")
    #expect(try repository.git("show", "HEAD:a.txt") == "good\n")
  }

  @Test func `before a push and in a range fixes are shown as a diff and never written`() throws {
    let repository = try repository(configuration(fix: Self.mend, top: "fix: apply"))
    try repository.git("branch", "start")
    try repository.gate("install")
    try stage("one\nbad\ntwo\n", in: repository)
    try repository.commit("bad")
    let before = try state(of: repository)
    let diff = "--- a/a.txt\n+++ b/a.txt\n@@ -1,3 +1,3 @@\n one\n-bad\n+good\n two\n"
    for arguments in [["--range", "start..HEAD"], ["--range", "start..HEAD", "--fix"]] {
      let run = try runProcess(
        GateProgram.path, ["check", "--format", "json"] + arguments, environment: repository.gateEnvironment,
        directory: repository.root)
      #expect(run.status == 1)
      let report = try #require(try JSONSerialization.jsonObject(with: Data(run.stdout)) as? [String: Any])
      let fixes = report["fixes"] as? [String: Any]
      #expect(fixes?["state"] as? String == "available")
      #expect((fixes?["diff"] as? String)?.hasSuffix(diff.dropFirst(0)) == true, "\(run.everything)")
    }
    let bare = repository.surroundings.appending("remote")
    try repository.git("init", "-q", "--bare", "\(bare)")
    let push = try repository.gitWithHooks("push", "\(bare)", "main")
    #expect(push.status == 1)
    #expect(push.everything.contains("-bad\n+good\n"), "\(push.everything)")
    #expect(try state(of: repository) == before)
    // And git can apply what is shown.
    try runProcess(
      "git", ["apply"], environment: repository.environment, directory: repository.root, stdin: Array(diff.utf8))
    #expect(try text("a.txt", in: repository) == "one\ngood\ntwo\n")
  }

  @Test func `the diff of a fix shows no secret, whether or not a check looks for one`() throws {
    let repository = try repository(configuration(fix: Self.mend))
    try repository.git("branch", "start")
    try stage("key = \(Sample.awsKey)\nbad\n", in: repository)
    try repository.commit("bad")
    for format in ["text", "json"] {
      let run = try repository.gate("check", "--range", "start..HEAD", "--format", format)
      #expect(run.everything.contains("good"), "\(run.everything)")
      #expect(!run.everything.contains(Sample.awsKey))
    }
  }

  @Test func `what is no ordinary file is never fixed`() throws {
    let repository = try repository(configuration(fix: "sh -c 'for f in *.txt; do echo good > $f; done'"))
    try repository.write("target", "bad\n")
    try repository.link("link.txt", to: "target")
    try stage("bad\n", in: repository)
    try repository.git("add", ".")
    let run = try repository.gate("check", "--fix")
    #expect(run.status == 0, "\(run.everything)")
    #expect(try text("target", in: repository) == "bad\n")
    #expect(try repository.git("ls-files", "-s", "link.txt").hasPrefix("120000 "))
    #expect(try text("a.txt", in: repository) == "good\n")
  }

  @Test func `a fixer reaches only what the change brings`() throws {
    let repository = try repository(
      configuration(fix: "sh -c 'for f in *.txt; do echo good > $f; done'"), files: ["c.txt": "committed\n"])
    try stage("bad\n", in: repository)
    let run = try repository.gate("check", "--fix")
    #expect(run.status == 0, "\(run.everything)")
    #expect(try repository.git("status", "--porcelain") == "M  a.txt\n")
    #expect(try text("c.txt", in: repository) == "committed\n")
  }

  @Test func `files that pass through a program on their way to the disk are not fixed`() throws {
    let repository = try repository(
      configuration(fix: Self.mend), files: [".gitattributes": "big.txt filter=lfs\n", "big.txt": "version\n"])
    try stage("version bad\n", "big.txt", in: repository)
    let before = try state(of: repository)
    let run = try repository.gate("check", "--fix")
    #expect(run.status == 1)
    #expect(try state(of: repository) == before)
  }
}
