import Foundation
import GateModel
import GateTestSupport
import Testing

/// Every way in which a commit can bring in a secret, through git and the installed hook.
@Suite struct StagedMatrixTests {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/staged-matrix.sh").path
  private static let refused: Int32 = 42
  /// Ends with 7 where looking at what is staged has written an object.
  private static let objectsStay = """
    objects="$(git rev-parse --path-format=absolute --git-common-dir)/objects"
    find "$objects" | sort >"$HOME/before"
    gate check >/dev/null 2>&1 || true
    find "$objects" | sort >"$HOME/after"
    cmp -s "$HOME/before" "$HOME/after" || exit 7
    """

  static let cases: [String] = {
    let list = try? runProcess("sh", [script, "list"]).output
    return list?.split(separator: "\n").map(String.init) ?? []
  }()

  private func run(_ name: String, planting key: String) throws -> ProcessResult {
    let repository = try TestRepository()
    let place = repository.surroundings.appending("matrix")
    try runProcess("mkdir", ["\(place)"])
    let variables = [
      "KEY": key, "INSTALL": "gate install", "BEFORE": Self.objectsStay,
      "CONFIGURATION": StagedCheckTests.secretsOnly,
    ]
    return try runProcess(
      "sh", [Self.script, name], environment: repository.gateEnvironment.merging(variables) { $1 }, directory: place)
  }

  @Test func `the matrix is not empty`() { #expect(Self.cases.count > 40) }

  @Test(arguments: cases)
  func `a planted secret is refused, no object is written, and nothing shows it`(_ name: String) throws {
    let run = try run(name, planting: Sample.awsKey)
    #expect(run.status == Self.refused, "\(run.everything)")
    #expect(run.everything.contains("aws-access-key-id"), "\(run.everything)")
    #expect(!run.everything.contains(Sample.awsKey))
  }

  @Test(arguments: ["plain", "rename", "commit_path", "merge", "utf16_little", "symlink"])
  func `the same without a secret is committed`(_ name: String) throws {
    let run = try run(name, planting: "harmless")
    #expect(run.status == 0, "\(run.everything)")
  }

  @Test func `a secret that an edited file held before is not held against the edit`() throws {
    let repository = try TestRepository.gated(
      StagedCheckTests.secretsOnly, files: ["a.txt": "k = \(Sample.awsKey)\nrest\n"])
    try repository.gate("install")
    try repository.write("a.txt", "k = \(Sample.awsKey)\nrest of it\n")
    try repository.git("add", ".")
    #expect(try repository.gitWithHooks("commit", "-m", "x").status == 0)
    try repository.write("a.txt", "k = \(Sample.awsKey) # edited\nrest of it\n")
    try repository.git("add", ".")
    #expect(try repository.gitWithHooks("commit", "-m", "x").status == 1)
    #expect(try repository.gate("check", "--all").status == 1)
  }

  @Test func `a secret in a commit message is refused when it is written, and when it is pushed`() throws {
    let repository = try TestRepository.gated(
      """
      version: 1
      hooks: { commit-msg: [secrets], pre-push: [secrets] }
      checks:
        secrets: { kind: secrets }
      """)
    try repository.addRemote()
    try repository.git("push", "--quiet", "origin", "main")
    try repository.gate("install")
    let refused = try repository.gitWithHooks("commit", "--allow-empty", "-m", "subject\n\nuse \(Sample.awsKey)")
    #expect(refused.status == 1, "\(refused.everything)")
    #expect(refused.everything.contains("on line 3 of the commit message"), "\(refused.everything)")
    #expect(!refused.everything.contains(Sample.awsKey))
    #expect(try repository.gitWithHooks("commit", "--allow-empty", "-m", "fine").status == 0)

    try repository.git("commit", "--allow-empty", "--no-verify", "-m", "use \(Sample.awsKey)")
    let holder = try repository.id("HEAD").description.prefix(10)
    let pushed = try repository.gitWithHooks("push", "origin", "main")
    #expect(pushed.status != 0)
    #expect(pushed.everything.contains("of the message of commit \(holder)"), "\(pushed.everything)")
    #expect(!pushed.everything.contains(Sample.awsKey))

    try repository.git("reset", "--quiet", "--hard", "HEAD~1")
    #expect(try repository.gitWithHooks("push", "origin", "main").status == 0)
    try repository.git("tag", "-a", "v1", "-m", "use \(Sample.awsKey)")
    let tagged = try repository.gitWithHooks("push", "origin", "v1")
    #expect(tagged.status != 0)
    #expect(tagged.everything.contains("the message of tag"), "\(tagged.everything)")
  }

  @Test func `the diff that commit --verbose shows below a message is no part of it`() throws {
    let repository = try TestRepository.gated(
      """
      version: 1
      hooks: { commit-msg: [secrets] }
      checks:
        secrets: { kind: secrets }
      """, files: ["a.txt": "k = \(Sample.awsKey)\n"])
    try repository.gate("install")
    try repository.write("a.txt", "gone\n")
    try repository.git("add", ".")
    let editor = ["GIT_EDITOR": "sed -i.old '1s/^/subject/'"]
    let commit = try repository.gitWithHooks("commit", "--verbose", adding: editor)
    #expect(commit.status == 0, "\(commit.everything)")
  }

  @Test func `the whole history is searched, and names the commit`() throws {
    let repository = try TestRepository.gated(StagedCheckTests.secretsOnly)
    try repository.write("dir/k.txt", "\nk = \(Sample.awsKey)\n")
    try repository.git("add", ".")
    try repository.commit("with a key")
    let holder = try repository.id("HEAD").description.prefix(10)
    for round in 0..<3 {
      try repository.write("dir/k.txt", "\nk = \(Sample.awsKey)\n\(round)\n")
      try repository.git("add", ".")
      try repository.commit("edited")
    }
    try repository.git("rm", "--quiet", "dir/k.txt")
    try repository.commit("without")
    for pack in [false, true] {
      if pack { try repository.git("gc", "--quiet") }
      let run = try repository.gate("secrets", "scan", "--history")
      #expect(run.status == 1, "\(run.everything)")
      #expect(run.output.contains("dir/k.txt:2:"), "\(run.output)")
      #expect(run.output.contains("first in commit \(holder) ("), "\(run.output)")
      #expect(run.output.split(separator: "\n").filter { $0.hasPrefix("dir/k.txt:") }.count == 1)
      #expect(!run.everything.contains(Sample.awsKey))
    }
    try repository.git("checkout", "--quiet", "-b", "clean", "HEAD~5")
    try repository.git("branch", "--quiet", "-D", "main")
    try repository.git("reflog", "expire", "--expire=now", "--all")
    let unreached = try repository.gate("secrets", "scan", "--history")
    #expect(unreached.status == 0, "\(unreached.everything)")
    #expect(unreached.output.contains("which no ref reaches"), "\(unreached.output)")
  }
}
