import Foundation
import GateModel
import GateTestSupport
import Testing

/// `gate check --shard`, and the proof that the parts are the whole.
@Suite struct ShardTests {
  @Test func `the shards find together what one run finds, and gate shards says that they are all of it`() throws {
    let files = (0..<12).map { ("f\($0).py", "import os\n") }
    let repository = try TestRepository.gated(
      "version: 1\nchecks:\n  flake8: { preset: flake8 }\n  ls: { run: \"ls\" }\n",
      files: Dictionary(uniqueKeysWithValues: files))
    let whole = try repository.gate("check", "--all", "--no-cache", "--format", "json")
    #expect(try found(whole.output).count == 12, "\(whole.everything)")
    var together: Set<String> = []
    var names: [String] = []
    for index in 1...3 {
      let name = "../\(index).json"
      names.append(name)
      let run = try repository.gate("check", "--all", "--shard", "\(index)/3", "--report", "json=\(name)")
      #expect(run.output.contains("shard \(index)/3"), "\(run.everything)")
      let path = repository.surroundings.appending("\(index).json").description
      let part = try found(String(contentsOfFile: path, encoding: .utf8))
      #expect(together.isDisjoint(with: part))
      together.formUnion(part)
    }
    #expect(try together == found(whole.output))
    let proof = try repository.gate(["shards"] + names)
    #expect(proof.status == 0 && proof.output.contains("3 shards have all 13 pieces"), "\(proof.everything)")
    let short = try repository.gate("shards", names[0], names[2])
    #expect(short.status == 1 && short.output.contains("no report of shard 2 of 3"), "\(short.everything)")
    #expect(try repository.gate("shards", names[0], names[0], names[1]).status == 1)
    try repository.write("g.py", "\n")
    try repository.git("add", ".")
    try repository.gate("check", "--all", "--shard", "3/3", "--report", "json=../3.json")
    let other = try repository.gate(["shards"] + names)
    #expect(other.status == 1 && other.output.contains("not of the same split"), "\(other.everything)")
  }

  @Test(arguments: [["--shard", "3/2"], ["--shard", "1/2", "--fix"], ["--balance", "--shard", "1/2"]])
  func `a part that there is not is misuse`(arguments: [String]) throws {
    let repository = try TestRepository.gated("version: 1\nchecks:\n  a: { run: \"true\" }\n")
    #expect(try repository.gate(["check", "--all"] + arguments).status == 2)
  }

  @Test func `recorded times are part of what is checked, and balance the shards on every machine alike`() throws {
    let repository = try TestRepository.gated(
      "version: 1\nchecks:\n  a: { run: ls }\n  b: { run: ls }\n  c: { run: ls }\n  d: { run: ls }\n")
    #expect(try repository.gate("shards", "--record").status == 2, "nothing was executed yet")
    #expect(try repository.gate("check", "--all").status == 0)
    let recorded = try repository.gate("shards", "--record")
    #expect(recorded.status == 0 && recorded.output.contains("gate.times.yml"), "\(recorded.everything)")
    let own = String(decoding: try repository.read("gate.times.yml"), as: UTF8.self)
    #expect(["a", "b", "c", "d"].allSatisfy { own.contains("\n  \($0): { milliseconds: ") }, "\(own)")

    // Untracked, another machine would not have it.
    let named = try shards(repository)
    try repository.write(
      "gate.times.yml",
      "version: 1\nchecks: { a: { milliseconds: 900 }, b: { milliseconds: 300 }, c: { milliseconds: 300 } }\n")
    #expect(try shards(repository) == named && named == [["a", "c"], ["b", "d"]])
    try repository.git("add", ".")
    let expected = [["a"], ["b", "c", "d"]]
    #expect(try shards(repository) == expected)
    // What this machine has verdicts for, or none at all, makes no difference.
    #expect(try shards(repository, "--no-cache") == expected)
    try repository.write("gate.times.yml", "version: 1\nchecks: { c: { milliseconds: 9000 } }\n")
    #expect(try shards(repository) == expected, "what is staged counts")

    try repository.write("gate.times.yml", "version: 1\nchecks: { a: { milliseconds: 1, flies: 2 } }\n")
    try repository.git("add", ".")
    let wrong = try repository.gate("check", "--all", "--shard", "1/2")
    #expect(wrong.status == 2 && wrong.errors.contains("gate.times.yml:2:"), "\(wrong.everything)")
    #expect(try repository.gate("check", "--all").status == 0, "without shards nobody reads it")
  }

  @Test func `reports of the shards together record what the checks took`() throws {
    let repository = try TestRepository.gated(
      "version: 1\nchecks: { lint: { run: ls }, other: { run: ls } }\n",
      files: ["gate.times.yml": "version: 1\nchecks: { other: { milliseconds: 70 }, gone: { milliseconds: 5 } }\n"])
    for (name, duration, cached) in [("1", "1200.5", 0), ("2", "1139.6", 2)] {
      let check = """
        {"id": "lint", "verdict": "failed", "files": 6, "cached_files": \(cached), "duration_ms": \(duration)}
        """
      let skipped = #"{"id": "other", "verdict": "skipped", "files": 1, "cached_files": 0, "duration_ms": 4}"#
      let text = "{\"schema\": \"gate-report\", \"checks\": [\(check), \(skipped)]}"
      try Data(text.utf8).write(to: URL(filePath: "\(repository.surroundings)/\(name).json"))
    }
    let run = try repository.gate("shards", "--record", "../1.json", "../2.json")
    #expect(run.status == 0, "\(run.everything)")
    let text = String(decoding: try repository.read("gate.times.yml"), as: UTF8.self)
    let expected = "\n  lint: { milliseconds: 2300, files: 10 }\n  other: { milliseconds: 70, files: 0 }\n"
    #expect(text.hasSuffix("version: 1\nchecks:" + expected), "\(text)")
    #expect(try repository.gate("shards", "--record", "gate.yml").status == 2)
  }

  /// The names of the checks that each of two shards runs.
  private func shards(_ repository: TestRepository, _ more: String...) throws -> [[String]] {
    try (1...2).map { index in
      let run = try repository.gate(["check", "--all", "--shard", "\(index)/2", "--format", "json"] + more)
      let document = try JSONSerialization.jsonObject(with: Data(run.stdout)) as? [String: Any]
      let checks = try #require(document?["checks"] as? [[String: Any]], "\(run.everything)")
      return checks.filter { $0["verdict"] as? String == "passed" }.compactMap { $0["id"] as? String }
    }
  }

  private func found(_ report: String) throws -> Set<String> {
    let document = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
    let checks = try #require(document?["checks"] as? [[String: Any]])
    return Set(
      checks.flatMap { ($0["findings"] as? [[String: Any]] ?? []).map { "\($0["path"] ?? "") \($0["rule"] ?? "")" } })
  }
}
