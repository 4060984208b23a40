import Checks
import GateModel
import GateTestSupport
import LocalFiles
import Testing

@Suite struct RollbackCheckTests {
  private static let files: [RepositoryPath: String] = ["flag.txt": "on\n", "src/a.txt": "a\n"]

  /// What comes of the rehearsal of a rollback. The tree under check must be as it was.
  private func rehearse(
    _ command: String, undo: String? = nil, probes: [Story.Rollback.Probe] = [], timeout: Duration = .seconds(60)
  ) async throws -> CheckOutcome {
    let tree = try TestTree(Self.files)
    let copy = try TestTree(Self.files)
    let story = Story(
      id: "1.3",
      rollback: Story.Rollback(
        command: command, undo: undo, probes: probes, timeout: timeout, range: SourceRange(line: 7, column: 5)),
      range: SourceRange(line: 1))
    let check = try #require(
      RollbackCheck(story, context: tree.context()) { _ in RollbackCheck.Copy(directory: copy.directory) {} })
    let outcome = try await tree.run(check)
    for (path, text) in Self.files {
      #expect(try LocalFiles.read(tree.directory.appending(path), limit: 100) == Array(text.utf8))
    }
    #expect(try LocalFiles.list(tree.directory).count == 2)
    return outcome
  }

  private func rules(_ outcome: CheckOutcome) -> [String] { outcome.findings.map(\.rule) }

  @Test func `a rollback that its undo takes back wholly passes, and says what it did`() async throws {
    let outcome = try await rehearse(
      "sh -c 'echo off > flag.txt; rm src/a.txt; rmdir src'",
      undo: "sh -c 'echo on > flag.txt; mkdir src; echo a > src/a.txt'",
      probes: [.file("flag.txt"), .command("cat flag.txt"), .file("none")])
    #expect(outcome.verdict == .passed, "\(outcome)")
    #expect(outcome.findings == [])
    #expect(
      outcome.output == """
        rollback: flag.txt changed
        rollback: src/a.txt removed
        rollback: flag.txt: "on" → "off"
        rollback: `cat flag.txt`: "on" → "off"

        """)
  }

  @Test func `whatever differs after the undo is told, a bit of a mode and the end of a link included`() async throws {
    let outcome = try await rehearse(
      "true",
      undo: "sh -c 'chmod +x flag.txt; rm src/a.txt; ln -s nowhere src/b; mkdir empty; printf on > flag2.txt'")
    #expect(outcome.verdict == .failed)
    let lasting = outcome.findings.filter { $0.rule == "story-rollback-lasting" }
    #expect(
      lasting.map(\.message) == [
        "flag.txt is changed after the rollback of story 1.3 and its undo",
        "flag2.txt is added after the rollback of story 1.3 and its undo",
        "src/a.txt is removed after the rollback of story 1.3 and its undo",
        "src/b is added after the rollback of story 1.3 and its undo",
      ])
    #expect(lasting.allSatisfy { $0.path == "gate.yml" && $0.range?.line == 7 })
  }

  @Test func `a command that fails, and an undo that does, are told`() async throws {
    let failed = try await rehearse("sh -c 'echo why; exit 3'", undo: "true")
    #expect(failed.verdict == .failed)
    #expect(rules(failed) == ["story-rollback-failed"])
    #expect(failed.output.contains("why"))
    #expect(rules(try await rehearse("sh -c 'rm flag.txt'", undo: "false")) == ["story-rollback-undo-failed"])
  }

  @Test func `a rollback that does nothing is worth a look, unless a probe shows what it did`() async throws {
    let idle = try await rehearse("true")
    #expect(idle.verdict == .passed)
    #expect(rules(idle) == ["story-rollback-void"])
    #expect(idle.findings.map(\.severity) == [.warning])
  }

  @Test func `a probe that says something else behind the undo is told`() async throws {
    let outcome = try await rehearse(
      "sh -c 'echo off > flag.txt'", undo: "sh -c 'echo on > flag.txt; echo x > state'",
      probes: [.command("sh -c 'test -e state && echo new || echo old'")])
    #expect(rules(outcome) == ["story-rollback-lasting", "story-rollback-probe"])
    #expect(outcome.findings.last?.help == "before: \"old\"; now: \"new\"")
  }

  @Test func `what cannot be run is no pass`() async throws {
    let missing = try await rehearse("no-such-program-here")
    #expect(missing.verdict == .errored)
    let slow = try await rehearse("sleep 60", timeout: .milliseconds(50))
    #expect(slow.verdict == .errored)
    #expect(try await rehearse("echo {files}").verdict == .errored)
  }

  @Test func `a story without a rollback has no rehearsal`() throws {
    let tree = try TestTree(Self.files)
    let story = Story(id: "1", range: SourceRange(line: 1))
    #expect(
      RollbackCheck(story, context: tree.context()) { _ in RollbackCheck.Copy(directory: tree.directory) {} } == nil)
  }
}
