import BundledConfig
import DocumentTree
import Foundation
import GateConfiguration
import Testing

/// What the README shows holds.
@Suite struct DocumentationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The first block of the README in this language.
  private static func block(_ language: String) throws -> String {
    let readme = try text("README.md")
    let start = try #require(readme.range(of: "```\(language)\n"))
    let end = try #require(readme.range(of: "\n```", range: start.upperBound..<readme.endIndex))
    return String(readme[start.upperBound..<end.lowerBound]) + "\n"
  }

  @Test func `the gate.yml of the README loads, and the schema accepts it`() throws {
    let text = try Self.block("yaml")
    let configuration = try ConfigurationLoader.load(Array(text.utf8), path: "README.md")
    #expect(configuration.hooks.keys.sorted() == ["pre-commit", "pre-push"])
    let document = try #require(try YAMLDocument.parse(Array(text.utf8)))
    #expect(try SchemaValidator(BundledConfig.schema).accepts(document.json()))
  }

  @Test(arguments: ["gate.yml", "Tests/Fixtures/seed-pipeline/gate.yml"])
  func `every gate.yml of this repository loads`(path: String) throws {
    _ = try ConfigurationLoader.load(Array(try Self.text(path).utf8), path: path)
  }

  @Test func `the README names every preset and no other`() throws {
    let readme = try Self.text("README.md")
    let row = try #require(readme.split(separator: "\n").first { $0.hasPrefix("| `preset:` |") })
    let named = row.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }.dropFirst()
    #expect(Array(named) == PresetLibrary.bundled.names.sorted())
  }

  @Test func `the README lists the exit codes and the schemas`() throws {
    let readme = try Self.text("README.md")
    for code in ["0", "1", "2", "3", "130"] { #expect(readme.contains("\n| \(code) | "), "\(code)") }
    for path in ["Config/gate.schema.json", "Config/report.schema.json", "Config/plan.schema.json"] {
      #expect(readme.contains("(\(path))"), "\(path)")
      #expect(FileManager.default.fileExists(atPath: Self.root.appending(path: path).path))
    }
  }
}
