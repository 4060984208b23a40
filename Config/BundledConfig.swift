/// The files of the top-level folder `Config/`, as bytes inside the binary.
package enum BundledConfig {
  /// The JSON Schema of gate.yml.
  package static var schema: [UInt8] { PackageResources.gate_schema_json }

  /// The presets, one YAML text each, by name.
  package static let presets: [String: [UInt8]] = [
    "actionlint": PackageResources.actionlint_yml,
    "black": PackageResources.black_yml,
    "eslint": PackageResources.eslint_yml,
    "flake8": PackageResources.flake8_yml,
    "hadolint": PackageResources.hadolint_yml,
    "prettier": PackageResources.prettier_yml,
    "ruff": PackageResources.ruff_yml,
    "shellcheck": PackageResources.shellcheck_yml,
    "swift-format": PackageResources.swift_format_yml,
    "yamllint": PackageResources.yamllint_yml,
  ]
}
