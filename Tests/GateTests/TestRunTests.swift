import Foundation
import GateModel
import GateTestSupport
import Testing

/// `kind: tests` through the program, with the real pytest.
@Suite struct TestRunTests {
  /// A path that no two tests share, outside of every repository: tests run in a snapshot.
  private static func scratch() -> String {
    FileManager.default.temporaryDirectory.appending(path: "gate-test-run-\(UUID().uuidString)").path
  }

  /// Fails where `mark` is not there, and makes it.
  private static func flaky(_ mark: String) -> String {
    """
    import pathlib


    def test_sometimes():
        mark = pathlib.Path("\(mark)")
        seen = mark.exists()
        mark.write_text("")
        assert seen, "first time"

    """
  }

  @Test func `a flaky test is seen in every format, and its pass is not kept`() throws {
    try Tools.require("pytest")
    for (format, words) in [
      ("text", ["test-flaky", "test_a.py:8", "is flaky"]),
      ("json", ["\"rule\": \"test-flaky\"", "\"severity\": \"warning\""]),
      ("junit", ["test_a.py:8: warning: test_sometimes is flaky", "[test-flaky]"]),
      ("sarif", ["\"ruleId\": \"unit/test-flaky\"", "\"level\": \"warning\""]),
      ("github", ["::warning ", "is flaky"]),
    ] {
      let mark = Self.scratch()
      defer { try? FileManager.default.removeItem(atPath: mark) }
      let repository = try TestRepository.gated(
        "version: 1\nchecks:\n  unit: { kind: tests, runner: pytest, retries: 1 }\n",
        files: ["test_a.py": Self.flaky(mark)])
      let run = try repository.gate("check", "--all", "--format", format)
      #expect(run.status == 0, "\(run.everything)")
      for word in words { #expect(run.output.contains(word), "\(format): \(word) in \(run.everything)") }
      guard format == "text" else { continue }
      let again = try repository.gate("check", "--all", "--verbose")
      #expect(again.output.contains("1 passed in"), "it was executed again: \(again.everything)")
      #expect(!again.output.contains("from cache"), "\(again.everything)")
      #expect(try repository.gate("check", "--all").output.contains("from cache"))
    }
  }
}
