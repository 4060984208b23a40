import Foundation
import Testing

/// Each `Goldens/NAME.yml` is a gate.yml that is wrong, `NAME.txt` what gate says about it. `GATE_RECORD=1` writes the
/// second anew, for a person to review.
@Suite struct GoldenTests {
  static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens")

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    return files.filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(4)) }.sorted()
  }()

  @Test func `there are goldens`() { #expect(Self.names.count >= 13) }

  @Test(arguments: names)
  func `a wrong gate.yml is explained`(name: String) throws {
    let text = try String(contentsOf: Self.directory.appendingPathComponent("\(name).yml"), encoding: .utf8)
    let said = Sample.errors(text).joined(separator: "\n") + "\n"
    let golden = Self.directory.appendingPathComponent("\(name).txt")
    if ProcessInfo.processInfo.environment["GATE_RECORD"] == "1" {
      try said.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(said == (try String(contentsOf: golden, encoding: .utf8)))
    #expect(said != "\n")
  }
}
