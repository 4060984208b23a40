package import GateModel

/// How the output of a tool becomes findings. A format is added here, in a file of its own beside this one.
package struct OutputFormat: Sendable {
  /// What a tool left behind.
  package struct Output: Sendable {
    package var standardOutput: [UInt8]
    package var standardError: [UInt8]
    /// Whether the tool ended with a status that means that all is well.
    package var isPass: Bool

    package init(standardOutput: [UInt8] = [], standardError: [UInt8] = [], isPass: Bool = false) {
      self.standardOutput = standardOutput
      self.standardError = standardError
      self.isPass = isPass
    }
  }

  /// The name in gate.yml and in presets.
  package let name: String
  /// Whether the tool passes over a path that is no UTF-8 in silence, and with success.
  let missesRawPaths: Bool
  /// Reads findings from an output; none from an empty one.
  ///
  /// - Throws: `CheckError` where the output is not of this format at all. Lines that say nothing about a file are skipped.
  package let findings: @Sendable (Output, PathMapper) throws(CheckError) -> [Finding]

  init(
    name: String, missesRawPaths: Bool = false,
    findings: @escaping @Sendable (Output, PathMapper) throws(CheckError) -> [Finding]
  ) {
    self.name = name
    self.missesRawPaths = missesRawPaths
    self.findings = findings
  }

  /// Every format, in alphabetical order.
  package static let all: [OutputFormat] = [
    actionlint, black, checkstyle, eslint, flake8, gcc, hadolint, prettier, ruff, sarif, shellcheck, swiftFormat, unix,
    yamllint,
  ]

  /// The format called `name`, `nil` where there is none.
  package static func named(_ name: String) -> OutputFormat? {
    all.first { $0.name == name }
  }
}
