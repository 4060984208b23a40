import FeatureFlags
import GateModel
import Testing

@Suite struct ManifestReaderTests {
  @Test func `a manifest describes flags and sets none`() {
    let text = """
      {
        "$schema": "https://raw.githubusercontent.com/open-feature/cli/main/schema/v0/flag-manifest.json",
        "flags": {
          "a": { "flagType": "boolean", "defaultValue": false, "description": "one" },
          "b": { "flagType": "integer", "defaultValue": 2.0 },
          "c": { "flagType": "float", "defaultValue": 1 },
          "d": { "flagType": "string", "defaultValue": "" },
          "e": { "flagType": "object", "defaultValue": { "x": [1] }, "codeOwner": "web" }
        }
      }
      """
    let file = FlagValidation.read(Array(text.utf8), path: "flags.json")
    #expect(file.findings == [])
    #expect(file.format == .openFeatureManifest)
    #expect(file.flags.map(\.type) == [.boolean, .number, .number, .string, .object])
    #expect(file.flags.map { $0.codeDefault?.value }.prefix(2) == [.boolean(false), .number(2)])
    #expect(file.flags.allSatisfy { !$0.isDefinition })
    #expect(file.flags.first?.metadata.description?.value == "one")
  }

  @Test(arguments: [
    (#"{"flags": {«"a"»: {"flagType": "boolean"}}}"#, "flag-property-missing"),
    (#"{"flags": {«"a"»: {"defaultValue": 1}}}"#, "flag-property-missing"),
    (#"{"flags": {"a": {"flagType": «"number"», "defaultValue": 1}}}"#, "flag-type-unknown"),
    (#"{"flags": {"a": {"flagType": «3», "defaultValue": 1}}}"#, "flag-type-unknown"),
    (#"{"flags": {"a": {"flagType": "boolean", "defaultValue": «"true"»}}}"#, "flag-declared-type"),
    (#"{"flags": {"a": {"flagType": "string", "defaultValue": «null»}}}"#, "flag-declared-type"),
    (#"{"flags": {"a": {"flagType": "object", "defaultValue": «[]»}}}"#, "flag-declared-type"),
    (#"{"flags": {"a": {"flagType": "boolean", "defaultValue": true, "description": «1»}}}"#, "flag-shape"),
    (#"{"flags": {"a": {"flagType": "boolean", "defaultValue": true, «"descripton"»: ""}}}"#, "flag-unknown-property"),
    (#"{"flags": {«""»: {"flagType": "boolean", "defaultValue": true}}}"#, "flag-key-invalid"),
    (#"{"flags": {"b": {"flagType": "boolean", "defaultValue": true}, "a": «1»}}"#, "flag-shape"),
    (
      #"{"flags": {"a": {"flagType": "boolean", "defaultValue": true}, «"a"»: {"flagType": "boolean", "defaultValue": true}}}"#,
      "flag-duplicate-key"
    ),
    (
      #"{"flags": {"a": {"flagType": "object", "defaultValue": «{}», "schema": {"type": "object", "required": ["x"]}}}}"#,
      "flag-default-schema"
    ),
    (
      #"{"flags": {"a": {"flagType": "object", "defaultValue": {«"y"»: 1}, "schema": {"type": "object", "additionalProperties": false, "properties": {"x": {"type": "array", "items": {"type": "string"}}}}}}}"#,
      "flag-default-schema"
    ),
    (
      #"{"flags": {"a": {"flagType": "object", "defaultValue": {"x": ["", «1»]}, "schema": {"type": "object", "properties": {"x": {"type": "array", "items": {"type": "string"}}}}}}}"#,
      "flag-default-schema"
    ),
    (#"{"flags": {"a": {"flagType": "object", "defaultValue": {}, "schema": {"type": «"map"»}}}}"#, "flag-shape"),
  ])
  func `what is wrong is found at its place`(sample: String, rule: String) {
    expectFindings(sample, [rule])
  }

  @Test func `code is held to the default that the manifest gives, whatever a file sets now`() {
    let manifest = #"{"flags": {"new-ui": {"flagType": "boolean", "defaultValue": true}}}"#
    let flagd =
      #"{"flags": {"new-ui": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off"}}}"#
    let found = { (standard: String) in
      let code = "from openfeature import api\nx = api.get_client().get_boolean_value(\"new-ui\", \(standard))\n"
      let content = FlagContent(
        files: [
          FlagValidation.read(Array(flagd.utf8), path: "flags/a.json"),
          FlagValidation.read(Array(manifest.utf8), path: "manifest.json"),
        ], references: FlagValidation.references(in: Array(code.utf8), path: "a.py"))
      return FlagInspection(content: content, today: CalendarDay(secondsSince1970: 0)).findings().map {
        "\($0.rule) \($0.help ?? "")"
      }
    }
    #expect(found("True") == [])
    #expect(
      found("False") == [
        "flag-default-differs defined at manifest.json:1; whoever the flag cannot be fetched for gets `false`"
      ])
  }
}
