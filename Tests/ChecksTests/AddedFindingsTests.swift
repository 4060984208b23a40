import Checks
import GateModel
import SecretScanning
import Testing

/// Which of a file's secrets a change is to answer for.
@Suite struct AddedFindingsTests {
  /// Words that begin with `KEY` are secrets, and `half` is one where `other` stands somewhere in the file.
  private let check = SecretsCheck(
    CheckSettings(id: CheckID("secrets")), maximumSize: 1000, version: "1",
    silencing: SecretSilencing(today: CalendarDay(secondsSince1970: 0))
  ) { bytes, path, _, _ in
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let isPair = lines.contains { $0.contains("other") }
    var scan = SecretScan()
    scan.findings = lines.enumerated().flatMap { number, line in
      line.split(separator: " ").filter { $0.hasPrefix("KEY") || (isPair && $0 == "half") }.map { word in
        Finding(
          rule: "secret", message: "a secret", path: path, range: SourceRange(line: number + 1),
          fingerprint: String(word))
      }
    }
    return scan
  }

  private func lines(from old: String, to new: String, _ status: Change.Status = .modified) async throws -> [Int?] {
    let tree = try TestTree(["old": old, "new": new])
    let change = Change(
      status, "new", oldPath: status == .renamed ? "old" : nil, old: tree.content.version(at: "old"),
      new: tree.content.version(at: "new"))
    let scope = CheckScope(kind: .staged, changes: ChangeSet([change]), content: tree.content)
    let outcome = check.settled(try await tree.run(check, in: scope), in: scope)
    #expect(outcome.verdict == (outcome.findings.isEmpty ? .passed : .failed))
    return outcome.findings.map(\.range?.line)
  }

  @Test(arguments: [
    ("a\n", "a\nKEY1\n", [2]), ("KEY1\na\n", "KEY1\nb\n", []), ("KEY1\n", "b\nc\nKEY1\n", []),
    ("KEY1\n", "KEY1 # edited\n", [1]), ("KEY1\n", "KEY1\nKEY1\n", [2]), ("KEY1\n", "KEY2\n", [1]),
    ("half\n", "half\nother\n", [1]), ("half\nother\n", "half\nother\nc\n", []), ("KEY1", "KEY1\n", []),
    ("KEY1\nKEY2\n", "KEY2\nKEY1\n", []),
  ])
  func `what a file held before its edit is not the edit's`(_ old: String, _ new: String, _ expected: [Int])
    async throws
  {
    #expect(try await lines(from: old, to: new) == expected)
  }

  @Test func `a path that is new or recorded anew without an edit counts as a whole`() async throws {
    #expect(try await lines(from: "KEY1\na\n", to: "KEY1\nb\n", .renamed) == [1])
    #expect(try await lines(from: "KEY1\n", to: "KEY1\n", .modeChanged) == [1])
    #expect(try await lines(from: "KEY1\n", to: "KEY1\n", .typeChanged) == [1])
  }

  @Test func `a kept verdict is settled like one that was just found`() async throws {
    let tree = try TestTree(["old": "KEY1\n", "new": "KEY1\nb\n"])
    let change = Change(
      .modified, "new", old: tree.content.version(at: "old"), new: tree.content.version(at: "new"))
    let scope = CheckScope(kind: .staged, changes: ChangeSet([change]), content: tree.content)
    let kept = try await tree.run(check, in: scope)
    #expect(kept.verdict == .failed)
    #expect(check.settled(kept, in: scope).verdict == .passed)
    let everything = CheckScope(kind: .all, changes: ChangeSet([change]), content: tree.content)
    #expect(check.settled(kept, in: everything).verdict == .failed)
  }

  @Test func `an earlier version that cannot be read is an error, not a pass`() async throws {
    let tree = try TestTree(["new": "KEY1\n"])
    let lost = FileVersion(mode: .regular, id: TestContent.id(of: [1, 2]))
    let change = Change(.modified, "new", old: lost, new: tree.content.version(at: "new"))
    let scope = CheckScope(kind: .staged, changes: ChangeSet([change]), content: tree.content)
    #expect(check.settled(try await tree.run(check, in: scope), in: scope).verdict == .errored)
  }

  @Test func `submodules and paths in conflict are named as not looked at`() async throws {
    let tree = try TestTree(["a": "fine"])
    let changes = [
      Change(.added, "a", new: tree.content.version(at: "a")),
      Change(.added, "sub", new: FileVersion(mode: .submodule, id: TestContent.id(of: [9]))),
      Change(.conflicted, "torn"),
    ]
    let scope = CheckScope(kind: .staged, changes: ChangeSet(changes), content: tree.content)
    let outcome = check.settled(try await tree.run(check, in: scope), in: scope)
    #expect(outcome.verdict == .passed)
    #expect(outcome.findings.map(\.path) == ["sub", "torn"])
    #expect(outcome.findings.allSatisfy { $0.rule == "not-scanned" && $0.severity == .note })
  }

  @Test func `a commit on the way answers for what it added to where the range began`() async throws {
    let tree = try TestTree(["start": "KEY1\n", "middle": "KEY1\nKEY2\n", "end": "KEY1\nb\n"])
    let middle = try #require(tree.content.version(at: "middle"))
    let change = Change(
      .modified, "end", old: tree.content.version(at: "start"), new: tree.content.version(at: "end"))
    let scope = CheckScope(kind: .range, changes: ChangeSet([change]), content: tree.content)
    let history = HistoricFile(
      file: SnapshotFile(path: "end", version: middle), commit: TestContent.id(of: [7]))
    let outcome = try await tree.run(SecretHistoryCheck(check, history: [history]), in: scope)
    #expect(outcome.findings.map(\.fingerprint) == ["KEY2"])
  }
}
