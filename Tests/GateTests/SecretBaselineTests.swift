import Foundation
import GateModel
import GateTestSupport
import Testing

/// `gate secrets baseline`, and what silences findings in a run.
@Suite struct SecretBaselineTests {
  private static let configuration =
    "version: 1\nhooks: { pre-commit: [secrets] }\nchecks: { secrets: { kind: secrets } }\n"
  private static let other = String(Sample.awsKey.dropLast()) + "E"

  private func repository() throws -> TestRepository {
    try TestRepository.gated(
      Self.configuration, files: ["a.txt": "key = '\(Sample.awsKey)'\n", "s p/b.txt": "x = '\(Self.other)'\n"])
  }

  private func text(_ repository: TestRepository, _ path: String) throws -> String {
    try String(contentsOfFile: "\(repository.root)/\(path)", encoding: .utf8)
  }

  @Test func `what was there is listed and no longer told, until it is gone`() throws {
    let repository = try repository()
    #expect(try repository.gate("check", "--all").status == 1)
    let written = try repository.gate("secrets", "baseline", "--reason", "from before", "--owner", "ann")
    #expect(written.status == 0)
    #expect(written.output.hasSuffix(".gate-secrets: 2 known, 2 added, 0 removed\n"))
    let list = try text(repository, ".gate-secrets")
    for secret in [Sample.awsKey, Self.other] { #expect(!(list + written.everything).contains(secret)) }
    #expect(list.contains(" aws-access-key-id s%20p/b.txt owner=ann reason=from before\n"))
    // What is not recorded silences nothing.
    #expect(try repository.gate("check", "--all").status == 1)
    try repository.git("add", ".")
    // Once executed, once answered by the cache: both tell what is silenced, and that no exception is idle.
    for _ in 0..<2 {
      let run = try repository.gate("check", "--all")
      #expect(run.status == 0)
      #expect(run.output.hasSuffix(", 2 silenced\n"), "\(run.everything)")
    }
    #expect(
      try repository.gate("check", "--all", "--format", "sarif").output.contains("from before (ann), .gate-secrets:"))

    try repository.git("mv", "a.txt", "moved.txt")
    try repository.git("rm", "-q", "s p/b.txt")
    let idle = try repository.gate("check", "--all")
    #expect(idle.status == 0)
    #expect(idle.output.components(separatedBy: "[unused-exception]").count == 2)
    let pruned = try repository.gate("secrets", "baseline", "--prune")
    #expect(pruned.output.hasPrefix("removed  aws-access-key-id in s p/b.txt\n"))
    try repository.git("add", ".")
    #expect(try repository.gate("check", "--all").output.hasSuffix(", 1 silenced\n"))
  }

  @Test func `a new secret is told with the line that would make it known`() throws {
    let repository = try repository()
    try repository.gate("secrets", "baseline")
    let new = String(Sample.awsKey.dropLast()) + "F"
    try repository.write("c.txt", "y = '\(new)'\n")
    try repository.git("add", ".")
    let refused = try repository.gate("check")
    #expect(refused.status == 1)
    #expect(!refused.everything.contains(new))
    let advice = try #require(refused.output.components(separatedBy: "goes into .gate-secrets: `").last)
    let line = try #require(advice.components(separatedBy: " reason=…`").first)
    #expect(line.hasSuffix(" aws-access-key-id c.txt"))
    try repository.write(".gate-secrets", try text(repository, ".gate-secrets") + line + " reason=a test\n")
    try repository.git("add", ".")
    #expect(try repository.gate("check").status == 0)
    // What `--update` writes is the same list, sorted.
    let updated = try repository.gate("secrets", "baseline", "--update")
    #expect(updated.output == ".gate-secrets: 3 known, 0 added, 0 removed\n")
  }

  @Test func `what only the history holds is kept where it is asked for, and told where it is not`() throws {
    let repository = try repository()
    try repository.gate("secrets", "baseline")
    try repository.git("rm", "-q", "s p/b.txt")
    try repository.git("add", ".")
    try repository.git("commit", "-qm", "less")
    #expect(try repository.gate("secrets", "scan", "--history").status == 0)
    let kept = try repository.gate("secrets", "baseline", "--prune", "--history")
    #expect(kept.output == ".gate-secrets: 2 known, 0 added, 0 removed\n", "\(kept.everything)")
    let pruned = try repository.gate("secrets", "baseline", "--prune")
    #expect(pruned.output.hasPrefix("removed  aws-access-key-id in s p/b.txt\n"))
    #expect(pruned.errors.contains("--history keeps"))
    #expect(try repository.gate("secrets", "scan", "--history").status == 1)
    let added = try repository.gate("secrets", "baseline", "--update", "--history")
    #expect(added.output.hasPrefix("added    aws-access-key-id in s p/b.txt"))
    #expect(try repository.gate("secrets", "scan", "--history").status == 0)
    #expect(try repository.gate("secrets", "baseline", "--update", "--history", "a.txt").status == 2)
    for run in [kept, pruned, added] { #expect(!run.everything.contains(Self.other)) }
  }

  @Test func `an exception of gate.yml ends with its last day`() throws {
    let allow = "{ rule: aws-access-key-id, path: '*.txt', reason: examples, owner: ann, until: "
    func gate(_ day: String) throws -> ProcessResult {
      let configuration =
        "version: 1\nchecks:\n  secrets:\n    kind: secrets\n    allow:\n      - \(allow)'\(day)' }\n"
      let repository = try TestRepository.gated(configuration, files: ["a.txt": "key = '\(Sample.awsKey)'\n"])
      return try repository.gate("check", "--all")
    }
    let valid = try gate("9999-12-31")
    #expect(valid.status == 0)
    #expect(valid.output.hasSuffix(", 1 silenced\n"))
    let expired = try gate("2020-01-31")
    #expect(expired.status == 1)
    #expect(expired.output.contains("the exception of ann at gate.yml:6 expired on 2020-01-31"))
  }

  @Test func `what a command cannot do it says, and writes nothing`() throws {
    let repository = try repository()
    #expect(try repository.gate("secrets", "baseline", "--prune").status == 2)
    try repository.gate("secrets", "baseline")
    #expect(try repository.gate("secrets", "baseline").status == 2)
    let list = try text(repository, ".gate-secrets")
    let broken = list + "<<<<<<< HEAD\n"
    try repository.write(".gate-secrets", broken)
    let run = try repository.gate("secrets", "baseline", "--update")
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("gate: .gate-secrets:5:1: a conflict of a merge"))
    #expect(try text(repository, ".gate-secrets") == broken)
    try repository.git("add", ".")
    let check = try repository.gate("check", "--all")
    #expect(check.status == 2)
    #expect(check.output.contains(".gate-secrets:5:1: "))
    #expect(try repository.gate("secrets", "baseline", "--prune", "a.txt").status == 2)
    #expect(try repository.gate("secrets", "baseline", "--until", "soon").status == 2)
  }
}
