import FeatureFlags
import GateModel
import Testing

/// Files of every format with values in each other's place: they never crash, and findings lie in the text.
@Suite struct FlagFormatFuzzTests {
  private static let samples: [(path: RepositoryPath, text: String)] = [
    (
      "flags.yml",
      #"""
      {"version": 1, "flags": {"a": {"owner": "web", "kind": "ops", "created": "2026-01-01", "expires": "never",
        "tests": ["a", "b"], "safe": "off", "default": true, "environments": {"qa": "50%", "production": false}}}}
      """#
    ),
    (
      "manifest.json",
      #"""
      {"flags": {"a": {"flagType": "object", "defaultValue": {"x": [1, 2]}, "description": "d",
        "schema": {"type": "object", "required": ["x"], "properties": {"x": {"type": "array", "items": {"type": "number"}}}}}}}
      """#
    ),
    (
      "config/environments/qa.yml",
      #"""
      {"environment": "qa", "feature_flags": {"a": true, "b": {"enabled": true, "percentage": 10, "owner": "x"},
        "c": "blue", "d": 3}}
      """#
    ),
  ]

  @Test(arguments: samples.map(\.path)) func `the samples are good`(path: RepositoryPath) throws {
    let sample = try #require(Self.samples.first { $0.path == path })
    #expect(FlagValidation.read(Array(sample.text.utf8), path: path).findings == [])
  }

  @Test(arguments: samples.map(\.path)) func `no value anywhere crashes a reader or a rule`(path: RepositoryPath) throws
  {
    let sample = try #require(Self.samples.first { $0.path == path })
    let pieces = ["null", "true", "1e400", "-1", "\"on\"", "\"\"", "[]", "{}", "[[]]", "{\"\": {}}", "{\"type\": 1}"]
    let bytes = Array(sample.text.utf8)
    let openings = bytes.indices.filter { ":,[{".utf8.contains(bytes[$0]) }
    for place in openings {
      for piece in pieces {
        for isAdded in [true, false] {
          let rest = bytes[(place + 1)...]
          let text =
            Array(bytes[...place]) + Array(piece.utf8)
            + (isAdded ? [UInt8(ascii: ",")] + rest : Array(rest.drop { !",]}".utf8.contains($0) }))
          let file = FlagValidation.read(text, path: path)
          let findings = FlagInspection(
            content: FlagContent(files: [file]), today: CalendarDay(secondsSince1970: 0)
          ).findings()
          #expect(findings.allSatisfy { (1...4).contains($0.range?.line ?? 0) && !$0.message.isEmpty })
        }
      }
    }
  }
}
