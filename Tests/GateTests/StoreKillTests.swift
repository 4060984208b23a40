import Foundation
import GateModel
import GateTestSupport
import Testing

/// Many gates at once on one store, most of them killed.
@Suite struct StoreKillTests {
  private static let count = 32
  private static let rounds = ProcessInfo.processInfo.environment["GATE_KILLS"].flatMap { Int($0) } ?? 1

  /// One gate that was started, for a number of its own that its verdict depends on.
  private struct Started {
    var number: Int
    var process: Process
    var output = Pipe()
    var errors = Pipe()
  }

  @Test func `of many gates on one store, killed at any instant, none loses what another one kept, nor says it wrong`()
    throws
  {
    let repository = try TestRepository.gated(
      """
      version: 1
      checks:
        first: { run: "sh say.sh first", format: flake8, env: [NUMBER] }
        second: { run: "sh say.sh second", format: flake8, env: [NUMBER] }
      """, files: ["say.sh": "echo \"say.sh:1:1: N$NUMBER $1\"\nexit $((NUMBER % 2))\n"])
    var random = SeededGenerator(seed: 7)
    let length = try ContinuousClock().measure { _ = try repository.gate("check", "--all", "--no-cache") }
    for round in 0..<Self.rounds {
      let numbers = (round * Self.count)..<((round + 1) * Self.count)
      var started = try numbers.map { try start($0, in: repository) }
      started.shuffle(using: &random)
      // At instants that nobody chose; no verdict depends on them.
      let doomed = started.prefix(Self.count * 2 / 3)
      for one in doomed {
        usleep(useconds_t(length / .microseconds(1) * Double.random(in: 0..<0.3, using: &random)))
        kill(one.process.processIdentifier, SIGKILL)
      }
      var ended: Set<Int> = []
      for one in started where try end(one) { ended.insert(one.number) }
      #expect(ended.count >= Self.count / 3)
      for number in numbers {
        let run = try repository.gate("check", "--all", "--format", "json", adding: ["NUMBER": "\(number)"])
        #expect(run.errors == "", "\(number)")
        try expectRight(run.stdout, number, isKept: ended.contains(number))
      }
    }
  }

  private func start(_ number: Int, in repository: TestRepository) throws -> Started {
    let started = Started(number: number, process: Process())
    started.process.executableURL = URL(filePath: GateProgram.path)
    started.process.arguments = ["check", "--all", "--format", "json"]
    started.process.environment = repository.gateEnvironment.merging(["NUMBER": "\(number)"]) { $1 }
    started.process.currentDirectoryURL = URL(filePath: "\(repository.root)")
    started.process.standardOutput = started.output
    started.process.standardError = started.errors
    try started.process.run()
    return started
  }

  /// Waits, and looks at what was said by one that came to its end; `false` where it was killed before.
  private func end(_ started: Started) throws -> Bool {
    let output = try started.output.fileHandleForReading.readToEnd() ?? Data()
    let errors = try started.errors.fileHandleForReading.readToEnd() ?? Data()
    started.process.waitUntilExit()
    guard started.process.terminationReason == .exit else { return false }
    #expect(String(decoding: errors, as: UTF8.self) == "", "\(started.number)")
    try expectRight(Array(output), started.number, isKept: nil)
    return true
  }

  /// The report is that of `number`; it was kept where that is said.
  private func expectRight(_ output: [UInt8], _ number: Int, isKept: Bool?) throws {
    let report = try #require(try JSONSerialization.jsonObject(with: Data(output)) as? [String: Any])
    let checks = try #require(report["checks"] as? [[String: Any]])
    #expect(checks.map { $0["id"] as? String } == ["first", "second"])
    for check in checks {
      #expect(check["verdict"] as? String == "failed", "\(number)")
      let rules = (check["findings"] as? [[String: Any]] ?? []).map { $0["rule"] as? String }
      #expect(rules.first == "N\(number)", "\(number)")
      if isKept == true { #expect(check["cached"] as? Bool == true, "\(number)") }
    }
  }
}
