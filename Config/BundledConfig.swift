/// The files of the top-level folder `Config/`, as bytes inside the binary.
package enum BundledConfig {
  /// The JSON Schema of gate.yml.
  package static var schema: [UInt8] { PackageResources.gate_schema_json }

  /// The presets, one YAML text each, by name.
  package static let presets: [String: [UInt8]] = [
    "black": PackageResources.black_yml
  ]
}
