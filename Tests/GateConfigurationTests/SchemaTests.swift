import BundledConfig
import DocumentTree
import Foundation
import GateConfiguration
import GateModel
import GateTestSupport
import Testing

/// The schema and the decoder say the same.
@Suite struct SchemaTests {
  private let validator: SchemaValidator
  private let definitions: [String: Any]

  init() throws {
    validator = try SchemaValidator(BundledConfig.schema)
    definitions = try #require(validator.root["definitions"] as? [String: Any])
  }

  @Test func `the keys at the top are the decoder's`() throws {
    let properties = try #require(validator.root["properties"] as? [String: Any])
    #expect(Set(properties.keys) == Set(ConfigurationKeys.top))
  }

  @Test(arguments: CheckKind.allCases)
  func `the keys of each kind are the decoder's`(kind: CheckKind) throws {
    let shape = try #require(definitions[kind.rawValue] as? [String: Any])
    let properties = try #require(shape["properties"] as? [String: Any])
    let expected = ConfigurationKeys.check.filter { $0.kinds.contains(kind) }.map(\.name)
    #expect(Set(properties.keys) == Set(expected))
    #expect((properties["kind"] as? [String: Any])?["const"] as? String == kind.rawValue)
    #expect(shape["additionalProperties"] as? Bool == false)
  }

  @Test func `the keys of the remote cache are the decoder's`() throws {
    let top = try #require(validator.root["properties"] as? [String: Any])
    let cache = try #require((top["cache"] as? [String: Any])?["properties"] as? [String: Any])
    #expect(Set(cache.keys) == Set(ConfigurationKeys.cache))
    let remote = try #require((definitions["remote"] as? [String: Any])?["properties"] as? [String: [String: Any]])
    #expect(Set(remote.keys) == Set(ConfigurationKeys.remote))
    for (key, value) in remote { #expect(value["description"] != nil, "\(key)") }
    let forms = try #require((definitions["credential"] as? [String: Any])?["anyOf"] as? [[String: Any]])
    let credential = forms.flatMap { ($0["properties"] as? [String: Any] ?? [:]).keys }
    #expect(Set(credential) == Set(ConfigurationKeys.credential))
  }

  @Test func `every kind of check is in the schema`() throws {
    let checks = try #require((validator.root["properties"] as? [String: Any])?["checks"] as? [String: Any])
    let shapes = (checks["additionalProperties"] as? [String: Any])?["anyOf"] as? [[String: String]]
    #expect(shapes?.compactMap { $0["$ref"] } == CheckKind.allCases.map { "#/definitions/\($0.rawValue)" })
  }

  @Test func `names that are listed are the decoder's`() throws {
    #expect(try names("type") == FileType.allNames)
    #expect(try names("tests", "runner") == ConfigurationLoader.runners)
    #expect(try names("command", "format") == ConfigurationLoader.standardFormats)
    #expect(try names("tests", "select") == CheckConfiguration.TestSettings.Choice.allCases.map(\.rawValue))
    #expect(try names("isolation") == CheckTraits.Isolation.allCases.map(\.rawValue))
    #expect(try names("hook") == GitHook.names)
    let warm = (validator.root["properties"] as? [String: Any])?["warm"] as? [String: Any]
    #expect(warm?["enum"] as? [String] == Configuration.WarmedHook.allCases.map(\.rawValue))
    #expect(try names("await") == CheckConfiguration.AwaitedHook.allCases.map(\.rawValue))
    #expect(try names("fix_policy") == FixPolicy.allCases.map(\.rawValue))
  }

  @Test func `every key is described`() throws {
    let properties = try #require(validator.root["properties"] as? [String: Any])
    for (key, value) in properties { #expect((value as? [String: Any])?["description"] != nil, "\(key)") }
    for key in ConfigurationKeys.check.map(\.name) {
      let isDescribed = CheckKind.allCases.contains { kind in
        let shape = (definitions[kind.rawValue] as? [String: Any])?["properties"] as? [String: Any]
        let value = shape?[key] as? [String: Any]
        let referenced = (value?["$ref"] as? String).flatMap { definitions[String($0.dropFirst(14))] } as? [String: Any]
        return value?["description"] != nil || referenced?["description"] != nil
      }
      #expect(isDescribed, "\(key)")
    }
  }

  @Test(arguments: SchemaCorpus.good)
  func `what the decoder loads, the schema accepts`(text: String) throws {
    #expect(Sample.errors(text) == [])
    #expect(try accepts(text))
  }

  @Test(arguments: SchemaCorpus.bad)
  func `what is wrongly built, both refuse`(text: String) throws {
    #expect(Sample.errors(text) != [])
    #expect(try !accepts(text))
  }

  @Test(arguments: SchemaCorpus.wrongInMeaning)
  func `what is wrong in its meaning, the decoder refuses`(text: String) throws {
    #expect(Sample.errors(text) != [])
    #expect(try accepts(text))
  }

  @Test func `each value of each key in each shape is judged alike`() throws {
    let values = [
      "x", "12", "true", "''", "[]", "[x]", "[12]", "[[x]]", "[true, x]", "{}", "{x: y}", "60s", "64MiB", "python",
      "[python]",
      "auto", "pytest", "affected", "commit-msg", "unix", "black", "'make {files}'", "~",
    ]
    var accepted = 0
    for key in ConfigurationKeys.check where key.name != "kind" {
      for kind in key.kinds {
        var body = SchemaCorpus.least[kind] ?? [:]
        for value in values {
          body[key.name] = value
          body["kind"] = kind.rawValue
          let members = body.map { "\($0.key): \($0.value)" }.sorted().joined(separator: ", ")
          let text = "version: 1\nchecks: {a: {\(members)}}"
          // Names and policies that the schema leaves open are for the decoder alone.
          let errors = Sample.errors(text)
          let isOpen = { (error: String) in
            ["unknown preset", "unknown check", "no place in a policy"].contains { error.contains($0) }
          }
          if errors.contains(where: isOpen) { continue }
          let isLoaded = errors.isEmpty
          #expect(try accepts(text) == isLoaded, "\(text): \(errors)")
          accepted += isLoaded ? 1 : 0
        }
      }
    }
    #expect(accepted > 200)
  }

  @Test func `random mutations of a good file are judged alike in structure, and never trap`() {
    var random = SeededGenerator(seed: 11)
    let pieces = Sample.everything.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<400 {
      var lines = pieces
      let first = Int.random(in: lines.indices, using: &random)
      let second = Int.random(in: lines.indices, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: lines.remove(at: first)
      case 1: lines.swapAt(first, second)
      case 2: lines.insert(lines[second], at: first)
      default: lines[first] = String(lines[first].dropLast(Int.random(in: 1...8, using: &random)))
      }
      let text = lines.joined(separator: "\n")
      // What loads must be acceptable to the schema; the reverse need not hold.
      if Sample.errors(text).isEmpty { #expect((try? accepts(text)) == true, "\(text)") }
    }
  }

  private func accepts(_ text: String) throws -> Bool {
    let node = try #require(try YAMLDocument.parse(Array(text.utf8)))
    return try validator.accepts(node.json())
  }

  private func names(_ definition: String, _ property: String? = nil) throws -> [String] {
    var schema = try #require(definitions[definition] as? [String: Any])
    if let property {
      schema = try #require((schema["properties"] as? [String: Any])?[property] as? [String: Any])
    }
    return try #require(schema["enum"] as? [String])
  }
}
