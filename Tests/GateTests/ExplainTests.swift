import Foundation
import GateModel
import GateTestSupport
import Testing

/// `gate explain`: the parts of a key, and which of them is another one than before.
@Suite struct ExplainTests {
  private func repository() throws -> TestRepository {
    let repository = try TestRepository.gated(
      """
      version: 1
      checks:
        list: { run: "ls", inputs: [extra.txt], env: [TOKEN_OF_MINE] }
        yaml: { preset: yamllint, files: "*.yml", exclude: gate.yml }
      """, files: ["extra.txt": "1\n", "a.yml": "a: 1\n", ".yamllint": "rules: {}\n"])
    try repository.write("b.txt", "b\n")
    try repository.git("add", ".")
    return repository
  }

  @Test func `a verdict that was never worked out has nothing to compare with`() throws {
    let said = try repository().gate("explain", "list").everything
    #expect(said.contains("no verdict is known, and no earlier one to compare with"), "\(said)")
    #expect(said.contains(".gitattributes"))
    #expect(said.contains("absent"))
    let variable = said.split(separator: "\n").first { $0.contains("TOKEN_OF_MINE") }
    #expect(variable?.hasSuffix("  not set") == true)
  }

  @Test func `a known verdict is said to be known`() throws {
    let repository = try repository()
    try repository.gate("check", "--check", "list")
    #expect(try repository.gate("explain", "list").everything.contains("list: the verdict is known"))
  }

  @Test func `the input that changed is named`() throws {
    let repository = try repository()
    try repository.gate("check", "--check", "list")
    try repository.write("extra.txt", "2\n")
    try repository.git("add", ".")
    let said = try repository.gate("explain", "list").everything
    #expect(said.contains("there changed: input extra.txt and file "), "\(said)")
    #expect(said.contains("~ extra.txt"))
  }

  @Test func `a variable is shown to have changed, and its value is not shown`() throws {
    let repository = try repository()
    try repository.gate("check", "--check", "list", adding: ["TOKEN_OF_MINE": "first-value"])
    for format in ["text", "json"] {
      let said = try repository.gate(
        "explain", "list", "--format", format, adding: ["TOKEN_OF_MINE": "second-value"]
      ).everything
      #expect(said.contains("TOKEN_OF_MINE"))
      #expect(said.contains("changed"))
      #expect(!said.contains("-value"), "\(said)")
    }
  }

  @Test func `the configuration that a linter finds is named, and so is a file that was not judged before`() throws {
    let repository = try repository()
    try repository.gate("check", "--check", "yaml", "a.yml")
    #expect(try repository.gate("explain", "yaml", "a.yml").everything.contains("yaml on a.yml: the verdict is known"))
    try repository.write("c.yml", "c: 1\n")
    try repository.git("add", ".")
    let new = try repository.gate("explain", "yaml", "c.yml").everything
    #expect(new.contains("there changed: file c.yml"), "\(new)")
    try repository.write(".yamllint", "rules: {truthy: enable}\n")
    try repository.git("add", ".")
    let said = try repository.gate("explain", "yaml", "a.yml").everything
    #expect(said.contains("there changed: input .yamllint"), "\(said)")
  }

  @Test func `JSON has what the schema names`() throws {
    let repository = try repository()
    let run = try repository.gate("explain", "list", "--format", "json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.everything.utf8)) as? [String: Any])
    let schema = try #require(
      try JSONSerialization.jsonObject(
        with: Data(
          contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Config/explanation.schema.json"))) as? [String: Any])
    #expect(Set(document.keys) == Set(try #require(schema["required"] as? [String])))
    #expect(document["status"] as? String == "unknown")
    let parts = try #require(document["parts"] as? [[String: Any]])
    let groups = Set(parts.compactMap { $0["group"] as? String })
    #expect(groups.isSuperset(of: ["definition", "tool", "platform", "file"]))
  }

  @Test func `an unknown check is misuse, with the nearest name`() throws {
    let run = try repository().gate("explain", "lst")
    #expect(run.status == 2)
    #expect(run.everything.contains("did you mean \"list\"?"))
  }
}
