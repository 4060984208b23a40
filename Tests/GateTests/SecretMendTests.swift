import Foundation
import GateModel
import GateTestSupport
import Testing

/// What the report says is to be done about a secret, by where it was found.
@Suite struct SecretMendTests {
  private static let configuration = """
    version: 1
    hooks: { pre-commit: [secrets], pre-push: [secrets] }
    checks:
      secrets: { kind: secrets }
    """

  private func repository() throws -> TestRepository {
    let repository = try TestRepository.gated(Self.configuration)
    try repository.write("my keys.env", "id = \(Sample.awsKey)\n")
    try repository.git("add", ".")
    return repository
  }

  @Test func `of what is staged the report says how it is taken out`() throws {
    let report = try repository().gate("check")
    #expect(report.status == 1)
    #expect(report.output.contains("help: Nothing is recorded yet"), "\(report.output)")
    #expect(report.output.contains("`git add 'my keys.env'`"))
    #expect(report.output.contains("`gate secrets explain aws-access-key-id`"))
  }

  @Test func `a verdict that is kept is given the advice of where it is used`() throws {
    let repository = try repository()
    let staged = try repository.gate("check")
    #expect(staged.output.contains("Nothing is recorded yet"))
    try repository.commit("a key")
    let range = try repository.gate("check", "--range", "HEAD^..HEAD")
    #expect(range.output.contains("Whoever has these commits has it.") && !range.output.contains("Nothing is recorded"))
    let all = try repository.gate("check", "--all")
    #expect(all.output.contains("Was it ever pushed or shared?"))
  }

  @Test func `before a push the commit is to be changed, not followed by another`() throws {
    let repository = try repository()
    try repository.gate("install")
    try repository.git("init", "--quiet", "--bare", "../upstream.git")
    try repository.git("remote", "add", "origin", "../upstream.git")
    try repository.git("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "-m", "a key")
    let refused = try repository.gitWithHooks("push", "origin", "HEAD:refs/heads/main")
    #expect(refused.status != 0)
    #expect(refused.everything.contains("`git commit --amend` the last one"), "\(refused.everything)")

    try repository.git("rm", "--quiet", "my keys.env")
    try repository.git("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "-m", "without")
    let still = try repository.gitWithHooks("push", "origin", "HEAD:refs/heads/main")
    #expect(still.status != 0)
    #expect(still.everything.contains("git rebase -i"), "\(still.everything)")
    #expect(still.everything.contains("Has it been anywhere else?"))
  }

  @Test func `SARIF says what the rule is about`() throws {
    let text = try repository().gate("check", "--format", "sarif").output
    #expect(text.contains("\"helpUri\"") && text.contains("Pushed, or given to anybody else"))
    #expect(!text.contains(Sample.awsKey))
  }

  @Test func `a rule is explained, and of an unknown one the nearest is named`() throws {
    let repository = try TestRepository()
    let known = try repository.gate("secrets", "explain", "aws-access-key-id")
    #expect(known.status == 0)
    #expect(known.output.contains("aws iam delete-access-key") && known.output.contains("Staged, not committed:"))
    let unknown = try repository.gate("secrets", "explain", "aws-acces-key-id")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("did you mean \"aws-access-key-id\"?") && unknown.output.isEmpty)
    #expect(try repository.gate("secrets", "explain", "x").errors.contains("`gate secrets rules` lists them"))
  }

  @Test func `what is to be pasted names the file, whatever it is called`() throws {
    for name in ["a b", "$(touch x)", "a;b", "~", "*", "ü", "a\"b", "a\\b"] {
      let repository = try TestRepository.gated(Self.configuration)
      try repository.write(RepositoryPath(name), "id = \(Sample.awsKey)\n")
      try repository.git("add", ".")
      let report = try repository.gate("check")
      let command = try #require(
        report.output.split(separator: "then `").last?.prefix { $0 != "`" }, "\(report.output)")
      try repository.write(RepositoryPath(name), "nothing\n")
      let pasted = try runProcess(
        "sh", ["-c", String(command)], environment: repository.environment, directory: repository.root)
      #expect(pasted.status == 0, "\(name): \(command) \(pasted.everything)")
      #expect(try repository.gate("check").status == 0, "\(name)")
    }
  }
}
