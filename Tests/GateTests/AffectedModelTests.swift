import Foundation
import GateModel
import GateTestSupport
import Testing

/// Whatever is edited between two runs, a run that may use kept passes of test files says what one says that may not.
///
/// `GATE_MODEL_STEPS=500` takes so many steps instead of forty.
@Suite struct AffectedModelTests {
  private static let steps = ProcessInfo.processInfo.environment["GATE_MODEL_STEPS"].flatMap { Int($0) } ?? 40
  /// One repository serves so many.
  private static let stepsOfOne = 5

  @Test(arguments: 0..<max(1, steps / stepsOfOne))
  func `a kept pass is never another verdict than a fresh one`(seed: Int) throws {
    try Tools.require("pytest")
    var model = try Model(seed: UInt64(seed))
    var cached = 0
    _ = try model.said(["--all"])
    for step in 0..<Self.stepsOfOne {
      let done = try model.step()
      let arguments = [["--all"], ["--all"], [], ["--range", "HEAD"]].randomElement(using: &model.generator) ?? []
      let kept = try model.said(arguments)
      let fresh = try model.said(arguments + ["--no-cache"])
      cached += kept.cached
      #expect(kept.said == fresh.said, "seed \(seed), step \(step), \(arguments): \(done)\n\(kept.text)\n\(fresh.text)")
    }
    // Where all tests failed all the time no pass was there to be kept.
    if cached == 0 { cached = try model.cachedAfterMending() }
    #expect(cached > 0, "a cache that never answers is never wrong")
  }

  /// Modules that need each other, data and configuration, in random states that come back.
  private struct Model {
    let repository: TestRepository
    var generator: SeededGenerator

    init(seed: UInt64) throws {
      generator = SeededGenerator(seed: seed)
      repository = try TestRepository()
      try repository.write(
        "gate.yml",
        "version: 1\nhooks: {}\nchecks: { unit: { kind: tests, runner: pytest, select: affected, full: 20% } }\n")
      try repository.write(".gitignore", "__pycache__\n.pytest_cache\n")
      try repository.write("pkg/__init__.py", "")
      try repository.write("conftest.py", "")
      try repository.write("data/words.txt", "1\n")
      for number in 0..<4 {
        try write(number)
        try writeTest(number)
      }
      try repository.git("add", "-A")
      try repository.commit("first")
    }

    private mutating func number(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }

    /// A value, of its own or of the module after it.
    private mutating func write(_ number: Int) throws {
      let text =
        switch self.number(5) {
        case 0 where number < 3: "from pkg.m\(number + 1) import value\n"
        case 1 where number < 3: "from pkg.m\(number + 1) import *\n"
        case 2:
          "from pathlib import Path\n\nvalue = int((Path(__file__).parent.parent / 'data' / 'words.txt').read_text())\n"
        default: "value = \(self.number(8) / 3)\n"
        }
      try repository.write(RepositoryPath("pkg/m\(number).py"), text)
    }

    private mutating func writeTest(_ number: Int) throws {
      let other = self.number(4)
      try repository.write(
        RepositoryPath("tests/test_\(number).py"),
        "from pkg import m\(other)\n\n\ndef test():\n    assert m\(other).value < 2\n")
    }

    /// Something changes; what, in words.
    mutating func step() throws -> [String] {
      var done: [String] = []
      for _ in 0...number(2) {
        let place = number(4)
        switch number(12) {
        case 0...3:
          try write(place)
          done.append("module \(place)")
        case 4...6:
          try writeTest(place)
          done.append("test \(place)")
        case 7:
          try repository.write("data/words.txt", "\(number(3))\n")
          done.append("data")
        case 8:
          try repository.write("conftest.py", "import pkg.m\(place)\n")
          done.append("conftest \(place)")
        default:
          try repository.write("README.md", "\(number(2))\n")
          done.append("words")
        }
      }
      try repository.git("add", "-A")
      if number(3) == 0 {
        try repository.commit("next")
        done.append("commit")
      }
      return done
    }

    /// How many test files a second run knows of a content in which one passes. Of some contents all run: others are taken then.
    func cachedAfterMending() throws -> Int {
      try repository.write("pkg/m0.py", "value = 1\n")
      try repository.write("tests/test_0.py", "from pkg import m0\n\n\ndef test():\n    assert m0.value < 2\n")
      for round in 0..<10 {
        try repository.write("README.md", "mended \(round)\n")
        try repository.git("add", "-A")
        _ = try said(["--all"])
        let cached = try said(["--all"]).cached
        if cached > 0 { return cached }
      }
      return 0
    }

    struct Said: Equatable {
      var status: Int32
      var verdict: String
      var findings: [String]
    }

    func said(_ arguments: [String]) throws -> (said: Said, cached: Int, text: String) {
      let result = try repository.gate(["check"] + arguments + ["--format", "json"])
      guard let report = try? JSONSerialization.jsonObject(with: Data(result.stdout)) as? [String: Any],
        let check = (report["checks"] as? [[String: Any]])?.first
      else { throw TestSupportError(result.everything) }
      // That a failure lies beside the change is said where every test ran: that depends on what was known.
      let findings = (check["findings"] as? [[String: Any]] ?? []).filter { "\($0["rule"] ?? "")" != "selection-miss" }
      let said = Said(
        status: result.status, verdict: check["verdict"] as? String ?? "",
        findings: findings.map { "\($0["path"] ?? "") \($0["line"] ?? "") \($0["message"] ?? "")" }.sorted())
      return (said, check["cached_files"] as? Int ?? 0, result.everything)
    }
  }
}
