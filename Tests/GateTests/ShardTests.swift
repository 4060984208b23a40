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

  @Test(arguments: [["--shard", "3/2"], ["--shard", "1/2", "--fix"], ["--balance"]])
  func `a part that there is not is misuse`(arguments: [String]) throws {
    let repository = try TestRepository.gated("version: 1\nchecks:\n  a: { run: \"true\" }\n")
    #expect(try repository.gate(["check", "--all"] + arguments).status == 2)
  }

  private func found(_ report: String) throws -> Set<String> {
    let document = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
    let checks = try #require(document?["checks"] as? [[String: Any]])
    return Set(
      checks.flatMap { ($0["findings"] as? [[String: Any]] ?? []).map { "\($0["path"] ?? "") \($0["rule"] ?? "")" } })
  }
}
